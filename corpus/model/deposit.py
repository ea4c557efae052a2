"""What ingest hands to the store: one expression read from one source, with all that was found."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model.assertion import Assertion
from corpus.model.facts import NO_FACTS, Facts
from corpus.model.force import Force
from corpus.model.party import PartyAction
from corpus.model.provision import Provision
from corpus.model.relation import Relation
from corpus.model.source import Source
from corpus.model.work import Expression, Work


@dataclass(frozen=True, slots=True)
class Deposit:
    """One expression of one work as read from one source.

    `work` carries what this source says of the work: the store finds the work by slug, record id
    or identifier, and joins the values by the rank of their origin. `work_given` tells that the
    manifest, the record or the format named the work (`work.slug`), so no other rule applies.
    `first_page`/`last_page` and `span` tell which part of the source it is.
    """

    source: Source
    work: Work
    expression: Expression
    provisions: tuple[Provision, ...]
    work_given: bool = False
    forces: tuple[Force, ...] = ()
    relations: tuple[Relation, ...] = ()
    party_actions: tuple[PartyAction, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    first_page: int | None = None
    last_page: int | None = None
    notices: tuple[Notice, ...] = ()
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader of the result should know: which file, a stable code, the reason."""

    path: str
    code: str
    reason: str

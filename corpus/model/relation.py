"""Typed relations between works and provisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.model.assertion import Origin
from corpus.model.dates import Interval


class RelationType(StrEnum):
    """What one text does to another; `REVERSE` names the same from the other side."""

    CITES = "cites"
    AMENDS = "amends"
    INSERTS = "inserts"
    REPLACES = "replaces"
    REPLACES_WORDS = "replaces_words"
    REPEALS = "repeals"
    ANNULS = "annuls"
    SUSPENDS = "suspends"
    EXTENDS = "extends"
    TERMINATES = "terminates"
    COMMENCES = "commences"
    RENUMBERS = "renumbers"
    CORRECTS = "corrects"
    CONSOLIDATES = "consolidates"
    SUPPLEMENTS = "supplements"
    APPROVES = "approves"
    IMPLEMENTS = "implements"
    BASED_ON = "based_on"
    APPLIES_DIRECTLY = "applies_directly"
    INTERPRETS = "interprets"


REVERSE: dict[RelationType, str] = {
    RelationType.CITES: "cited_by",
    RelationType.AMENDS: "amended_by",
    RelationType.INSERTS: "inserted_by",
    RelationType.REPLACES: "replaced_by",
    RelationType.REPLACES_WORDS: "words_replaced_by",
    RelationType.REPEALS: "repealed_by",
    RelationType.ANNULS: "annulled_by",
    RelationType.SUSPENDS: "suspended_by",
    RelationType.EXTENDS: "extended_by",
    RelationType.TERMINATES: "terminated_by",
    RelationType.COMMENCES: "commenced_by",
    RelationType.RENUMBERS: "renumbered_by",
    RelationType.CORRECTS: "corrected_by",
    RelationType.CONSOLIDATES: "consolidated_by",
    RelationType.SUPPLEMENTS: "supplemented_by",
    RelationType.APPROVES: "approved_by",
    RelationType.IMPLEMENTS: "implemented_by",
    RelationType.BASED_ON: "basis_for",
    RelationType.APPLIES_DIRECTLY: "directly_applied_by",
    RelationType.INTERPRETS: "interpreted_by",
}

ELI_PROPERTY: dict[RelationType, str] = {
    RelationType.CITES: "eli:cites",
    RelationType.AMENDS: "eli:amends",
    RelationType.REPLACES: "eli:repeals",
    RelationType.REPEALS: "eli:repeals",
    RelationType.COMMENCES: "eli:commences",
    RelationType.CORRECTS: "eli:corrects",
    RelationType.CONSOLIDATES: "eli:consolidates",
    RelationType.APPLIES_DIRECTLY: "eli:applies",
    RelationType.IMPLEMENTS: "eli:implements",
    RelationType.BASED_ON: "eli:based_on",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from a work (or its provision `from_eid`) to another, in whole or in part.

    `target` is the target as printed or given; `target_slug` is set once it is resolved to a work
    in the base; `target_eid` names a provision. `effective` is when it takes effect (and ends).

    What only the base tells: `candidates` are works that the target may be, where it names no single
    one, or where a title alone does not make it certain that the work found is meant; `located` is the
    eId in the target's wordings of the citing day, None where these have no such provision (or the target
    is no work of the base, or is cited as a whole); `worded` are the days of the wording that says so.
    """

    type: RelationType
    target: str
    origin: Origin
    from_eid: str | None = None
    target_slug: str | None = None
    target_eid: str | None = None
    effective: Interval = field(default_factory=Interval)
    partial: bool = False
    candidates: tuple[str, ...] = ()
    located: str | None = None
    worded: Interval = field(default_factory=Interval)

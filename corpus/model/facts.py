"""What is read out of provisions: defined terms, obligations, procedures. Each is tied to its provision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.model.assertion import Span


class Modality(StrEnum):
    """How a provision binds its bearer."""

    MUST = "must"
    MUST_NOT = "must_not"
    MAY = "may"


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term in the words of the provision `eid`, with its definition; the span is of the term.

    Spans of facts are offsets in the provision's own text (`Provision.text`), not in the source.
    """

    eid: str
    term: str
    definition: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """Who must, must not or may do what, for whom, by when, under which condition.

    All are the words of the provision `eid`; None where it does not say. `bearer` is never guessed:
    it is empty where the sentence names nobody. The span is of the sentence.
    """

    eid: str
    modality: Modality
    deed: str
    bearer: str = ""
    beneficiary: str | None = None
    deadline: str | None = None
    condition: str | None = None
    span: Span | None = None


class ItemKind(StrEnum):
    """What a line of a procedure tells."""

    STEP = "step"
    PAPER = "paper"
    DEADLINE = "deadline"
    FEE = "fee"
    BODY = "body"
    """A competent body."""
    BASIS = "basis"
    """A legal basis beyond the provision itself."""


@dataclass(frozen=True, slots=True)
class ProcedureItem:
    """One line of a procedure: its words without marks of footnotes, with what could be read from them.

    `data` of a deadline: `count` (a number; of a range the largest), `unit` (`hour`, `day`, `month`,
    `year`), `days` (`working`, `calendar`, or absent: not said), `every` (`true` where something is done
    again after each such time: once a year; absent: done once within it); of a fee: `amount` (decimal;
    `0`: free of charge), `currency` (ISO 4217, or as printed under `currency_printed`). A deadline that
    names a day or an event, not a length of time, has none. Values are text. The span is of the line.
    """

    eid: str
    kind: ItemKind
    text: str
    data: Mapping[str, str] = field(default_factory=dict)
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure: what it is for (`name`), and its lines in the order in which they stand.

    `eid` is the provision that opens it; lines may stand in other provisions of the same expression.
    """

    eid: str
    name: str
    items: tuple[ProcedureItem, ...] = ()
    competent_body: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was read out of one expression."""

    terms: tuple[Term, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    procedures: tuple[Procedure, ...] = ()


NO_FACTS = Facts()

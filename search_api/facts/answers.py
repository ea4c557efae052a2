"""What the desks of facts answer: terms, obligations and procedures, each with its provision and status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Generic, TypeVar

from corpus.model import Obligation, Procedure, ProcedureItem, Status, Term
from corpus.store.views import StoredExpression, StoredWork
from search_api.results import AsOf

MOST: Final = 200
"""Facts of one answer."""

Day = date | AsOf | None
"""As of which day: None is today, `any` leaves nothing out (statuses are then today's)."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision as it is cited, with the work it stands in and its status on the day.

    `steps` are the labels from the article down; `title` is in the language of the text where it has one.
    """

    work_id: int
    expression_id: int
    work: str
    title: str
    number: str
    language: str
    eid: str
    kind: str
    steps: tuple[str, ...]
    page: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class TermView:
    """A defined term; `beside` is the same concept in other language versions of the same provision."""

    term: Term
    cited: Cited
    beside: tuple[tuple[Term, Cited], ...] = ()


@dataclass(frozen=True, slots=True)
class ObligationView:
    """An obligation with its provision; `clause` is the sentence or part of one that tells it, as printed.

    Of a provision that is worded otherwise by now, it is the deed.
    """

    obligation: Obligation
    cited: Cited
    clause: str


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """A procedure with its provision, and each of its lines with its own."""

    procedure: Procedure
    cited: Cited
    items: tuple[tuple[ProcedureItem, Cited], ...]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What was found as of `on`. `over`: how many more are known to have ended or not to have begun.

    `more`: there are others, which a narrower question would find.
    """

    on: date
    found: tuple[T, ...]
    over: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class ObligationsOf:
    """The obligations of one text of a work that meet the conditions, and who bears how many in all."""

    work: StoredWork
    expression: StoredExpression
    status: Status
    on: date
    found: tuple[ObligationView, ...]
    bearers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProceduresOf:
    """The procedures of one text of a work."""

    work: StoredWork
    expression: StoredExpression
    status: Status
    on: date
    found: tuple[ProcedureView, ...]

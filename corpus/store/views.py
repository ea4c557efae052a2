"""What the store gives back: a work whole, ready to be shown or indexed, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from corpus.law.rewording import Rewording, rewordings
from corpus.model import (
    Authority,
    End,
    Expression,
    Force,
    Interval,
    Making,
    PartyAction,
    Procedure,
    Provision,
    Relation,
    Source,
    Term,
    Work,
)
from corpus.model.scope import Scope


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A source of an expression: the file, the pages it covers, and whether it is the preferred one."""

    source: Source
    first_page: int | None = None
    last_page: int | None = None
    preferred: bool = True


@dataclass(frozen=True, slots=True)
class StoredExpression:
    """An expression with its tree and its sources. `id` is the store's row id, stable while stored.

    `record_id` is that of the record from which it was read: the texts of one work may come from
    several collections.
    """

    id: int
    expression: Expression
    provisions: tuple[Provision, ...]
    sources: tuple[SourceLink, ...]
    record_id: str | None = None

    @property
    def preferred(self) -> SourceLink | None:
        """The source to show."""
        return next((link for link in self.sources if link.preferred), next(iter(self.sources), None))


@dataclass(frozen=True, slots=True)
class Transition:
    """A transitional provision of a work that ends, replaces or changes another.

    `path` are the labels that lead to it; `since` the days from which the work acts.
    """

    work: str
    eid: str
    language: str
    path: tuple[str, ...]
    since: tuple[End, ...] = ()

    def concerns(self, day: date) -> bool:
        """Whether the work may act by a day."""
        return any(start.at is None or start.at.earliest <= day for start in self.since)


@dataclass(frozen=True, slots=True)
class StoredWork:
    """A work with everything that hangs on it, as far as the scope allows.

    `change` is the change number of its last change. `incoming` are relations from other works
    that resolve to this one, as (slug of the other work, relation). `forces` are those recorded
    and those that follow from incoming relations, a chapter's repeated for its articles: hand
    them to `corpus.law.status.status_of`. `components` are slugs of works that are parts of this.
    """

    id: int
    change: int
    work: Work
    expressions: tuple[StoredExpression, ...]
    forces: tuple[Force, ...] = ()
    relations: tuple[Relation, ...] = ()
    incoming: tuple[tuple[str, Relation], ...] = ()
    party_actions: tuple[PartyAction, ...] = ()
    components: tuple[str, ...] = ()
    of_wordings: Mapping[int, tuple[Force, ...]] = field(default_factory=dict)
    """The forces of the expressions in which a repealed number may be that of another provision."""
    transitions: tuple[Transition, ...] = ()
    """The transitional provisions of the works that act on this one."""

    def transitions_on(self, day: date) -> tuple[Transition, ...]:
        """Those of the works that may act by a day."""
        return tuple(one for one in self.transitions if one.concerns(day))

    def forces_of(self, expression_id: int) -> tuple[Force, ...]:
        """The forces that hold for a wording."""
        return self.of_wordings.get(expression_id, self.forces)

    def forces_on(self, day: date) -> tuple[Force, ...]:
        """The forces that hold for the wording of a day."""
        of_day = (one.id for one in self.expressions if one.expression.valid.covers(day))
        return next((self.of_wordings[each] for each in of_day if each in self.of_wordings), self.forces)

    @property
    def rewordings(self) -> tuple[Rewording, ...]:
        """What other works change of the words of its provisions."""
        return rewordings(self.incoming)


@dataclass(frozen=True, slots=True)
class StoredTerm:
    """A defined term with the expression that defines it."""

    work_id: int
    slug: str
    expression_id: int
    language: str
    term: Term


@dataclass(frozen=True, slots=True)
class StoredProcedure:
    """A procedure with the expression that describes it."""

    work_id: int
    slug: str
    expression_id: int
    language: str
    procedure: Procedure


@dataclass(frozen=True, slots=True)
class DoubtMark:
    """A doubt that a person has looked at; `key` names it whatever is read anew."""

    key: str
    note: str
    who: str
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Edit:
    """A value that a person set for a field of a work."""

    field: str
    value: str
    reason: str
    who: str
    recorded: datetime


@dataclass(frozen=True, slots=True)
class StoredStanding:
    """What the status of a work and its provisions is decided from, without the work itself.

    `forces` as in StoredWork; `expressions` by id, without their trees; `rewordings`: what other works change
    of their words.
    """

    forces: tuple[Force, ...]
    expressions: Mapping[int, Expression]
    rewordings: tuple[Rewording, ...] = ()
    of_wordings: Mapping[int, tuple[Force, ...]] = field(default_factory=dict)
    """As in StoredWork."""

    def forces_of(self, expression_id: int) -> tuple[Force, ...]:
        """The forces that hold for a wording."""
        return self.of_wordings.get(expression_id, self.forces)


@dataclass(frozen=True, slots=True)
class WorkChange:
    """A work changed (or was deleted) under this change number; numbers rise in commit order."""

    number: int
    work_id: int
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class ExpressionSummary:
    """An expression without its text; `provisions` counts them, `sources` are paths."""

    language: str
    title: str
    authority: Authority
    making: Making
    valid: Interval
    provisions: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkSummary:
    """A work without its texts, for lists."""

    id: int
    work: Work
    languages: tuple[str, ...]
    expressions: int
    provisions: int
    sources: tuple[str, ...]
    versions: tuple[ExpressionSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the store holds, within a scope."""

    works: int
    expressions: int
    sources: int
    provisions: int
    relations: int
    party_actions: int
    change: int


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Two works that may be one: for a person to decide."""

    id: int
    one_slug: str
    other_slug: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Regrouping:
    """A recorded merge or split: expressions went from one work to the other."""

    id: int
    kind: str
    from_slug: str
    to_slug: str
    who: str
    reason: str
    recorded: datetime
    undone: datetime | None = None


__all__ = [
    "Counts",
    "DoubtMark",
    "DoubtfulPair",
    "Edit",
    "ExpressionSummary",
    "Regrouping",
    "Scope",
    "SourceLink",
    "StoredExpression",
    "StoredProcedure",
    "StoredTerm",
    "StoredWork",
    "WorkChange",
    "WorkSummary",
]

"""What the store gives back: a work whole, ready to be shown or indexed, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Expression, Force, PartyAction, Provision, Relation, Source, Work
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
    """An expression with its tree and its sources. `id` is the store's row id, stable while stored."""

    id: int
    expression: Expression
    provisions: tuple[Provision, ...]
    sources: tuple[SourceLink, ...]

    @property
    def preferred(self) -> SourceLink | None:
        """The source to show."""
        return next((link for link in self.sources if link.preferred), next(iter(self.sources), None))


@dataclass(frozen=True, slots=True)
class StoredWork:
    """A work with everything that hangs on it, as far as the scope allows.

    `change` is the change number of its last change. `incoming` are relations from other works
    that resolve to this one, as (slug of the other work, relation).
    """

    id: int
    change: int
    work: Work
    expressions: tuple[StoredExpression, ...]
    forces: tuple[Force, ...] = ()
    relations: tuple[Relation, ...] = ()
    incoming: tuple[tuple[str, Relation], ...] = ()
    party_actions: tuple[PartyAction, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkChange:
    """A work changed (or was deleted) under this change number; numbers rise in commit order."""

    number: int
    work_id: int
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class WorkSummary:
    """A work without its texts, for lists."""

    id: int
    work: Work
    languages: tuple[str, ...]
    expressions: int
    provisions: int
    sources: tuple[str, ...]


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


__all__ = [
    "Counts",
    "Scope",
    "SourceLink",
    "StoredExpression",
    "StoredWork",
    "WorkChange",
    "WorkSummary",
]

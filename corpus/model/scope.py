"""Who may see what: no query, count, suggestion or export without a scope."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Access(StrEnum):
    """Access level of a source, inherited by everything read from it."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Holding:
    """Where a source belongs: the owner organisation, the collection and the access level."""

    owner: str = "local"
    collection: str = "default"
    access: Access = Access.PUBLIC


@dataclass(frozen=True, slots=True)
class Scope:
    """What a principal may see: access levels, and collections (None: every one).

    A deployment with one user is the principal `local`, who sees everything.
    """

    principal: str = "local"
    access: frozenset[Access] = frozenset(Access)
    collections: frozenset[str] | None = None
    owners: frozenset[str] | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is hidden from the principal."""
        return self.access == frozenset(Access) and self.collections is None and self.owners is None

    def allows(self, holding: Holding) -> bool:
        """Whether the principal may see what is held there."""
        return (
            holding.access in self.access
            and (self.collections is None or holding.collection in self.collections)
            and (self.owners is None or holding.owner in self.owners)
        )


LOCAL = Scope()

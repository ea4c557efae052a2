"""How the base and its index are."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.store.queue import QueueCounts

BLOCKING = {
    "store": "store_unavailable",
    "schema": "schema_mismatch",
    "engine": "search_unavailable",
    "index": "index_unusable",
}
"""What keeps searches from being answered, with the code of the problem that they meet."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What can be answered now.

    `missing` are codes: `store` (it does not answer), `schema` (the store is of another version),
    `engine` (the search engine does not answer), `index` (the index is of another store or cannot be
    read), `model` (no embedding model: search by words only), `vectors` (some passages are not yet
    embedded). What could not be asked is None.
    """

    engine: str
    """Name of the search engine."""
    breaker: str
    """Whether calls go through to it (`search_api.engine.breaker.BreakerState`)."""
    model: str | None
    change: int | None
    """The store's newest change number."""
    index_change: int | None
    """The change number that the index has reached; 0 where it is of another store."""
    passages: int | None
    vectors: int | None
    missing: tuple[str, ...]

    @property
    def lag(self) -> int | None:
        """How many change numbers the index is behind."""
        if self.change is None or self.index_change is None:
            return None
        return max(0, self.change - self.index_change)

    @property
    def same_epoch(self) -> bool | None:
        """Whether the index was built from this store."""
        unknown = {"store", "schema", "engine"} & set(self.missing)
        return None if unknown else "index" not in self.missing

    @property
    def readable(self) -> bool:
        """Whether documents can be read: that takes the store alone."""
        return not {"store", "schema"} & set(self.missing)

    @property
    def ready(self) -> bool:
        """Whether searches can be answered too."""
        return not BLOCKING.keys() & set(self.missing)

    @property
    def problems(self) -> tuple[str, ...]:
        """The codes of the problems that searches meet."""
        return tuple(BLOCKING[code] for code in self.missing if code in BLOCKING)


@dataclass(frozen=True, slots=True)
class Health(Readiness):
    """What can be answered, how much the base holds within a scope, and what waits.

    Counts are None where they could not be had in time.
    """

    works: int | None
    expressions: int | None
    sources: int | None
    provisions: int | None
    relations: int | None
    party_actions: int | None
    queue: QueueCounts | None
    """How the queue of ingest stands."""
    behind: float | None
    """For about how many seconds the oldest change that is not in the index has waited; None: not known."""

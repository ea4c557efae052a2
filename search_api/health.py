"""How the base and its index are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Health:
    """Counts, how far the index is behind the store, and what is missing.

    `missing` are codes: `model` (no embedding model: search by words only), `vectors` (some
    passages are not yet embedded), `index` (the index is of another store or cannot be read).
    """

    works: int
    expressions: int
    sources: int
    provisions: int
    relations: int
    party_actions: int
    passages: int
    vectors: int
    change: int
    """The store's newest change number."""
    index_change: int
    """The change number that the index has reached."""
    model: str | None
    missing: tuple[str, ...] = ()

    @property
    def lag(self) -> int:
        """How many change numbers the index is behind."""
        return max(0, self.change - self.index_change)

    @property
    def ready(self) -> bool:
        """Whether searches can be answered."""
        return "index" not in self.missing

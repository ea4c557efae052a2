"""The port that every engine implements. The planner never sees an engine; an engine never sees a query text.

Words reach an engine as prepared tokens (`search_api.analysis`), meaning as a vector, conditions
as a `Filter`. Ranking within words is BM25 on the prepared tokens, ties broken by passage id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.model.scope import Scope
from search_api.engine.breaker import BreakerState
from search_api.passage import Passage

Vector = NDArray[np.float32]
"""One unit vector, shape (dimensions,)."""


# --- what is asked -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Terms:
    """Any of these prepared tokens, scored by BM25 (a bag of words). `required`: all must match."""

    tokens: tuple[str, ...]
    field: str = "text"
    required: bool = False
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """These tokens next to each other, in order, with at most `slop` moves."""

    tokens: tuple[str, ...]
    slop: int = 0
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Prefix:
    """Tokens that begin so."""

    start: str
    field: str = "text"


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    parts: tuple[WordQuery, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them; scores add up."""

    parts: tuple[WordQuery, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """None of it. Only meaningful inside And, or alone (everything but)."""

    part: WordQuery


@dataclass(frozen=True, slots=True)
class Everything:
    """Every passage (a search with filters and no words)."""


WordQuery = Terms | Phrase | Prefix | And | Or | Not | Everything


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that do not score. `values` maps a facet field to the accepted values (any of).

    `as_of` (day number) keeps passages whose [alive_from, alive_to) holds it, an absent bound
    counting as unbounded; None turns it off. `scope` is never optional.
    """

    scope: Scope
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    as_of: int | None = None
    years: tuple[int | None, int | None] = (None, None)

    def without(self, name: str) -> Filter:
        """The same filter without the condition on one field (a facet ignores its own filter)."""
        rest = {key: values for key, values in self.values.items() if key != name}
        return Filter(self.scope, rest, self.as_of, self.years)


FACET_FIELDS = ("kind", "language", "issuer", "party", "authority", "collection", "year")
"""Fields that can be filtered (`values`) and counted. `work` (slug) can be filtered only."""


# --- what is answered --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage id with its score (higher is better)."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class WordHits:
    """The best hits by words, how many match in all, and the document frequency of each token.

    `document_frequency` and `documents` are over the whole index, for the coverage weight.
    """

    hits: tuple[Scored, ...]
    total: int
    document_frequency: Mapping[str, int]
    documents: int


@dataclass(frozen=True, slots=True)
class EngineCounts:
    """What the index holds."""

    passages: int
    vectors: int
    change: int
    """The store's change number up to which the index is in step."""
    epoch: str
    """The store's epoch for which it was built."""
    recipe: str = ""
    """How its passages were derived (`search_api.index`); another recipe means: build anew."""
    model: str = ""
    """The name of the embedder whose vectors it holds; vectors of two models never mix."""


# --- the ports ---------------------------------------------------------------------------------


class IndexWriter(Protocol):
    """The one writer of an index. Nothing is seen by readers before `commit`."""

    def replace_work(
        self, work_id: int, passages: Sequence[Passage], vectors: Mapping[str, Vector] | None = None
    ) -> None:
        """Put these passages in place of all earlier ones of the work (none: delete it).

        `vectors`: those that are known already, by passage id, of the model named by `use_model` before.
        """

    def commit(self, change: int) -> None:
        """Make everything visible at once, with the store's change number it brings the index to."""

    def missing_vectors(self, limit: int) -> list[tuple[str, str]]:
        """Up to `limit` (passage id, text to embed) that have no vector yet, after a commit."""

    def put_vectors(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Give vectors, shape (len(ids), dimensions), to committed passages; visible after `commit`.

        A passage that is gone, or has a vector, is passed over.
        """

    def describe(self, *, epoch: str, recipe: str) -> None:
        """Say from which store and how the passages are made; kept with the next commit."""

    @property
    def model(self) -> str:
        """Whose vectors are being written; empty before any were."""

    def use_model(self, name: str) -> None:
        """Say whose vectors follow; with the next commit, those of another model are dropped."""

    def counts(self) -> EngineCounts:
        """What is committed in the index being written (for a fresh one, before it is published)."""

    def publish(self) -> None:
        """Serve a fresh index from now on, committed as it is; readers change over at their next call."""

    def close(self) -> None:
        """Give the lock back; what was not committed is dropped, and a fresh index not published too."""


class Engine(Protocol):
    """Reads an index. Safe to share between threads; sees whole generations only.

    Where the index is kept by another process, everything raises SearchUnavailable while that is away.
    """

    @property
    def name(self) -> str:
        """Which engine it is: `embedded`, `elasticsearch`."""

    @property
    def state(self) -> BreakerState:
        """Whether calls go through to it; an engine in this process is never away."""

    def writer(self, *, fresh: bool = False) -> IndexWriter:
        """Take the writer lock. Raises IndexBusy when another holds it.

        `fresh`: write a new, empty index beside the one that is served, until `publish`.
        """

    def tidy(self) -> bool:
        """Rewrite the index without what was deleted, where that is much; whether it was done.

        Takes the writer lock: raises IndexBusy as `writer` does.
        """

    def roll_back(self) -> None:
        """Serve the index from before the last rebuild again. Raises NoEarlierIndex where none was kept."""

    def words(self, query: WordQuery, where: Filter, limit: int) -> WordHits:
        """The best passages by BM25."""

    def nearest(self, vector: Vector, where: Filter, limit: int) -> tuple[Scored, ...]:
        """The passages whose vectors are nearest by cosine, among those that pass the filter."""

    def facets(self, query: WordQuery, where: Filter, fields: Iterable[str]) -> dict[str, dict[str, int]]:
        """Counts of passages per value, each field ignoring its own filter."""

    def passages(self, ids: Sequence[str]) -> list[Passage | None]:
        """The passages with these ids, in this order."""

    def vectors(self, passages: Sequence[Passage]) -> dict[str, Vector]:
        """The vectors that it holds of these very texts, by passage id; of the model that `counts` names."""

    def suggest(self, start: str, where: Filter, limit: int) -> list[tuple[str, str]]:
        """Titles and numbers that begin so (folded), then headings, as (text, work slug).

        The most frequent come first.
        """

    def explain(self, query: WordQuery, passage_id: str) -> str:
        """How the score of one passage comes about, as the engine's own JSON; empty: it does not match."""

    def digests(self) -> Iterator[tuple[int, str, str]]:
        """Every passage as (work id, passage id, digest of its record), for `verify`."""

    def counts(self) -> EngineCounts:
        """What it holds."""

    def refresh(self) -> None:
        """See the newest generation (readers also do it by themselves at each call)."""

    def close(self) -> None:
        """Release files."""

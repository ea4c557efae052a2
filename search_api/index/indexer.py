"""Keeps the index in step with the store, work by work, then fills in the vectors."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from corpus.model import LOCAL, Scope
from corpus.store.views import StoredWork, WorkChange, WorkSummary
from search_api.embedding.port import Embedder
from search_api.engine.port import Engine, EngineCounts, IndexWriter, Vector
from search_api.errors import IndexBusy, IndexUnusable
from search_api.index.passages import PASSAGES_VERSION, passages_of
from search_api.index.tokens import approximate_tokens
from search_api.passage import Passage

COMMIT_PASSAGES: Final = 5_000
"""Passages between commits: one costs 0.1 s, and as many are lost at most when the process dies."""

COMMIT_SECONDS: Final = 10.0
"""Time between commits, so that new works are found while a large folder comes in."""

EMBEDDED_AT_ONCE: Final = 256
"""Passages embedded between commits: some ten seconds of work on one core."""

_CHANGES: Final = 1_000


class WorkSource(Protocol):
    """What the indexer needs of the store."""

    @property
    def epoch(self) -> str:
        """New after the store was created or restored."""

    @property
    def change(self) -> int:
        """The newest committed change number."""

    def changes(self, after: int, limit: int = 1000) -> list[WorkChange]:
        """The newest change of each work, by rising number."""

    def work(self, work_id: int, scope: Scope) -> StoredWork | None:
        """A work whole."""

    def works(self, scope: Scope, *, after: int = 0, limit: int = 1000) -> list[WorkSummary]:
        """Works by id."""

    def renew_epoch(self) -> str:
        """Begin a new epoch: indexes of the former one are built anew."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: `step` is `passages` (works done of those changed) or `vectors` (passages)."""

    step: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Synced:
    """What a run did, and what the index holds now."""

    works: int
    vectors: int
    rebuilt: bool
    counts: EngineCounts


def _silent(_: Progress) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


class Indexer:
    """Follows a store. `embedder` gives vectors as they are kept (adapter applied); None: words only.

    `stop` is asked between steps; when it says so, what was done is committed and the run ends.
    """

    def __init__(
        self,
        store: WorkSource,
        engine: Engine,
        embedder: Embedder | None = None,
        *,
        passage_tokens: int = 240,
        progress: Callable[[Progress], None] = _silent,
        stop: Callable[[], bool] = _never,
    ) -> None:
        self._store, self._engine, self._embedder = store, engine, embedder
        self._longest = passage_tokens
        self._count = embedder.count_tokens if embedder else approximate_tokens
        self._progress, self._stop = progress, stop

    @property
    def recipe(self) -> str:
        """How passages are derived: the version of the rules, the longest, whose tokens are counted."""
        counter = self._embedder.name.partition("+")[0] if self._embedder else "estimate"
        return f"{PASSAGES_VERSION}/{self._longest}/{counter}"

    def passages(self, work: StoredWork | None) -> list[Passage]:
        """The passages that the index should hold of a work; none of one that is gone."""
        return passages_of(work, self._count, self._longest) if work else []

    def sync(self, *, vectors: bool = True) -> Synced:
        """Bring the index up to the store; `vectors` False leaves those that are missing for later.

        An index of another store, of another recipe, or unusable, is built anew.
        Raises IndexBusy when another process is doing it.
        """
        if not self._can_follow():
            return self.reindex(vectors=vectors)
        with closing(self._engine.writer()) as writer:
            writer.describe(epoch=self._store.epoch, recipe=self._kept_recipe(writer))
            works = self._follow(writer)
            embedded = self._embed(writer) if vectors else 0
        with suppress(IndexBusy):  # another process took over meanwhile: it will tidy up
            self._engine.tidy()
        return Synced(works, embedded, False, self._engine.counts())

    def reindex(self, *, vectors: bool = True) -> Synced:
        """Build a new index beside the old one and change over when it answers as well.

        No text is embedded twice: vectors come from the cache under the embedder, and from the old index.
        """
        enough = self._vectors_served()
        with closing(self._engine.writer(fresh=True)) as writer:
            writer.describe(epoch=self._store.epoch, recipe=self.recipe)
            if self._embedder:
                writer.use_model(self._embedder.name)
            works = self._follow(writer, served=enough > 0)
            embedded = self._embed(writer, enough) if enough else 0
            works += self._follow(writer)
            if self._stop():
                return Synced(works, embedded, False, self._engine.counts())
            writer.commit(writer.counts().change)
            writer.publish()
            with suppress(IndexBusy):  # another process writes the new index now: it will embed the rest
                embedded += self._embed(writer) if vectors else 0
        return Synced(works, embedded, True, self._engine.counts())

    # --- in step or not ------------------------------------------------------------------------

    def _can_follow(self) -> bool:
        try:
            counts = self._engine.counts()
        except IndexUnusable:
            return False
        if not counts.change and not counts.passages:
            return True
        if counts.epoch != self._store.epoch or not self._fits(counts.recipe):
            return False
        if counts.change > self._store.change:  # the store went back to an earlier state
            self._store.renew_epoch()
            return False
        return True

    def _fits(self, recipe: str) -> bool:
        """Whether an index of this recipe can be kept: without a model, whoever counted is as good."""
        if self._embedder is None:
            return recipe.split("/")[:2] == self.recipe.split("/")[:2]
        return recipe == self.recipe

    def _kept_recipe(self, writer: IndexWriter) -> str:
        return writer.counts().recipe or self.recipe

    def _vectors_served(self) -> int:
        """Vectors of our model in the index that is served: a new one is not worse before it takes over."""
        try:
            counts = self._engine.counts()
        except IndexUnusable:
            return 0
        return counts.vectors if self._embedder and counts.model == self._embedder.name else 0

    # --- works ---------------------------------------------------------------------------------

    def _follow(self, writer: IndexWriter, *, served: bool = False) -> int:
        """Take in every work that changed since; how many. `served`: with vectors of the index served."""
        done, pending, committed = 0, 0, time.monotonic()
        last = writer.counts().change
        for change in self._changes(last):
            passages = self.passages(None if change.deleted else self._store.work(change.work_id, LOCAL))
            writer.replace_work(change.work_id, passages, self._known(writer, passages, served))
            done, pending, last = done + 1, pending + len(passages), change.number
            if pending >= COMMIT_PASSAGES or time.monotonic() - committed >= COMMIT_SECONDS:
                writer.commit(last)
                pending, committed = 0, time.monotonic()
            self._progress(Progress("passages", done, done + max(0, self._store.change - last)))
            if self._stop():
                break
        if last > writer.counts().change:
            writer.commit(last)
        return done

    def _known(self, writer: IndexWriter, passages: list[Passage], served: bool) -> dict[str, Vector]:
        """Vectors that need not be computed, by passage: with them a passage is written once."""
        if self._embedder is None or writer.model != self._embedder.name:
            return {}
        texts = {passage.id: passage.embedding_text for passage in passages}
        cached = self._embedder.known(list(texts.values()))
        found = {passage_id: cached[text] for passage_id, text in texts.items() if text in cached}
        missing = [passage for passage in passages if passage.id not in found] if served else []
        return found | (self._engine.vectors(missing) if missing else {})

    def _changes(self, after: int) -> Iterator[WorkChange]:
        while changes := self._store.changes(after, _CHANGES):
            yield from changes
            after = changes[-1].number

    # --- vectors -------------------------------------------------------------------------------

    def _embed(self, writer: IndexWriter, enough: int | None = None) -> int:
        """Fill in missing vectors (until there are `enough`), going on to follow the store meanwhile."""
        if self._embedder is None:
            return 0
        writer.use_model(self._embedder.name)
        done = 0
        while not self._stop() and (enough is None or writer.counts().vectors < enough):
            missing = writer.missing_vectors(EMBEDDED_AT_ONCE)
            if not missing:
                break
            self._embed_some(writer, missing)
            done += len(missing)
            counts = writer.counts()
            self._progress(Progress("vectors", counts.vectors, counts.passages))
            self._follow(writer)
        return done

    def _embed_some(self, writer: IndexWriter, missing: list[tuple[str, str]]) -> None:
        """Embed, texts of a length together (padding costs more than batching gains), and commit."""
        assert self._embedder is not None
        ordered = sorted(missing, key=lambda item: len(item[1]))
        vectors = self._embedder.passages([text for _, text in ordered])
        writer.put_vectors([passage_id for passage_id, _ in ordered], np.asarray(vectors, np.float32))
        writer.commit(writer.counts().change)

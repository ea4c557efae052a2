"""Whether the index holds what the store does; and putting it right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import xxhash

from corpus.model import LOCAL
from search_api.engine.port import Engine, EngineCounts
from search_api.engine.record import digest
from search_api.errors import IndexUnusable
from search_api.index.indexer import Indexer, WorkSource
from search_api.passage import Passage


@dataclass(frozen=True, slots=True)
class Verified:
    """The comparison. `wrong` are ids of works whose passages differ, or which only one side has."""

    works: int
    passages: int
    wrong: tuple[int, ...]
    lag: int
    """Change numbers by which the index is behind the store."""
    same_epoch: bool
    same_recipe: bool
    missing_vectors: int
    unusable: str = ""
    """Why the index cannot be read at all; empty: it can."""

    @property
    def sound(self) -> bool:
        """Whether the index is, but for vectors still to come, what the store makes it."""
        return not (self.wrong or self.lag or self.unusable) and self.same_epoch and self.same_recipe


def verify(store: WorkSource, engine: Engine, indexer: Indexer) -> Verified:
    """Derive every passage of the store again and compare it with the index."""
    try:
        counts, held = engine.counts(), _held(engine)
    except IndexUnusable as error:
        return Verified(0, 0, (), store.change, False, False, 0, str(error))
    due = {work_id: _sum(passages) for work_id, passages in _due(store, indexer) if passages}
    wrong = sorted(work_id for work_id in held.keys() | due.keys() if held.get(work_id) != due.get(work_id))
    return Verified(
        works=len(due),
        passages=counts.passages,
        wrong=tuple(wrong),
        lag=max(0, store.change - counts.change),
        same_epoch=counts.epoch == store.epoch or _is_new(counts),
        same_recipe=counts.recipe == indexer.recipe or _is_new(counts),
        missing_vectors=counts.passages - counts.vectors,
    )


def mend(store: WorkSource, engine: Engine, indexer: Indexer, found: Verified) -> Verified:
    """Put right what `verify` found: the wrong works alone, or the whole index; then verify again."""
    if found.unusable or not (found.same_epoch and found.same_recipe):
        indexer.reindex()
    elif found.wrong:
        with closing(engine.writer()) as writer:
            for work_id in found.wrong:
                writer.replace_work(work_id, indexer.passages(store.work(work_id, LOCAL)))
            writer.commit(writer.counts().change)
    indexer.sync()
    return verify(store, engine, indexer)


def _held(engine: Engine) -> dict[int, tuple[int, int]]:
    """Number and sum of the passages in the index, by work."""
    sums: dict[int, tuple[int, int]] = {}
    for work_id, passage_id, passage_digest in engine.digests():
        count, total = sums.get(work_id, (0, 0))
        sums[work_id] = (count + 1, total ^ _mix(passage_id, passage_digest))
    return sums


def _due(store: WorkSource, indexer: Indexer) -> Iterator[tuple[int, list[Passage]]]:
    """The passages that each work of the store should have."""
    last = 0
    while summaries := store.works(LOCAL, after=last):
        for summary in summaries:
            yield summary.id, indexer.passages(store.work(summary.id, LOCAL))
        last = summaries[-1].id


def _sum(passages: list[Passage]) -> tuple[int, int]:
    total = 0
    for passage in passages:
        total ^= _mix(passage.id, digest(passage).hex())
    return len(passages), total


def _mix(passage_id: str, passage_digest: str) -> int:
    return xxhash.xxh3_64_intdigest(f"{passage_id}{passage_digest}".encode())


def _is_new(counts: EngineCounts) -> bool:
    return not counts.change and not counts.passages

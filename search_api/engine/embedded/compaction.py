"""Writing an index anew from itself, without what was deleted. Nothing is read from the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search_api.engine.embedded.snapshot import Snapshot
from search_api.engine.embedded.state import State
from search_api.engine.embedded.writer import EmbeddedWriter

_LEAST: Final = 10_000
"""Deleted passages below which nothing is worth rewriting."""

_STEP: Final = 2_000
"""Passages copied at a time, at least (whole works)."""


def is_wasteful(state: State) -> bool:
    """Whether more passages are deleted than not: they hold space, and weigh in word frequencies."""
    return state.tombstones > max(_LEAST, state.rows - state.tombstones)


def compact(source: Snapshot, target: EmbeddedWriter) -> None:
    """Copy the passages and vectors of `source` into the fresh index of `target`, and publish it."""
    state = source.state
    target.describe(epoch=state.epoch, recipe=state.recipe)
    if state.model:
        target.use_model(state.model)
    for rows in _batches(source):
        _copy(source, target, rows)
    target.commit(state.change)
    target.publish()


def _copy(source: Snapshot, target: EmbeddedWriter, rows: NDArray[np.int64]) -> None:
    ids = [source.columns.id(row) for row in rows]
    works = source.table()["work_id"][rows]
    passages = source.passages(ids)
    for work in dict.fromkeys(works.tolist()):
        of_work = [passage for passage, of in zip(passages, works, strict=True) if of == work and passage]
        target.replace_work(work, of_work)
    target.commit(source.state.change)
    if source.vectors is not None:
        have = source.embedded[rows]
        wanted = [passage_id for passage_id, has in zip(ids, have, strict=True) if has]
        target.put_vectors(wanted, source.vectors.vectors(rows[have]))


def _batches(source: Snapshot) -> Iterator[NDArray[np.int64]]:
    """The visible rows, sorted by work, in parts that split no work."""
    rows = np.flatnonzero(source.visible)
    works = source.table()["work_id"][rows]
    order = np.argsort(works, kind="stable")
    rows, works = rows[order], works[order]
    start = 0
    while start < len(rows):
        last = works[min(start + _STEP, len(rows)) - 1]
        end = int(np.searchsorted(works, last, side="right"))
        yield rows[start:end]
        start = end

"""Putting passages and vectors into an engine, and asking it: what tests of engines share."""

from __future__ import annotations

from contextlib import closing

import numpy as np

from corpus.model import LOCAL
from search_api.analysis import analyse
from search_api.engine.port import Engine, Filter, Terms, WordQuery
from search_api.passage import Passage

ALL = Filter(LOCAL)


def fill(engine: Engine, passages: list[Passage], change: int = 1) -> None:
    """Index the passages, each work whole."""
    with closing(engine.writer()) as writer:
        for work in sorted({passage.work_id for passage in passages}):
            writer.replace_work(work, [p for p in passages if p.work_id == work])
        writer.commit(change)


def embed(engine: Engine, vectors: dict[str, list[float]], model: str = "model") -> None:
    """Give these vectors, made unit length."""
    rows = np.array(list(vectors.values()), np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    with closing(engine.writer()) as writer:
        writer.use_model(model)
        writer.put_vectors(list(vectors), rows)
        writer.commit(writer.counts().change)


def found(engine: Engine, query: WordQuery, where: Filter = ALL) -> list[str]:
    """Ids of what matches, best first."""
    return [hit.id for hit in engine.words(query, where, 100).hits]


def terms(text: str) -> Terms:
    """Any of these words."""
    return Terms(analyse(text).tokens)

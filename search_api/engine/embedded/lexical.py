"""Word search on one snapshot: BM25 by tantivy, results that score the same in the order of their ids."""

from __future__ import annotations

from typing import Any, Final

from tantivy import Order

from search_api.engine.embedded.snapshot import Snapshot
from search_api.engine.port import (
    And,
    Everything,
    Filter,
    Not,
    Prefix,
    Scored,
    Vector,
    WordHits,
    WordQuery,
)
from search_api.engine.tokens import tokens_of
from search_api.errors import IndexUnusable

_MOST_TIED: Final = 4_096
"""Results looked at to put those that score the same in order; past it (a flood of copies of one
text) tantivy's own order stands."""


def search_words(snapshot: Snapshot, query: WordQuery, where: Filter, limit: int) -> WordHits:
    """The best `limit` passages, the number that match, and how frequent each token is."""
    compiled = snapshot.compiler.search(query, where, snapshot.columns.languages)
    if _scores_alike(query):
        hits, total = _in_order(snapshot, compiled, limit)
    else:
        hits, total = _best(snapshot, compiled, limit)
    frequency = {token: snapshot.searcher.doc_freq(field, token) for token, field in tokens_of(query).items()}
    return WordHits(tuple(hits), total, frequency, int(snapshot.visible.sum()))


def _best(snapshot: Snapshot, compiled: Any, limit: int) -> tuple[list[Scored], int]:
    """By score, then id. So many more are fetched that none with the last score is left out."""
    fetched = limit + 1
    while True:
        result = snapshot.searcher.search(compiled, max(fetched, 1), count=True)
        whole = len(result.hits) < fetched or fetched > _MOST_TIED
        if whole or not limit or result.hits[-1][0] < result.hits[limit - 1][0]:
            break
        fetched *= 4
    rows = snapshot.searcher.fast_field_values("row", [address for _, address in result.hits])
    scored = [
        Scored(snapshot.columns.id(row), score) for row, (score, _) in zip(rows, result.hits, strict=True)
    ]
    return sorted(scored, key=lambda hit: (-hit.score, hit.id))[:limit], result.count


def _in_order(snapshot: Snapshot, compiled: Any, limit: int) -> tuple[list[Scored], int]:
    """All score the same: by id alone."""
    result = snapshot.searcher.search(
        compiled, max(limit, 1), count=True, order_by_field="order", order=Order.Asc
    )
    rows = snapshot.searcher.fast_field_values("row", [address for _, address in result.hits])
    return [Scored(snapshot.columns.id(row), 1.0) for row in rows][:limit], result.count


def _scores_alike(query: WordQuery) -> bool:
    """Whether every passage that matches has the same score."""
    match query:
        case Everything() | Prefix() | Not():
            return True
        case And(parts):
            return all(_scores_alike(part) for part in parts)
        case _:
            return False


def nearest_passages(snapshot: Snapshot, vector: Vector, where: Filter, limit: int) -> list[Scored]:
    """The passages with the nearest vectors. Raises IndexUnusable for a vector of another model's width."""
    if snapshot.vectors is None or not limit:
        return []
    if len(vector) != snapshot.state.dimensions:
        held = f"{snapshot.state.dimensions} dimensions ({snapshot.state.model or 'unnamed model'})"
        raise IndexUnusable(f"the index holds vectors of {held}, the question has {len(vector)}")
    rows, cosines = snapshot.vectors.nearest(vector, snapshot.rows(where), limit)
    scored = [
        Scored(snapshot.columns.id(row), float(score)) for row, score in zip(rows, cosines, strict=True)
    ]
    return sorted(scored, key=lambda hit: (-hit.score, hit.id))

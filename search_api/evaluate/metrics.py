"""The measures of a ranking, as trec_eval defines them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

RECALL_DEPTHS = (1, 5, 10, 20, 100)


def ndcg(ranking: Sequence[str], relevance: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain, the gain being the grade itself."""
    gains = [relevance.get(identity, 0) for identity in ranking[:depth]]
    ideal = sorted((grade for grade in relevance.values() if grade > 0), reverse=True)[:depth]
    best = _discounted(ideal)
    return _discounted(gains) / best if best else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))


def reciprocal_rank(ranking: Sequence[str], relevance: Mapping[str, int], depth: int = 10) -> float:
    """One over the rank of the first relevant, 0 where there is none within the depth."""
    for rank, identity in enumerate(ranking[:depth], 1):
        if relevance.get(identity, 0) > 0:
            return 1 / rank
    return 0.0


def recall(ranking: Sequence[str], relevance: Mapping[str, int], depth: int) -> float:
    """The share of the relevant found within the depth."""
    relevant = {identity for identity, grade in relevance.items() if grade > 0}
    return len(relevant.intersection(ranking[:depth])) / len(relevant) if relevant else 0.0

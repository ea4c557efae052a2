"""Running judged questions through the search service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from search_api.evaluate.metrics import RECALL_DEPTHS, ndcg, recall, reciprocal_rank
from search_api.evaluate.trec import InvalidJudgement, Qrels, Query
from search_api.results import AsOf, Group, Hit, Mode, SearchRequest, SearchResponse

PASSAGES = 400
"""Passages asked for, so that 100 documents are left once passages collapse to the best per id."""

Search = Callable[[SearchRequest], SearchResponse]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Means over the judged questions, and milliseconds per question."""

    mode: str
    queries: int
    unjudged: int
    """Questions without a relevant document: left out of the means."""
    ndcg_10: float
    mrr_10: float
    recall: dict[int, float]
    ms_median: float
    ms_p95: float


def evaluate(search: Search, queries: Sequence[Query], qrels: Qrels, mode: Mode) -> Evaluation:
    """Ask every judged question, without as-of filter and grouping.

    Raises InvalidJudgement where no question has a relevant document.
    """
    judged = [query for query in queries if any(grade > 0 for grade in qrels.get(query.id, {}).values())]
    if not judged:
        raise InvalidJudgement("no query has a relevant document in the qrels")
    rankings, times = {}, []
    for query in judged:
        response = search(_request(query, mode))
        rankings[query.id] = ranked_ids(response.hits)
        times.append(response.took_ms)
    pairs = [(rankings[query.id], qrels[query.id]) for query in judged]
    return Evaluation(
        mode=mode.value,
        queries=len(judged),
        unjudged=len(queries) - len(judged),
        ndcg_10=_mean(ndcg(found, grades) for found, grades in pairs),
        mrr_10=_mean(reciprocal_rank(found, grades) for found, grades in pairs),
        recall={k: _mean(recall(found, grades, k) for found, grades in pairs) for k in RECALL_DEPTHS},
        ms_median=median(times),
        ms_p95=quantiles(times, n=20)[-1] if len(times) > 1 else times[0],
    )


def ranked_ids(hits: Iterable[Hit]) -> list[str]:
    """Document ids in rank order, each once: of the provision's record where it has one, else the work's."""
    ids = (hit.provision_record_id or hit.record_id for hit in hits)
    return list(dict.fromkeys(identity for identity in ids if identity))


def _request(query: Query, mode: Mode) -> SearchRequest:
    return SearchRequest(
        query=query.text,
        as_of=AsOf.ANY,
        language=query.language,
        mode=mode,
        group=Group.NONE,
        limit=PASSAGES,
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)

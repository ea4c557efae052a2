"""One judged collection in the embedded engine and twice in Elasticsearch: how far the answers agree."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import Any

from bench.agreement import FIRST, Agreement, Ranked, gap, recall
from bench.bases import LOTS, Base, narrowed
from corpus.model import LOCAL
from search_api.engine.port import Engine, Everything, Filter
from search_api.evaluate.metrics import ndcg
from search_api.evaluate.run import ranked_ids
from search_api.evaluate.trec import Query
from search_api.query.hits import HIGHLIGHTED
from search_api.results import AsOf, Group, Mode, SearchRequest, SearchResponse

ASKED = HIGHLIGHTED + 1
"""Hits asked for: enough for ten documents of several passages each, and too many to be highlighted."""
NEAREST = 100
LEAST_RECALL, NDCG_APART = 0.98, 0.005
SHARES = ("all", *LOTS)


@dataclass(slots=True)
class Figures:
    """One collection in one mode: how the engines agree, and how well each of them ranks."""

    name: str
    mode: str
    agreement: Agreement
    other_totals: int = 0
    """Questions for which the number of passages found is not the same."""
    ndcg: dict[str, float] = field(default_factory=dict)
    ms: dict[str, float] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether the first ten are equal, and the graph ranks as well."""
        apart = abs(self.ndcg.get("graph", self.ndcg["flat"]) - self.ndcg["embedded"])
        return not (self.agreement.different or self.other_totals) and apart <= NDCG_APART


@dataclass(frozen=True, slots=True)
class Recall:
    """The share of the nearest by `flat` that the graph, and the embedded engine, find."""

    name: str
    share: str
    passages: int
    """How many pass the filter."""
    questions: int
    graph: float
    embedded: float


class Comparison:
    """One base in the three indices. `differences` gathers what is not the same, to look for its cause."""

    def __init__(self, held: Base, engines: dict[str, Engine]) -> None:
        self._base, self._engines = held, engines
        self.differences: list[dict[str, Any]] = []
        self._services = {label: held.service(engine) for label, engine in engines.items()}

    def judge(self, mode: Mode) -> Figures:
        """Ask every question in one mode."""
        figures = Figures(self._base.name, mode.value, Agreement())
        # Without vectors there is no difference between the two indices in Elasticsearch.
        asked = ["embedded", "flat"] if mode is Mode.LEXICAL else list(self._services)
        scores: dict[str, list[float]] = {label: [] for label in asked}
        times: dict[str, list[float]] = {label: [] for label in asked}
        for query in self._base.queries:
            answers = {label: self._services[label].search(_request(query, mode)) for label in asked}
            for label, answer in answers.items():
                scores[label].append(ndcg(ranked_ids(answer.hits), self._base.qrels[query.id], FIRST))
                times[label].append(answer.took_ms)
            self._compare(figures, query, answers["embedded"], answers["flat"])
        figures.ndcg = {label: fmean(values) for label, values in scores.items()}
        figures.ms = {label: median(values) for label, values in times.items()}
        return figures

    def _compare(self, figures: Figures, query: Query, one: SearchResponse, other: SearchResponse) -> None:
        figures.other_totals += one.total != other.total
        if figures.agreement.add(_ranked(one), _ranked(other)) and one.total == other.total:
            return
        told = {"set": figures.name, "mode": figures.mode, "id": query.id, "query": query.text}
        found = {"embedded": _ranked(one), "elasticsearch": _ranked(other)}
        firsts = {engine: ranked[: FIRST + 2] for engine, ranked in found.items()}
        totals = {"embedded": one.total, "elasticsearch": other.total}
        apart = gap(found["embedded"], found["elasticsearch"])
        self.differences.append({**told, "gap": apart, "totals": totals, "first": firsts})

    def recalls(self, most: int) -> Iterator[Recall]:
        """How many of the nearest are found under each filter, of so many questions drawn by lot."""
        vectors = [self._base.embedder.query(query.text) for query in drawn(self._base.queries, most)]
        for share in SHARES:
            where = narrowed(Filter(LOCAL), share)
            passing = self._engines["flat"].words(Everything(), where, 0).total
            if not passing:
                continue
            found = {
                label: [_scored(engine, vector, where) for vector in vectors]
                for label, engine in self._engines.items()
            }
            means = {
                label: fmean(map(recall, found[label], found["flat"])) for label in ("graph", "embedded")
            }
            yield Recall(self._base.name, share, passing, len(vectors), means["graph"], means["embedded"])


def drawn(queries: Sequence[Query], most: int) -> Sequence[Query]:
    """All questions, or so many of them, always the same."""
    return queries if len(queries) <= most else random.Random(1).sample(queries, most)


def _scored(engine: Engine, vector: Any, where: Filter) -> Ranked:
    return [(hit.id, hit.score) for hit in engine.nearest(vector, where, NEAREST)]


def _ranked(response: SearchResponse) -> Ranked:
    return [(hit.passage_id, hit.score) for hit in response.hits]


def _request(query: Query, mode: Mode) -> SearchRequest:
    """As `treatybase evaluate` asks, but for fewer hits."""
    return SearchRequest(query.text, AsOf.ANY, query.language, mode=mode, group=Group.NONE, limit=ASKED)

"""Whether Elasticsearch answers as the embedded engine does: `python -m bench.parity [NAME…]`.

Every judged collection is filled into the embedded engine and twice into a real Elasticsearch, one shard,
merged: with exact vectors (`flat`), where the first ten must be equal but for equal scores, by words, by
meaning and by both; and with a graph of 8-bit vectors (`int8_hnsw`), which must find at least 98 % of
the hundred nearest, also under filters that 1 % and 0.1 % of the passages meet, and rank as well.
Exit status 1 where one of these does not hold. Every difference is written down.

Example: python -m bench.parity alqac-2022 lecoqa
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import fmean, median
from typing import Any

from bench.agreement import FIRST, Agreement, Ranked, gap, recall
from bench.bases import LOTS, Base, base, narrowed
from bench.collections import write_all
from bench.evaluate import ROOT
from corpus.model import LOCAL
from search_api.analysis import word_fields
from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.engine.embedded import EmbeddedEngine
from search_api.engine.port import Engine, Everything, Filter, Terms
from search_api.evaluate.metrics import ndcg
from search_api.evaluate.run import ranked_ids
from search_api.evaluate.trec import Query
from search_api.query.hits import HIGHLIGHTED
from search_api.results import AsOf, Group, Mode, SearchRequest, SearchResponse
from tools.servers.elasticsearch import Elasticsearch

ASKED = HIGHLIGHTED + 1
"""Hits asked for: enough for ten documents of several passages each, and too many to be highlighted."""
NEAREST = 100
LEAST_RECALL, NDCG_APART = 0.98, 0.005
SHARES = ("all", *LOTS)
PATIENCE = 30.0
"""Seconds for a search: the machine may be busy, and what is measured here is not speed."""


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
        figures = Figures(self._base.name, mode.value, Agreement(self._slack()))
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

    def _slack(self) -> float:
        """How far scores may shift because the embedded engine keeps its state in documents of its own.

        They have no words, but count in the number of documents and in the mean length: of N passages and s
        of these, the weight of a word changes by s/N, and that of its frequency by less.
        """
        engine = self._engines["embedded"]
        documents, passages = documents_counted(engine), engine.counts().passages
        return 2 * (documents - passages) / passages

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


def documents_counted(engine: Engine) -> float:
    """How many documents the engine reckons with in the weight of a word, by its own explanation."""
    where = Filter(LOCAL)
    first = engine.words(Everything(), where, 1).hits[0]
    (passage,) = engine.passages([first.id])
    assert passage is not None
    word = word_fields(passage)["text"].split()[0]
    explained = engine.explain(Terms((word,)), passage.id)
    return float(re.findall(r'"value":\s*([0-9.]+),\s*"description":\s*"N, ', explained)[0])


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


@dataclass(frozen=True, slots=True)
class Run:
    """What to compare with: an Elasticsearch, the folder of `bench.evaluate`, and how many questions.

    `most`: of a collection, for the first ten; `nearest`: for the recall. `out`: where it is written down.
    """

    url: str
    work: Path
    data: Path
    most: int
    nearest: int
    out: Path

    def compare(self, name: str) -> tuple[list[Figures], list[Recall], list[dict[str, Any]]]:
        """Fill the engines with one collection and ask them."""
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"parity-{name}-")))
            held = stack.enter_context(base(name, self.work, self.data, folder / "base"))
            held = replace(held, queries=drawn(held.queries, self.most))
            engines: dict[str, Engine] = {
                "embedded": stack.enter_context(closing(EmbeddedEngine(folder / "index"))),
                "flat": stack.enter_context(closing(_elasticsearch(self.url, folder.name, "flat"))),
                "graph": stack.enter_context(closing(_elasticsearch(self.url, folder.name, "int8_hnsw"))),
            }
            for engine in engines.values():
                fill(engine, held)
            comparison = Comparison(held, engines)
            figures = [comparison.judge(mode) for mode in Mode]
            return figures, list(comparison.recalls(self.nearest)), comparison.differences


def fill(engine: Engine, held: Base) -> None:
    """Fill an engine; of Elasticsearch the segments are merged into one."""
    held.fill(engine)
    if isinstance(engine, ElasticsearchEngine):
        with engine.writer() as writer:
            writer.merge(worth_waiting=1)


def _elasticsearch(url: str, name: str, vectors: Any) -> ElasticsearchEngine:
    index = f"{name.lower()}-{vectors}"
    return ElasticsearchEngine(ElasticsearchSettings((url,), index=index, vectors=vectors, timeout=PATIENCE))


def agreement_row(one: Figures) -> str:
    """A line of the first table."""
    values = one.ndcg
    told, graph = one.agreement, f"{values['graph']:.4f}" if "graph" in values else "–"
    return (
        f"| {one.name} | {one.mode} "
        f"| {told.questions} | {told.same} | {told.equal_scores} | {told.within_slack} | {told.different} "
        f"| {one.other_totals} | {told.widest:.0e} | {values['embedded']:.4f} | {values['flat']:.4f} "
        f"| {graph} | {one.ms['flat'] / one.ms['embedded']:.1f} "
        f"| {'right' if one.holds else 'DIFFERS'} |"
    )


AGREEMENT_HEAD = (
    """\
| collection | mode | questions | same ten | equal scores | by state documents | differ | other totals \
| widest gap | nDCG@10 embedded | flat | int8_hnsw | ms, flat : embedded | |
| --- | --- |"""
    + " ---: |" * 11
    + " --- |"
)
RECALL_HEAD = (
    """\
| collection | filter | passages | questions | recall@100 int8_hnsw | embedded | |
| --- | --- |"""
    + " ---: |" * 4
    + " --- |"
)


def recall_row(one: Recall) -> str:
    """A line of the second table."""
    verdict = "right" if one.graph >= LEAST_RECALL else "DIFFERS"
    cells = (one.name, one.share, one.passages, one.questions, f"{one.graph:.4f}", f"{one.embedded:.4f}")
    return f"| {' | '.join(map(str, cells))} | {verdict} |"


def report(names: Sequence[str], run: Run) -> int:
    """Compare, print and write down; the exit status."""
    figures: list[Figures] = []
    recalls: list[Recall] = []
    differences: list[dict[str, Any]] = []
    print(AGREEMENT_HEAD, flush=True)
    for name in names:
        agreed, found, differ = run.compare(name)
        figures, recalls, differences = figures + agreed, recalls + found, differences + differ
        print("\n".join(map(agreement_row, agreed)), flush=True)
        told = {"figures": [*map(asdict, figures)], "recall": [*map(asdict, recalls)]}
        text = json.dumps({**told, "differences": differences}, ensure_ascii=False, indent=1)
        run.out.write_text(text, encoding="utf-8")
    print("", RECALL_HEAD, *map(recall_row, recalls), sep="\n")
    holds = all(each.holds for each in figures) and all(each.graph >= LEAST_RECALL for each in recalls)
    print("", "everything holds" if holds else "not everything holds", sep="\n")
    return 0 if holds else 1


def main() -> int:
    """Compare the named collections (all but the codification, of which there are no vectors)."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.parity",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", help="collections, by how their names begin (default: all)")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "evaluate", help="that of bench.evaluate"
    )
    parser.add_argument("--url", help="an Elasticsearch that runs (default: one is started)")
    parser.add_argument("--most", type=int, default=2000, help="questions of a collection, drawn by lot")
    parser.add_argument("--nearest", type=int, default=300, help="questions for the recall, drawn by lot")
    parser.add_argument("--json", type=Path, help="where to write everything (default: WORK/parity.json)")
    chosen = parser.parse_args()
    data = Path(os.environ.get("TREATYBASE_TEST_DATA", ROOT / "../shared/data"))
    names = [name for name in write_all(data, chosen.work / "collections") if name != "codification"]
    wanted = [name for name in names if not chosen.names or name.startswith(tuple(chosen.names))]
    with ExitStack() as stack:
        url = chosen.url
        if not url:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="parity-server-")))
            url = stack.enter_context(Elasticsearch(folder, heap="1g")).url
        out = chosen.json or chosen.work / "parity.json"
        return report(wanted, Run(url, chosen.work, data, chosen.most, chosen.nearest, out))


if __name__ == "__main__":
    raise SystemExit(main())

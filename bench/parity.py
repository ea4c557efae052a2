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
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from bench.bases import Base, base
from bench.collections import write_all
from bench.comparison import LEAST_RECALL, Comparison, Figures, Recall, drawn
from bench.evaluate import ROOT
from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.engine.embedded import EmbeddedEngine
from search_api.engine.port import Engine
from search_api.results import Mode
from tools.servers.elasticsearch import Elasticsearch

PATIENCE = 30.0
"""Seconds for a search: the machine may be busy, and what is measured here is not speed."""


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
        f"| {told.questions} | {told.same} | {told.equal_scores} | {told.different} "
        f"| {one.other_totals} | {told.widest:.0e} | {values['embedded']:.4f} | {values['flat']:.4f} "
        f"| {graph} | {one.ms['flat'] / one.ms['embedded']:.1f} "
        f"| {'right' if one.holds else 'DIFFERS'} |"
    )


AGREEMENT_HEAD = (
    """\
| collection | mode | questions | same ten | equal scores | differ | other totals \
| widest gap | nDCG@10 embedded | flat | int8_hnsw | ms, flat : embedded | |
| --- | --- |"""
    + " ---: |" * 10
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

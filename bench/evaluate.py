"""Retrieval quality over every judged collection: `make evaluate` or `python -m bench.evaluate [NAME…]`.

Each collection is ingested and evaluated through the command line, as a user would. Figures more
than a tolerance below `bench/floors.json` make the run fail; floors are lowered by hand only.
The UDHR is judged with an adapter fitted on the UN Charter alone, since the shipped one has seen
the UDHR; likewise nothing judged here was seen by the adapter that judges it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.collections import charter_articles, write_all
from search_api.embedding.adapter import as_queries, fit
from search_api.embedding.e5 import E5, prepare

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "bench" / "floors.json"
MODES = ("lexical", "semantic", "hybrid")
TOLERANCE = 0.02
SAME_RECORDS = {"en-vi": "alqac-2024"}
"""Question sets asked of another set's records: embedded once."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What `treatybase evaluate` printed for one set and mode."""

    name: str
    mode: str
    values: dict[str, Any]

    @property
    def measure(self) -> str:
        """Article-to-article sets are told by accuracy@1, questions by nDCG@10."""
        return "recall@1" if self.name.startswith(("charter", "udhr")) else "ndcg@10"

    @property
    def value(self) -> float:
        """The measure's value."""
        return float(self.values[self.measure])


def treatybase(*arguments: str, data: Path, settings: dict[str, str]) -> str:
    """Run the command and give what it printed; a failure ends the run."""
    command = [str(Path(sys.executable).with_name("treatybase")), *arguments, "--data", str(data)]
    environment = {**os.environ, **settings}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout}")
    return done.stdout


def charter_adapter(work: Path, data: Path) -> Path:
    """An adapter fitted on the UN Charter alone."""
    path = work / "charter-adapter.npz"
    if not path.is_file():
        embedder = E5(prepare(work / "models"))
        aligned = {
            language: as_queries(embedder, list(texts.values()))
            for language, texts in charter_articles(data).items()
        }
        fit("charter", [aligned]).save(path)
    return path


def judge(name: str, work: Path, data: Path) -> list[Figures]:
    """Ingest and evaluate one collection in every mode."""
    settings = {"TREATYBASE_ADAPTER": str(charter_adapter(work, data))} if name.startswith("udhr") else {}
    store = work / "data" / SAME_RECORDS.get(name, name)
    collection = work / "collections" / name
    treatybase("ingest", str(collection / "records.jsonl"), "--json", data=store, settings=settings)
    figures = []
    for mode in MODES:
        printed = treatybase(
            "evaluate",
            "--queries", str(collection / "queries.jsonl"),
            "--qrels", str(collection / "qrels.txt"),
            "--mode", mode,
            "--json",
            data=store,
            settings=settings,
        )  # fmt: skip
        figures.append(Figures(name, mode, json.loads(printed)))
        show(figures[-1])
    return figures


def show(one: Figures) -> None:
    """One line for a person."""
    values = one.values
    print(
        f"{one.name:16} {one.mode:9} nDCG@10 {values['ndcg@10']:.4f}  MRR@10 {values['mrr@10']:.4f}  "
        f"R@1 {values['recall@1']:.4f}  R@10 {values['recall@10']:.4f}  R@100 {values['recall@100']:.4f}  "
        f"{values['ms_median']:.1f} ms (p95 {values['ms_p95']:.1f})  n={values['queries']}",
        flush=True,
    )


def means(figures: list[Figures]) -> dict[str, float]:
    """The measure per set and mode; article-to-article sets are averaged over their target languages."""
    grouped: dict[str, list[float]] = {}
    for one in figures:
        stem = one.name.partition("-")[0] if one.measure == "recall@1" else one.name
        grouped.setdefault(f"{stem} {one.mode}", []).append(one.value)
    return {key: sum(values) / len(values) for key, values in grouped.items()}


def main() -> int:
    """Evaluate the named collections (all), print them, and compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="collections (default: all)")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "evaluate")
    arguments = parser.parse_args()
    data = Path(os.environ.get("TREATYBASE_TEST_DATA", ROOT / "../shared/data"))
    names = write_all(data, arguments.work / "collections")
    wanted = [name for name in names if not arguments.names or name.startswith(tuple(arguments.names))]
    figures = [one for name in wanted for one in judge(name, arguments.work, data)]
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    failed = False
    for key, value in means(figures).items():
        floor = floors.get(key)
        low = floor is not None and value < floor - TOLERANCE
        failed |= low
        print(f"{key:24} {value:.4f}  floor {floor}{'  BELOW' if low else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())

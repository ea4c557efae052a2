"""One table of how well documents are read: `python -m bench.quality [MEASURE…]`, which `make quality` runs.

A line for each measure, language and set, right, wrong and unknown apart; then one for each measure and
language taken together. Exit status 1 where a figure is under its floor in `floors.toml`, and where a
measure that has floors gave nothing; floors are for both halves together. Without the test data only what
the project itself contains is measured, which is said.

Example: python -m bench.quality articles metadata --half develop --all
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Final

from bench.quality.floors import Floors, shortfalls
from bench.quality.score import Score, together

MEASURES: Final = (
    "samples",
    "articles",
    "characters",
    "layout",
    "metadata",
    "references",
    "facts",
    "agreement",
    "status",
    "wordings",
    "diffs",
    "consolidation",
)
WITHOUT_DATA: Final = frozenset({"samples"})
"""Measures of what the project itself contains."""
DOCUMENTS: Final = 40
"""Drawn of each set: a run takes some minutes, and a figure moves by less than a point."""


def main() -> int:
    """Measure, print, compare with the floors."""
    chosen = _arguments()
    scores: list[Score] = []
    measured: set[str] = set()
    for name in chosen.measures:
        if name not in WITHOUT_DATA and not chosen.data.is_dir():
            print(f"{name}: skipped, there is no test data at {chosen.data} (TREATYBASE_TEST_DATA)")
            continue
        began = time.perf_counter()
        module = import_module(f"bench.quality.{name}")
        found = list(module.measure(chosen.data, chosen.half, None if chosen.all else DOCUMENTS))
        scores += found
        measured.add(name)
        _print(found, time.perf_counter() - began)
    if chosen.json:
        rows = [asdict(score) for score in scores]
        chosen.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    under = [] if chosen.half else list(shortfalls(Floors.load(), scores, measured))
    for line in under:
        print(f"under its floor: {line}")
    return 1 if under else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"of {', '.join(MEASURES)}")
    data = Path(os.environ.get("TREATYBASE_TEST_DATA", "../shared/data"))
    parser.add_argument("--data", type=Path, default=data)
    parser.add_argument("--half", choices=("develop", "held_out"), help="of the documents; else both")
    parser.add_argument("--all", action="store_true", help=f"documents, not {DOCUMENTS} of each set")
    parser.add_argument("--json", type=Path, help="write the scores here too")
    chosen = parser.parse_args()
    chosen.measures = chosen.measures or list(MEASURES)
    if unknown := set(chosen.measures) - set(MEASURES):
        parser.error(f"no measure {', '.join(sorted(unknown))}")
    return chosen


def _print(scores: list[Score], seconds: float) -> None:
    lines = [*scores, *together(scores)]
    print("| measure | language | set | right | wrong | unknown | precision | recall | |")
    print("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |")
    for one in lines:
        figures = f"{one.right} | {one.wrong} | {one.unknown} | {one.precision:.4f} | {one.recall:.4f}"
        print(f"| {one.measure} | {one.language} | {one.set} | {figures} | {one.detail} |")
    print(f"{seconds:.0f} s\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())

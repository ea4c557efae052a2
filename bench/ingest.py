"""What ingest costs: `python -m bench.ingest [PATH…]` prints files, provisions, seconds and peak memory.

The real documents are ingested into an empty folder through the command line, as a user would,
with lexical search only (vectors are a resumable second step with figures of their own). Memory
is that of the command and its workers together, sampled from /proc (Linux only).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.memory import watch

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its report, wall-clock seconds, and most memory of all its processes together, in MB."""

    report: dict[str, Any]
    seconds: float
    peak: float


def ingest(paths: list[Path], data: Path) -> Run:
    """Run the command and watch its memory."""
    command = [
        str(Path(sys.executable).with_name("treatybase")),
        *("ingest", *map(str, paths), "--json", "--vectors", "later", "--data", str(data)),
    ]
    done = watch(command, {"TREATYBASE_MODEL": "none"})
    if done.status not in (0, 3):
        raise SystemExit(f"{' '.join(command)}: exit status {done.status}")
    return Run(json.loads(done.printed), done.seconds, done.peak / 1e6)


def table(first: Run, second: Run) -> str:
    """The figures as Markdown."""
    report = first.report
    lines = [
        "| | files | read | partly | skipped | quarantined | works | expressions | provisions | passages "
        "| seconds | peak MB |",
        "| --- |" + " ---: |" * 11,
        _row("first run", first),
        _row("second run", second),
        "",
        "| format | files | read | partly read | skipped | quarantined |",
        "| --- |" + " ---: |" * 5,
    ]
    for name, counts in sorted(report["formats"].items(), key=lambda item: -sum(item[1].values())):
        cells = [counts.get(key, 0) for key in ("read", "partly_read", "skipped", "quarantined")]
        lines.append(f"| {name} | {sum(counts.values())} | " + " | ".join(map(str, cells)) + " |")
    lines += ["", "| quarantined because | files |", "| --- | ---: |"]
    reasons = Counter(row["code"] for row in report["quarantined"])
    lines += [f"| {code} | {count} |" for code, count in reasons.most_common()]
    return "\n".join(lines)


def _row(title: str, run: Run) -> str:
    report = run.report
    names = ("works", "expressions", "provisions", "passages")
    cells = [
        *(report[name] for name in ("files", "read", "partly_read", "skipped")),
        len(report["quarantined"]),
        *(report[name] for name in names),
        f"{run.seconds:.0f}",
        f"{run.peak:.0f}",
    ]
    unchanged = f" ({report['unchanged']} unchanged)" if report["unchanged"] else ""
    return f"| {title}{unchanged} | " + " | ".join(map(str, cells)) + " |"


def main() -> None:
    """Ingest twice and print the figures."""
    data = ROOT / os.environ.get("TREATYBASE_TEST_DATA", "../shared/data")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[data / "treaties", data / "regulations"])
    parser.add_argument("--keep", type=Path, help="data folder to use and keep (default: a temporary one)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = arguments.keep or Path(folder) / "data"
        first = ingest(arguments.paths, base)
        print(table(first, ingest(arguments.paths, base)))


if __name__ == "__main__":
    main()

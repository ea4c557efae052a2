"""Gold from what annotators wrote: `python -m bench.quality.convert FOLDER`.

FOLDER holds provisions as drawn (`references.xx.jsonl`, `facts.xx.jsonl`: `bench.quality.draw`) and what
annotators made of them (`….gold.jsonl`; by a second one `….second.jsonl`). Rows are put into the gold of the
project, one with a known id in the place of that one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from bench.quality import fact_gold, reference_gold
from bench.quality.gold import GOLD

Row = dict[str, Any]
TASKS: Final[Mapping[str, Callable[[Row, Row], Row]]] = {
    "references": reference_gold.converted,
    "facts": lambda drawn, told: asdict(fact_gold.converted(drawn, told)),
}


def rows(path: Path) -> dict[str, Row]:
    """The rows of a file by their ids; none where it is not there."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {row["id"]: row for row in map(json.loads, filter(str.strip, lines))}


def main() -> int:
    """Convert what is there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for source, kind in (("gold", ""), ("second", ".second")):
        for path in sorted(folder.glob(f"*.{source}.jsonl")):
            task, language = path.name.split(".")[:2]
            drawn = rows(folder / f"{task}.{language}.jsonl")
            made = {name: TASKS[task](drawn[name], told) for name, told in rows(path).items()}
            out = GOLD / f"{task}.{language}{kind}.jsonl"
            lines = [json.dumps(row, ensure_ascii=False) for row in (rows(out) | made).values()]
            out.write_text("\n".join(lines) + "\n", "utf-8")
            print(f"{out.name}: {len(made)} provisions of {len(lines)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Gold from what annotators wrote: `python -m bench.quality.convert_references FOLDER`.

FOLDER holds the provisions as drawn (`references.xx.jsonl`, `bench.quality.draw`) and what annotators made of
them (`references.xx.gold.jsonl`; by a second one `references.xx.second.jsonl`). Only places, addresses,
numbers and checksums go into the project: of a work named by a title is kept that it was.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Final

from bench.quality.gold import letters, offset
from bench.quality.references import GOLD, LANGUAGES
from corpus.identifiers import normalise_number

_NAMED: Final = frozenset({"this", "anaphora"})


def converted(drawn: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    """One provision: where it is, and its mentions. Raises ValueError for a quote that is not in the text."""
    text = drawn["text"]
    references = [_reference(text, reference, drawn["id"]) for reference in written["references"]]
    kept = {name: drawn[name] for name in ("id", "document", "eid", "checksum")}
    return {**kept, "references": references}


def _reference(text: str, reference: dict[str, Any], name: str) -> dict[str, Any]:
    at = -1
    for _ in range(reference.get("nth") or 1):
        at = text.find(reference["quote"], at + 1)
        if at < 0:
            raise ValueError(f"{name}: the text does not hold {reference['quote']!r}")
    start = offset(text, at)
    targets = [[target["provision"], _work(target["work"])] for target in reference["targets"]]
    return {"start": start, "end": start + len(letters(reference["quote"])), "targets": targets}


def _work(named: str) -> str:
    if named in _NAMED:
        return named
    number = normalise_number(named)
    is_number = any(map(str.isdigit, named)) and len(named.split()) <= 2 and len(named) < 30
    return number if is_number else "title"


def main() -> int:
    """Write the gold of every language of which the annotator's file is there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    GOLD.mkdir(exist_ok=True)
    for language in LANGUAGES:
        drawn = {row["id"]: row for row in _rows(folder / f"references.{language}.jsonl")}
        for source, kind in (("gold", ""), ("second", ".second")):
            path = folder / f"references.{language}.{source}.jsonl"
            if path.exists():
                rows = [converted(drawn[row["id"]], row) for row in _rows(path)]
                lines = [json.dumps(row, ensure_ascii=False) for row in rows]
                (GOLD / f"references.{language}{kind}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
                print(f"{language} {source}: {len(rows)} provisions")
    return 0


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())

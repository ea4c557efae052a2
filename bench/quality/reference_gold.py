"""Gold of citations from what annotators wrote: places, addresses, numbers; of titles only that they were."""

from __future__ import annotations

from typing import Any, Final

from bench.quality.gold import letters, offset
from corpus.identifiers import normalise_number

_NAMED: Final = frozenset({"this", "anaphora"})


def converted(drawn: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    """One provision: where it is, and its mentions. Raises ValueError for a quote that is not in the text."""
    text = drawn["text"]
    references = [_reference(text, reference, drawn["id"]) for reference in written["references"]]
    kept = {name: drawn[name] for name in ("id", "half", "document", "eid", "checksum")}
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

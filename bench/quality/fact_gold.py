"""Gold of terms, obligations and procedure facts (`gold/facts.<language>.jsonl`).

Each quotation of an annotator becomes a range of letters (`bench.quality.gold`), no text is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.quality.gold import offset

Range = tuple[int, int]
"""Letters of the provision's full text, half-open."""


@dataclass(frozen=True, slots=True)
class GoldObligation:
    """A sentence, how it binds, and where its bearer is named (anywhere in the provision)."""

    sentence: Range
    modality: str
    bearer: Range | None


@dataclass(frozen=True, slots=True)
class GoldTerm:
    """A term and its definition."""

    term: Range
    definition: Range


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A line of a procedure; `data` as `ProcedureItem.data`, without what the text does not tell."""

    kind: str
    quote: Range
    data: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoldProvision:
    """All facts of one provision."""

    id: str
    language: str
    half: str
    document: str
    eid: str
    checksum: str
    obligations: tuple[GoldObligation, ...]
    terms: tuple[GoldTerm, ...]
    items: tuple[GoldItem, ...]


def load(path: Path) -> Iterator[GoldProvision]:
    """The provisions of a file of gold."""
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        yield GoldProvision(
            **{key: raw[key] for key in ("id", "language", "half", "document", "eid", "checksum")},
            obligations=tuple(
                GoldObligation(_range(o["sentence"]), o["modality"], o["bearer"] and _range(o["bearer"]))
                for o in raw["obligations"]
            ),
            terms=tuple(GoldTerm(_range(t["term"]), _range(t["definition"])) for t in raw["terms"]),
            items=tuple(GoldItem(i["kind"], _range(i["quote"]), i["data"]) for i in raw["items"]),
        )


def _range(pair: list[int]) -> Range:
    return pair[0], pair[1]


def converted(drawn: dict[str, Any], told: dict[str, Any]) -> GoldProvision:
    """One provision. Raises ValueError where a quotation does not occur in its text."""
    text = drawn["text"]
    obligations = []
    for one in told["obligations"]:
        sentence = _find(text, one["quote"], one.get("nth"))
        bearer = _near(text, one["bearer"], sentence) if one.get("bearer") else None
        obligations.append(GoldObligation(_letters(text, sentence), one["modality"], bearer))
    terms = []
    for one in told["terms"]:
        term = _find(text, one["term"], one.get("nth"))
        terms.append(GoldTerm(_letters(text, term), _near(text, one["definition"], term)))
    items = tuple(
        GoldItem(one["kind"], _letters(text, _find(text, one["quote"], one.get("nth"))), _data(one))
        for one in told["items"]
    )
    names = ("id", "language", "half", "document", "eid", "checksum")
    return GoldProvision(
        **{name: drawn[name] for name in names},
        obligations=tuple(obligations),
        terms=tuple(terms),
        items=items,
    )


def _data(item: dict[str, Any]) -> dict[str, str]:
    names = ("count", "unit", "days", "amount", "currency")
    told = {name: str(item[name]) for name in names if item.get(name) is not None}
    return {**told, "every": "true"} if item.get("every") else told


def _find(text: str, quote: str, nth: int | None) -> Range:
    start = -1
    for _ in range(nth or 1):
        start = text.find(quote, start + 1)
        if start < 0:
            raise ValueError(f"not in the text: {quote!r}")
    return start, start + len(quote)


def _near(text: str, quote: str, place: Range) -> Range:
    """The occurrence within a place, else the last before it, else the first."""
    inside = text.find(quote, *place)
    start = inside if inside >= 0 else text.rfind(quote, 0, place[0])
    start = start if start >= 0 else text.find(quote)
    if start < 0:
        raise ValueError(f"not in the text: {quote!r}")
    return _letters(text, (start, start + len(quote)))


def _letters(text: str, place: Range) -> Range:
    return offset(text, place[0]), offset(text, place[1])

"""The floors under which quality must not fall, and what is under them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from bench.quality.score import Score, together

_FILE: Final = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Floors:
    """Floors by measure: `precision` and `recall` of a language taken together, `set_…` of any one set.

    Under `except` stand figures of single sets or languages that are known and explained, each with its
    own floor: what is lost below it is new.
    """

    rows: dict[str, dict[str, Any]]

    @classmethod
    def load(cls) -> Self:
        """From `floors.toml`."""
        return cls(tomllib.loads(_FILE.read_text("utf-8")))

    def of(self, score: Score, figure: str) -> float | None:
        """The floor of a figure (`precision` or `recall`); None where there is none."""
        row = self.rows.get(score.measure, {})
        alone = score.set != "all"
        special = row.get("except", {}).get(f"{score.language} {score.set}", {})
        found = special.get(figure, row.get(f"set_{figure}" if alone else figure))
        return None if found is None else float(found)


def shortfalls(floors: Floors, scores: Sequence[Score], measured: set[str]) -> Iterator[str]:
    """What is under its floor, in words; of the modules `measured`, also what they gave nothing of."""
    for name, row in floors.rows.items():
        if row.get("module", name) in measured and not any(score.measure == name for score in scores):
            yield f"{name}: nothing was measured"
    for score in (*scores, *together(scores)):
        for figure in ("precision", "recall"):
            floor, value = floors.of(score, figure), getattr(score, figure)
            if floor is not None and value < floor:
                yield f"{score.measure} {score.language} {score.set}: {figure} {value:.4f} < {floor}"

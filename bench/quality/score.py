"""One line of the table of quality: right, wrong and unknown apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Score:
    """What a measure found in one set of documents of one language.

    `right`: found, and so in the gold. `wrong`: found, and not so. `unknown`: in the gold, and not found
    (where a wrong value stands in its place, it counts as both). `detail` names the worst documents.
    """

    measure: str
    language: str
    set: str
    right: int
    wrong: int
    unknown: int
    detail: str = ""

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is in the gold that was found; 1 where there is nothing to find."""
        wanted = self.right + self.unknown
        return self.right / wanted if wanted else 1.0

    def __add__(self, other: Score) -> Score:
        """The counts of both, under the names of this one."""
        return replace(
            self,
            right=self.right + other.right,
            wrong=self.wrong + other.wrong,
            unknown=self.unknown + other.unknown,
        )


def together(scores: Iterable[Score]) -> list[Score]:
    """The scores of each measure and language in one, whose set is called `all`."""
    groups: dict[tuple[str, str], Score] = {}
    for score in scores:
        key = (score.measure, score.language)
        whole = replace(score, set="all", detail="")
        groups[key] = groups[key] + whole if key in groups else whole
    return list(groups.values())

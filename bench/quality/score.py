"""One line of the table of quality: right, wrong and unknown apart."""

from __future__ import annotations

from dataclasses import dataclass


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
        """Both together, as one of the first one's measure; languages and sets that differ become `all`."""
        return Score(
            self.measure,
            self.language if self.language == other.language else "all",
            self.set if self.set == other.set else "all",
            self.right + other.right,
            self.wrong + other.wrong,
            self.unknown + other.unknown,
        )

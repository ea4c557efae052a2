"""Whether two engines give the same answer: the first ten equal but for equal scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Ranked = Sequence[tuple[str, float]]
"""Ids with their scores, best first, deeper than the first ten."""

FIRST = 10
EQUAL = 1e-5
"""Scores nearer than this share of the best are equal: each engine adds up some hundred numbers of 24 bits
in an order of its own, and an error of 6e-8 in each becomes one of some 1e-6 in the sum."""


@dataclass(slots=True)
class Agreement:
    """Over many questions: in how many the first ten are the same, or differ in the order of equal scores."""

    questions: int = 0
    same: int = 0
    equal_scores: int = 0
    widest: float = 0.0
    """The widest gap (see `gap`): what would have to count as equal for all to agree."""

    @property
    def different(self) -> int:
        """Questions of which the first ten really differ."""
        return self.questions - self.same - self.equal_scores

    def add(self, one: Ranked, other: Ranked) -> bool:
        """Compare the answers to one question; whether they agree."""
        found, same = gap(one, other), _ids(one) == _ids(other)
        self.questions += 1
        self.same += same
        self.equal_scores += not same and found <= EQUAL
        self.widest = max(self.widest, found)
        return found <= EQUAL


def _ids(ranked: Ranked) -> list[str]:
    return [identity for identity, _ in ranked[:FIRST]]


def gap(one: Ranked, other: Ranked) -> float:
    """How far apart the scores are that stand in another order, at most, as a share of the best score.

    0: the first ten are the same. 1: a hit of one is not among the other's at all, or there are fewer.
    """
    if len(one[:FIRST]) != len(other[:FIRST]):
        return 1.0
    return max(_gap(one, other), _gap(other, one))


def _gap(one: Ranked, other: Ranked) -> float:
    """By the scores of the first: what the second has in each of ten places, beside what the first has."""
    scores = dict(one)
    best = max((abs(score) for score in scores.values()), default=0.0) or 1.0
    pairs = zip(one[:FIRST], other[:FIRST], strict=True)
    return max(
        (
            abs(score - scores[theirs]) / best if theirs in scores else 1.0
            for (ours, score), (theirs, _) in pairs
            if ours != theirs
        ),
        default=0.0,
    )


def recall(found: Ranked, exact: Ranked) -> float:
    """The share of the exact hits that were found; one that scores as the last exact one is as good."""
    if not exact:
        return 1.0
    last = min(score for _, score in exact)
    ids = {identity for identity, _ in exact}
    good = sum(identity in ids or score >= last - EQUAL for identity, score in found[: len(exact)])
    return good / len(exact)

"""What counts as the same answer of two engines."""

from __future__ import annotations

import pytest

from bench.agreement import EQUAL, Agreement, gap, recall

TEN = [(f"p{n:02}", 1.0 - n / 20) for n in range(12)]


def swapped(first: int, second: int, step: float = 0.0) -> list[tuple[str, float]]:
    """TEN with two hits in each other's places, the lower of which scores `step` below the higher."""
    ranked = list(TEN)
    score = ranked[first][1]
    ranked[first], ranked[second] = (ranked[second][0], score), (ranked[first][0], score - step)
    return ranked


def near(first: int, second: int, step: float) -> list[tuple[str, float]]:
    """TEN with the second of two hits `step` below the first."""
    ranked = list(TEN)
    ranked[second] = (ranked[second][0], ranked[first][1] - step)
    return ranked


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(TEN, TEN, 0.0, id="the same"),
        pytest.param(TEN, [*TEN[:10], ("else", 0.1)], 0.0, id="only the first ten count"),
        pytest.param(near(3, 4, 0.0), swapped(3, 4), 0.0, id="equal scores in another order"),
        pytest.param(TEN, swapped(3, 4, 0.05), 0.05, id="unequal scores in another order"),
        pytest.param(TEN, [("else", 1.0), *TEN[1:]], 1.0, id="a hit that the other does not have"),
        pytest.param(TEN, TEN[:4], 1.0, id="fewer hits"),
        pytest.param([], [], 0.0, id="nothing found"),
    ],
)
def test_the_gap_is_that_of_scores_in_another_order(
    one: list[tuple[str, float]], other: list[tuple[str, float]], expected: float
) -> None:
    assert gap(one, other) == pytest.approx(expected)
    assert gap(other, one) == pytest.approx(expected)


def test_scores_that_differ_beyond_rounding_do_not_agree() -> None:
    agreement = Agreement()
    assert agreement.add(TEN, TEN)
    assert agreement.add(near(3, 4, EQUAL / 2), swapped(3, 4, EQUAL / 2))
    assert not agreement.add(near(3, 4, EQUAL * 2), swapped(3, 4, EQUAL * 2))
    assert (agreement.same, agreement.equal_scores, agreement.different) == (1, 1, 1)
    assert agreement.widest == pytest.approx(EQUAL * 2)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(TEN[:4], 1.0, id="all"),
        pytest.param([*TEN[:3], TEN[8]], 0.75, id="one missed"),
        pytest.param([*TEN[:3], ("else", TEN[3][1])], 1.0, id="another that is as near"),
        pytest.param(TEN[:2], 0.5, id="fewer"),
    ],
)
def test_recall_counts_what_is_as_near_as_the_exact(found: list[tuple[str, float]], expected: float) -> None:
    assert recall(found, TEN[:4]) == expected

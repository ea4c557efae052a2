"""The table of quality: sums, halves, and a run that fails under a floor."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.quality import floors as floors_module
from bench.quality.floors import Floors, shortfalls
from bench.quality.gold import checksum, offset
from bench.quality.halves import files, half
from bench.quality.score import Score, together

FLOORS = Floors(
    tomllib.loads(
        """
        [articles]
        precision = 0.9
        set_precision = 0.5
        recall = 0.9
        [articles.except."vi laws"]
        precision = 0.2
        [terms]
        module = "facts"
        precision = 0.9
        """
    )
)


def articles(right: int, wrong: int, unknown: int, name: str = "treaties", language: str = "vi") -> Score:
    return Score("articles", language, name, right, wrong, unknown)


def test_precision_and_recall_tell_wrong_from_unknown() -> None:
    score = articles(6, 2, 4)
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert (articles(0, 0, 0).precision, articles(0, 0, 0).recall) == (1.0, 1.0)


def test_sets_of_a_language_are_taken_together() -> None:
    (total, alone) = together([articles(1, 2, 3), articles(10, 20, 30, "laws"), articles(1, 0, 0, "x", "ru")])
    assert (total.right, total.wrong, total.unknown, total.set) == (11, 22, 33, "all")
    assert (alone.set, alone.language, alone.right) == ("all", "ru", 1)


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ([articles(95, 5, 5)], []),
        (
            [articles(40, 60, 0)],
            [
                "articles vi treaties: precision 0.4000 < 0.5",
                "articles vi all: precision 0.4000 < 0.9",
            ],
        ),
        ([articles(95, 0, 0), articles(30, 70, 0, "laws")], ["articles vi all: precision 0.6410 < 0.9"]),
        ([articles(9, 0, 1), articles(1, 0, 5, "x")], ["articles vi all: recall 0.6250 < 0.9"]),
        ([], ["articles: nothing was measured"]),
    ],
)
def test_what_is_under_its_floor_is_told(scores: list[Score], told: list[str]) -> None:
    assert list(shortfalls(FLOORS, scores, {"articles"})) == told


def test_a_measure_of_another_module_is_missed_too() -> None:
    assert list(shortfalls(FLOORS, [], {"facts"})) == ["terms: nothing was measured"]
    assert list(shortfalls(FLOORS, [], set())) == []


def test_the_floors_of_the_project_are_read() -> None:
    assert floors_module.Floors.load().of(articles(1, 0, 0, "all"), "recall") == 0.98


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.integers(0, 20))
def test_offsets_and_checksums_do_not_see_blanks(text: str, at: int) -> None:
    spread = " ".join(text)
    assert checksum(text) == checksum(spread)
    at = min(at, len(text))
    assert offset(text, at) == offset(spread, 2 * at)


def test_the_halves_are_halves_and_files_are_listed_by_them(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"doc{number}.en.txt").touch()
        (tmp_path / f"doc{number}.fr.txt").touch()
    one, other = (files(tmp_path, ".", "*.txt", wanted) for wanted in ("develop", "held_out"))
    assert len(one) + len(other) == 400
    assert 140 <= len(one) <= 260
    assert {half(path.name) for path in one} == {"develop"}

from __future__ import annotations

import pytest

from search_api.engine.port import Scored, WordHits
from search_api.query.fusion import coverage, fuse, idf


def hits(*scores: tuple[str, float]) -> WordHits:
    return WordHits(tuple(Scored(i, s) for i, s in scores), len(scores), {}, 100)


MEANING = (Scored("m1", 0.9), Scored("both", 0.8), Scored("m2", 0.7))


def test_words_decide_when_the_terms_are_covered() -> None:
    fused = fuse(hits(("w1", 12.0), ("both", 6.0)), MEANING, covered=1.0, weight=3.0)
    assert [hit.id for hit in fused] == ["w1", "both", "m1", "m2"]
    assert fused[0].score == pytest.approx(3.0)
    assert fused[1].score == pytest.approx(0.5 + 1.5)


def test_meaning_decides_when_nothing_is_covered() -> None:
    fused = fuse(hits(("w1", 12.0), ("both", 6.0)), MEANING, covered=0.0, weight=3.0)
    assert fused[0].id == "m1"
    assert fused[-1].score == 0.0


def test_each_side_alone() -> None:
    assert [hit.id for hit in fuse(hits(("b", 1.0), ("a", 1.0)), (), 1.0, 3.0)] == ["a", "b"]
    only_meaning = fuse(hits(), MEANING, 0.0, 3.0)
    assert [(hit.id, hit.words) for hit in only_meaning] == [("m1", None), ("both", None), ("m2", None)]


def test_parts_are_told_apart() -> None:
    by_id = {hit.id: hit for hit in fuse(hits(("w1", 8.0), ("both", 4.0)), MEANING, 0.5, 3.0)}
    assert (by_id["both"].words, by_id["both"].meaning) == (0.5, 0.8)
    assert by_id["w1"].meaning is None


@pytest.mark.parametrize(
    ("found", "share"),
    [
        ([], 0.0),
        ([frozenset({"rare", "common"})], 1.0),
        ([frozenset({"common"}), frozenset({"rare"})], idf(1, 1000) / (idf(1, 1000) + idf(500, 1000))),
    ],
)
def test_coverage_weighs_rare_terms(found: list[frozenset[str]], share: float) -> None:
    frequency = {"rare": 1, "common": 500}
    assert coverage({"rare": 1.0, "common": 1.0}, frequency, 1000, found) == pytest.approx(share)


def test_coverage_looks_at_the_first_hits_only() -> None:
    found = [frozenset[str]()] * 5 + [frozenset({"rare"})]
    assert coverage({"rare": 1.0}, {"rare": 1}, 10, found) == 0.0


def test_a_term_unknown_to_the_index_counts_as_uncovered() -> None:
    assert coverage({"known": 1.0, "alien": 1.0}, {"known": 5}, 10, [frozenset({"known"})]) < 0.5


def test_a_term_of_less_weight_takes_less_away() -> None:
    found = [frozenset({"arrest"})]
    frequency = {"arrest": 5, "arrest_abroad": 5}
    light = coverage({"arrest": 1.0, "arrest_abroad": 0.25}, frequency, 10, found)
    assert light == pytest.approx(0.8)
    assert coverage({"arrest": 1.0, "arrest_abroad": 1.0}, frequency, 10, found) == pytest.approx(0.5)

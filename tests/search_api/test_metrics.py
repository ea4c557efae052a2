from __future__ import annotations

from math import log2
from pathlib import Path

import pytest

from search_api.evaluate.metrics import ndcg, recall, reciprocal_rank
from search_api.evaluate.trec import InvalidJudgement, Query, read_qrels, read_queries

RELEVANCE = {"a": 2, "b": 1, "z": 0}


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        (["a", "b", "c"], 1.0),
        (["b", "a"], (1 + 2 / log2(3)) / (2 + 1 / log2(3))),
        (["c", "a"], (2 / log2(3)) / (2 + 1 / log2(3))),
        (["c", "z"], 0.0),
        ([*"cdefghijkl", "a"], 0.0),
    ],
)
def test_ndcg(ranking: list[str], expected: float) -> None:
    assert ndcg(ranking, RELEVANCE) == pytest.approx(expected)


def test_reciprocal_rank_and_recall() -> None:
    assert reciprocal_rank(["c", "z", "b"], RELEVANCE) == pytest.approx(1 / 3)
    assert reciprocal_rank(["z"], RELEVANCE) == 0
    assert recall(["b", "c", "a"], RELEVANCE, 1) == 0.5
    assert recall(["b", "c", "a"], RELEVANCE, 3) == 1.0


def test_reading_judgements(tmp_path: Path) -> None:
    queries, qrels = tmp_path / "q.jsonl", tmp_path / "qrels.txt"
    queries.write_text(
        '{"id": 1, "query": "hộ chiếu", "language": "vi"}\n\n{"id": "2", "text": "visa"}\n', "utf-8"
    )
    qrels.write_text("1 0 doc-a 1\n2\t0\tLaw on treaties#4\t2\n", "utf-8")
    assert read_queries(queries) == [Query("1", "hộ chiếu", "vi"), Query("2", "visa")]
    assert read_qrels(qrels) == {"1": {"doc-a": 1}, "2": {"Law on treaties#4": 2}}


@pytest.mark.parametrize("line", ["1 0 doc", "1 0 doc x", "1 0 a b 1"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "qrels.txt"
    path.write_text(f"1 0 fine 1\n{line}\n", "utf-8")
    with pytest.raises(InvalidJudgement, match="line 2"):
        read_qrels(path)


def test_a_bad_query_is_named(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": 1}\n', "utf-8")
    with pytest.raises(InvalidJudgement, match="line 1"):
        read_queries(path)

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search_api.embedding.adapter import AdaptedEmbedder, fit, load, shipped
from search_api.embedding.cache import CachedEmbedder, VectorCache, cache_key


def translations(seed: int, shift_seed: int) -> dict[str, np.ndarray]:
    """Forty texts in three languages: what is said, plus a strong language direction, plus noise."""
    random, shifts = np.random.default_rng(seed), np.random.default_rng(shift_seed)
    said = random.normal(size=(40, 24))
    out = {}
    for language in ("vi", "ar", "en"):
        language_shift = 6 * shifts.normal(size=24)
        rows = said + language_shift + 0.3 * random.normal(size=said.shape)
        out[language] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return out


def accuracy(a: np.ndarray, b: np.ndarray) -> float:
    return float(((a @ b.T).argmax(axis=1) == np.arange(len(a))).mean())


def test_it_finds_translations_that_the_raw_vectors_miss() -> None:
    adapter = fit("test", [translations(1, 9)])
    unseen = translations(2, 9)
    adapted = {language: adapter.apply(rows) for language, rows in unseen.items()}
    assert accuracy(unseen["vi"], unseen["ar"]) < 0.8
    assert accuracy(adapted["vi"], adapted["ar"]) > 0.95
    assert np.allclose(np.linalg.norm(adapted["en"], axis=1), 1, atol=1e-5)


def test_one_vector_is_adapted_as_many(tmp_path: Path) -> None:
    adapter = fit("test", [translations(1, 9), translations(3, 9)])
    rows = translations(4, 9)["en"]
    assert np.allclose(adapter.apply(rows)[3], adapter.apply(rows[3]), atol=1e-6)
    adapter.save(tmp_path / "a.npz")
    again = load(tmp_path / "a.npz")
    assert again.name == "test"
    assert (again.apply(rows) * adapter.apply(rows)).sum(axis=1).min() > 0.999


def test_the_default_model_has_one_and_others_have_none() -> None:
    adapter = shipped("e5-small/any/graph")
    assert adapter is not None
    assert adapter.matrix.shape == (384, 384)
    assert shipped("some-other-model/x") is None


class Counting:
    """An embedder of letter counts that remembers what it was asked."""

    name, dimensions, window = "counting", 26, 100

    def __init__(self) -> None:
        self.asked: list[str] = []

    def passages(self, texts: list[str]) -> np.ndarray:
        self.asked += texts
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> np.ndarray:
        counts = np.array([text.count(chr(97 + i)) + 0.01 for i in range(26)], np.float32)
        return counts / np.linalg.norm(counts)

    def known(self, texts: list[str]) -> dict[str, np.ndarray]:
        return {}

    def count_tokens(self, text: str) -> int:
        return len(text)


def test_what_was_embedded_is_known_through_the_adapter_too(tmp_path: Path) -> None:
    inner = Counting()
    cached = CachedEmbedder(inner, VectorCache(tmp_path / "cache"))
    adapted = AdaptedEmbedder(cached, fit("test", [{"en": np.eye(26), "fr": np.eye(26)[::-1]}]))
    (row,) = adapted.passages(["abc"])
    assert adapted.known(["xyz"]) == {}
    known = adapted.known(["abc", "xyz"])
    assert list(known) == ["abc"]
    assert known["abc"] == pytest.approx(row, abs=1e-6)
    assert inner.asked == ["abc"]


def test_nothing_is_embedded_twice(tmp_path: Path) -> None:
    inner = Counting()
    first = CachedEmbedder(inner, VectorCache(tmp_path / "cache"))
    rows = first.passages(["abc", "xyz", "abc"])
    again = CachedEmbedder(inner, VectorCache(tmp_path / "cache"))
    more = again.passages(["xyz", "new"])
    assert inner.asked == ["abc", "xyz", "new"]
    assert np.allclose(rows[1], more[0])
    assert np.allclose(rows[0], rows[2])
    assert np.allclose(rows[0], inner.query("abc"), atol=1e-3)


def test_the_cache_key_knows_the_model() -> None:
    assert cache_key("a", "text") != cache_key("b", "text")
    assert cache_key("a", "text") == cache_key("a", "text")


@pytest.mark.parametrize("count", [0, 1, 1201])
def test_any_number_of_keys(tmp_path: Path, count: int) -> None:
    texts = [f"text {i} {'abcdefgh'[i % 8]}" for i in range(count)]
    embedder = CachedEmbedder(Counting(), VectorCache(tmp_path / "cache"))
    assert embedder.passages(texts).shape == (count, 26)
    assert embedder.passages(texts).shape == (count, 26)


def test_the_adapter_goes_over_the_cache(tmp_path: Path) -> None:
    inner = CachedEmbedder(Counting(), VectorCache(tmp_path / "cache"))
    group = {"a": inner.passages(["abc", "abd", "xyz"]), "b": inner.passages(["acc", "add", "xzz"])}
    embedder = AdaptedEmbedder(inner, fit("t", [group]))
    assert embedder.name == "counting+t"
    assert np.allclose(embedder.query("abc"), embedder.passages(["abc"])[0], atol=1e-2)

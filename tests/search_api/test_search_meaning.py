"""Search by meaning: with a model, without one, and what health says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from small_base import PUBLIC, TODAY, amended, small_service

from corpus.model import (
    LOCAL,
)
from search_api.errors import ModelMissing
from search_api.results import Hit, Mode, SearchRequest
from search_api.service import SearchService


class Signs:
    """An embedder of three dimensions: custody, fees, anything else, by words of seven languages.

    It stands in for a model, whose own tests are elsewhere: here the paths are what is tested.
    """

    name = "signs"
    dimensions = 3
    CUSTODY = (
        "arrest",
        "custody",
        "jail",
        "bắt",
        "giam",
        "قبض",
        "detenid",
        "détenu",
        "арест",
        "逮捕",
        "羁押",
    )
    FEES = ("fee", "charge", "phí", "رسوم", "arancel", "droits", "сбор", "规费")

    def passages(self, texts: list[str]) -> NDArray[np.float32]:
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> NDArray[np.float32]:
        lower = text.lower()
        counts = [sum(word in lower for word in words) for words in (self.CUSTODY, self.FEES)]
        vector = np.array([*counts, 0.1], np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)

    def known(self, texts: list[str]) -> dict[str, np.ndarray]:
        return {}

    def count_tokens(self, text: str) -> int:
        return len(text.split())


@pytest.fixture(scope="module")
def by_meaning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with small_service(tmp_path_factory.mktemp("meaning"), embedder=Signs()) as found:
        yield found


def first(service: SearchService, query: str, **given: object) -> Hit:
    return service.search(replace(SearchRequest(query), **given)).hits[0]  # type: ignore[arg-type]


def test_meaning_finds_what_shares_no_word(by_meaning: SearchService) -> None:
    hit = first(by_meaning, "jail")
    assert (hit.work_slug, hit.eid) == ("lagoon-convention", "art_22")
    assert hit.why.meaning is not None
    assert hit.why.coverage == 0.0


def test_modes(by_meaning: SearchService) -> None:
    assert first(by_meaning, "jail", mode=Mode.SEMANTIC).why.words is None
    assert first(by_meaning, "arrested", mode=Mode.LEXICAL).why.meaning is None
    assert by_meaning.search(SearchRequest("jail", mode=Mode.LEXICAL)).hits == ()
    assert "no_model" not in by_meaning.search(SearchRequest("jail")).understood.notices


def test_meaning_stays_within_the_syntax_the_filters_the_day_and_the_scope(by_meaning: SearchService) -> None:
    response = by_meaning.search(SearchRequest("custody AND NOT consular"))
    assert "lagoon-convention" not in {hit.work_slug for hit in response.hits if hit.language == "en"}
    filtered = by_meaning.search(SearchRequest("jail", filters={"language": ("ru",)}, limit=50))
    assert {hit.work_slug for hit in filtered.hits} == {"lagoon-convention"}
    today = by_meaning.search(SearchRequest("charge", limit=50))
    assert "03-2015-tt-bdn" not in {hit.work_slug for hit in today.hits}
    seen = by_meaning.search(SearchRequest("jail", limit=50, scope=PUBLIC))
    assert "emergency-codes" not in {hit.work_slug for hit in seen.hits}


def test_without_a_model_meaning_alone_is_refused_and_both_go_on(service: SearchService) -> None:
    with pytest.raises(ModelMissing):
        service.search(SearchRequest("jail", mode=Mode.SEMANTIC))
    assert "no_model" in service.search(SearchRequest("arrested")).understood.notices


def test_vectors_of_another_model_are_not_compared(by_meaning: SearchService) -> None:
    other = Signs()
    other.name = "other"
    service = SearchService(by_meaning.store, by_meaning.engine, other, lambda: TODAY)
    response = service.search(SearchRequest("arrested jail"))
    assert "vectors_incomplete" in response.understood.notices
    assert all(hit.why.meaning is None for hit in response.hits)


def test_health_names_what_is_missing(service: SearchService, by_meaning: SearchService) -> None:
    assert service.health(LOCAL).missing == ("model", "vectors")
    found = by_meaning.health(LOCAL)
    assert found.missing == ()
    assert found.passages == found.vectors == 18
    assert (found.lag, found.ready) == (0, True)


def test_index_behind_the_store_is_told(tmp_path: Path) -> None:
    with small_service(tmp_path) as service:
        service.store.deposit(amended())
        assert "index_behind" in service.search(SearchRequest("pilot")).understood.notices
        assert service.health(LOCAL).lag > 0

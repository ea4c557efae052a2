"""Reading a provision, listing works, and the wordings of different days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_base import amended, small_service

from corpus.errors import NotFound
from corpus.model import (
    LOCAL,
    State,
)
from search_api.listing import WorkFilter
from search_api.results import AsOf, SearchRequest
from search_api.service import SearchService


def test_provision_in_the_wanted_language_with_its_neighbours(service: SearchService) -> None:
    view = service.provision("lagoon-convention", "art_22__para_2", LOCAL, ["fr"])
    assert view.expression.expression.language == "fr"
    assert "lettres" in view.provision.text
    assert [p.eid for p in view.path] == ["art_22"]
    assert view.previous is not None
    assert view.previous.eid == "art_22__para_1"
    assert view.following is None
    assert view.status.state is State.IN_FORCE


def test_language_that_the_work_lacks_gives_the_weightiest_text(service: SearchService) -> None:
    assert service.text("06-2021-tt-bdn", LOCAL, ["ru"]).expression.expression.language == "vi"


def test_chinese_of_any_script_answers_to_zh(service: SearchService) -> None:
    assert service.text("lagoon-convention", LOCAL, ["zh"]).expression.expression.language == "zh-Hans"


def test_number_is_a_key(service: SearchService) -> None:
    assert service.work("6/2021/TT-BDN", LOCAL).work.slug == "06-2021-tt-bdn"


def test_missing_provision_names_what_is_near(service: SearchService) -> None:
    with pytest.raises(NotFound) as caught:
        service.provision("lagoon-convention", "annex_1__art_22", LOCAL, ["en"])
    assert caught.value.params["near"] == ("art_22",)


def test_lists_filter_by_every_field(service: SearchService) -> None:
    cases = [
        (WorkFilter(kind="circular"), {"06-2021-tt-bdn", "03-2015-tt-bdn"}),
        (WorkFilter(language="zh"), {"lagoon-convention"}),
        (WorkFilter(issuer="bo doi ngoai", year=2015), {"03-2015-tt-bdn"}),
        (WorkFilter(party="norvale"), {"lagoon-convention"}),
        (WorkFilter(text="harbour"), {"harbour-agreement"}),
        (WorkFilter(year=1998), {"harbour-agreement"}),
        (WorkFilter(kind="law"), set()),
    ]
    for where, expected in cases:
        assert {each.work.slug for each in service.works(LOCAL, where)} == expected


def test_lists_go_page_by_page(service: SearchService) -> None:
    first = service.works(LOCAL, limit=3)
    rest = service.works(LOCAL, after=first[-1].id, limit=30)
    assert len({each.id for each in (*first, *rest)}) == 5


def test_each_day_has_its_wording(tmp_path: Path) -> None:
    with small_service(tmp_path, amended()) as service:

        def texts(as_of: date | AsOf | None) -> list[str]:
            found = service.search(SearchRequest("notary deed", as_of=as_of)).hits
            return [hit.text for hit in found if hit.work_slug == "notary-law"]

        assert ["wax" in text for text in texts(date(2015, 1, 1))] == [True]
        assert ["key" in text for text in texts(None)] == [True]
        assert texts(date(2000, 1, 1)) == []
        old = service.provision("notary-law", "art_5", LOCAL, ["en"], date(2015, 1, 1))
        assert "wax" in old.provision.text
        assert "key" in service.provision("notary-law", "art_5", LOCAL, ["en"]).provision.text
        before = service.provision("notary-law", "art_5", LOCAL, ["en"], date(2000, 1, 1))
        assert before.status.state is State.NOT_YET_IN_FORCE

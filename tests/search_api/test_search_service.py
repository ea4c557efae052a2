"""The search service over a real store and a real index, by words alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from small_base import CONVENTION, PUBLIC, QUESTIONS, TODAY, source

from corpus.errors import NotFound
from corpus.model import (
    LOCAL,
    State,
)
from search_api.errors import InvalidQuery
from search_api.results import NOTICES, AsOf, Group, Mode, SearchRequest, SearchResponse
from search_api.service import FARTHEST, MOST_HITS, SearchService

Ask = Callable[..., SearchResponse]

LANGUAGES = list(CONVENTION)


@pytest.fixture
def ask(service: SearchService) -> Ask:
    return lambda query, **given: service.search(SearchRequest(query, **given))


def places(response: SearchResponse) -> list[tuple[str, str]]:
    return [(hit.work_slug, hit.eid) for hit in response.hits]


# --- finding -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_question_in_each_language_finds_the_article_first(ask: Ask, language: str) -> None:
    first = ask(QUESTIONS[language], language=language).hits[0]
    assert (first.work_slug, first.eid, first.language) == ("lagoon-convention", "art_22", language)
    assert first.why.matched


def test_vietnamese_is_found_without_accents(ask: Ask) -> None:
    assert ("lagoon-convention", "art_22") in places(ask("cong dan bi bat", language="vi"))


def test_language_versions_are_one_hit_the_readers_first(ask: Ask) -> None:
    response = ask("article:22 title:(lagoon OR 泻湖)", language="ru")
    [hit] = response.hits
    assert hit.language == "ru"
    assert [version.language for version in hit.languages] == ["ru", "vi", "ar", "en", "fr", "es", "zh-Hans"]
    assert {version.eid for version in hit.languages} == {"art_22"}


def test_reader_whose_language_did_not_match_still_gets_it(ask: Ask) -> None:
    hit = ask('"two days"', language="ar").hits[0]
    assert hit.language == "ar"
    assert "يومين" in hit.text


def test_without_grouping_each_passage_is_a_hit(ask: Ask) -> None:
    response = ask("arrested OR арестован", group=Group.NONE)
    assert {hit.language for hit in response.hits} >= {"en", "ru"}
    assert [hit.rank for hit in response.hits] == list(range(1, len(response.hits) + 1))


SYNTAX: list[tuple[str, set[tuple[str, str]]]] = [
    ('"consular post within two days"', {("lagoon-convention", "art_22")}),
    ('"post consular"', set()),
    ('"authorities post"~2', set()),
    ('"consular within"~1', {("lagoon-convention", "art_22")}),
    ("passp* AND fees", {("lagoon-convention", "art_30")}),
    ("pilot NOT consular", {("harbour-agreement", "art_22")}),
    ("letters AND delay", {("lagoon-convention", "art_22")}),
    ("letters AND visas", set()),
    ("letters OR pilot", {("lagoon-convention", "art_22"), ("harbour-agreement", "art_22")}),
    ("title:harbour", {("harbour-agreement", "art_22")}),
    ("title:harbour AND article:30", set()),
    ('title:"harbour agreement"', {("harbour-agreement", "art_22")}),
    ("number:06/2021/TT-BĐN", {("06-2021-tt-bdn", "art_9")}),
    ("护照 AND 签证", {("lagoon-convention", "art_30")}),
    ("护签 AND 证照", set()),
    ("паспорт* AND NOT арестован", {("lagoon-convention", "art_30")}),
    ("رسوم AND جوازات", {("lagoon-convention", "art_30")}),
]


@pytest.mark.parametrize(("query", "expected"), SYNTAX)
def test_syntax(ask: Ask, query: str, expected: set[tuple[str, str]]) -> None:
    assert set(places(ask(query))) == expected


# --- naming --------------------------------------------------------------------------------------

NAMES = [
    "Article 22 Lagoon Convention",
    "article 22 of the Lagoon Convention",
    "Lagoon Convention, article 22",
    "Điều 22 Công ước Lagoon",
    "المادة 22 من اتفاقية لاغون",
    "المادة الثانية والعشرون اتفاقية لاغون",
    "article 22 de la Convention de Lagoon",
    "artículo 22 de la Convención de Lagoon",
    "статья 22 Лагунской конвенции",
    "泻湖领事协助公约第二十二条",
]


@pytest.mark.parametrize("query", NAMES)
def test_named_article_comes_first(ask: Ask, query: str) -> None:
    response = ask(query)
    assert response.understood.reference == "lagoon-convention#art_22"
    assert places(response)[0] == ("lagoon-convention", "art_22")
    assert response.hits[0].why.rule == "reference"


def test_name_is_not_confused_with_an_article_of_the_same_number(ask: Ask) -> None:
    response = ask("article 22 Harbour Agreement")
    assert response.understood.reference == "harbour-agreement#art_22"
    assert places(response)[0] == ("harbour-agreement", "art_22")


def test_number_alone_names_the_work(ask: Ask) -> None:
    response = ask("Thông tư số 6/2021/TT-BĐN", language="vi")
    assert response.understood.reference == "06-2021-tt-bdn"
    assert places(response)[0] == ("06-2021-tt-bdn", "art_9")


def test_article_of_a_numbered_work(ask: Ask) -> None:
    response = ask("Điều 9 Thông tư 06/2021/TT-BĐN", language="vi")
    assert response.understood.reference == "06-2021-tt-bdn#art_9"


def test_reference_to_nothing_in_the_base_is_shown_and_places_nothing(ask: Ask) -> None:
    response = ask("Article 77 of the Treaty of Atlantis")
    assert response.understood.reference == "77"
    assert not any(hit.why.rule for hit in response.hits)


# --- time and status -----------------------------------------------------------------------------


def test_today_leaves_out_what_has_ended(ask: Ask) -> None:
    assert "03-2015-tt-bdn" not in {hit.work_slug for hit in ask("lệ phí hồ sơ", language="vi").hits}


def test_earlier_day_has_that_days_law(ask: Ask) -> None:
    hits = ask("lệ phí hồ sơ", language="vi", as_of=date(2018, 1, 1)).hits
    found = {hit.work_slug: hit.status for hit in hits}
    assert found["03-2015-tt-bdn"].state is State.IN_FORCE
    assert "06-2021-tt-bdn" not in found


def test_any_day_has_both_each_with_its_status(ask: Ask) -> None:
    hits = ask("lệ phí hồ sơ", language="vi", as_of=AsOf.ANY).hits
    states = {hit.work_slug: hit.status.state for hit in hits}
    assert states["03-2015-tt-bdn"] is State.ENDED
    assert states["06-2021-tt-bdn"] is State.UNKNOWN


def test_unknown_stays_and_is_labelled(ask: Ask) -> None:
    hit = ask("harbour pilot").hits[0]
    assert hit.work_slug == "harbour-agreement"
    assert (hit.status.state, hit.status.reason.code) == (State.UNKNOWN, "no_evidence")


def test_day_in_the_question_is_used_unless_one_is_given(ask: Ask) -> None:
    question = "lệ phí tính đến ngày 1/1/2018"
    asked = ask(question, language="vi").understood
    assert asked.as_of == date(2018, 1, 1)
    assert "as_of_from_query" in asked.notices
    assert ask(question, language="vi", as_of=TODAY).understood.as_of == TODAY


def test_day_in_the_syntax_wins(ask: Ask) -> None:
    response = ask("as_of:any lệ phí", language="vi", as_of=TODAY)
    assert response.understood.as_of is None


def test_named_work_that_has_ended_is_told(ask: Ask) -> None:
    response = ask("03/2015/TT-BĐN", language="vi")
    assert "named_not_on_day" in response.understood.notices
    assert "03-2015-tt-bdn" not in {hit.work_slug for hit in response.hits}


# --- filters, facets, scope ----------------------------------------------------------------------


def test_filters_hold_for_hits_and_total(ask: Ask) -> None:
    response = ask("consular", filters={"language": ("fr",)}, mode=Mode.LEXICAL)
    assert {hit.language for hit in ask("consulaire", filters={"language": ("fr",)}, language="fr").hits} == {
        "fr"
    }
    assert response.understood.filters == {"language": ("fr",)}


def test_filters_alone_list_everything_that_passes(ask: Ask) -> None:
    response = ask("", filters={"kind": ("circular",)})
    assert places(response) == [("06-2021-tt-bdn", "art_9")]


def test_facets_ignore_their_own_filter(ask: Ask) -> None:
    response = ask("", filters={"kind": ("circular",)})
    assert response.facets["kind"] == {"treaty": 15, "circular": 1, "guideline": 1}
    assert response.facets["language"] == {"vi": 1}


def test_facets_without_hits(service: SearchService) -> None:
    assert service.facets(SearchRequest("pilot"), ["kind"]) == {"kind": {"treaty": 1}}
    with pytest.raises(InvalidQuery):
        service.facets(SearchRequest("pilot"), ["colour"])


@pytest.mark.parametrize(
    "query", ["zanzibar", "title:emergency", "", "Article 1 Instruction on emergency codes"]
)
def test_nothing_outside_the_scope_is_found_named_or_counted(service: SearchService, query: str) -> None:
    everything = service.search(SearchRequest(query, limit=50))
    assert "emergency-codes" in {hit.work_slug for hit in everything.hits}
    seen = service.search(SearchRequest(query, limit=50, scope=PUBLIC))
    assert "emergency-codes" not in {hit.work_slug for hit in seen.hits}
    assert "emergency-codes" not in (seen.understood.reference or "")
    assert "guideline" not in seen.facets.get("kind", {})
    assert seen.total < everything.total


def test_reading_suggesting_and_listing_keep_to_the_scope(service: SearchService) -> None:
    assert [s.work for s in service.suggest("instr", LOCAL)] == ["emergency-codes"]
    assert service.suggest("instr", PUBLIC) == ()
    assert "emergency-codes" not in {each.work.slug for each in service.works(PUBLIC)}
    for read in (service.work, service.text):
        with pytest.raises(NotFound):
            read("emergency-codes", PUBLIC)
    with pytest.raises(NotFound):
        service.provision("emergency-codes", "art_1", PUBLIC)
    sha256 = source("codes.en.txt").sha256
    with pytest.raises(NotFound):
        service.source(sha256, PUBLIC)
    assert service.health(PUBLIC).works == service.health(LOCAL).works - 1


# --- pages, highlights, odd queries --------------------------------------------------------------


def test_pages_join_without_gap_or_repeat(ask: Ask) -> None:
    whole = ask("consular OR lệ OR виза OR pilot OR 领事", limit=10, as_of=AsOf.ANY)
    parts = [
        hit
        for offset in range(0, 10, 2)
        for hit in ask("consular OR lệ OR виза OR pilot OR 领事", limit=2, offset=offset, as_of=AsOf.ANY).hits
    ]
    assert [(h.rank, h.passage_id) for h in parts] == [(h.rank, h.passage_id) for h in whole.hits]
    assert len(parts) > 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_highlights_are_places_in_the_original_text(ask: Ask, language: str) -> None:
    hit = ask(QUESTIONS[language], language=language).hits[0]
    assert hit.highlights
    ends = [0, *(end for _, end in hit.highlights)]
    assert all(
        before <= start < end <= len(hit.text)
        for before, (start, end) in zip(ends, hit.highlights, strict=False)
    )


@pytest.mark.parametrize("query", ["???", "- - -", "«»", "()"])
def test_query_without_a_word_finds_nothing_and_says_so(ask: Ask, query: str) -> None:
    response = ask(query)
    assert response.hits == ()
    assert "no_words" in response.understood.notices


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (MOST_HITS + 1, 0), (1, -1), (1, FARTHEST + 1)])
def test_pages_out_of_bounds_are_refused(ask: Ask, limit: int, offset: int) -> None:
    with pytest.raises(InvalidQuery):
        ask("visa", limit=limit, offset=offset)


def test_notices_are_all_documented(ask: Ask) -> None:
    for query in ("???", "C++ (what?", "kind:ode x", "x tính đến ngày 1/1/2018", "03/2015/TT-BĐN"):
        assert set(ask(query, language="vi").understood.notices) <= set(NOTICES)


def test_plan_can_be_printed(service: SearchService) -> None:
    printed = repr(service.plan(SearchRequest("visa AND NOT fee kind:treaty")))
    assert "Not(" in printed
    assert "kind" in printed

"""The search service over a real store and a real index, by words alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from small_base import CONVENTION, QUESTIONS, TODAY, article, small_service, source

from corpus.errors import NotFound
from corpus.model import (
    LOCAL,
    OPEN,
    Access,
    Authority,
    Deposit,
    End,
    Expression,
    Interval,
    Scope,
    State,
    Work,
    WorkKind,
)
from search_api.errors import InvalidQuery, ModelMissing
from search_api.listing import WorkFilter
from search_api.results import NOTICES, AsOf, Group, Hit, Mode, SearchRequest, SearchResponse
from search_api.service import FARTHEST, MOST_HITS, SearchService

Ask = Callable[..., SearchResponse]

PUBLIC = Scope("reader", frozenset({Access.PUBLIC}))
LANGUAGES = list(CONVENTION)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with small_service(tmp_path_factory.mktemp("base")) as found:
        yield found


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


# --- reading -------------------------------------------------------------------------------------


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


# --- wordings of different days ------------------------------------------------------------------


def amended() -> list[Deposit]:
    """A work whose article 5 was worded anew on 1 July 2020."""
    wordings = {
        "The notary seals every deed with wax.": Interval(End.on("2010-01-01"), End.on("2020-07-01")),
        "The notary signs every deed with a key.": Interval(End.on("2020-07-01"), OPEN),
    }
    return [
        Deposit(
            source(f"notary-{valid.start}.txt"),
            Work("notary-law", WorkKind.LAW, {"en": "Notary Law"}),
            Expression("en", valid, Authority.OFFICIAL, title="Notary Law"),
            (article(5, "Article 5", "Deeds", text),),
            work_given=True,
        )
        for text, valid in wordings.items()
    ]


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


# --- by meaning ----------------------------------------------------------------------------------


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

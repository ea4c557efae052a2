"""The pages while the search engine is away: a real one, told to look where nobody answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from markupsafe import escape
from web_base import PHONE, QUESTIONS, TODAY, WIDE, small_service

from corpus.model import LOCAL
from ingest.page_images import RenderedPages
from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.http import create_app
from search_api.service import SearchService
from web.app import mount
from web.languages import UI_LANGUAGES
from web.messages import messages

NOBODY = ElasticsearchSettings(("http://127.0.0.1:9",))
READING = (
    "/",
    "/works",
    "/works/anchorage-convention",
    "/works/anchorage-convention?language=vi&with=ar&as_of=2020-01-01",
    "/works/anchorage-convention?language=en&from=q%3Dseafarer&hit=2#art_7",
    "/works/anchorage-convention/about",
    "/works/03-2015-tt-bdn",
    "/about",
    "/help",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """A service over the store of the small base."""
    with small_service(tmp_path_factory.mktemp("away")) as whole:
        engine = ElasticsearchEngine(NOBODY)
        yield SearchService(
            whole.store,
            engine,
            None,
            lambda: TODAY,
            originals=whole._originals,
            pages=RenderedPages(),
        )
        engine.close()


@pytest.fixture(scope="module")
def app(service: SearchService) -> FastAPI:
    """API and pages without an engine; the browser of the other tests may visit them too."""
    made = create_app(service)
    mount(made, service, language="en")
    return made


@pytest.mark.parametrize("ui", UI_LANGUAGES)
def test_the_search_page_says_so_and_keeps_the_question(client: TestClient, ui: str) -> None:
    asked = {"q": "seafarer «arrested»", "language": "en", "as_of": "2020-01-01", "ui": ui}
    page = client.get("/search", params=asked)
    t = messages(ui)
    assert page.status_code == 503
    assert int(page.headers["retry-after"]) >= 1
    assert page.headers["cache-control"] == "no-store"
    assert escape(t("unavailable.title")) in page.text
    assert escape(t("unavailable.kept")) in page.text
    assert 'value="seafarer «arrested»"' in page.text
    again = page.text.partition('<a class="again" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert client.get(again).status_code == 503
    for kept in ("seafarer", "language=en", "as_of=2020-01-01"):
        assert kept in again
    assert '<a href="/works">' in page.text


@pytest.mark.parametrize("path", READING)
def test_reading_goes_on(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_a_search_that_asks_nothing_needs_no_engine(client: TestClient) -> None:
    assert client.get("/search").status_code == 200
    assert client.get("/search", params={"q": "  "}).status_code == 200


def test_a_fault_of_the_query_is_told_as_such(client: TestClient) -> None:
    assert client.get("/search", params={"q": '"seafarer'}).status_code == 400


def test_first_page_and_about_tell_what_is_missing_and_invent_no_count(client: TestClient) -> None:
    t = messages("en")
    assert t("about.no_engine") in client.get("/").text
    about = client.get("/about").text
    assert t("about.no_engine") in about
    assert about.count(f"<dd>{t('about.unknown')}</dd>") == 3


def test_a_hit_that_was_opened_is_read_without_its_bar(client: TestClient) -> None:
    page = client.get("/works/anchorage-convention", params={"language": "en", "from": "q=x", "hit": "1"})
    assert "Article 7" in page.text
    assert messages("en")("reader.back_to_results") not in page.text


def test_the_original_and_its_pages_can_still_be_seen(client: TestClient, service: SearchService) -> None:
    work = service.work("lamp-rules", LOCAL)
    scan = work.expressions[0].sources[0].source.sha256
    for path in (
        f"/api/v1/sources/{scan}",
        f"/api/v1/sources/{scan}/pages/1.png",
        f"/sources/{scan}/pages/1",
    ):
        assert client.get(path).status_code == 200


@pytest.fixture
def expected_errors() -> tuple[str, ...]:
    return ("503 (Service Unavailable)",)


@pytest.mark.needs("Chromium")
@pytest.mark.parametrize("ui", ["en", "ar"])
@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_in_a_browser(visit, ui: str, viewport: dict[str, int]) -> None:  # type: ignore[no-untyped-def]
    page = visit(f"/search?ui={ui}", viewport)
    page.locator("#q").press_sequentially(QUESTIONS[ui])
    page.wait_for_timeout(400)
    assert not page.locator("#suggestions").is_visible()
    page.locator("form.search button").click()
    banner = page.locator(".unavailable")
    banner.wait_for()
    assert messages(ui)("unavailable.title") in banner.inner_text()
    assert page.locator("#q").input_value() == QUESTIONS[ui]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    with page.expect_response(lambda response: "/search?" in response.url):
        banner.locator("a.again").click()
    page.locator(".unavailable a.again").wait_for()
    assert page.locator("#q").input_value() == QUESTIONS[ui]
    page.locator(".unavailable a[href='/works']").click()
    page.wait_for_url("**/works")
    page.locator(".works a").first.click()
    assert page.locator("#text").is_visible()

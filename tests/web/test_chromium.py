"""The pages in a real browser: every script, with and without JavaScript, wide and narrow."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from web_base import ANCHORAGE, PHONE, QUESTIONS, TODAY, WIDE

pytestmark = pytest.mark.needs("Chromium")

PAGES = (
    *(f"/search?q={quote(QUESTIONS[ui])}&ui={ui}" for ui in ("vi", "ar", "zh")),
    *(f"/works/anchorage-convention?language={ui}&ui={ui}" for ui in ("vi", "ar", "zh")),
    "/works/anchorage-convention?language=zh&with=ar&ui=en",
    "/works/harbour-code?ui=ru",
    "/works/03-2015-tt-bdn?ui=fr",
    "/works/anchorage-convention/about?ui=es",
    "/?ui=ar",
    "/works?ui=ru",
    "/works?ui=ar",
    "/works/lamp-rules?ui=ar",
    "/procedures?ui=ar&as_of=any",
    "/works/06-2021-tt-bdn/procedures?ui=vi",
    "/works/anchorage-convention/obligations?ui=ar&language=en",
    "/glossary?ui=ar&language=",
    "/doubts?ui=ru",
    "/review?ui=ar&go=1",
    "/review?ui=vi&go=1&as_of=2023-01-01",
    "/works/anchorage-convention/edit?ui=fr",
    "/report?ui=ar",
    "/help?ui=fr",
    "/about?ui=vi",
    "/nowhere?ui=es",
)


def overflow(page) -> int:  # type: ignore[no-untyped-def]
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_and_stays_at_home(visit, path: str) -> None:  # type: ignore[no-untyped-def]
    page = visit(path, PHONE)
    assert overflow(page) <= 0
    page.set_viewport_size(WIDE)
    assert overflow(page) <= 0
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("ui", ["vi", "ar", "zh"])
def test_search_and_read_without_scripts(visit, ui: str) -> None:  # type: ignore[no-untyped-def]
    page = visit(f"/?ui={ui}", PHONE, javascript=False)
    page.locator("#q").fill(QUESTIONS[ui])
    page.locator("form.search button").click()
    hit = page.locator(".hit").first
    assert ANCHORAGE[ui][0] in hit.inner_text()
    hit.locator(".why summary").click()
    assert hit.locator(".why dl").is_visible()
    hit.locator("h2 a").click()
    assert page.locator("#art_7").is_visible()
    assert not page.locator("#contents").is_visible()
    page.locator("a[href='#contents']").click()
    assert page.locator("#contents").is_visible()
    page.locator("#contents a[href='#art_8']").click()
    assert not page.locator("#contents").is_visible()
    assert page.locator("#art_8").is_visible()
    page.locator("a[href='#sheet']").click()
    assert page.locator("#sheet").is_visible()
    page.locator("#sheet .close").click()
    assert not page.locator("#sheet").is_visible()


def test_a_right_to_left_passage_in_a_left_to_right_page(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/works/anchorage-convention?language=ar&ui=en")
    style = page.evaluate("getComputedStyle(document.querySelector('#art_8 p')).direction")
    assert style == "rtl"
    label, body = (page.locator(f"#art_7__para_1 > {each}").bounding_box() for each in (".label", ".body"))
    assert label["x"] > body["x"]
    contents, text = (page.locator(each).bounding_box() for each in ("#contents", "#text"))
    assert contents["x"] < text["x"]


def test_two_languages_share_their_rows(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/works/anchorage-convention?language=vi&with=ar&ui=en")
    for row in page.locator(".pair:not(.names)").all():
        left, right = (cell.bounding_box() for cell in row.locator("> .cell").all())
        assert left["y"] == right["y"]
        assert left["x"] + left["width"] <= right["x"]


def test_keys(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/works/anchorage-convention?language=en&ui=en")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("g")
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    page.wait_for_url("**#art_8")
    assert not page.locator("#go").is_visible()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('[data-search]')")
    page.keyboard.type("?g[")
    assert page.evaluate("document.activeElement.value") == "?g["


def test_the_state_stays_in_sight(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/works/03-2015-tt-bdn?ui=en", {"width": 390, "height": 300})
    kept = page.locator(".kept")
    assert not kept.is_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    kept.wait_for(state="visible")
    assert "Ended" in kept.inner_text()
    assert overflow(page) == 0


def test_a_day_can_be_typed_and_typing_goes_on(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/search?q=thuy%E1%BB%81n+vi%C3%AAn&ui=vi")
    page.locator("[type=date]").first.fill("2016-01-01")
    assert page.locator("form.search .iso").inner_text() == "2016-01-01", "in the order that all can read"
    page.wait_for_url("**as_of=2016-01-01**")
    assert page.evaluate("document.activeElement.type") == "date"
    page.locator("[type=date]").first.fill(TODAY.isoformat())
    page.wait_for_url(lambda url: "as_of" not in url)


def test_keys_lead_from_hit_to_hit(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(f"/search?q={quote('thuyền viên')}&ui=vi")
    page.locator(".hit h2 a").first.click()
    page.wait_for_load_state()
    first = page.url
    page.keyboard.press("]")
    page.wait_for_url(lambda url: "hit=2" in url)
    page.keyboard.press("[")
    page.wait_for_url(lambda url: "hit=1" in url)
    assert page.url == first


def test_focus_is_seen_and_the_skip_link_comes_first(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/help?ui=en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_results_change_in_place(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/search?q=anchorage&ui=en")
    page.evaluate("window.stayed = true")
    page.locator("select[name=mode]").select_option("lexical")
    page.wait_for_url(lambda url: "mode=lexical" in url)
    page.locator(".facets a[href*='language=vi']").click()
    page.wait_for_url(lambda url: "language=vi" in url)
    page.locator(".facets .chosen").wait_for()
    assert page.locator("input[type=hidden][name=language]").get_attribute("value") == "vi"
    page.go_back()
    page.locator(".facets .chosen").wait_for(state="detached")
    assert page.evaluate("window.stayed") is True
    assert page.locator(".hit").count() > 0


def test_suggestions_are_offered_while_typing(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/?ui=en")
    page.locator("#q").press_sequentially("anchorage con")
    page.locator(".suggestions li").first.wait_for()
    assert page.locator("#q").get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert page.locator(".suggestions [aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert page.locator(".hit").first.is_visible()


def test_paper_gets_the_text_only(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/works/anchorage-convention?language=vi&ui=vi")
    page.emulate_media(media="print")
    assert page.locator("#art_7").is_visible()
    assert page.locator(".print-only").is_visible()
    for hidden in (".top", "#contents", "#sheet", ".tools", ".bottom"):
        assert not page.locator(hidden).is_visible(), hidden


def test_the_theme_follows_the_system_unless_chosen(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/help?ui=en")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert light != dark
    page.locator(".choices a[href*='theme=light']").click()
    page.wait_for_url("**theme=light**")
    assert page.evaluate(ground) == light

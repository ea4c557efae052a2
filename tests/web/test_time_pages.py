"""The pages of time: what changed, the history of a provision, the time line, the relations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html
from test_pages import page, texts
from time_base import time_service
from web_base import PHONE, WIDE

from corpus.model import Access, Scope
from search_api.http import create_app
from search_api.http.context import scope_of
from search_api.service import SearchService
from web import site as web_site
from web.app import mount


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """Works with several wordings."""
    with time_service(tmp_path_factory.mktemp("time")) as made:
        yield made


@pytest.fixture(scope="module")
def app(service: SearchService) -> FastAPI:
    """API and pages over them."""
    made = create_app(service)
    mount(made, service, language="en")
    return made


FENCES = dict.fromkeys(map(ord, "\u2068\u2069"))
"""Signs that keep a name in its direction."""
SHIPS = "/works/small-ships/diff?from=2019-02-28&to=2019-03-01&language=ar"


def marked(tree: html.HtmlElement, selector: str = "main") -> list[tuple[str, str]]:
    """What is struck and underlined, in order."""
    return [
        (node.tag, node.text_content())
        for each in tree.cssselect(selector)
        for node in each.iter("del", "ins")
        if not node.xpath("ancestor::*[contains(@class, 'legend-line')]")
    ]


# --- what changed ---------------------------------------------------------------------------------


def test_articles_that_differ_are_named_and_told_apart(client: TestClient) -> None:
    tree = page(client, f"{SHIPS}&ui=en")
    heads = [text.translate(FENCES) for text in texts(tree, ".differs h2")]
    assert heads == [
        "المادة 1 التعريفات changed",
        "المادة 3 القناصل added",
        "المادة 4 الرسوم renumbered was المادة 3",
        "المادة 4 الجزاءات removed",
    ]
    assert [node.get("id") for node in tree.cssselect(".differs")] == ["art_1", "art_3", "art_4", "was-art_4"]
    (fold,) = tree.cssselect(".fold.whole a")
    assert fold.get("href").startswith("/works/small-ships?language=ar&as_of=2019-03-01&at=art_2")


def test_the_words_are_marked_within_their_language_and_direction(client: TestClient) -> None:
    tree = page(client, f"{SHIPS}&view=inline&ui=vi")
    assert marked(tree, "#art_1") == [("del", "20"), ("ins", "35")]
    line = tree.cssselect("#art_1 .line")[0]
    assert (line.get("lang"), line.get("dir")) == ("ar", "rtl")
    zh = page(client, "/works/lantern-rules/diff?view=inline&ui=ar")
    assert marked(zh, "#art_1") == [("del", "48"), ("ins", "24")]
    assert zh.cssselect("#art_1 .line")[0].get("dir") == "ltr"


def test_who_changed_it_is_told_with_its_provision_and_day(client: TestClient) -> None:
    tree = page(client, f"{SHIPS}&ui=en")
    (act,) = texts(tree, "#art_1 .acts li")
    assert act == "Amended by قانون بتعديل قانون سجل السفن › المادة 1 1 March 2019"
    assert "#art_1" in tree.cssselect("#art_1 .acts a")[0].get("href")
    assert texts(tree, "#was-art_4 .acts .label") == ["Repealed by"]
    assert texts(tree, "#art_4 .acts li") == [], "the repeal means the article that had this number before"


def test_marks_only_are_hidden_behind_a_switch(client: TestClient) -> None:
    tree = page(client, "/works/lantern-rules/diff?ui=en")
    assert [node.get("id") for node in tree.cssselect(".differs")] == ["art_1"]
    (switch,) = [each for each in tree.cssselect(".switches a") if "marks=1" in each.get("href")]
    assert "1 more" in switch.text_content()
    shown = page(client, switch.get("href"))
    assert texts(shown, "#art_2 .change") == ["marks only"]
    assert marked(shown, "#art_2 .new") == [("del", "、"), ("ins", "，")]
    folds = [" ".join(text.split()) for text in texts(shown, ".fold.whole")]
    assert folds == ["第3条 – 第8条 6 provisions unchanged"]


def test_wordings_are_chosen_by_a_day_and_where_none_tells_by_number(client: TestClient) -> None:
    tree = page(client, "/works/port-fees/diff?ui=en")
    values = [each.get("value") for each in tree.cssselect("select[name=from] option")]
    assert values[0] == "2015-05-01"
    assert values[2] == "2020-01-01"
    assert all(each.startswith("expression-") for each in (values[1], values[3])), "none holds for certain"
    assert [each.text for each in tree.cssselect("select[name=to] option[selected]")] == [
        "since 1 January 2020"
    ]
    numbered = page(client, f"/works/port-fees/diff?from={values[3]}&to=2020-01-01&view=inline&ui=en")
    assert marked(numbered, "#art_2") == [("del", "20.000"), ("ins", "80.000")]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "small-ships/diff?language=ar&from=1990-01-01&to=2020-01-01",
            "For one of these days no wording is recorded.",
        ),
        (
            "port-fees/diff?from=2018-06-01&to=2020-01-01",
            "Whether this wording held on 1 June 2018 is not recorded:",
        ),
        ("port-fees/diff?from=2020-01-01&to=2021-01-01", "Both are the same wording."),
    ],
)
def test_what_cannot_be_compared_says_so(client: TestClient, query: str, told: str) -> None:
    tree = page(client, f"/works/{query}&ui=en")
    assert any(told in text for text in texts(tree, ".banner"))


def test_a_moment_that_cannot_be_read(client: TestClient) -> None:
    assert client.get("/works/port-fees/diff?from=soon&to=2020-01-01").status_code == 400


def test_one_wording_has_nothing_to_be_compared_with(client: TestClient) -> None:
    tree = page(client, "/works/visa-treaty/diff?ui=en")
    assert "Only one wording" in texts(tree, ".banner")[0]
    assert "Compare wordings" not in texts(tree, ".work-tools a")


# --- the history of a provision -------------------------------------------------------------------


def test_a_provision_is_followed_through_its_number(client: TestClient) -> None:
    tree = page(client, "/works/small-ships/history?at=art_4&language=ar&ui=en")
    assert texts(tree, "h1")[0].translate(FENCES) == "History of المادة 4"
    first, second = texts(tree, ".step h2")
    assert first == "1 June 2014 to 1 March 2019 المادة 3"
    assert second == "since 1 March 2019 المادة 4 renumbered"
    assert marked(tree, ".step") == [("del", "المادة 3"), ("ins", "المادة 4")]
    assert "small-ships.ar.2014-06-01.txt" in texts(tree, ".sources")[0]


def test_gaps_and_unknown_limits_are_told(client: TestClient) -> None:
    tree = page(client, "/works/port-fees/history?at=art_2&ui=en")
    assert texts(tree, ".step .notice") == [
        "Between 1 January 2017 and 1 January 2018 no wording is recorded.",
        "Until when the wording before held, or from when this one holds, is not recorded.",
    ]
    assert texts(tree, ".step h2")[1].startswith("from 1 January 2018, end unknown")
    assert "dates unknown" in texts(tree, "section .sources li")[0]


def test_a_provision_that_is_not_there(client: TestClient) -> None:
    assert client.get("/works/port-fees/history?at=art_77").status_code == 404
    away = client.get("/works/port-fees/history", follow_redirects=False)
    assert away.headers["location"].startswith("/works/port-fees/timeline")


def test_the_side_sheet_leads_to_the_pages_of_time(client: TestClient) -> None:
    tree = page(client, "/works/small-ships?language=ar&at=art_4&ui=en")
    links = {text: node.get("href") for node in tree.cssselect("#sheet a") if (text := node.text_content())}
    assert links["History of ⁨المادة 4⁩"] == "/works/small-ships/history?at=art_4&language=ar&as_of=2019-03-01"
    assert links["Compare wordings"] == "/works/small-ships/diff?language=ar"
    assert links["Timeline"] == "/works/small-ships/timeline?language=ar"


# --- the time line --------------------------------------------------------------------------------


def test_events_in_order_with_what_they_rest_on(client: TestClient) -> None:
    tree = page(client, "/works/visa-treaty/timeline?ui=en")
    assert texts(tree, ".happened .when") == [
        "November 2011",
        "1 January 2012",
        "1 January 2012",
        "2 July 2013",
        "2 July 2013",
        "20 March 2020",
    ]
    assert texts(tree, ".happened .what") == [
        "Adopted, signed or issued",
        "Applied provisionally",
        "A wording begins",
        "In force",
        "Provisional application ends",
        "Suspended",
    ]
    assert texts(tree, ".in_force_begins .ground") == ["read from the text: Article 9"]


def test_what_is_not_recorded_is_not_drawn_as_certain(client: TestClient) -> None:
    tree = page(client, "/works/visa-treaty/timeline?ui=en")

    def bars(lane: str) -> list[tuple[bool, float, float]]:
        nodes = tree.cssselect(f"svg.tall rect.{lane}")
        spans = [(float(n.get("x")[:-1]), float(n.get("width")[:-1])) for n in nodes]
        return [("unsure" not in n.get("class"), x, x + w) for n, (x, w) in zip(nodes, spans, strict=True)]

    (begun, unknown) = bars("suspended")
    assert begun[0]
    assert not unknown[0]
    assert begun[2] - begun[1] <= 1.5
    assert round(unknown[2]) == 100
    ((known, _, end),) = bars("in_force")
    assert known
    assert round(end) == 100
    mirrored = page(client, "/works/visa-treaty/timeline?ui=ar")
    assert float(mirrored.cssselect("svg.tall rect.in_force")[0].get("x")[:-1]) == 0


def test_acts_stand_on_the_time_line_and_in_its_list(client: TestClient) -> None:
    tree = page(client, "/works/small-ships/timeline?ui=en")
    acts = texts(tree, ".happened .act")
    assert any("Amended by" in act and "المادة 1" in act for act in acts)
    assert len(tree.cssselect("svg.tall .act")) == len(acts)
    reader = page(client, "/works/small-ships?language=ar&ui=en")
    assert reader.cssselect(".timeline svg[data-timeline]")
    assert texts(reader, ".timeline li")[-1].startswith("Timeline")


# --- relations ------------------------------------------------------------------------------------


def test_relations_are_drawn_and_listed_alike(client: TestClient) -> None:
    tree = page(client, "/works/small-ships/relations?ui=en")
    drawn = {node.get("href") for node in tree.cssselect("svg.graph a.box")}
    listed = {node.get("href") for node in tree.cssselect(".related li a[href*=relations]")}
    changed, secret = "/works/small-ships-2019/relations", "/works/secret-act/relations"
    assert drawn == listed == {f"{changed}?at=art_1", f"{changed}?at=art_2", f"{secret}?at=art_1"}
    assert texts(tree, ".related h3") == ["Amended by 2", "Repealed by 1"]
    back = page(client, "/works/small-ships-2019/relations?ui=en")
    assert texts(back, ".related h3") == ["Amends 1", "Repeals 1"]


def test_relations_of_one_provision(client: TestClient) -> None:
    tree = page(client, "/works/small-ships/relations?at=art_1&language=ar&ui=en")
    assert texts(tree, ".related h3") == ["Amended by 1"]
    assert client.get("/works/small-ships/relations?at=art_77").status_code == 404


def test_relations_are_walked_from_provision_to_provision_as_of_a_day(client: TestClient) -> None:
    here = page(client, "/works/small-ships/relations?at=art_1&language=ar&ui=en&as_of=2020-01-01")
    (there,) = {node.get("href") for node in here.cssselect(".related li a[href*=relations]")}
    assert there == "/works/small-ships-2019/relations?at=art_1&as_of=2020-01-01"
    other = page(client, f"{there}&ui=en")
    assert texts(other, ".related h3") == ["Amends 1"]
    assert any("small-ships/relations" in node.get("href") for node in other.cssselect(".related li a"))
    assert "1 Jan 2020" in texts(other, ".truth")[0] or "2020" in texts(other, ".truth")[0]


def test_relations_of_a_day_leave_out_what_came_later(client: TestClient) -> None:
    before = page(client, "/works/small-ships/relations?ui=en&as_of=2001-01-01")
    assert texts(before, ".related h3") == []
    assert before.cssselect("input[name=as_of][value='2001-01-01']")
    assert texts(page(client, "/works/small-ships/relations?ui=en&as_of=any"), ".related h3")


@pytest.mark.parametrize("path", ["timeline", "relations", "about"])
def test_pages_about_a_work_keep_the_day(client: TestClient, path: str) -> None:
    tree = page(client, f"/works/small-ships/{path}?ui=en&as_of=2019-12-31")
    urls = {node.get("href").split("?")[0]: node.get("href") for node in tree.cssselect(".work-tools a")}
    for page_of_day in ("", "/timeline", "/relations", "/about"):
        assert "as_of=2019-12-31" in urls[f"/works/small-ships{page_of_day}"]


def test_the_list_of_works_tells_statuses_of_a_day_and_keeps_it(client: TestClient) -> None:
    tree = page(client, "/works?ui=en&as_of=1990-01-01")
    assert set(texts(tree, ".works .status")) <= {"Not yet in force", "Unknown", "Status unknown"}
    assert all("as_of=1990-01-01" in node.get("href") for node in tree.cssselect(".works .work > a"))


# --- scope ----------------------------------------------------------------------------------------


def test_nothing_of_a_restricted_act_is_told(
    app: FastAPI, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = Scope("reader", frozenset({Access.PUBLIC}))
    paths = (
        "/works/small-ships/timeline",
        "/works/small-ships/relations",
        SHIPS,
        "/works/small-ships/history?at=art_2&language=ar",
    )
    assert "Secret Decision" in client.get(paths[0]).text
    monkeypatch.setattr(web_site, "LOCAL", public)
    monkeypatch.setitem(app.dependency_overrides, scope_of, lambda: public)
    for path in paths:
        assert "ecret" not in client.get(path).text, path
    found = client.get("/api/v1/works/small-ships/relations").json()
    assert found["totals"]["incoming"] == 2


# --- in the browser -------------------------------------------------------------------------------


@pytest.mark.needs("Chromium")
@pytest.mark.parametrize(
    "path",
    [
        f"{SHIPS}&ui=ar",
        f"{SHIPS}&view=inline&ui=ar",
        "/works/lantern-rules/diff?ui=zh",
        "/works/port-fees/history?at=art_2&ui=vi",
        "/works/small-ships/timeline?ui=ar",
        "/works/visa-treaty/timeline?ui=ru",
        "/works/small-ships/relations?ui=ar",
        "/works/small-ships/relations?ui=fr",
    ],
)
def test_a_page_of_time_fits(visit, path: str) -> None:  # type: ignore[no-untyped-def]
    page = visit(path, PHONE, javascript=False)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    page.set_viewport_size(WIDE)
    assert page.evaluate(wide) <= 0


@pytest.mark.needs("Chromium")
def test_struck_and_underlined_without_colour(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(f"{SHIPS}&ui=ar")
    line = "getComputedStyle(document.querySelector('{}')).textDecorationLine"
    assert page.evaluate(line.format("#art_1 .old del")) == "line-through"
    assert page.evaluate(line.format("#art_1 .new ins")) == "underline"
    assert page.evaluate("getComputedStyle(document.querySelector('#art_1 del')).unicodeBidi") == "isolate"
    old, new = (page.locator(f"#art_1 .{side}").first.bounding_box() for side in ("old", "new"))
    assert old["x"] > new["x"], "the earlier one is read first: on the right"
    assert not page.locator("#art_1 .new del").first.is_visible()
    page.set_viewport_size(PHONE)
    assert page.locator("#art_1 .new del").first.is_visible(), "one in the other on a phone"
    assert not page.locator("#art_1 .old").first.is_visible()


@pytest.mark.needs("Chromium")
def test_without_a_script_one_goes_from_wording_to_wording(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/works/port-fees/diff?ui=vi", javascript=False)
    page.locator("select[name=from]").select_option("2015-05-01")
    page.locator("form.moments button").click()
    assert page.locator("#art_2 .old del").first.inner_text() == "50.000"
    page.locator("#art_2 a", has_text="Lịch sử").click()
    assert page.locator(".step").count() == 3


@pytest.mark.needs("Chromium")
def test_the_graph_is_walked_and_a_phone_has_the_list(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/works/small-ships/relations?ui=en")
    page.locator("svg.graph a.box").first.click()
    page.wait_for_url("**/works/small-ships-2019/relations**")
    page.set_viewport_size(PHONE)
    assert not page.locator("svg.graph").is_visible()
    assert page.locator(".related li a").first.is_visible()


@pytest.mark.needs("Chromium")
def test_a_script_names_the_provision_that_was_chosen(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("/works/small-ships?language=ar&ui=en")
    assert not page.locator("[data-history]").is_visible()
    page.locator("#art_4 .label").first.click()
    chosen = page.locator("[data-history] a")
    chosen.wait_for(state="visible")
    assert "at=art_4" in chosen.get_attribute("href")

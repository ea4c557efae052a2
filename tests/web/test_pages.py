"""Every page, as a browser without scripts meets it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from lxml import html
from web_base import ANCHORAGE, QUESTIONS, TODAY

from corpus.language.directions import direction
from search_api.service import SearchService
from web.languages import UI_LANGUAGES
from web.messages import messages
from web.pages.help import SYNTAX
from web.site import HERE, POLICY, asset

PAGES = (
    "/",
    "/search",
    "/search?q=seafarer+arrested",
    "/search?q=nosuchwordanywhere",
    "/works",
    "/works?kind=circular&year=2015",
    "/works/anchorage-convention",
    "/works/anchorage-convention?language=vi&with=ar",
    "/works/harbour-code",
    "/works/harbour-code?part=2",
    "/works/anchorage-convention/about",
    "/works/lamp-rules",
    "/procedures",
    "/procedures?q=ho+chieu&as_of=any",
    "/procedures?q=nosuchword",
    "/works/06-2021-tt-bdn/procedures?at=art_9",
    "/works/03-2015-tt-bdn/procedures",
    "/works/anchorage-convention/obligations?language=en",
    "/works/harbour-code/obligations",
    "/glossary",
    "/glossary?starting=wag&language=en",
    "/works/06-2021-tt-bdn/diff",
    "/works/06-2021-tt-bdn/diff?view=inline&marks=1",
    "/works/anchorage-convention/diff?language=en",
    "/works/06-2021-tt-bdn/history?at=art_9",
    "/works/03-2015-tt-bdn/timeline",
    "/works/signals-decree/timeline",
    "/works/anchorage-convention/relations",
    "/works/06-2021-tt-bdn/relations",
    "/works/06-2021-tt-bdn/relations?at=art_9",
    "/doubts",
    "/doubts?seen=1&severity=low",
    "/works/anchorage-convention/edit",
    "/works/anchorage-convention/cite?language=ar&at=art_8",
    "/works/06-2021-tt-bdn/cite",
    "/report",
    "/report?outcome=quarantined",
    "/help",
    "/about",
)
LIGHT_BYTES = 100_000


def page(client: TestClient, path: str, **headers: str) -> html.HtmlElement:
    response = client.get(path, headers=headers)
    assert response.status_code == 200, (path, response.status_code, response.text[-500:])
    return html.document_fromstring(response.text)


def texts(tree: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in tree.cssselect(selector)]


def own_addresses(tree: html.HtmlElement) -> Iterator[str]:
    for node in tree.iter():
        for name in ("href", "src", "action", "srcset", "poster", "data", "data-suggest"):
            if name in node.attrib:
                yield node.attrib[name]


# --- every page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("ui", UI_LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_in_every_language(client: TestClient, path: str, ui: str) -> None:
    joint = "&" if "?" in path else "?"
    tree = page(client, f"{path}{joint}ui={ui}")
    assert tree.get("lang") == ui
    assert tree.get("dir") == direction(ui)
    assert tree.cssselect("title")[0].text
    assert len(tree.cssselect("h1")) == 1
    assert [node.tag for node in tree.cssselect("body > header, body > main, body > footer")] == [
        "header",
        "main",
        "footer",
    ]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_comes_from_elsewhere_and_nothing_is_inline(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    tree = html.document_fromstring(response.text)
    canonical = {node.get("href") for node in tree.cssselect("link[rel=canonical]")}
    away = [
        each for each in own_addresses(tree) if not re.match(r"[/#](?!/)", each) and each not in canonical
    ]
    assert away == []
    assert tree.cssselect("style, iframe, object, embed") == []
    assert [node for node in tree.iter() if "style" in node.attrib] == []
    assert [node for node in tree.cssselect("script") if node.text or not node.get("src")] == []
    assert [name for node in tree.iter() for name in node.attrib if str(name).startswith("on")] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_used_by_ear_and_by_keyboard(client: TestClient, path: str) -> None:
    tree = page(client, path)
    ids = [node.get("id") for node in tree.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    assert tree.cssselect("body > a.skip")[0].get("href") == "#main"
    for field in tree.cssselect("input:not([type=hidden]), select"):
        inside = list(field.iterancestors("label"))
        named = tree.cssselect(f"label[for={field.get('id')}]") if field.get("id") else []
        assert field.get("aria-label") or named or inside, html.tostring(field)
    for link in tree.cssselect("a"):
        assert link.text_content().strip() or link.get("aria-label") or link.cssselect("img[alt]")
    assert all(image.get("alt") for image in tree.cssselect("img"))
    levels = [
        int(node.tag[1]) for node in tree.cssselect("main h1, main h2, main h3, main h4, main h5, main h6")
    ]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("path", [*PAGES, "/works/harbour-code?part=3"])
def test_a_page_is_light(client: TestClient, path: str) -> None:
    parts = [client.get(path, headers={"Accept-Encoding": "identity"}).content]
    parts += [
        (HERE / "static" / name).read_bytes()
        for name in ("treatybase.css", "treatybase.js", "treatybase.svg")
    ]
    assert sum(len(gzip.compress(part)) for part in parts) < LIGHT_BYTES


def test_pages_are_sent_packed(client: TestClient) -> None:
    assert client.get("/help", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("name", ["treatybase.css", "treatybase.js", "treatybase.svg"])
def test_static_files_are_kept(client: TestClient, name: str) -> None:
    response = client.get(asset(name))
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]


# --- the visitor ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "expected"),
    [("fr-CA,fr;q=0.8,en;q=0.5", "fr"), ("de,es;q=0.9", "es"), ("ja", "en"), ("en;q=0,ru", "ru"), ("", "en")],
)
def test_the_language_of_the_browser(client: TestClient, header: str, expected: str) -> None:
    assert page(client, "/", **{"Accept-Language": header}).get("lang") == expected


def test_a_chosen_language_is_remembered(client: TestClient) -> None:
    assert page(client, "/?ui=zh").get("lang") == "zh"
    assert page(client, "/help", **{"Accept-Language": "ru"}).get("lang") == "zh"
    assert page(client, "/?ui=klingon").get("lang") == "zh"


def test_a_chosen_theme_is_remembered(client: TestClient) -> None:
    assert page(client, "/?theme=dark").get("data-theme") == "dark"
    assert page(client, "/help").get("data-theme") == "dark"
    assert page(client, "/?theme=system").get("data-theme") is None


# --- search -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(QUESTIONS))
def test_a_question_finds_its_article_in_the_visitors_language(client: TestClient, language: str) -> None:
    tree = page(client, f"/search?q={quote(QUESTIONS[language])}&ui={language}")
    first = tree.cssselect(".hit")[0]
    assert texts(first, "h2 .title") == [ANCHORAGE[language][0]]
    assert first.cssselect(".status.in_force")
    passage = first.cssselect(".passage")[0]
    assert (passage.get("lang"), passage.get("dir")) == (language, direction(language))
    assert passage.cssselect("mark")
    assert {node.get("lang") for node in first.cssselect(".tabs .tab")} == set(ANCHORAGE)
    assert ANCHORAGE[language][2][0] in texts(first, ".trail")[0]


def test_what_was_understood_can_be_taken_away(client: TestClient) -> None:
    tree = page(client, "/search?q=seafarer+arrested&kind=treaty&language=en")
    links = {
        node.text_content().strip(" ×"): node.get("href") for node in tree.cssselect(".understood a.part")
    }
    assert any("kind" not in link and "language=en" in link for link in links.values())
    assert any("as_of=any" in link for link in links.values())
    assert "/search?q=arrested&kind=treaty&language=en" in links.values()


def test_facets_lead_to_narrower_searches(client: TestClient) -> None:
    tree = page(client, "/search?q=anchorage")
    links = [node.get("href") for node in tree.cssselect(".facets a[href*='language=']")]
    narrowed = page(client, links[0])
    assert narrowed.cssselect(".facets .chosen")
    assert narrowed.cssselect(".hit")


def test_ended_law_is_left_out_unless_asked_for(client: TestClient) -> None:
    question = quote("lệ phí nộp bằng tiền mặt")
    today = page(client, f"/search?q={question}&ui=vi")
    ever = page(client, f"/search?q={question}&as_of=any&ui=vi")
    then = page(client, f"/search?q={question}&as_of=2016-01-01&ui=vi")
    assert not any("03/2015" in title for title in texts(today, ".hit h2"))
    assert any("03/2015" in title for title in texts(ever, ".hit h2"))
    assert ever.cssselect(".status.ended")
    assert any("03/2015" in title for title in texts(then, ".hit h2"))
    assert not then.cssselect(".status.ended")


def test_finding_nothing_helps(client: TestClient) -> None:
    tree = page(client, "/search?q=nosuchwordanywhere&kind=treaty&mode=lexical")
    links = [node.get("href") for node in tree.cssselect(".nothing a")]
    assert "/search?q=nosuchwordanywhere&mode=lexical" in links
    assert any("as_of=any" in link for link in links)


@pytest.mark.parametrize("ui", UI_LANGUAGES)
def test_a_broken_query_says_where(client: TestClient, ui: str) -> None:
    response = client.get(f"/search?q=%22open&ui={ui}")
    assert response.status_code == 400
    tree = html.document_fromstring(response.text)
    assert messages(ui)("fault.open_quote") in texts(tree, "[role=alert]")[0]
    assert tree.cssselect("#q")[0].get("value") == '"open'


def test_a_bad_date_is_said_and_not_guessed(client: TestClient) -> None:
    tree = page(client, "/search?q=seafarer&as_of=31.12.2020")
    assert "31.12.2020" in texts(tree, "[role=alert]")[0]
    assert tree.cssselect(".hit")


def test_the_day_of_the_law_is_told_and_can_be_changed_without_scripts(client: TestClient) -> None:
    tree = page(client, "/search?q=seafarer&ui=en")
    field = tree.cssselect("form.search input[type=date]")[0]
    assert (field.get("name"), field.get("value")) == ("as_of", TODAY.isoformat())
    assert "today at the ministry, 1 June 2024" in " ".join(texts(tree, ".understood"))
    same = page(client, f"/search?q=seafarer&as_of={TODAY.isoformat()}&ui=en")
    assert texts(same, ".understood") == texts(tree, ".understood")
    assert not same.cssselect(".hit a[href*='as_of=']"), "today's date must not freeze the links"
    then = page(client, "/search?q=seafarer&as_of=2016-01-01&ui=en")
    assert then.cssselect("form.search input[type=date]")[0].get("value") == "2016-01-01"
    back = next(a for a in then.cssselect(".understood a.part") if "2016" in a.text_content())
    assert "as_of" not in back.get("href")
    assert messages("en")("understood.back_to_today") in back.get("title")


@pytest.mark.parametrize("row", SYNTAX, ids=lambda row: row.key)
def test_every_example_of_the_help_page_is_understood(client: TestClient, row: object) -> None:
    assert client.get(f"/search?q={quote(getattr(row, 'example'))}").status_code == 200  # noqa: B009


# --- the reader -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(ANCHORAGE))
def test_the_reader_shows_text_contents_and_truth(client: TestClient, language: str) -> None:
    tree = page(client, f"/works/anchorage-convention?language={language}")
    title, _, seven, points, _ = ANCHORAGE[language]
    assert texts(tree, "h1") == [title]
    text = tree.cssselect("#text")[0]
    assert (text.get("lang"), text.get("dir")) == (language, direction(language))
    assert texts(tree, "#art_7 > .head") == [f"{seven[0]} {seven[1]}"]
    assert points[1][1] in texts(tree, "#art_7")[0]
    assert tree.cssselect("#art_7__para_1 > a.label")[0].get("href") == "#art_7__para_1"
    assert [link.get("href") for link in tree.cssselect("#contents ol a")] == ["#chp_2", "#art_7", "#art_8"]
    assert tree.cssselect(".truth .status.in_force")
    assert "anchorage" in texts(tree, ".truth .source a")[0]


def test_two_languages_stand_side_by_side_by_provision(client: TestClient) -> None:
    tree = page(client, "/works/anchorage-convention?language=vi&with=ar")
    rows = [
        [cell.get("lang") for cell in row.cssselect(".cell")] for row in tree.cssselect(".pair:not(.names)")
    ]
    assert rows == [["vi", "ar"]] * 6
    points = texts(tree, ".pair .k-point")
    assert points == ["a) báo cho lãnh sự trong một ngày;", "(أ) إبلاغ القنصل خلال يوم واحد؛",
                      "b) để lãnh sự thăm thuyền viên.", "(ب) تمكين القنصل من زيارة البحار."]  # fmt: skip


def test_hits_lead_on_to_each_other(client: TestClient) -> None:
    results = page(client, f"/search?q={quote('thuyền viên')}&ui=vi")
    first, second = (node.get("href") for node in results.cssselect(".hit h2 a")[:2])
    opened = page(client, first)
    assert opened.cssselect(".hitbar a")[0].get("href").startswith("/search?q=thuy")
    assert opened.cssselect("[rel=next]")[0].get("href") == second
    assert opened.cssselect("#text mark")
    assert page(client, second).cssselect("[rel=prev]")[0].get("href") == first


def test_the_law_of_another_day(client: TestClient) -> None:
    slug = "06-2021-tt-bdn"
    before = page(client, f"/works/{slug}?as_of=2022-01-01&ui=vi")
    after = page(client, f"/works/{slug}?as_of=2024-01-01&ui=vi")
    assert "qua ngân hàng" in texts(before, "#text")[0]
    assert "trực tuyến" in texts(after, "#text")[0]
    assert messages("vi")("banner.consolidated_official") in " ".join(texts(after, ".banner"))
    assert len(after.cssselect(f".sheet a[href^='/works/{slug}?as_of=2023-10-05']")) == 1


def test_relations_are_told_both_ways(client: TestClient) -> None:
    new = page(client, "/works/06-2021-tt-bdn?as_of=2022-01-01")
    assert new.cssselect(".sheet a[href^='/works/03-2015-tt-bdn']")
    assert new.cssselect("#art_9 .refs a[href^='/works/03-2015-tt-bdn']")
    old = page(client, "/works/03-2015-tt-bdn?as_of=2016-01-01")
    assert not old.cssselect(".sheet a[href^='/works/06-2021-tt-bdn']")  # it came later
    (later,) = old.cssselect(".banner a[href^='/works/06-2021-tt-bdn']")
    assert "as_of=2016-01-01" in later.get("href")


def test_ended_text_says_so(client: TestClient) -> None:
    tree = page(client, "/works/03-2015-tt-bdn")
    assert tree.cssselect(".truth .status.ended")
    (told,) = tree.cssselect(".banner.bad")
    assert told.text_content().strip().startswith(messages("en")("banner.ended"))
    assert told.cssselect("a[href^='/works/06-2021-tt-bdn']")


def test_an_article_in_another_state_than_its_work_says_so_itself(client: TestClient) -> None:
    tree = page(client, "/works/signals-decree?ui=en")
    assert texts(tree, ".truth .status") == ["In force in part"]
    assert tree.cssselect("#art_1 .standing") == []
    assert texts(tree, "#art_2 .standing") == ["Ended ended on 1 May 2022"]
    assert texts(tree, "#art_3 .standing .status.unknown") == ["Unknown"]
    link = tree.cssselect(".banner.bad a")[0]
    assert (link.text_content(), link.get("href")) == ("Article 2", "#art_2")


def test_a_status_names_what_it_rests_on(client: TestClient) -> None:
    link = page(client, "/works/signals-decree?ui=en").cssselect(".truth a[href*='at=art_1']")[0]
    assert link.text_content() == "read from the text: Article 1"
    circular = page(client, "/works/03-2015-tt-bdn?ui=en")
    assert "read from the text" in " ".join(texts(circular, ".truth"))


def test_an_ended_text_leads_to_what_goes_on(client: TestClient) -> None:
    tree = page(client, "/works/03-2015-tt-bdn?ui=en")
    (goes_on,) = tree.cssselect(".truth .transitional a")
    assert goes_on.text_content().startswith("Điều 10 (")
    assert goes_on.get("href") == "/works/06-2021-tt-bdn?language=vi&at=art_10#art_10"
    before = page(client, "/works/03-2015-tt-bdn?ui=en&as_of=2021-11-14")
    assert before.cssselect(".truth .transitional") == []


def test_a_table_is_a_table(client: TestClient) -> None:
    tree = page(client, "/works/03-2015-tt-bdn")
    assert texts(tree, "#table_1 th[scope=col]") == ["Việc", "Mức thu"]
    assert texts(tree, "#table_1 td") == ["Hộ chiếu", "70", "Thị thực", "25"]


def test_a_hit_in_a_table_shows_its_cells_under_their_head(client: TestClient) -> None:
    tree = page(client, "/search?q=m%E1%BB%A9c+thu+th%E1%BB%8B+th%E1%BB%B1c&as_of=any")
    hit = next(hit for hit in tree.cssselect(".hit") if hit.cssselect("table"))
    assert texts(hit, "th") == ["Việc", "Mức thu"]
    assert "Thị thực" in texts(hit, "td")
    assert "Thị thực" in texts(hit, "td mark")
    assert not hit.cssselect(".passage")


def test_a_number_in_the_address_leads_to_the_work(client: TestClient) -> None:
    response = client.get(f"/works/{quote('06/2021/TT-BĐN')}?language=vi", follow_redirects=False)
    assert response.status_code == 307
    assert response.headers["location"] == "/works/06-2021-tt-bdn?language=vi"


def test_a_long_work_comes_in_parts_whose_links_work_from_anywhere(client: TestClient) -> None:
    first = page(client, "/works/harbour-code")
    assert first.cssselect(".parts")
    assert not first.cssselect("#art_130")
    entry = next(node for node in first.cssselect("#contents ol a") if node.get("href").endswith("#chp_13"))
    assert page(client, entry.get("href").partition("#")[0]).cssselect("#chp_13 #art_130")
    last = page(client, "/works/harbour-code?at=art_130")
    assert last.cssselect("#art_130 > .head a")[0].get("href").endswith("at=art_130#art_130")
    whole = page(client, "/works/harbour-code?part=all")
    assert whole.cssselect("#art_1")
    assert whole.cssselect("#art_130")


def test_the_page_beside_its_text(client: TestClient, service: SearchService) -> None:
    reader = page(client, "/works/lamp-rules")
    address = reader.cssselect(".truth .source a[href*='/pages/1']")[0].get("href")
    shown = page(client, address)
    assert client.get(shown.cssselect("img")[0].get("src")).headers["Content-Type"] == "image/png"
    assert "carry a lamp" in texts(shown, ".text")[0]
    following = page(client, shown.cssselect("[rel=next]")[0].get("href"))
    assert messages("en")("page.no_text") in texts(following, ".text")[0]
    assert client.get(address.replace("/pages/1", "/pages/3")).status_code == 404


def test_a_provision_is_shown_on_its_page(client: TestClient) -> None:
    reader = page(client, "/works/lamp-rules")
    shown = page(client, reader.cssselect("#art_1 a.page")[0].get("href"))
    (place,) = shown.cssselect(".plate rect")
    left, top, width, height = (float(place.get(name)) for name in ("x", "y", "width", "height"))
    assert (round(left, 1), round(top + height, 2)) == (0.2, 0.25)  # 60 of 400 points, 450 of 600 from below
    assert width > 10 * height > 0
    assert len(shown.cssselect(".at")) == 1
    elsewhere = page(client, reader.cssselect(".truth .source a[href*='/pages/1']")[0].get("href"))
    assert not elsewhere.cssselect(".plate rect, .at")


def test_what_documents_say_is_text_and_never_markup(client: TestClient) -> None:
    response = client.get("/works/lamp-rules")
    assert "Lamp &lt;b&gt;Rules&lt;/b&gt; &amp; Signals" in response.text
    assert "<b>Rules" not in response.text
    assert "<script>" not in client.get("/search?q=<script>alert(1)</script>").text


def test_every_value_has_its_origin(client: TestClient) -> None:
    tree = page(client, "/works/anchorage-convention/about")
    t = messages("en")
    values = texts(tree, "#values tbody tr")
    assert any(ANCHORAGE["zh"][0] in row and t("origin.text") in row for row in values)
    assert any("Norvale" in row and "2 November 2009" in row for row in texts(tree, "#actions tbody tr"))
    marjana = next(row for row in texts(tree, "#actions tbody tr") if "Marjana" in row)
    assert t("date.unknown") in marjana


# --- lists and errors -------------------------------------------------------------------------------


def test_works_by_kind(client: TestClient) -> None:
    tree = page(client, "/works?kind=circular")
    assert len(tree.cssselect(".works .work")) == 2
    assert all("Thông tư" in title for title in texts(tree, ".works .title"))


@pytest.mark.parametrize("ui", UI_LANGUAGES)
@pytest.mark.parametrize(
    "path", ["/nowhere", "/works/no-such-work", "/works/no/such/about", f"/sources/{'0' * 64}/pages/1"]
)
def test_what_is_not_there_is_a_page_in_the_visitors_language(client: TestClient, path: str, ui: str) -> None:
    response = client.get(f"{path}?ui={ui}")
    assert response.status_code == 404
    tree = html.document_fromstring(response.text)
    assert texts(tree, "h1") == [messages(ui)("error.not_found_title")]
    assert response.headers["Content-Security-Policy"] == POLICY


def test_a_near_miss_is_offered_by_its_title(client: TestClient) -> None:
    tree = html.document_fromstring(client.get("/works/anchorage-conventoin").text)
    assert ANCHORAGE["en"][0] in texts(tree, "main li a")


def test_programs_still_get_problems(client: TestClient) -> None:
    for path in ("/api/v1/nowhere", "/api/v1/works/no-such-work"):
        response = client.get(path)
        assert response.status_code == 404
        assert response.headers["Content-Type"].startswith("application/problem+json")

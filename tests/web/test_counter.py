"""What the trainee and the officer at the counter see, and how it is told what was read of a file."""

from __future__ import annotations

import hashlib
import re

import pytest
from fastapi.testclient import TestClient
from lxml import html
from web_base import PASSPORT

from corpus.model import ItemKind, ProcedureItem
from search_api.service import SearchService
from web.messages import messages
from web.views.measures import measured

CIRCULAR = "/works/06-2021-tt-bdn/procedures"


def page(client: TestClient, path: str) -> html.HtmlElement:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return html.document_fromstring(response.text)


def texts(tree: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in tree.cssselect(selector)]


# --- procedures -------------------------------------------------------------------------------------


def test_the_list_leaves_out_what_has_ended_and_says_so(client: TestClient) -> None:
    tree = page(client, "/procedures?q=ho+chieu&ui=en")
    assert texts(tree, ".fact h2") == [PASSPORT]
    (rest,) = [text for text in texts(tree, "main > .quiet") if text.startswith("1 more")]
    every = page(client, str(tree.xpath("//a[contains(., 'Show them too')]/@href")[0]))
    assert len(texts(every, ".fact h2")) == 2
    assert "Ended" in " ".join(texts(every, ".fact .status"))
    assert rest


def test_a_procedure_tells_its_lines_by_kind_each_with_its_provision(client: TestClient) -> None:
    tree = page(client, "/procedures?ui=en")
    alone = page(client, str(tree.cssselect(".fact h2 a")[0].get("href")) + "&ui=en")
    assert texts(alone, ".procedure h3") == ["Papers", "Steps", "Time limits", "Fees", "Legal basis"]
    assert len(alone.cssselect(".k-paper li")) == 2
    assert "5 working days" in " ".join(texts(alone, ".k-deadline .measure"))
    assert "70" in " ".join(texts(alone, ".k-fee .measure"))
    links = [str(link.get("href")) for link in alone.cssselect(".lines .cited a")]
    assert len(links) == 6
    for link in set(links):
        place = re.search(r"#(\w+)$", link)
        assert place
        assert page(client, link).get_element_by_id(place[1]) is not None


def test_an_ended_procedure_is_shown_as_ended(client: TestClient) -> None:
    tree = page(client, "/works/03-2015-tt-bdn/procedures?ui=en")
    assert tree.cssselect(".banner.bad")
    assert texts(tree, ".procedure h2") == [PASSPORT]
    then = page(client, "/works/03-2015-tt-bdn/procedures?ui=en&as_of=2016-01-01")
    assert not then.cssselect(".banner.bad")
    assert texts(then, ".truth .status") == ["In force"]


@pytest.mark.parametrize(
    ("kind", "data", "ui", "told"),
    [
        ("deadline", {"count": "5", "unit": "day", "days": "working"}, "vi", "5 ngày làm việc"),
        ("deadline", {"count": "3", "unit": "month"}, "ru", "3 месяца"),
        ("deadline", {"count": "2", "unit": "day", "days": "calendar"}, "ar", "يومان تقويميان"),
        ("deadline", {"count": "1", "unit": "year"}, "fr", "1 an"),
        ("deadline", {"count": "1", "unit": "year", "every": "true"}, "fr", "chaque année"),
        ("deadline", {"count": "3", "unit": "month", "every": "true"}, "ar", "كل 3 أشهر"),
        ("deadline", {"count": "2", "unit": "year", "every": "true"}, "en", "every 2 years"),
        ("deadline", {"count": "2.5", "unit": "day"}, "en", ""),
        ("deadline", {"unit": "day"}, "en", ""),
        ("deadline", {"count": "2", "unit": "moon"}, "en", ""),
        ("fee", {"amount": "70000", "currency": "VND"}, "vi", "70.000 ₫"),
        ("fee", {"amount": "12", "currency_printed": "Lam"}, "en", "12 Lam"),
        ("fee", {"amount": "many", "currency": "USD"}, "en", ""),
        ("fee", {}, "en", ""),
        ("paper", {"count": "2", "unit": "day"}, "en", ""),
    ],
)
def test_measures(kind: str, data: dict[str, str], ui: str, told: str) -> None:
    item = ProcedureItem("art_1", ItemKind(kind), "…", data)
    assert measured(item, messages(ui)).replace("\u00a0", " ") == told


# --- glossary and obligations -----------------------------------------------------------------------


def test_the_glossary_opens_in_the_language_of_the_visitor(client: TestClient) -> None:
    tree = page(client, "/glossary?ui=zh")
    assert texts(tree, "select[name=language] option[selected]") == ["中文"]
    (entry,) = tree.cssselect(".term")
    assert texts(entry, "dt")[0] == "工资"
    assert {node.get("lang") for node in entry.cssselect("dt")} == {"zh", "vi", "ar", "en"}
    assert entry.cssselect("dt[lang=ar]")[0].get("dir") == "rtl"


def test_obligations_are_chosen_by_bearer_and_modality(client: TestClient) -> None:
    address = "/works/anchorage-convention/obligations?language=en&ui=en"
    tree = page(client, address)
    assert len(tree.cssselect(".duty")) == 3
    assert texts(tree, ".duty .facts dt") == ["For whom", "By when", "Under which condition"]
    assert "Who is bound was not found" in " ".join(texts(tree, ".duty"))
    assert texts(tree, ".duty .words")[2] == "Wages shall be paid before the ship sails."
    chosen = page(client, f"{address}&bearer=port&modality=must")
    assert texts(chosen, ".duty .words") == ["inform the consul"]
    assert page(client, f"{address}&modality=nonsense").cssselect(".duty")


def test_the_reader_leads_to_what_was_taken_from_the_text(client: TestClient) -> None:
    tree = page(client, "/works/anchorage-convention?language=en&ui=en")
    named = {text: str(link.get("href")) for link in tree.cssselect("#sheet a") if (text := link.text)}
    for text in ("3 obligations", "1 defined term"):
        assert page(client, named[text]).cssselect(".fact")


# --- recognition and final clauses ------------------------------------------------------------------


def test_unsure_recognition_and_the_kind_of_a_clause_are_told(client: TestClient) -> None:
    tree = page(client, "/works/lamp-rules?ui=en")
    assert texts(tree, ".noted .clause") == ["Implementation"]
    assert texts(tree, ".noted .sure") == ["recognised with 62 % confidence: check it"]
    assert any("character recognition" in text for text in texts(tree, ".banner.doubt"))
    sure = page(client, "/works/anchorage-convention?language=en&ui=en")
    assert not sure.cssselect(".noted")


def test_a_hit_tells_them_too(client: TestClient) -> None:
    (hit,) = page(client, "/search?q=lamp+boat&ui=en").cssselect(".hit")
    assert texts(hit, ".clause") == ["Implementation"]
    assert texts(hit, ".sure") == ["recognised, 62 % sure"]
    (found,) = client.get("/api/v1/search?q=lamp+boat").json()["results"]
    told = {name: found["provision"][name] for name in ("clause", "confidence")}
    assert told == {"clause": "implementation", "confidence": 0.62}


# --- the report of files ----------------------------------------------------------------------------


def test_a_file_that_could_not_be_read_is_shown_beside_its_page(
    client: TestClient, service: SearchService
) -> None:
    listed = page(client, "/report?outcome=quarantined&ui=en")
    (link,) = listed.cssselect(".files a")
    tree = page(client, f"{link.get('href')}?ui=en")
    picture = client.get(str(tree.cssselect("figure img")[0].get("src")))
    assert picture.headers["content-type"] == "image/png"
    assert "character recognition is not installed" in texts(tree, ".banner.bad")[0]
    assert texts(tree, ".account code")[-1] == "treatybase ingest 'in/faded scan.pdf'"
    assert not tree.cssselect("figcaption"), "an original is handed out once something was read from it"
    sha256 = next(iter(service.store.files())).sha256
    assert client.get(f"/api/v1/sources/{sha256}").status_code == 404


def test_a_file_nobody_ingested(client: TestClient) -> None:
    assert client.get(f"/report/{hashlib.sha256(b'').hexdigest()}").status_code == 404
    assert client.get("/report/nonsense").status_code == 404

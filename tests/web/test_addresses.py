"""Stable addresses: the wording of a day in any form, by every naming, and nothing else."""

from __future__ import annotations

import csv
import json
from io import StringIO
from urllib.parse import quote, unquote

import pybtex.database
import pytest
import rispy
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from web_base import ANCHORAGE

from corpus.errors import InvalidIdentifier
from corpus.identifiers import alpha3
from search_api.form import ENDINGS, MEDIA_TYPES, Form
from web.languages import UI_LANGUAGES
from web.messages import messages
from web.pages.address import Address

WORK = "/works/anchorage-convention"
ENGLISH = f"{WORK}/eng@2011-03-01"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("language", list(ANCHORAGE))
def test_an_address_opens_the_wording_in_its_language(client: TestClient, language: str) -> None:
    response = client.get(f"{WORK}/{alpha3(language)}@2012-01-01", headers=BROWSER, follow_redirects=False)
    assert response.status_code == 200
    tree = html.document_fromstring(response.text)
    assert tree.cssselect("article.text")[0].get("lang") == language
    assert [each.get("href") for each in tree.cssselect("link[rel=canonical]")] == [
        f"http://testserver{WORK}/{alpha3(language)}@2011-03-01"
    ]
    assert "Accept" in response.headers["Vary"].split(", ")
    assert f"<{WORK}/{alpha3(language)}@2012-01-01.akn.xml>" in response.headers["Link"]


@pytest.mark.parametrize(("ending", "form"), ENDINGS.items())
def test_an_ending_tells_the_form(client: TestClient, ending: str, form: Form) -> None:
    for eid in ("", "/~art_8"):
        response = client.get(f"{ENGLISH}{eid}{ending}")
        assert response.status_code == 200, response.text
        assert response.headers["content-type"].startswith(MEDIA_TYPES[form])


@pytest.mark.parametrize("form", list(Form))
def test_accept_tells_the_form(client: TestClient, form: Form) -> None:
    response = client.get(ENGLISH, headers={"accept": MEDIA_TYPES[form]})
    assert response.headers["content-type"].startswith(MEDIA_TYPES[form])
    assert "Accept" in response.headers["Vary"]


def test_every_form_holds_what_the_address_names(client: TestClient) -> None:
    address = f"{ENGLISH}/~art_8"
    assert "Wages shall be paid" in client.get(f"{address}.txt").text
    root = etree.fromstring(client.get(f"{address}.akn.xml").content)
    assert [each.get("eId") for each in root.iter("{*}article")] == ["art_8"]
    assert client.get(f"{address}.json").json()["provision"]["eid"] == "art_8"
    told = json.loads(client.get(f"{address}.jsonld").content)
    assert told["@id"] == f"http://testserver{ENGLISH}/~art_8"
    [row] = csv.DictReader(StringIO(client.get(f"{address}.csv").text.removeprefix("\ufeff")))
    assert row["eid"] == "art_8"
    [entry] = pybtex.database.parse_string(client.get(f"{address}.bib").text, "bibtex").entries.values()
    assert entry.fields["howpublished"] == "article 8"
    [record] = rispy.loads(client.get(f"{address}.ris").text)
    assert record["urls"][0].endswith("/~art_8")
    assert "Anchorage Convention on Seafarers" in client.get(f"{address}.cite").text


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        (f"{WORK}/en@2012-01-01", f"{WORK}/eng@2012-01-01"),
        (f"{WORK}/vi.txt", f"{WORK}/vie.txt"),
        ("/akn/xx/act/treaty/2009-05-14/anchorage-convention/eng@2011-03-01", ENGLISH),
        ("/akn/xx/act/law/1999/anchorage-convention/eng:2011-03-01/!main", ENGLISH),
        ("/akn/xx/act/treaty/2009/anchorage-convention/eng@2011-03-01/!main~art_8", f"{ENGLISH}/~art_8"),
        ("/akn/xx/act/treaty/2009/anchorage-convention/eng@2011-03-01.akn", f"{ENGLISH}.akn"),
        ("/akn/xx/act/treaty/0001-01-01/anchorage-convention", WORK),
        ("/eli/xx/treaty/anchorage-convention", WORK),
        ("/eli/xx/treaty/anchorage-convention/art_8/2011-03-01/eng", f"{ENGLISH}/~art_8"),
        ("/eli/xx/treaty/anchorage-convention/2011-03-01/eng.jsonld", f"{ENGLISH}.jsonld"),
        (f"{ENGLISH.replace('eng', 'en')}?ui=fr", f"{ENGLISH}?ui=fr"),
    ],
)
def test_another_spelling_leads_there_for_good(client: TestClient, path: str, canonical: str) -> None:
    response = client.get(path, headers=BROWSER, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (301, canonical)
    assert client.get(path, headers=BROWSER).status_code == 200


def test_a_provision_opens_at_its_place(client: TestClient) -> None:
    response = client.get(f"{ENGLISH}/~art_8", headers=BROWSER, follow_redirects=False)
    assert response.status_code == 302
    assert response.headers["location"] == f"{ENGLISH}?at=art_8#art_8"
    assert 'id="art_8"' in client.get(f"{WORK}/~art_8", headers=BROWSER).text


@pytest.mark.parametrize(
    "path",
    [
        "/works/no-such-work/eng@2011-03-01",
        f"{WORK}/spa@2011-03-01",
        f"{ENGLISH}/~art_99",
        "/works/no-such-work.bib",
        f"{WORK}/eng@1990-01-01.txt",
        "/akn/xx/act/law/2011/no-such-work",
        "/akn/ke/act/1980/12/eng@1989-12-15",
        "/eli/no/such/thing",
    ],
)
@pytest.mark.parametrize("ui", UI_LANGUAGES)
def test_what_leads_nowhere_says_so_in_the_readers_language(client: TestClient, path: str, ui: str) -> None:
    response = client.get(path, headers={**BROWSER, "accept-language": ui})
    assert response.status_code == 404
    assert response.headers["Content-Language"] == ui
    if response.headers["content-type"].startswith("text/html"):
        assert messages(ui)("error.not_found_title") in response.text
    else:
        assert response.json()["code"] == "not_found"


@pytest.mark.parametrize(
    "path", [f"{WORK}/eng@2011-02-30", f"{WORK}/eng@yesterday", "/akn/xx/act/law/1/x/eng@2011-02-30"]
)
def test_a_day_that_is_none_is_refused(client: TestClient, path: str) -> None:
    assert client.get(path, headers=BROWSER).status_code in (400, 404)


def test_a_language_that_is_missing_leads_to_the_work(client: TestClient) -> None:
    tree = html.document_fromstring(client.get(f"{WORK}/spa@2011-03-01", headers=BROWSER).text)
    assert WORK in [link.get("href") for link in tree.cssselect("main a")]


def test_programmes_get_problems(client: TestClient) -> None:
    missing = client.get("/works/no-such-work/eng", headers={"accept": "application/ld+json"})
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")
    never = client.get(ENGLISH, headers={"accept": "image/png"})
    assert (never.status_code, never.json()["code"]) == (406, "not_acceptable")


def test_a_work_alone_can_be_had_in_the_readers_language(client: TestClient) -> None:
    cited = client.get(f"{WORK}.cite", headers={"accept-language": "vi"}).text
    assert cited.startswith(ANCHORAGE["vi"][0])


def test_numbers_with_slashes_still_lead_to_their_works(client: TestClient) -> None:
    for number in ("06/2021/TT-BĐN", "06/2021/tt-bđn"):
        assert client.get(f"/works/{quote(number)}", headers=BROWSER).status_code == 200


SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
EIDS = st.from_regex(r"[a-z]{3,6}_[0-9a-zđ]{1,3}(__[a-z]{3,6}_[0-9]{1,2})?", fullmatch=True)


@given(
    SLUGS,
    st.sampled_from(["", "vi", "zh-Hant", "ar"]),
    st.none() | st.dates(),
    EIDS | st.just(""),
    st.sampled_from(["", *ENDINGS]),
)
def test_what_is_printed_is_read_the_same(
    slug: str, language: str, day: object, eid: str, ending: str
) -> None:
    address = Address(slug, language, day if language else None, eid, ending)  # type: ignore[arg-type]

    assert Address.read(unquote(str(address)).removeprefix("/works/")) == address


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_is_refused(text: str) -> None:
    try:
        Address.read(text)
    except InvalidIdentifier:
        return


# --- the page ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ui", "language"), list(zip(UI_LANGUAGES, [*ANCHORAGE, *ANCHORAGE], strict=False)))
def test_the_page_cites_in_the_language_of_the_text(client: TestClient, ui: str, language: str) -> None:
    page = client.get(f"{WORK}/cite?language={language}&at=art_8&as_of=2012-01-01&ui={ui}")
    tree = html.document_fromstring(page.text)
    [cited] = tree.cssselect(".citation")
    assert cited.get("lang") == language
    assert ANCHORAGE[language][0] in cited.text_content()
    assert f"http://testserver{WORK}/{alpha3(language)}@2012-01-01/~art_8" in cited.text_content()
    for link in tree.cssselect("main dl.facts dd a, main ul.inline a"):
        answer = client.get(link.get("href"), headers=BROWSER)
        assert answer.status_code == 200, link.get("href")


def test_the_reader_leads_to_it(client: TestClient) -> None:
    tree = html.document_fromstring(client.get(f"{WORK}?language=en&at=art_8", headers=BROWSER).text)
    [link] = tree.xpath('//*[@id="sheet"]//a[contains(@href, "/cite")]')
    assert link.get("href") == f"{WORK}/cite?language=en&at=art_8"

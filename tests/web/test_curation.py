"""Changing something through a page: only from where it is allowed, and only by a form of this site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from web_base import TODAY, anchorage, quarantined

from corpus.model import LOCAL, WorkKind
from corpus.store.store import Store
from search_api.engine.embedded import EmbeddedEngine
from search_api.http import create_app
from search_api.service import SearchService
from web.app import mount
from web.curating import MOST_BYTES, Curation

HERE = "http://localhost"
EDIT = "/works/anchorage-convention/edit"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[SearchService]:
    """A base of its own, of one work and a file that could not be read: these tests write."""
    engine = EmbeddedEngine(tmp_path / "index")
    with Store.open(f"sqlite:///{tmp_path / 'treatybase.db'}", create=True) as store:
        store.deposit(anchorage()[:1])
        store.record_file(quarantined(tmp_path)[0])
        yield SearchService(store, engine, None, lambda: TODAY)
    engine.close()


def client_of(
    service: SearchService, curation: str = "local", client: str = "127.0.0.1", name: str = HERE
) -> TestClient:
    app = create_app(service)
    mount(app, service, language="en", curation=curation)
    return TestClient(app, base_url=name, client=(client, 50000), follow_redirects=False)


def token(client: TestClient, path: str = EDIT) -> str:
    tree = html.document_fromstring(client.get(path).text)
    (first, *_) = tree.cssselect("form[method=post] input[name=token]")
    return str(first.get("value"))


def send(client: TestClient, path: str = EDIT, **more: str) -> int:
    form = {"token": token(client, path), "who": "clerk", **more}
    return client.post(path, data=form).status_code


def test_a_value_is_set_and_taken_back(own: SearchService) -> None:
    client = client_of(own)
    assert send(client, field="kind", values="decree", reason="as printed") == 303
    assert own.work("anchorage-convention", LOCAL).work.kind is WorkKind.DECREE
    page = client.get(EDIT).text
    assert "as printed" in page
    assert "clerk" in page
    assert send(client, field="kind", action="take_back") == 303
    assert own.work("anchorage-convention", LOCAL).work.kind is WorkKind.TREATY


def test_several_values_stand_one_a_line(own: SearchService) -> None:
    client = client_of(own)
    assert send(client, field="party", values="Lam Hai\r\n\r\n Marjana \r\n") == 303
    assert set(own.work("anchorage-convention", LOCAL).work.parties) == {"Lam Hai", "Marjana"}


@pytest.mark.parametrize(
    ("field", "values"), [("date.adopted", "31.02.2015"), ("colour", "red"), ("kind", "novel"), ("kind", "")]
)
def test_a_value_that_cannot_be_is_told(own: SearchService, field: str, values: str) -> None:
    client = client_of(own)
    answer = client.post(EDIT, data={"token": token(client), "field": field, "values": values, "who": "x"})
    assert answer.status_code == 400
    assert html.document_fromstring(answer.text).cssselect(".banner.bad")
    assert own.store.edits("anchorage-convention", LOCAL) == []


def test_a_doubt_is_marked_and_opened_again(own: SearchService) -> None:
    client = client_of(own)
    tree = html.document_fromstring(client.get("/doubts").text)
    key = str(tree.cssselect("form input[name=key]")[0].get("value"))
    assert send(client, "/doubts", key=key, action="seen", note="so printed", back="/doubts?page=1") == 303
    mark = own.store.doubt_marks()[key]
    assert (mark.who, mark.note) == ("clerk", "so printed")
    seen = client.get("/doubts?seen=1").text
    assert "so printed" in seen
    assert send(client, "/doubts?seen=1", key=key, action="reopen") == 303
    assert own.store.doubt_marks() == {}
    assert send(client, "/doubts", key="no such doubt", action="seen") == 404


def test_one_is_sent_back_only_within_the_site(own: SearchService) -> None:
    client = client_of(own)
    tree = html.document_fromstring(client.get("/doubts").text)
    key = str(tree.cssselect("form input[name=key]")[0].get("value"))
    form = {"token": token(client, "/doubts"), "key": key, "back": "https://elsewhere.example/doubts"}
    assert client.post("/doubts", data=form).headers["location"] == "/doubts"


FOREIGN = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example"},
)


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_form_from_elsewhere_is_refused(own: SearchService, headers: dict[str, str]) -> None:
    client = client_of(own)
    form = {"token": token(client), "field": "kind", "values": "law"}
    assert client.post(EDIT, data=form, headers=headers).status_code == 403
    assert own.store.edits("anchorage-convention", LOCAL) == []


@pytest.mark.parametrize("given", ["", "x" * 43, "é"])
def test_a_form_without_our_token_is_refused(own: SearchService, given: str) -> None:
    client = client_of(own)
    token(client)
    assert client.post(EDIT, data={"token": given, "field": "kind", "values": "law"}).status_code == 403
    client.cookies.clear()
    assert client.post(EDIT, data={"token": given, "field": "kind", "values": "law"}).status_code == 403


@pytest.mark.parametrize(
    ("curation", "address", "name", "headers", "allowed"),
    [
        ("local", "127.0.0.1", HERE, {}, True),
        ("local", "::1", "http://[::1]:8000", {}, True),
        ("local", "10.0.0.7", HERE, {}, False),
        ("local", "127.0.0.1", "https://treaties.example", {}, False),
        ("local", "127.0.0.1", HERE, {"X-Forwarded-For": "10.0.0.7"}, False),
        ("off", "127.0.0.1", HERE, {}, False),
        ("all", "10.0.0.7", "https://treaties.example", {"X-Forwarded-For": "10.0.0.8"}, True),
    ],
)
def test_from_where_something_may_be_changed(
    own: SearchService, curation: str, address: str, name: str, headers: dict[str, str], allowed: bool
) -> None:
    client = client_of(own, curation, address, name)
    client.headers.update(headers)
    tree = html.document_fromstring(client.get(EDIT).text)
    assert bool(tree.cssselect("form[method=post]")) is allowed
    known = client.cookies.get("form", "")
    answer = client.post(EDIT, data={"token": known, "field": "kind", "values": "law", "who": "x"})
    assert answer.status_code == (303 if allowed else 403)


def test_a_long_form_is_refused(own: SearchService) -> None:
    client = client_of(own)
    assert client.post(EDIT, data={"values": "x" * (MOST_BYTES + 1)}).status_code == 403


def test_an_unknown_way_is_a_fault_of_the_settings(own: SearchService) -> None:
    with pytest.raises(ValueError, match="sometimes"):
        mount(create_app(own), own, curation="sometimes")
    assert {each.value for each in Curation} == {"off", "local", "all"}


def test_the_cookie_of_forms_is_kept_from_scripts_and_other_sites(own: SearchService) -> None:
    cookie = client_of(own).get(EDIT).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie

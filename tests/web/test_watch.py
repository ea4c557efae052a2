"""`/watch`: offered with what it would have told, made by a form of this site, paused, removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from web_base import TODAY, anchorage

from corpus.model import LOCAL, Deposit, Expression, Origin, OriginKind, Relation, RelationType, Source, Work
from corpus.store.store import Store
from search_api.engine.embedded import EmbeddedEngine
from search_api.http import create_app
from search_api.http.context import ApiSettings
from search_api.index.indexer import Indexer
from search_api.service import SearchService
from search_api.watching.hosts import Hosts
from search_api.watching.looking import Lookout
from web.app import mount

HERE = "http://localhost"
WORK = "anchorage-convention"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[SearchService]:
    engine = EmbeddedEngine(tmp_path / "index")
    with Store.open(f"sqlite:///{tmp_path / 'treatybase.db'}", create=True) as store:
        store.deposit(anchorage())
        Indexer(store, engine, None).sync()
        yield SearchService(store, engine, None, lambda: TODAY)
    engine.close()


def client_of(service: SearchService, client: str = "127.0.0.1", hosts: str = "") -> TestClient:
    app = create_app(service, ApiSettings(webhook_hosts=Hosts.of(hosts)))
    mount(app, service, language="en")
    return TestClient(app, base_url=HERE, client=(client, 50000), follow_redirects=False)


def form_of(client: TestClient, path: str, action: str = "make") -> dict[str, str]:
    """The fields of the form with this button, as a browser sends them."""
    tree = html.document_fromstring(client.get(path).text)
    for form in tree.cssselect("form[method=post]"):
        if form.cssselect(f"button[value={action}]"):
            fields = form.cssselect("input[type=hidden], input[type=checkbox][checked]")
            sent = {each.get("name"): each.get("value") for each in fields}
            return {**sent, "who": "clerk", "action": action}
    raise AssertionError(f"no form to {action}")


def law() -> Deposit:
    relation = Relation(RelationType.AMENDS, WORK, Origin(OriginKind.TEXT), target_eid="art_8")
    work = Work("port-law", titles={"en": "Port Law"})
    source = Source("port-law.txt", "0" * 64, 1, "text/plain")
    return Deposit(
        source, work, Expression("en", title="Port Law"), (), work_given=True, relations=(relation,)
    )


def test_from_the_reader_to_an_alert_and_away(own: SearchService) -> None:
    client = client_of(own)
    reader = html.document_fromstring(client.get(f"/works/{WORK}?at=art_8").text)
    links = {each.get("href") for each in reader.cssselect("aside.sheet a")}
    assert {f"/watch?work={WORK}", f"/watch?work={WORK}&eid=art_8", f"/works/{WORK}/feed.atom"} <= links
    offered = client.get(f"/watch?work={WORK}&eid=art_8").text
    assert "alerts in the last year" in offered
    sent = client.post("/watch", data={**form_of(client, f"/watch?work={WORK}&eid=art_8"), "name": "Wages"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/watch")
    own.store.deposit([law()])
    assert Lookout(own, "en").turn() == 1
    page = client.get("/watch").text
    assert "Wages" in page
    assert "Amendment by Port Law; its day of effect is not recorded" in page
    assert client.post("/watch", data=form_of(client, "/watch", "pause")).status_code == 303
    assert own.store.watches.of("local")[0].paused
    assert client.post("/watch", data=form_of(client, "/watch", "resume")).status_code == 303
    assert client.post("/watch", data=form_of(client, "/watch", "remove")).status_code == 303
    assert own.store.watches.of("local") == []


def test_a_search_is_watched_from_its_page(own: SearchService) -> None:
    client = client_of(own)
    tree = html.document_fromstring(client.get("/search?q=seafarer+arrested&kind=treaty").text)
    (link,) = tree.cssselect("a.watch-this")
    form = form_of(client, link.get("href"))
    assert client.post("/watch", data=form).status_code == 303
    (watch,) = own.store.watches.of("local")
    assert watch.watched.search
    assert (watch.watched.search.query, dict(watch.watched.search.filters)) == (
        "seafarer arrested",
        {"kind": ("treaty",)},
    )


def test_what_is_refused_is_told(own: SearchService) -> None:
    client = client_of(own, hosts="hooks.example")
    form = form_of(client, f"/watch?work={WORK}")
    answer = client.post("/watch", data={**form, "webhook": "https://elsewhere.example/"})
    assert answer.status_code == 400
    assert "elsewhere.example" in html.document_fromstring(answer.text).cssselect(".banner.bad")[0].text
    none = {name: value for name, value in form.items() if not name.startswith("kind_")}
    assert client.post("/watch", data=none).status_code == 400
    assert client.get("/watch?work=nowhere").status_code == 404
    assert client.post("/watch", data={**form, "action": "remove", "number": "x"}).status_code == 404
    assert own.store.watches.of("local") == []


def test_only_a_form_of_this_site_from_here(own: SearchService) -> None:
    client = client_of(own)
    form = form_of(client, f"/watch?work={WORK}")
    assert client.post("/watch", data={**form, "token": "x" * 43}).status_code == 403
    assert client.post("/watch", data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    elsewhere = client_of(own, "198.51.100.7")
    assert '<form method="post"' not in elsewhere.get(f"/watch?work={WORK}").text
    assert elsewhere.post("/watch", data=form).status_code == 403
    assert own.store.watches.of("local") == []


def test_a_private_watch_is_shown_to_those_who_may_change_it(own: SearchService) -> None:
    client = client_of(own)
    sent = {**form_of(client, f"/watch?work={WORK}"), "name": "Quiet matter", "private": "1"}
    assert client.post("/watch", data=sent).status_code == 303
    assert "Quiet matter" in client.get("/watch").text
    assert "Quiet matter" not in client_of(own, "198.51.100.7").get("/watch").text


@pytest.mark.parametrize("language", ["vi", "ar", "en", "fr", "es", "ru", "zh"])
def test_the_page_in_every_language(own: SearchService, language: str) -> None:
    client = client_of(own)
    client.post("/watch", data=form_of(client, f"/watch?work={WORK}"))
    own.store.deposit([law()])
    Lookout(own, "en").turn()
    assert client.get(f"/watch?work={WORK}&ui={language}").status_code == 200
    assert own.store.watches.alerts(own.store.watches.of(LOCAL.principal)[0].number)

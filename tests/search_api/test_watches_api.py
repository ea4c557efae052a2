"""Watches over HTTP: who may make them, what they count before, what their feeds say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from watched_base import TREATY, Ministry, article, deposit, does, ministry, treaty

from corpus.model import RelationType
from search_api.http import create_app
from search_api.http.context import ApiSettings
from search_api.http.permission import Curation
from search_api.render.atom import ATOM
from search_api.watching.hosts import Hosts

HERE = "http://localhost"
LONG_AGO = date(2020, 1, 1)
WATCHES = "/api/v1/watches"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Ministry]:
    with ministry(tmp_path) as made:
        made.read(treaty(LONG_AGO))
        made.index()
        yield made


def client_of(base: Ministry, curation: Curation = Curation.LOCAL, client: str = "127.0.0.1") -> TestClient:
    settings = ApiSettings(curation=curation, webhook_hosts=Hosts.of("hooks.example"))
    return TestClient(create_app(base.service, settings), base_url=HERE, client=(client, 50000))


def made(client: TestClient, **asked: Any) -> dict[str, Any]:
    answer = client.post(WATCHES, json={"work": TREATY, **asked})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def xml(answer: Any) -> etree._Element:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


def texts(root: etree._Element, path: str) -> list[str]:
    return [each.text or "" for each in root.iterfind(path, {"a": ATOM})]


def test_a_watch_from_making_to_removing(base: Ministry) -> None:
    client = client_of(base)
    watch = made(client, name="The treaty", kinds=["amended"], provision="art_1")
    assert (watch["work"], watch["provision"], watch["kinds"]) == (TREATY, "art_1", ["amended"])
    assert watch["last_year"]["alerts"] == 0
    base.read(deposit("law-a", does(RelationType.AMENDS, base.today, "art_1")))
    base.look()
    path = f"{WATCHES}/{watch['number']}"
    (alert,) = client.get(f"{path}/alerts").json()["alerts"]
    assert alert["text"] == "Lagoon treaty, Article 1 – Amendment by Law a from 2026-03-01"
    assert alert["url"] == f"{HERE}/works/{TREATY}/~art_1"
    assert alert["evidence"]["url"] == f"{HERE}/works/law-a/~art_1"
    assert alert["status"]["state"] == "unknown", "in force, but in words that this text has not"
    changed = client.patch(path, json={"paused": True, "name": "Paused"}).json()
    assert (changed["paused"], changed["name"], changed["kinds"]) == (True, "Paused", ["amended"])
    assert [each["number"] for each in client.get(WATCHES).json()["watches"]] == [watch["number"]]
    assert client.delete(path).status_code == 204
    for gone in (path, f"{path}/alerts", watch["feed"]):
        assert client.get(gone).status_code == 404


def test_a_preview_saves_nothing(base: Ministry) -> None:
    base.read(deposit("law-a", does(RelationType.AMENDS, base.today - timedelta(20), "art_1")))
    client = client_of(base)
    found = client.get(f"{WATCHES}/preview", params={"work": TREATY, "kind": "amended"}).json()
    assert found["last_year"]["by_dates_of_texts"] == found["last_year"]["alerts"] == 1
    assert client.get(f"{WATCHES}/preview", params={"q": "pilots lagoon"}).json()["found"] == 1
    assert client.get(WATCHES).json()["watches"] == []


def test_who_may_change_nothing_reads_what_is_not_private(base: Ministry) -> None:
    here, elsewhere = client_of(base), client_of(base, client="198.51.100.7")
    open_one = made(here, webhook="https://hooks.example/in")
    hidden = made(here, private=True)
    assert elsewhere.post(WATCHES, json={"work": TREATY}).status_code == 403
    path = f"{WATCHES}/{open_one['number']}"
    assert elsewhere.patch(path, json={"paused": True}).status_code == 403
    assert elsewhere.delete(path).status_code == 403
    (seen,) = elsewhere.get(WATCHES).json()["watches"]
    assert (seen["number"], seen["webhook"]) == (open_one["number"], None)
    assert here.get(path).json()["webhook"]["secret"]
    assert elsewhere.get(f"{WATCHES}/{hidden['number']}").status_code == 404
    assert elsewhere.get(f"{WATCHES}/{hidden['number']}/alerts").status_code == 404
    assert elsewhere.get(hidden["feed"]).status_code == 200, "whoever has its address reads it"
    off = client_of(base, Curation.OFF)
    assert off.post(WATCHES, json={"work": TREATY}).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}], ids=str
)
def test_another_site_makes_no_watch(base: Ministry, headers: dict[str, str]) -> None:
    answer = client_of(base).post(WATCHES, json={"work": TREATY}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"work": "nowhere"}, 404, "not_found"),
        ({"work": TREATY, "provision": "art_99"}, 404, "not_found"),
        ({}, 400, "nothing_watched"),
        ({"query": "…"}, 400, "nothing_watched"),
        ({"query": '"open'}, 400, "invalid_query"),
        ({"query": "x", "as_of": "yesterday"}, 400, "invalid_query"),
        ({"work": TREATY, "kinds": ["gossip"]}, 400, "invalid_identifier"),
        ({"work": TREATY, "webhook": "https://elsewhere.example/"}, 403, "webhook_not_allowed"),
        ({"work": TREATY, "colour": "red"}, 422, "invalid_parameter"),
    ],
    ids=str,
)
def test_what_cannot_be_watched(base: Ministry, asked: dict[str, Any], status: int, code: str) -> None:
    answer = client_of(base).post(WATCHES, json=asked)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert base.store.watches.of("local") == []


# --- feeds -----------------------------------------------------------------------------------------


def demand_valid(root: etree._Element, address: str) -> None:
    """What RFC 4287 demands of a feed and its entries."""
    assert root.tag == f"{{{ATOM}}}feed"
    for path in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert len(texts(root, path)) == 1, path
    (own,) = [each.get("href") for each in root.iterfind("a:link", {"a": ATOM}) if each.get("rel") == "self"]
    assert own == address
    entries = root.findall("a:entry", {"a": ATOM})
    for entry in entries:
        for path in ("a:id", "a:title", "a:updated", "a:content"):
            assert len(texts(entry, path)) == 1, path
        assert texts(entry, "a:id")[0].startswith("urn:uuid:")
        (link,) = entry.iterfind("a:link", {"a": ATOM})
        assert str(link.get("href")).startswith(HERE)
    ids = texts(root, "a:entry/a:id")
    assert len(ids) == len(set(ids))
    moments = texts(root, "a:entry/a:updated")
    assert moments == sorted(moments, reverse=True)


def test_the_feed_of_a_watch(base: Ministry) -> None:
    client = client_of(base)
    feed = made(client, name="Hiệp định & <b>")["feed"]
    empty = xml(client.get(feed))
    assert texts(empty, "a:title") == ["Hiệp định & <b>"]
    assert texts(empty, "a:entry/a:id") == []
    base.read(deposit("law-a", does(RelationType.AMENDS, base.today, "art_1")))
    base.look()
    first = xml(client.get(feed))
    demand_valid(first, feed)
    base.read(deposit("law-b", does(RelationType.REPEALS, base.today, "art_2")))
    base.look()
    second = xml(client.get(feed))
    assert set(texts(first, "a:entry/a:id")) < set(texts(second, "a:entry/a:id")), "ids stay"
    arabic = xml(client.get(feed, params={"ui": "ar"}))
    assert texts(arabic, "a:entry/a:id") == texts(second, "a:entry/a:id")


def test_a_feed_is_sent_only_when_it_is_new(base: Ministry) -> None:
    client = client_of(base)
    feed = made(client)["feed"]
    first = client.get(feed)
    for header, name in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")):
        again = client.get(feed, headers={name: first.headers[header]})
        assert (again.status_code, again.content) == (304, b"")
    base.read(deposit("law-a", does(RelationType.AMENDS, base.today, "art_1")))
    base.look()
    assert client.get(feed, headers={"If-None-Match": first.headers["etag"]}).status_code == 200
    assert client.get(feed, headers={"If-Modified-Since": "yesterday"}).status_code == 200


def test_the_feed_of_a_work_needs_no_watch(base: Ministry) -> None:
    base.read(deposit("law-a", does(RelationType.AMENDS, base.today, "art_1")))
    base.read(deposit("law-b", does(RelationType.CITES)))
    path = f"/works/{TREATY}/feed.atom"
    client = client_of(base, Curation.OFF, "198.51.100.7")
    answer = client.get(path)
    root = xml(answer)
    demand_valid(root, HERE + path)
    titles = texts(root, "a:entry/a:title")
    assert "Lagoon treaty – Cited by Law b" in titles
    assert "Lagoon treaty, Article 1 – Amendment by Law a from 2026-03-01" in titles
    base.pass_days(1)
    assert client.get(path, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert client.get("/works/nowhere/feed.atom").status_code == 404


def test_the_feed_of_a_search_needs_no_watch(base: Ministry) -> None:
    base.read(deposit("harbour-law", articles=(article(4, "Of pilots in the Lagoon."),)))
    base.index()
    client = client_of(base)
    root = xml(client.get("/search/feed.atom", params={"q": "pilots lagoon"}))
    demand_valid(root, f"{HERE}/search/feed.atom?q=pilots+lagoon")
    assert set(texts(root, "a:entry/a:title")) == {"Lagoon treaty", "Harbour law"}
    only = xml(client.get("/search/feed.atom", params={"q": "pilots lagoon", "kind": "law"}))
    assert texts(only, "a:entry/a:title") == ["Harbour law"]
    assert client.get("/search/feed.atom").status_code == 400

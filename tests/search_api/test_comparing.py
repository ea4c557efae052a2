"""Two wordings compared and a provision followed, as the API answers; the command line prints the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from small_base import article, small_service

from corpus.model import (
    LOCAL,
    OPEN,
    UNKNOWN,
    Deposit,
    End,
    Expression,
    Interval,
    Origin,
    OriginKind,
    Relation,
    RelationType,
    Source,
    Work,
)
from search_api.comparing import diff, moment, past
from search_api.http import create_app
from search_api.render import diff_json, history_json
from search_api.service import SearchService

TEXT = Origin(OriginKind.TEXT)
PILOTS = "Every vessel above {tons} tons shall take a pilot of the harbour before it enters the channel."
BUOYS = "The warden of the channel keeps the buoys lit from dusk to dawn and reports any that are adrift."
FEES = "Fees are set by order of the harbour board and are paid before the vessel leaves its berth."


def wording(path: str, valid: Interval, *texts: str) -> Deposit:
    source = Source(path, path.ljust(64, "0"), 1, "text/plain")
    articles = tuple(article(n, f"Article {n}", "", text) for n, text in enumerate(texts, 1))
    work = Work("pilot-rules", titles={"en": "Pilot Rules"})
    return Deposit(source, work, Expression("en", valid), articles, work_given=True)


def act() -> Deposit:
    since = Interval(End.on("2015-01-01"), UNKNOWN)
    relations = (
        Relation(RelationType.AMENDS, "pilot-rules", TEXT, "art_1", target_eid="art_1", effective=since),
        Relation(RelationType.INSERTS, "pilot-rules", TEXT, "art_2", target_eid="art_1", effective=since),
    )
    source = Source("act.txt", "a" * 64, 1, "text/plain")
    work = Work("pilot-act", titles={"en": "Act on Pilots"})
    provisions = (article(1, "Article 1", "", "Eighty."), article(2, "Article 2", "", "Fees."))
    return Deposit(source, work, Expression("en"), provisions, True, relations=relations)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    first = Interval(End.on("2010-01-01"), End.on("2015-01-01"))
    second = Interval(End.on("2015-01-01"), OPEN)
    more = [
        wording("1.txt", first, PILOTS.format(tons="fifty"), BUOYS),
        wording("2.txt", second, FEES, PILOTS.format(tons="eighty"), BUOYS),
        act(),
    ]
    with small_service(tmp_path_factory.mktemp("comparing"), more) as made:
        yield made


@pytest.fixture(scope="module")
def client(service: SearchService) -> Iterator[TestClient]:
    with TestClient(create_app(service)) as made:
        yield made


DIFF = "/api/v1/works/pilot-rules/diff"


def test_each_change_with_who_made_it(client: TestClient) -> None:
    found = client.get(DIFF, params={"from": "2014-12-31", "to": "2015-01-01"}).json()
    told = [(each["change"], each["eid"], each["was"]) for each in found["changes"]]
    assert told == [("added", "art_1", None), ("changed", "art_2", "art_1"), ("renumbered", "art_3", "art_2")]
    by = [[(each["type"], each["from"], each["from_eid"]) for each in c["by"]] for c in found["changes"]]
    assert by[0] == [("inserts", "pilot-act", "art_2")], "who amends article 1 means the one that stood"
    assert ("amends", "pilot-act", "art_1") in by[1]
    assert by[2] == []
    words = [(run["op"], run["text"]) for run in found["changes"][1]["words"] if run["op"] != "equal"]
    assert ("delete", "fifty") in words
    assert ("insert", "eighty") in words


def test_a_wording_is_named_by_a_day_or_a_number(client: TestClient, service: SearchService) -> None:
    rows = client.get("/api/v1/works/pilot-rules/expressions").json()["expressions"]
    first, last = (f"expression-{each['id']}" for each in rows)
    by_number = client.get(DIFF, params={"from": first, "to": last}).json()
    by_day = client.get(DIFF, params={"from": "2014", "to": "2015"}).json()
    assert by_number["changes"] == by_day["changes"]
    assert (by_number["from"]["date"], by_day["from"]["date"]) == (None, "2014-12-31")


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({"from": "soon", "to": "2015"}, 400, "invalid_identifier"),
        ({"from": "1990", "to": "2015"}, 404, "not_found"),
        ({"from": "expression-999999", "to": "2015"}, 404, "not_found"),
        ({"from": "2014"}, 422, None),
    ],
)
def test_what_cannot_be_compared_is_a_problem(
    client: TestClient, params: dict[str, str], status: int, code: str | None
) -> None:
    answer = client.get(DIFF, params=params)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert code is None or answer.json()["code"] == code


def test_a_provision_is_followed(client: TestClient) -> None:
    path = "/api/v1/works/pilot-rules/provisions/{}/history"
    found = client.get(path.format("art_2")).json()
    steps = [(step["eid"], step["junction"], step["change"]) for step in found["wordings"]]
    assert steps == [("art_1", "first", None), ("art_2", "touching", "changed")]
    assert {each["from"] for each in found["wordings"][1]["by"]} == {"pilot-act"}
    assert found["undated"] == []
    earlier = client.get(path.format("art_2"), params={"as_of": "2012-01-01"}).json()
    assert [step["text"] for step in earlier["wordings"]] == [BUOYS, BUOYS]
    assert client.get(path.format("art_9")).status_code == 404


def test_the_api_answers_what_the_command_line_prints(client: TestClient, service: SearchService) -> None:
    stored = service.work("pilot-rules", LOCAL)
    printed = diff_json(diff(stored, "en", moment("2014-12-31"), moment("2015-01-01")))
    assert client.get(DIFF, params={"from": "2014-12-31", "to": "2015-01-01"}).json() == printed
    told = history_json(past(stored, "art_2", "en", service.today()))
    assert client.get("/api/v1/works/pilot-rules/provisions/art_2/history").json() == told


def test_relations_page_by_page(client: TestClient) -> None:
    path = "/api/v1/works/pilot-rules/relations"
    whole = client.get(path).json()
    assert whole["totals"]["incoming"] == len(whole["incoming"]) == 2
    second = client.get(path, params={"offset": 1, "limit": 1}).json()
    assert second["incoming"] == whole["incoming"][1:]
    assert second["totals"] == whole["totals"]
    amended = client.get(path, params={"type": "amended_by"}).json()
    assert [each["reverse"] for each in amended["incoming"]] == ["amended_by"]
    assert amended["totals"]["incoming"] == 1

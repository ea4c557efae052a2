"""Glossary, obligations and procedures as of a day, each tied to its provision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.errors import NotFound
from corpus.model import (
    LOCAL,
    OPEN,
    UNKNOWN,
    Access,
    Deposit,
    End,
    Expression,
    Facts,
    Force,
    ForceState,
    Holding,
    Interval,
    ItemKind,
    Modality,
    Obligation,
    Origin,
    OriginKind,
    Procedure,
    ProcedureItem,
    Provision,
    ProvisionKind,
    Scope,
    Source,
    State,
    Term,
    Work,
)
from corpus.store.store import Store
from search_api.engine.embedded import EmbeddedEngine
from search_api.http import create_app
from search_api.results import AsOf
from search_api.service import SearchService

TODAY = date(2024, 6, 1)
PUBLIC = Scope(access=frozenset({Access.PUBLIC}))
TEXT = Origin(OriginKind.TEXT)
ALWAYS = Interval(End.on("2010-01-01"), OPEN)


def definitions(language: str, label: str, points: bool) -> tuple[Provision, ...]:
    """Article 1 with two definitions: as lettered points, or as paragraphs that are only counted."""
    children = tuple(
        Provision(f"art_1__point_{letter}", ProvisionKind.POINT, f"{letter})", letter, text="…")
        if points
        else Provision(f"art_1__point_{letter}", ProvisionKind.PARAGRAPH, ordinal=place, text="…")
        for place, letter in enumerate("ab", 1)
    )
    return (
        Provision(
            "chp_1",
            ProvisionKind.CHAPTER,
            "I",
            children=(
                Provision("art_1", ProvisionKind.ARTICLE, f"{label} 1", "1", children=children),
                Provision("art_2", ProvisionKind.ARTICLE, f"{label} 2", "2", text="…"),
            ),
        ),
    )


def text(slug: str, language: str, facts: Facts, **more: object) -> Deposit:
    label = {"en": "Article", "vi": "Điều", "fr": "Article"}[language]
    path = str(more.get("path") or f"{slug}.{language}.txt")
    valid = more.get("valid", ALWAYS)
    assert isinstance(valid, Interval)
    holding = more.get("holding", Holding())
    assert isinstance(holding, Holding)
    source = Source(path, (path.encode().hex() * 64)[:64], 1, "text/plain", holding=holding)
    return Deposit(
        source,
        Work(slug, titles={language: f"{slug} ({language})"}),
        Expression(language, valid),
        definitions(language, label, points=bool(more.get("points", True))),
        work_given=True,
        forces=(Force(ForceState.IN_FORCE, valid, TEXT),),
        facts=facts,
    )


def terms(*names: str) -> Facts:
    eids = ("art_1__point_a", "art_1__point_b")
    return Facts(
        terms=tuple(Term(eid, name, f"what {name} is") for eid, name in zip(eids, names, strict=False))
    )


PASSPORT = Procedure(
    "art_2",
    "Cấp hộ chiếu phổ thông",
    (
        ProcedureItem("art_2", ItemKind.PAPER, "tờ khai"),
        ProcedureItem("art_1__point_a", ItemKind.DEADLINE, "năm ngày", {"count": "5", "unit": "day"}),
    ),
    "Cục Lãnh sự",
)
DUTIES = (
    Obligation("art_1__point_a", Modality.MUST, "notify", "The receiving State", deadline="48 hours"),
    Obligation("art_1__point_b", Modality.MAY, "visit", "The consul"),
    Obligation("art_2", Modality.MUST_NOT, "delay"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("facts") / "t.db"
    with Store.open(f"sqlite:///{path}", create=True) as opened:
        opened.deposit(
            [
                text("convention", "en", Facts(terms("Consul", "Vessel").terms, DUTIES)),
                text("convention", "vi", terms("Lãnh sự", "Tàu")),
                text("list", "en", terms("Anchor", "Buoy"), points=False),
                text("list", "fr", terms("Ancre", "Bouée"), points=False),
                text("many", "en", Facts(terms=(Term("art_2", "Dues", "d"), Term("art_2", "Duty", "d")))),
                text("many", "fr", Facts(terms=(Term("art_2", "Droits", "d"), Term("art_2", "Taxe", "d")))),
                text("passport", "vi", Facts(procedures=(PASSPORT,))),
                text(
                    "old-passport",
                    "vi",
                    Facts(terms("Hộ chiếu").terms, procedures=(PASSPORT,)),
                    valid=Interval(End.on("2000-01-01"), End.on("2015-01-01")),
                ),
                text("secret", "en", terms("Cipher"), holding=Holding(access=Access.RESTRICTED)),
                text("doubtful", "en", terms("Doubt"), valid=Interval(End.on("2000-01-01"), UNKNOWN)),
            ]
        )
        yield opened


@pytest.fixture(scope="module")
def service(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    engine = EmbeddedEngine(tmp_path_factory.mktemp("index"))
    yield SearchService(store, engine, None, lambda: TODAY)
    engine.close()


def found(service: SearchService, **asked: object) -> list[str]:
    return [view.term.term for view in service.glossary.terms(LOCAL, **asked).found]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "terms_found"),
    [
        ({"starting": "con"}, ["Consul"]),
        ({"starting": "CONSUL"}, ["Consul"]),
        ({"starting": "lãnh"}, ["Lãnh sự"]),
        ({"starting": "lanh"}, ["Lãnh sự"]),
        ({"starting": "lanh", "language": "en"}, []),
        ({"starting": "bouee"}, ["Bouée"]),
        ({"language": "vi"}, ["Lãnh sự", "Tàu"]),
        ({"work": "convention", "language": "en"}, ["Consul", "Vessel"]),
        ({"starting": "hộ"}, []),
        ({"starting": "hộ", "as_of": AsOf.ANY}, ["Hộ chiếu"]),
        ({"starting": "hộ", "as_of": date(2010, 1, 1)}, ["Hộ chiếu"]),
        ({"starting": "doubt"}, ["Doubt"]),
    ],
)
def test_terms(service: SearchService, asked: dict[str, object], terms_found: list[str]) -> None:
    assert found(service, **asked) == terms_found


def test_what_has_ended_is_left_out_and_counted(service: SearchService) -> None:
    answer = service.glossary.terms(LOCAL, starting="hộ chiếu")
    assert (answer.found, answer.over) == ((), 1)
    (ended,) = service.glossary.terms(LOCAL, starting="hộ chiếu", as_of=AsOf.ANY).found
    assert ended.cited.status.state is State.ENDED
    (unsure,) = service.glossary.terms(LOCAL, starting="doubt").found
    assert unsure.cited.status.state is State.UNKNOWN


def test_a_term_is_tied_to_its_provision(service: SearchService) -> None:
    (view,) = service.glossary.terms(LOCAL, starting="vessel").found
    cited = view.cited
    assert (cited.work, cited.eid, cited.language) == ("convention", "art_1__point_b", "en")
    assert cited.steps == ("Article 1", "b)"), "articles are cited without their chapters"
    assert cited.status.state is State.IN_FORCE


def test_the_same_concept_stands_beside_in_numbered_provisions_only(service: SearchService) -> None:
    (vessel,) = service.glossary.terms(LOCAL, starting="vessel").found
    assert [(term.term, cited.language) for term, cited in vessel.beside] == [("Tàu", "vi")]
    (anchor,) = service.glossary.terms(LOCAL, starting="anchor").found
    assert anchor.beside == (), "paragraphs that are only counted may stand in another order"
    (dues,) = service.glossary.terms(LOCAL, starting="dues").found
    assert dues.beside == (), "of two terms in one provision nobody knows which is which"


def test_no_term_out_of_the_scope(service: SearchService) -> None:
    assert found(service, starting="cipher") == ["Cipher"]
    assert service.glossary.terms(PUBLIC, starting="cipher").found == ()
    with pytest.raises(NotFound):
        service.glossary.terms(PUBLIC, work="secret")


def test_more_than_was_asked_for_is_told(service: SearchService) -> None:
    answer = service.glossary.terms(LOCAL, language="en", limit=2)
    assert (len(answer.found), answer.more) == (2, True)


@pytest.mark.parametrize("words", ["hộ chiếu", "ho chieu", "CHIẾU cấp", ""])
def test_procedures_by_their_names(service: SearchService, words: str) -> None:
    answer = service.procedures.named(LOCAL, words=words)
    (view,) = answer.found
    assert (view.cited.work, view.procedure.competent_body, answer.over) == ("passport", "Cục Lãnh sự", 1)
    assert [cited.steps for _, cited in view.items] == [("Điều 2",), ("Điều 1", "a)")]
    assert {
        view.cited.work for view in service.procedures.named(LOCAL, words=words, as_of=AsOf.ANY).found
    } == {
        "passport",
        "old-passport",
    }


def test_procedures_of_a_work_that_has_ended_say_so(service: SearchService) -> None:
    answer = service.procedures.of_work("old-passport", LOCAL)
    assert answer.status.state is State.ENDED
    assert [view.cited.status.state for view in answer.found] == [State.ENDED]
    assert (
        service.procedures.of_work("old-passport", LOCAL, as_of=date(2010, 1, 1)).status.state
        is State.IN_FORCE
    )


def test_the_text_that_tells_is_shown(service: SearchService) -> None:
    """The convention tells obligations in English only: whoever reads Vietnamese gets those."""
    answer = service.obligations.of_work("convention", LOCAL, ["vi"])
    assert (answer.expression.expression.language, len(answer.found)) == ("en", 3)
    assert service.obligations.of_work("list", LOCAL).found == ()


@pytest.mark.parametrize(
    ("asked", "deeds"),
    [
        ({}, ["notify", "visit", "delay"]),
        ({"bearer": "receiving"}, ["notify"]),
        ({"bearer": "the"}, ["notify", "visit"]),
        ({"modality": Modality.MUST_NOT}, ["delay"]),
        ({"bearer": "consul", "modality": Modality.MUST}, []),
    ],
)
def test_obligations(service: SearchService, asked: dict[str, object], deeds: list[str]) -> None:
    answer = service.obligations.of_work("convention", LOCAL, ["en"], **asked)  # type: ignore[arg-type]
    assert [view.obligation.deed for view in answer.found] == deeds
    assert answer.bearers == {"The receiving State": 1, "The consul": 1}


def test_over_http(store: Store, tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    client = TestClient(create_app(SearchService(store, engine, None, lambda: TODAY)))
    (term,) = client.get("/api/v1/terms", params={"starting": "vessel"}).json()["terms"]
    assert term["provision"]["path"] == ["Article 1", "b)"]
    assert term["beside"][0]["provision"]["language"] == "vi"
    listed = client.get("/api/v1/procedures", params={"q": "ho chieu"}).json()
    assert (listed["over"], listed["procedures"][0]["items"][1]["data"]["count"]) == (1, "5")
    ended = client.get("/api/v1/procedures", params={"work": "old-passport"}).json()
    assert ended["procedures"][0]["provision"]["status"]["state"] == "ended"
    duties = client.get("/api/v1/works/convention/obligations", params={"modality": "may"}).json()
    assert [each["bearer"] for each in duties["obligations"]] == ["The consul"]
    assert client.get("/api/v1/works/nowhere/obligations").status_code == 404
    assert client.get("/api/v1/terms", params={"as_of": "soon"}).json()["reason"] == "bad_date"
    engine.close()

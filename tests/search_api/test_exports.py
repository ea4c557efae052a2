"""Citations, BibTeX, RIS, JSON-LD and CSV: read back by the libraries that others read them with."""

# ruff: noqa: E501  (citations read better unbroken)

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pybtex.database
import pytest
import rispy
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from pybtex.richtext import Text
from pyld import jsonld
from small_base import CONVENTION, PUBLIC, article

from corpus.model import (
    OPEN,
    Authority,
    End,
    Expression,
    Extent,
    Identifier,
    IdentifierScheme,
    Interval,
    LegalDate,
    Making,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Reason,
    Relation,
    RelationType,
    State,
    Status,
    Work,
    WorkKind,
)
from corpus.store.views import StoredExpression, StoredWork
from search_api.choosing import find_provision
from search_api.form import ENDINGS, MEDIA_TYPES, Form
from search_api.http import ApiSettings, create_app
from search_api.http.context import scope_of
from search_api.render.bibtex import bibtex, escaped
from search_api.render.citation import citation
from search_api.render.forms import made
from search_api.render.json_ld import json_ld
from search_api.render.ris import ris
from search_api.render.shown import Shown
from search_api.render.spreadsheet import MARK, PROVISIONS, WORKS, provisions_csv, safe, works_csv
from search_api.service import SearchService

ADDRESS = "https://treaties.example"
DAY = date(2024, 6, 1)
SCHEMA, ELI = "https://schema.org/", "http://data.europa.eu/eli/ontology#"
TEXT = Origin(OriginKind.TEXT)
IN_FORCE = Status(State.IN_FORCE, Reason("in_force_since"))
UNKNOWN = Status(State.UNKNOWN, Reason("no_evidence"))
K = ProvisionKind

ARTICLE = Provision(
    "art_22", K.ARTICLE, "Điều 22", "22", "Giam giữ",
    children=(
        Provision(
            "art_22__para_1", K.PARAGRAPH, "1.", "1", text="Một:",
            children=(Provision("art_22__para_1__point_b", K.POINT, "b)", "b", text="hai."),),
        ),
        Provision("art_22__para_p2", K.PARAGRAPH, ordinal=2, text="Ba."),
    ),
)  # fmt: skip
TREE = (
    Provision("chp_2", K.CHAPTER, "Chương II", "2", children=(ARTICLE,)),
    Provision("annex_1", K.ANNEX, "Phụ lục", children=(Provision("annex_1__art_1", K.ARTICLE, "", "1"),)),
)


def shown(
    language: str = "vi",
    eid: str = "",
    *,
    work: Work | None = None,
    title: str = "Công ước Lagoon",
    status: Callable[[str | None], Status] = lambda eid: IN_FORCE,
    relations: tuple[Relation, ...] = (),
    **expression: Any,
) -> Shown:
    known = work or Work("lagoon-convention", WorkKind.TREATY, adopted=LegalDate.parse("2009-05-14"))
    known = replace(known, titles={language: title})
    wording = {"valid": Interval(End.on("2011-03-01"), OPEN), "title": title, **expression}
    stored = StoredExpression(1, Expression(language, **wording), TREE, ())
    path = find_provision(TREE, eid) if eid else ()
    return Shown(StoredWork(1, 1, known, (stored,), (), relations), stored, DAY, status, path, ADDRESS)


# --- citations -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "cited"),
    [
        ("vi", "điểm b khoản 1 Điều 22 T ngày 14 tháng 5 năm 2009, theo nội dung tại ngày 1 tháng 6 năm 2024"),
        ("ar", "البند (b) من الفقرة 1 من المادة 22 من T، 14 مايو 2009، وفق النص في 1 يونيو 2024"),
        ("en", "T, 14 May 2009, article 22, paragraph 1, point (b), as worded on 1 June 2024"),
        ("fr", "T, 14 mai 2009, article 22, paragraphe 1, point b), dans sa rédaction au 1er juin 2024"),
        ("es", "T, 14 de mayo de 2009, artículo 22, párrafo 1, apartado b), según su redacción a 1 de junio de 2024"),
        ("ru", "T от 14 мая 2009 г., статья 22, пункт 1, подпункт b, в редакции по состоянию на 1 июня 2024 г."),
        ("zh-Hans", "《T》（2009年5月14日）第二十二条第一款第（b）项，2024年6月1日文本"),
        ("de", "T, 14 May 2009, article 22, paragraph 1, point (b), as worded on 1 June 2024"),
    ],
)  # fmt: skip
def test_a_provision_is_cited_in_the_custom_of_the_language(language: str, cited: str) -> None:
    text = citation(shown(language, "art_22__para_1__point_b", title="T"))
    address = f"{ADDRESS}/works/lagoon-convention/"
    told, _, url = text.rpartition(address)
    assert told.rstrip(",،， ") == cited
    assert url.endswith("@2024-06-01/~art_22__para_1__point_b")


@pytest.mark.parametrize(
    ("language", "eid", "words"),
    [
        ("fr", "art_22__para_p2", "article 22, alinéa 2"),
        ("zh-Hans", "art_22__para_p2", "第二十二条第二款"),
        ("vi", "chp_2", "Chương 2 Công ước"),
        ("vi", "annex_1__art_1", "Điều 1 Phụ lục Công ước"),
        ("en", "annex_1", ", annex,"),
    ],
)
def test_chapters_are_left_out_and_annexes_are_not(language: str, eid: str, words: str) -> None:
    assert words in citation(shown(language, eid))


@pytest.mark.parametrize(
    ("title", "number", "expected"),
    [
        ("Thông tư về phí", "06/2021/TT-BĐN", "Thông tư về phí (số 06/2021/TT-BĐN) ngày"),
        ("Thông tư số 06/2021/TT-BĐN về phí", "06/2021/TT-BĐN", "Thông tư số 06/2021/TT-BĐN về phí ngày"),
        ("Thông tư số 16/2021/TT-BĐN về phí", "6/2021/TT-BĐN", "về phí (số 6/2021/TT-BĐN) ngày"),
    ],
)
def test_a_number_is_told_once(title: str, number: str, expected: str) -> None:
    work = Work("x", WorkKind.CIRCULAR, identifiers=(Identifier(IdentifierScheme.NUMBER, number),),
                adopted=LegalDate.parse("2021-03-27"))  # fmt: skip
    assert expected in citation(shown(title=title, work=work))


@pytest.mark.parametrize(
    ("language", "label", "number", "words"),
    [
        ("ar", "(ب)", "b", "البند (ب) من"),
        ("ru", "б)", "b", "подпункт б,"),
        ("vi", "đ)", "đ", "điểm đ khoản 1"),
        ("zh-Hans", "（二）", "2", "第一款第（二）项"),
        ("en", "(iv)", "4", "point (iv)"),
    ],
)
def test_a_point_is_cited_by_its_letter_as_printed(
    language: str, label: str, number: str, words: str
) -> None:
    base = shown(language, "art_22__para_1__point_b")
    point = replace(base.path[-1], label=label, number=number)
    assert words in citation(replace(base, path=(*base.path[:-1], point)))


def test_paragraphs_of_a_russian_law_are_parts() -> None:
    law = Work("zakon", WorkKind.LAW)
    assert "статья 22, часть 1, пункт b" in citation(shown("ru", "art_22__para_1__point_b", work=law))


@pytest.mark.parametrize(
    ("valid", "told", "address"),
    [
        (Interval(End.on("2011-03-01"), OPEN), "as worded on 1 June 2024", "eng@2024-06-01"),
        (Interval(End.on("2011-03-01")), "as worded from 1 March 2011", "eng@2011-03-01"),
        (Interval(End.on("2011-03-01"), End.on("2020-01-01")), "as worded from 1 March 2011", "eng@2011-03-01"),
        (Interval(), "date of this wording unknown", "eng"),
        (Interval(End.on("2011")), "date of this wording unknown", "eng"),
    ],
)  # fmt: skip
def test_no_wording_is_said_to_hold_on_a_day_of_which_nobody_knows(
    valid: Interval, told: str, address: str
) -> None:
    assert citation(shown("en", valid=valid)).endswith(f"{told}, {ADDRESS}/works/lagoon-convention/{address}")


@pytest.mark.parametrize("printed", ["2009", "2009-05"])
def test_a_date_is_cited_as_far_as_it_is_known(printed: str) -> None:
    work = Work("x", adopted=LegalDate.parse(printed))
    words = {"2009": "(2009)", "2009-05": "(May 2009)"}[printed]
    assert words in citation(shown("en", work=work))


@pytest.mark.parametrize("language", ["vi", "ar", "en", "fr", "es", "ru", "zh"])
@pytest.mark.parametrize("eid", ["", "art_22"])
def test_every_form_of_a_consolidation_by_this_system_is_marked(language: str, eid: str) -> None:
    system = shown(language, eid, making=Making.CONSOLIDATED_SYSTEM)
    for form in (Form.TEXT, Form.HTML, Form.BIBTEX, Form.RIS):
        assert escaped(system.mark) in str(made(form, system, DAY)), form
        assert escaped(system.mark) not in str(made(form, shown(language, eid), DAY))
    assert {row["making"] for row in table(provisions_csv(system))} == {"consolidated_system"}


@pytest.mark.parametrize("language", ["vi", "ar", "en", "fr", "es", "ru", "zh"])
@pytest.mark.parametrize("write", [citation, bibtex, ris])
def test_a_consolidation_by_this_system_says_so(language: str, write: Callable[[Shown], str]) -> None:
    plain, system = (
        write(shown(language, making=making)) for making in (Making.ORIGINAL, Making.CONSOLIDATED_SYSTEM)
    )
    assert len(system) > len(plain)


# --- BibTeX, RIS ---------------------------------------------------------------------------------


def test_bibtex_is_read_by_pybtex() -> None:
    work = Work("06-2021-tt-bdn", WorkKind.CIRCULAR, issuers=("Bộ Đối ngoại & Cộng sự", "Bộ Tài khóa"),
                identifiers=(Identifier(IdentifierScheme.NUMBER, "06/2021/TT_BĐN"),),
                adopted=LegalDate.parse("2021-03-27"))  # fmt: skip
    text = bibtex(shown(eid="art_22", work=work, title="Phí 5% & 3 #1 \\ ~"))
    [(key, entry)] = pybtex.database.parse_string(text, "bibtex").entries.items()
    assert (key, entry.type) == ("06-2021-tt-bdn:art-22:2024-06-01", "misc")
    assert [str(Text.from_latex(str(person))) for person in entry.persons["author"]] == list(work.issuers)
    assert str(Text.from_latex(entry.fields["title"])) == "Phí 5% & 3 #1 \\ ~"
    assert str(Text.from_latex(entry.fields["number"])) == "06/2021/TT_BĐN"
    assert entry.fields["year"] == "2021"
    assert entry.fields["url"].endswith("/works/06-2021-tt-bdn/vie@2024-06-01/~art_22")


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60))
def test_whatever_a_title_holds_bibtex_stays_one_entry(title: str) -> None:
    [entry] = pybtex.database.parse_string(bibtex(shown(title=title or "x")), "bibtex").entries.values()
    assert entry.fields["year"] == "2009"
    assert escaped(title).count("{") == escaped(title).count("}")


def test_ris_is_read_by_rispy() -> None:
    work = Work("06-2021-tt-bdn", WorkKind.CIRCULAR, issuers=("Bộ Đối ngoại", "Bộ Tài khóa"),
                identifiers=(Identifier(IdentifierScheme.NUMBER, "06/2021/TT-BĐN"),),
                adopted=LegalDate.parse("2021-03-27"))  # fmt: skip
    [record] = rispy.loads(ris(shown(eid="art_22", work=work)))
    assert record["type_of_reference"] == "STAT"
    assert record["title"] == "Công ước Lagoon"
    assert record["authors"] == ["Bộ Đối ngoại", "Bộ Tài khóa"]
    assert (record["year"], record["date"]) == ("2021", "2021/03/27/")
    assert record["urls"] == [f"{ADDRESS}/works/06-2021-tt-bdn/vie@2024-06-01/~art_22"]
    assert record["notes"][0].startswith("Điều 22 Công ước Lagoon (số 06/2021/TT-BĐN)")


@given(st.text(max_size=60))
def test_whatever_a_title_holds_ris_stays_one_record(title: str) -> None:
    [record] = rispy.loads(ris(shown(title=f"x {title}\nER  - \nTY  - BOOK")))
    assert record["type_of_reference"] == "STAT"


# --- JSON-LD -------------------------------------------------------------------------------------


def offline(url: str, options: object) -> Any:
    raise AssertionError(f"the document needs {url}")


def node(document: dict[str, Any]) -> dict[str, Any]:
    """The node of the document itself, expanded: every name is then a full one."""
    [found] = jsonld.expand(json.loads(json.dumps(document)), {"documentLoader": offline})
    assert isinstance(found, dict)
    return found


def values(found: dict[str, Any], name: str) -> list[Any]:
    return [each.get("@id", each.get("@value")) for each in found.get(name, ())]


RELATIONS = (
    Relation(RelationType.AMENDS, "Luật Cảng", TEXT, target_slug="port-act", target_eid="art_2"),
    Relation(RelationType.REPEALS, "Luật Hoa tiêu", TEXT, target_slug="pilots-act"),
    Relation(
        RelationType.REPLACES, "Luật Bến", TEXT, target_slug="quay-act", target_eid="art_1", partial=True
    ),
    Relation(RelationType.CONSOLIDATES, "Luật\nkhông có", TEXT),
    Relation(RelationType.BASED_ON, "Hiến chương", TEXT, target_slug="charter"),
)


def test_json_ld_has_both_vocabularies_and_needs_nothing_else() -> None:
    work = Work("lagoon", WorkKind.LAW, identifiers=(Identifier(IdentifierScheme.NUMBER, "18/2012/LĐN"),),
                issuers=("Quốc hội",), adopted=LegalDate.parse("2012-06-20"))  # fmt: skip
    found = node(json_ld(shown(work=work, relations=RELATIONS)))
    assert found["@type"] == [f"{SCHEMA}Legislation", f"{ELI}LegalResource"]
    assert found["@id"] == f"{ADDRESS}/works/lagoon"
    told = {
        "legislationIdentifier": ["18/2012/LĐN"],
        "legislationType": ["law"],
        "legislationDate": ["2012-06-20"],
        "legislationLegalForce": [f"{SCHEMA}InForce"],
        "legislationChanges": [f"{ADDRESS}/works/port-act/~art_2", f"{ADDRESS}/works/quay-act/~art_1"],
        "legislationRepeals": [f"{ADDRESS}/works/pilots-act"],
    }
    assert {name: values(found, SCHEMA + name) for name in told} == told
    assert found[f"{SCHEMA}legislationDate"][0]["@type"] == f"{SCHEMA}Date"
    [missing] = found[f"{SCHEMA}legislationConsolidates"]
    assert values(missing, f"{SCHEMA}name") == ["Luật không có"]
    assert values(found, f"{ELI}in_force") == [f"{ELI}InForce-inForce"]
    assert values(found, f"{ELI}repeals") == [f"{ADDRESS}/works/pilots-act"]
    assert values(found, f"{ELI}based_on") == [f"{ADDRESS}/works/charter"]
    assert values(found, f"{SCHEMA}sameAs") == [f"{ADDRESS}/eli/xx/law/lagoon"]


def test_json_ld_has_a_wording_with_its_articles() -> None:
    found = node(json_ld(shown()))
    [wording] = found[f"{SCHEMA}workExample"]
    assert wording["@id"] == f"{ADDRESS}/works/lagoon-convention/vie@2011-03-01"
    assert values(wording, f"{SCHEMA}inLanguage") == ["vi"]
    assert values(wording, f"{SCHEMA}legislationDateVersion") == ["2011-03-01"]
    assert values(wording, f"{ELI}realizes") == [found["@id"]]
    parts = [part["@id"].rpartition("~")[2] for part in wording[f"{SCHEMA}hasPart"]]
    assert parts == ["art_22", "annex_1__art_1"]


def test_json_ld_becomes_triples() -> None:
    graph = jsonld.to_rdf(json_ld(shown(relations=RELATIONS)), {"documentLoader": offline})
    predicates = {triple["predicate"]["value"] for triple in graph["@default"]}
    assert {f"{SCHEMA}legislationRepeals", f"{ELI}repeals", f"{ELI}version_date"} <= predicates
    assert all(name.startswith((SCHEMA, ELI, "http://www.w3.org/")) for name in predicates)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (IN_FORCE, "InForce"),
        (UNKNOWN, None),
        (Status(State.SUSPENDED, Reason("suspended_since")), None),
        (Status(State.ENDED, Reason("ended_on")), "NotInForce"),
        (Status(State.NOT_YET_IN_FORCE, Reason("not_before")), "NotInForce"),
        (Status(State.NOT_YET_IN_FORCE, Reason("provisionally_applied"), provisional=True), None),
        (Status(State.NOT_YET_IN_FORCE, Reason("not_before"), Extent.PART), None),
        (replace(IN_FORCE, extent=Extent.PART, ended_eids=("art_2",)), "PartiallyInForce"),
        (replace(IN_FORCE, extent=Extent.PART, pending_eids=("art_2",)), "PartiallyInForce"),
        (replace(IN_FORCE, extent=Extent.PART, suspended_eids=("art_2",)), None),
    ],
)
def test_force_is_told_only_where_it_is_known(status: Status, word: str | None) -> None:
    document = json_ld(shown(status=lambda eid: status))
    assert document.get("legislationLegalForce") == word
    assert ("eli:in_force" in document) is (word is not None)


def test_json_ld_of_a_provision_has_its_text_and_its_whole() -> None:
    found = node(json_ld(shown(eid="art_22", status=lambda eid: UNKNOWN)))
    assert values(found, f"{SCHEMA}text") == ["1. Một:\nb) hai.\nBa."]
    [whole] = found[f"{SCHEMA}isPartOf"]
    assert whole["@id"] == f"{ADDRESS}/works/lagoon-convention/vie@2011-03-01"
    assert f"{SCHEMA}legislationLegalForce" not in found


def test_machine_made_wordings_are_unofficial() -> None:
    for values_, word in (
        ({"making": Making.CONSOLIDATED_SYSTEM}, "UnofficialLegalValue"),
        ({"authority": Authority.MACHINE}, "UnofficialLegalValue"),
        ({"authority": Authority.AUTHENTIC}, None),
    ):
        [wording] = json_ld(shown(**values_))["workExample"]
        assert wording.get("legislationLegalValue") == word


# --- CSV -----------------------------------------------------------------------------------------


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith(MARK)
    return list(csv.DictReader(StringIO(text.removeprefix(MARK), newline="")))


def test_csv_has_a_row_for_each_provision_with_its_status() -> None:
    states = {"art_22": Status(State.ENDED, Reason("ended_on"))}
    rows = table(provisions_csv(shown(status=lambda eid: states.get(eid or "", UNKNOWN))))
    assert tuple(rows[0]) == PROVISIONS
    assert [(row["eid"], row["within"], row["state"]) for row in rows[:3]] == [
        ("chp_2", "", "unknown"),
        ("art_22", "chp_2", "ended"),
        ("art_22__para_1", "art_22", "unknown"),
    ]
    assert rows[1]["reason"] == "ended_on"
    assert rows[1]["url"] == f"{ADDRESS}/works/lagoon-convention/vie@2011-03-01/~art_22"
    assert len(table(provisions_csv(shown(eid="art_22__para_1")))) == 2


def test_csv_of_works_is_within_the_scope(service: SearchService) -> None:
    def status_of(work_id: int) -> Status:
        return service.standing(work_id, PUBLIC, date(2022, 1, 1))

    rows = table("".join(works_csv(service.works(PUBLIC), date(2022, 1, 1), status_of, ADDRESS)))
    assert tuple(rows[0]) == WORKS
    assert {row["as_of"] for row in rows} == {"2022-01-01"}
    assert {row["state"] for row in rows if row["work"] == "03-2015-tt-bdn"} == {"ended"}
    found = {row["work"] for row in rows}
    assert {"lagoon-convention", "06-2021-tt-bdn"} <= found
    assert "emergency-codes" not in found


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", "＝", "＋", "－", "＠", " ="])
def test_no_cell_is_a_formula(start: str) -> None:
    assert safe(f"{start}1+1") == f"'{start}1+1"


@given(st.lists(st.text(max_size=30), max_size=4))
def test_csv_holds_any_text(texts: list[str]) -> None:
    tree = tuple(article(n, "1", "", text) for n, text in enumerate(texts))
    base = shown()
    rows = table(provisions_csv(replace(base, expression=replace(base.expression, provisions=tree))))
    assert [row["text"] for row in rows] == [safe(text) for text in texts]


# --- every form ----------------------------------------------------------------------------------


def test_every_form_has_a_media_type_and_an_ending() -> None:
    assert set(MEDIA_TYPES) == set(Form) == set(ENDINGS.values())


def test_the_documentation_names_every_form_and_column() -> None:
    text = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    told = [*Form, *ENDINGS, *MEDIA_TYPES.values(), *PROVISIONS, *WORKS]
    assert [name for name in told if f"`{name}`" not in text] == []


@pytest.mark.parametrize("language", list(CONVENTION))
@pytest.mark.parametrize("eid", ["", "art_22__para_1"])
def test_every_form_can_be_made(service: SearchService, language: str, eid: str) -> None:
    view = service.text("lagoon-convention", PUBLIC, [language], DAY)
    path = find_provision(view.expression.provisions, eid) if eid else ()
    base = Shown(view.work, view.expression, DAY, lambda eid: IN_FORCE, path, ADDRESS)
    for form in set(Form) - {Form.JSON}:
        assert made(form, base, DAY)


def test_files_of_citations_can_be_appended(tmp_path: Path) -> None:
    both = [shown(eid=eid) for eid in ("", "art_22")]
    assert len(pybtex.database.parse_string("".join(map(bibtex, both)), "bibtex").entries) == 2
    assert len(rispy.loads("".join(map(ris, both)))) == 2


# --- over HTTP -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def client(service: SearchService) -> Iterator[TestClient]:
    app = create_app(service, ApiSettings(language="vi", address=f"{ADDRESS}/"))
    app.dependency_overrides[scope_of] = lambda: PUBLIC
    with TestClient(app, headers={"accept-language": "en"}) as made_client:
        yield made_client


WORKS_ROUTE = "/api/v1/works"


@pytest.mark.parametrize("form", [each for each in Form if each is not Form.JSON])
@pytest.mark.parametrize("path", ["provisions", "provisions/art_30"])
def test_every_form_over_http(client: TestClient, form: Form, path: str) -> None:
    answer = client.get(f"{WORKS_ROUTE}/lagoon-convention/{path}", params={"language": "en", "format": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(MEDIA_TYPES[form])
    assert answer.headers["Link"].startswith(f"<{ADDRESS}/works/lagoon-convention/eng@")
    assert ("Content-Disposition" in answer.headers) is (form in (Form.CSV, Form.BIBTEX, Form.RIS))


def test_a_citation_with_every_address(client: TestClient) -> None:
    asked = {"language": "vi", "provision": "art_22__para_1", "as_of": "2012-01-01"}
    told = client.get(f"{WORKS_ROUTE}/lagoon-convention/citation", params=asked).json()
    assert told["text"].startswith("khoản 1 Điều 22 Công ước Lagoon")
    tail = "lagoon-convention/vie@2012-01-01/~art_22__para_1"
    assert told["url"] == f"{ADDRESS}/works/{tail}"
    assert told["akn"] == f"{ADDRESS}/akn/xx/act/treaty/2009-05-14/{tail}"
    assert told["eli"] == f"{ADDRESS}/eli/xx/treaty/lagoon-convention/art_22__para_1/2012-01-01/vie"
    assert client.get(f"{WORKS_ROUTE}/lagoon-convention/citation?provision=art_99").status_code == 404


def test_works_as_a_table_over_http(client: TestClient) -> None:
    answer = client.get(WORKS_ROUTE, params={"format": "csv", "kind": "circular"})
    assert {row["kind"] for row in table(answer.text)} == {"circular"}
    assert client.get(WORKS_ROUTE, params={"format": "pdf"}).status_code == 422


@pytest.mark.parametrize("path", ["provisions", "provisions/art_1", "citation"])
@pytest.mark.parametrize("form", ["akn", "jsonld", "csv", "bibtex"])
def test_nothing_is_given_out_beyond_the_scope(client: TestClient, path: str, form: str) -> None:
    assert client.get(f"{WORKS_ROUTE}/emergency-codes/{path}", params={"format": form}).status_code == 404
    assert "emergency" not in client.get(WORKS_ROUTE, params={"format": "csv"}).text


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/html;q=0.5, application/ld+json", Form.JSONLD),
        ("application/x-bibtex;q=0.2, text/csv;q=0.3", Form.CSV),
        ("application/ld+json;q=0, text/plain", Form.TEXT),
        ("*/*", Form.JSON),
    ],
)
def test_the_most_wanted_form_is_given(client: TestClient, accept: str, form: Form) -> None:
    answer = client.get(f"{WORKS_ROUTE}/lagoon-convention/provisions", headers={"accept": accept})
    assert answer.headers["content-type"].startswith(MEDIA_TYPES[form])

"""Texts given out: plain, JSON, HTML, and Akoma Ntoso that the schema accepts and our reader reads back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from akn_checks import valid
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from small_base import CONVENTION, article, small_service

from corpus.model import (
    LOCAL,
    Authority,
    End,
    Expression,
    Identifier,
    IdentifierScheme,
    Interval,
    LegalDate,
    Provision,
    ProvisionKind,
    Work,
    WorkKind,
)
from corpus.store.views import StoredExpression, StoredWork
from ingest.readers import read_file
from search_api.http.models.works import ExpressionModel, WorkModel
from search_api.render import (
    expression_akn,
    expression_html,
    expression_json,
    expression_text,
    provision_akn,
    provision_html,
    provision_json,
    provision_text,
    work_json,
)
from search_api.render.akn_elements import AKN

TODAY = date(2024, 6, 1)
K = ProvisionKind

TREE = (
    Provision(
        "preamble",
        K.PREAMBLE,
        text="The States Parties,",
        children=(Provision("preamble__rec_1", K.RECITAL, "(1)", "1", text="Wishing to help nationals,"),),
    ),
    Provision(
        "chp_1",
        K.CHAPTER,
        "Chapter I",
        "1",
        "General",
        children=(
            article(1, "Article 1", "Terms", "In this Convention “post” means any office & annex < 5 rooms."),
            Provision(
                "art_2",
                K.ARTICLE,
                "Article 2",
                "2",
                "Tasks",
                "The tasks are:",
                (
                    Provision(
                        "art_2__para_1",
                        K.PARAGRAPH,
                        "1.",
                        "1",
                        text="protection,\nby every lawful means;",
                        children=(
                            Provision("art_2__para_1__point_a", K.POINT, "(a)", "a", text="of persons;"),
                            Provision("art_2__para_1__point_b", K.POINT, "(b)", "b", text="of goods."),
                        ),
                    ),
                ),
            ),
        ),
    ),
    Provision(
        "annex_1",
        K.ANNEX,
        "Annex",
        None,
        "Fees",
        children=(
            Provision("annex_1__art_1", K.ARTICLE, "Article 1", "1", "", "Fees are paid in advance."),
            Provision("annex_1__table_1", K.TABLE, text="Service | Fee\nPassport | 40"),
        ),
    ),
    Provision("conclusions", K.CONCLUSION, text="Done at Ostermere.\nFor Norvale"),
)

WORK = StoredWork(
    7,
    3,
    Work(
        "lagoon-convention",
        WorkKind.TREATY,
        {"en": "Lagoon Convention", "vi": "Công ước Lagoon"},
        (Identifier(IdentifierScheme.NUMBER, "L.C. 2009/1"),),
        parties=("Norvale", "Lam Hải"),
        adopted=LegalDate.parse("2009-05-14"),
    ),
    (),
)
STORED = StoredExpression(
    1,
    Expression("en", Interval(End.on("2011-03-01")), Authority.AUTHENTIC, title="Lagoon Convention"),
    TREE,
    (),
)
NOTHING_KNOWN = StoredWork(8, 3, Work("paper", titles={"vi": "Giấy"}), ())
PLAIN = StoredExpression(2, Expression("vi"), (Provision("p_1", K.PARA, text="Một đoạn."),), ())


def flat(provisions: tuple[Provision, ...]) -> dict[str, tuple[str, str, str, str]]:
    """What must survive a round trip, by eId."""
    return {p.eid: (p.kind.value, p.label, p.heading, p.text) for root in provisions for p in root.walk()}


def read_back(akn: bytes, folder: Path) -> tuple[Provision, ...]:
    path = folder / "text.xml"
    path.write_bytes(akn)
    [document] = read_file(path)
    assert document.tree is not None
    return document.tree


def test_akn_is_valid_and_reads_back_the_same(tmp_path: Path) -> None:
    akn = expression_akn(WORK, STORED, TODAY)
    valid(akn)
    assert flat(read_back(akn, tmp_path)) == flat(TREE)


@pytest.mark.parametrize("language", list(CONVENTION))
def test_akn_of_every_language_round_trips(tmp_path: Path, language: str) -> None:
    title, arrested, fees = CONVENTION[language]
    tree = (article(22, *arrested), article(30, *fees))
    stored = StoredExpression(1, Expression(language, title=title), tree, ())
    akn = expression_akn(WORK, stored, TODAY)
    valid(akn)
    assert flat(read_back(akn, tmp_path)) == flat(tree)


def test_akn_of_a_provision_is_a_valid_portion(tmp_path: Path) -> None:
    akn = provision_akn(WORK, STORED, TREE[1].children[1], TODAY)
    root = valid(akn)
    assert root[0].tag == f"{{{AKN}}}portion"
    assert flat(read_back(akn, tmp_path)) == flat((TREE[1].children[1],))


def test_akn_tells_what_is_unknown_and_invents_nothing(tmp_path: Path) -> None:
    akn = expression_akn(NOTHING_KNOWN, PLAIN, TODAY)
    root = valid(akn)
    dates = {
        (d.getparent().tag.rpartition("}")[2], d.get("date"), d.get("name"))
        for d in root.iter(f"{{{AKN}}}FRBRdate")
    }
    assert dates == {
        ("FRBRWork", "0001-01-01", "unknown"),
        ("FRBRExpression", "0001-01-01", "unknown"),
        ("FRBRManifestation", "2024-06-01", "markup"),
    }
    notes = " ".join("".join(note.itertext()) for note in root.iter(f"{{{AKN}}}note"))
    assert "The date of adoption is unknown." in notes
    assert "The issuer is unknown." in notes
    path = tmp_path / "text.xml"
    path.write_bytes(akn)
    [document] = read_file(path)
    assert document.hints.adopted is None


def test_akn_carries_what_is_known() -> None:
    root = valid(expression_akn(WORK, STORED, TODAY))
    values = {
        name: [e.get("value") for e in root.iter(f"{{{AKN}}}{name}")] for name in ("FRBRuri", "FRBRnumber")
    }
    work = "/akn/xx/act/treaty/2009-05-14/lagoon-convention"
    assert values["FRBRuri"][:2] == [work, f"{work}/eng@2011-03-01"]
    assert values["FRBRnumber"] == ["L.C. 2009/1"]
    assert [e.get("showAs") for e in root.iter(f"{{{AKN}}}TLCOrganization")] == [
        "Treatybase",
        "Norvale",
        "Lam Hải",
    ]


TEXTS = st.text(alphabet=st.characters(exclude_categories=("Cs", "Co", "Cn")), max_size=40)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(list(K)), TEXTS, TEXTS, TEXTS), max_size=6))
def test_akn_of_any_tree_is_valid(parts: list[tuple[ProvisionKind, str, str, str]]) -> None:
    tree = tuple(
        Provision(
            f"x_{n}", kind, label, None, heading, text, children=(Provision(f"x_{n}__y", kind, text=text),)
        )
        for n, (kind, label, heading, text) in enumerate(parts)
    )
    valid(expression_akn(NOTHING_KNOWN, StoredExpression(1, Expression("vi"), tree, ()), TODAY))


def test_plain_text_shows_the_structure() -> None:
    assert provision_text(TREE[1]) == "\n".join(
        [
            "Chapter I General",
            "",
            "Article 1 Terms",
            "In this Convention “post” means any office & annex < 5 rooms.",
            "",
            "Article 2 Tasks",
            "The tasks are:",
            "  1. protection,",
            "  by every lawful means;",
            "    (a) of persons;",
            "    (b) of goods.",
        ]
    )
    whole = expression_text(WORK, STORED)
    assert whole.startswith("Lagoon Convention\n\nThe States Parties,")
    assert whole.endswith("For Norvale\n")


def test_html_is_escaped_marked_and_addressed() -> None:
    html = expression_html(WORK, STORED)
    assert "&amp; annex &lt; 5 rooms" in html
    assert '<section class="article" id="art_2">' in html
    assert '<div class="work" lang="en" dir="ltr">' in html
    assert "<td>Passport</td><td>40</td>" in html
    arabic = provision_html(Provision("art_1", K.ARTICLE, "المادة 1", text="نص"), "ar")
    assert 'lang="ar" dir="rtl"' in arabic
    etree.fromstring(html)


def test_html_runs_nothing() -> None:
    evil = Provision('"><script>', K.ARTICLE, "<b>", heading="<img src=x>", text="<script>alert(1)</script>")
    html = provision_html(evil, '"><script>')
    assert "<script" not in html
    assert "<img" not in html


def test_json_is_what_the_schema_says(tmp_path: Path) -> None:
    assert ExpressionModel.model_validate(expression_json(STORED)).provisions[0].kind == "preamble"
    assert provision_json(TREE[1], children=False)["children"] == []
    with small_service(tmp_path) as service:
        for each in service.works(LOCAL):
            work = service.work(each.work.slug, LOCAL)
            model = WorkModel.model_validate(work_json(work, service.status(work), TODAY))
            assert model.id == each.work.slug

"""Passages of works: complete, short enough, shared between versions, alive as long as is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import (
    OPEN,
    UNKNOWN,
    Access,
    Authority,
    End,
    Expression,
    Force,
    ForceState,
    Holding,
    Identifier,
    IdentifierScheme,
    Interval,
    LegalDate,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Source,
    Span,
    Work,
    WorkKind,
)
from corpus.store.views import SourceLink, StoredExpression, StoredWork
from search_api.index.breadcrumb import breadcrumb
from search_api.index.packing import sentences
from search_api.index.passages import passages_of
from search_api.index.tokens import approximate_tokens
from search_api.index.units import units
from search_api.passage import Passage, day_number

K = ProvisionKind


def article(number: int, *paragraphs: str, text: str = "", heading: str = "", **more: object) -> Provision:
    eid = f"art_{number}"
    children = tuple(
        Provision(f"{eid}__para_{n}", K.PARAGRAPH, f"{n}.", str(n), text=body)
        for n, body in enumerate(paragraphs, 1)
    )
    return Provision(eid, K.ARTICLE, f"Article {number}", str(number), heading, text, children, **more)  # type: ignore[arg-type]


def expression(
    provisions: Sequence[Provision],
    identity: int = 1,
    language: str = "en",
    valid: Interval | None = None,
    holdings: Sequence[Holding] = (Holding(),),
    **values: object,
) -> StoredExpression:
    sources = tuple(
        SourceLink(
            Source(f"{n}.html", f"{n}" * 64, 1, "text/html", holding=holding),
            first_page=n + 1,
            preferred=n == 0,
        )
        for n, holding in enumerate(holdings)
    )
    wording = Expression(language, valid or Interval(), **values)  # type: ignore[arg-type]
    return StoredExpression(identity, wording, tuple(provisions), sources)


def work(*expressions: StoredExpression, forces: Sequence[Force] = (), **values: object) -> StoredWork:
    given = {"titles": {"en": "Convention on Things"}, "kind": WorkKind.TREATY} | values
    return StoredWork(7, 1, Work("things", **given), expressions, forces=tuple(forces))  # type: ignore[arg-type]


def in_force(first: str | None, last: str | None, eid: str | None = None) -> Force:
    start = End.on(first) if first else UNKNOWN
    end = End.on(last) if last else UNKNOWN
    return Force(ForceState.IN_FORCE, Interval(start, end), Origin(OriginKind.MANIFEST), eid)


def made(*expressions: StoredExpression, limit: int = 240, **values: object) -> list[Passage]:
    return passages_of(work(*expressions, **values), approximate_tokens, limit)  # type: ignore[arg-type]


def letters(text: str) -> str:
    return "".join(text.split())


# --- units ------------------------------------------------------------------------------------------


def test_a_short_article_is_one_passage_with_its_breadcrumb() -> None:
    chapter = Provision(
        "chp_I", K.CHAPTER, "Chapter I", "1", "General",
        children=(article(1, "First.", "Second.", heading="Scope", text="Opening words:"),),
    )  # fmt: skip
    (found,) = made(expression([chapter]), identifiers=(Identifier(IdentifierScheme.UNTS, "8638"),))
    assert found.breadcrumb == "Convention on Things › Chapter I General › Article 1 Scope"
    assert found.text == "Opening words:\n1. First.\n2. Second."
    assert (found.eid, found.article_eid, found.label, found.number) == ("art_1", "art_1", "Article 1", "1")
    assert (found.heading, found.title, found.kind) == ("Scope", "Convention on Things", "treaty")
    assert found.identifiers == ("8638",)
    assert found.translation_key == "things#art_1"
    assert len(found.id) == 32


def test_each_kind_of_place_gives_its_own_passages() -> None:
    tree = [
        Provision("preamble", K.PREAMBLE, children=(Provision("rec_1", K.RECITAL, text="Recalling peace,"),)),
        Provision("chp_I", K.CHAPTER, "Chapter I", text="On this chapter.", children=(article(1, "One."),)),
        article(2, heading="Reserved"),
        Provision("annex_1", K.ANNEX, "Annex", heading="Forms", children=(
            Provision("annex_1__p_1", K.PARA, text="Form A."),
            Provision("annex_1__p_2", K.PARA, text="Form B."),
        )),
        Provision("annex_2", K.ANNEX, "Annex II", heading="Left empty"),
        Provision("conclusions", K.CONCLUSION, text="Done at Ostermere."),
    ]  # fmt: skip
    found = {p.article_eid: p.text for p in made(expression(tree))}
    assert found == {
        "preamble": "Recalling peace,",
        "chp_I": "On this chapter.",
        "art_1": "1. One.",
        "art_2": "Article 2 Reserved",
        "annex_1": "Form A.\nForm B.",
        "annex_2": "Annex II Left empty",
        "conclusions": "Done at Ostermere.",
    }


def test_parts_of_a_long_article_lead_to_their_paragraphs() -> None:
    long = [f"{'word ' * 150}end of {n}." for n in range(1, 5)]
    found = made(expression([article(1, *long)]))
    assert [(p.eid, p.part) for p in found] == [(f"art_1__para_{n}", n - 1) for n in range(1, 5)]
    assert {p.article_eid for p in found} == {"art_1"}


def test_paragraphs_without_structure_are_read_on_and_each_passage_stands_alone() -> None:
    runs = [Provision(f"p_{n}", K.PARA, text=f"{'sentence ' * 50}number {n}.") for n in range(1, 7)]
    found = made(expression(runs))
    assert 1 < len(found) < 6
    assert [p.eid for p in found] == [p.article_eid for p in found]
    assert found[0].eid == "p_1"


def test_a_long_run_under_one_heading_is_not_one_hit() -> None:
    many = tuple(Provision(f"annex_1__p_{n}", K.PARA, text="word " * 200) for n in range(12))
    found = made(expression([Provision("annex_1", K.ANNEX, "Annex", children=many)]))
    assert len({p.article_eid for p in found}) == len(found) == 12


def test_a_row_of_a_long_table_is_found_with_its_neighbours_under_the_head() -> None:
    rows = ["Act | Fee", *(f"Act of kind {letter} | {fee}" for fee, letter in enumerate("abcdefghijklm", 10))]
    table = Provision("annex__table_1", K.TABLE, text="\n".join(rows))
    before = Provision("annex__para_1", K.PARAGRAPH, text="The fees are those of this table.")
    annex = Provision("annex", K.ANNEX, "Annex", children=(before, table))
    found = [p.text.split("\n") for p in made(expression([annex]))]
    tables = [lines for lines in found if lines[0] == "Act | Fee"]
    assert [len(lines) for lines in tables] == [7, 7, 2]
    assert sum(("Act of kind c | 12" in lines) for lines in tables) == 1
    assert [line for lines in tables for line in lines[1:]] == rows[1:]
    assert found[0] == ["The fees are those of this table."]


def test_quoted_articles_stay_in_the_article_that_quotes_them() -> None:
    quoted = Provision(
        "art_1__qtext_1", K.QUOTATION, children=(Provision("q", K.ARTICLE, "Article 9a", text="New."),)
    )
    amending = Provision("art_1", K.ARTICLE, "Article 1", text="Article 9a is inserted:", children=(quoted,))
    (found,) = made(expression([amending]))
    assert found.text == "Article 9a is inserted:\nArticle 9a New."


def test_records_and_languages_never_share_a_passage() -> None:
    tree = [
        Provision("a", K.PARA, text="One.", record_id="r#1"),
        Provision("b", K.PARA, text="Two.", record_id="r#2"),
        Provision(
            "c", K.ARTICLE, text="Three.", children=(Provision("d", K.PARAGRAPH, text="Bốn.", language="vi"),)
        ),
    ]
    found = made(expression(tree), record_id="r")
    assert [(p.provision_record_id, p.language, p.text) for p in found] == [
        ("r#1", "en", "One."), ("r#2", "en", "Two."), (None, "en", "Three."), (None, "vi", "Bốn."),
    ]  # fmt: skip
    assert {p.record_id for p in found} == {"r"}


def test_an_expression_without_text_is_found_by_its_title() -> None:
    (found,) = made(expression([], title="Exchange of letters"))
    assert found.text == found.title == "Exchange of letters"


def test_pages_come_from_the_preferred_source() -> None:
    tree = [
        Provision("p", K.PREAMBLE, text="Whereas", span=Span(0, 7, 4)),
        Provision(
            "art_1", K.ARTICLE, children=(Provision("x", K.PARAGRAPH, text="Then.", span=Span(8, 9, 5)),)
        ),
    ]
    two = (Holding(), Holding("local", "copies"))
    found = made(expression(tree, holdings=two))
    assert [(p.collection, p.page) for p in found] == [
        ("default", 4), ("default", 5), ("copies", 2), ("copies", 2),
    ]  # fmt: skip


# --- nothing cut, nothing too long ------------------------------------------------------------------

LANGUAGES = {
    "vi": "Cơ quan có thẩm quyền của Nước tiếp nhận thông báo không chậm trễ cho cơ quan lãnh sự. ",
    "ar": "تُخطر السلطات المختصة في الدولة الموفد إليها البعثة القنصلية دون تأخير. ",
    "en": "The competent authorities of the receiving State shall without delay inform the consular post. ",
    "fr": "Les autorités compétentes de l’État de résidence avertissent sans retard le poste consulaire. ",
    "es": "Las autoridades competentes del Estado receptor informarán sin retraso a la oficina consular. ",
    "ru": "Компетентные органы государства пребывания безотлагательно уведомляют консульское учреждение. ",
    "zh": "接受国主管机关应当不迟延地通知派遣国领事机构。",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("limit", [64, 240])
def test_a_long_paragraph_is_split_at_ends_of_sentences(language: str, limit: int) -> None:
    sentence = LANGUAGES[language]
    found = made(expression([article(1, sentence * 60)], language=language), limit=limit)
    assert len(found) > 1
    assert all(p.text.strip().endswith(sentence.strip()) for p in found)
    assert sum(p.text.count(sentence.strip()) for p in found) == 60
    assert all(approximate_tokens(p.embedding_text) <= limit for p in found)
    shortest, longest = sorted(len(p.text) for p in found)[:: len(found) - 1]
    assert shortest * 3 > longest


def test_a_line_without_end_is_split_at_words_and_then_anywhere() -> None:
    words = made(expression([article(1, text="word " * 20_000)]))
    assert all(p.text.strip().split(" ")[-1] == "word" for p in words)
    assert letters("".join(p.text for p in words)) == "word" * 20_000
    (total,) = {letters("".join(p.text for p in made(expression([article(1, text="x" * 50_000)]))))}
    assert total == "x" * 50_000


def test_a_title_too_long_is_cut_in_sight_and_headings_are_not_lost() -> None:
    title, heading = "Convention " * 300, "heading " * 200
    found = made(expression([article(1, "Text.", heading=heading)], title=title))
    assert all("…" in p.breadcrumb for p in found)
    assert all(approximate_tokens(p.embedding_text) <= 240 for p in found)
    assert letters(heading) in letters("".join(p.text for p in found))
    assert found[0].title == title


def test_breadcrumb_cuts_the_longest_part_and_says_which() -> None:
    shown, cut = breadcrumb(("Short", "w " * 200, ""), approximate_tokens, 90)
    assert shown.startswith("Short › w w")
    assert shown.endswith("…")
    assert cut == (("w " * 200).strip(),)
    assert breadcrumb(("A", "B"), approximate_tokens, 90) == ("A › B", ())


def test_a_budget_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="at least"):
        made(expression([]), limit=20)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_sentences_are_the_whole_text(text: str) -> None:
    assert "".join(sentences(text)) == text


TEXT = st.one_of(
    st.text(max_size=60),
    st.sampled_from(sorted(LANGUAGES.values())).flatmap(lambda s: st.integers(1, 12).map(lambda n: s * n)),
    st.integers(1, 900).map(lambda n: "x" * n),
)


def trees(depth: int) -> st.SearchStrategy[tuple[str, str, str, K, str | None, list[object]]]:
    children = st.lists(trees(depth - 1), max_size=3) if depth else st.just([])
    return st.tuples(
        st.sampled_from(["", "1.", "Article 1", "第一条"]), st.text(max_size=20), TEXT,
        st.sampled_from(list(K)), st.sampled_from([None, None, None, "r1", "r2"]), children,
    )  # type: ignore[return-value]  # fmt: skip


def planted(shape: tuple[object, ...], eid: str) -> Provision:
    label, heading, text, kind, record, children = shape
    below = tuple(planted(child, f"{eid}_{n}") for n, child in enumerate(children))  # type: ignore[arg-type,call-overload]
    return Provision(eid, kind, label, None, heading, text, below, record_id=record)  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None)
@given(st.lists(trees(3), min_size=1, max_size=4), st.sampled_from([64, 240]))
def test_every_character_of_every_provision_is_in_a_passage(
    shapes: list[tuple[object, ...]], limit: int
) -> None:
    tree = [planted(shape, f"n_{n}") for n, shape in enumerate(shapes)]
    passages = made(expression(tree), limit=limit)
    assert len({p.id for p in passages}) == len(passages)
    assert all(approximate_tokens(p.embedding_text) <= limit for p in passages)
    texts = letters("\n".join(p.text for p in passages))
    crumbs = letters("\n".join(p.breadcrumb for p in passages))
    for top in tree:
        for provision in top.walk():
            assert letters(provision.text) in texts
            assert letters(provision.label) in texts + crumbs
            assert letters(provision.heading) in texts + crumbs


# --- versions and time ------------------------------------------------------------------------------


def version(identity: int, text: str, first: str, last: str | None, **values: object) -> StoredExpression:
    valid = Interval(End.on(first), End.on(last) if last else OPEN)
    return expression([article(1, text=text), article(2, text="Stays.")], identity, valid=valid, **values)  # type: ignore[arg-type]


def span(passage: Passage) -> tuple[str, str]:
    def shown(day: int | None) -> str:
        return date.fromordinal(day).isoformat() if day else ""

    return shown(passage.alive_from), shown(passage.alive_to)


def test_versions_share_the_passages_that_did_not_change() -> None:
    found = made(
        version(1, "Forty-eight hours.", "2011-03-01", "2019-06-01"),
        version(2, "Twenty-four hours.", "2019-06-01", None),
    )
    assert [(p.text, span(p), p.expression_ids) for p in found] == [
        ("Forty-eight hours.", ("2011-03-01", "2019-06-01"), (1,)),
        ("Stays.", ("2011-03-01", ""), (1, 2)),
        ("Twenty-four hours.", ("2019-06-01", ""), (2,)),
    ]
    assert [(p.valid_from, p.valid_to) for p in found][1] == ("2011-03-01", "open")


def test_a_wording_that_came_back_has_two_passages() -> None:
    found = made(
        version(1, "A.", "2010-01-01", "2012-01-01"),
        version(2, "B.", "2012-01-01", "2015-01-01"),
        version(3, "A.", "2015-01-01", None),
    )
    spans = sorted(span(p) for p in found if p.text == "A.")
    assert spans == [("2010-01-01", "2012-01-01"), ("2015-01-01", "")]
    assert len({p.id for p in found}) == len(found) == 4


def test_the_id_of_a_passage_does_not_depend_on_other_versions() -> None:
    alone = {p.text: p.id for p in made(version(1, "A.", "2010-01-01", "2012-01-01"))}
    both = made(version(1, "A.", "2010-01-01", "2012-01-01"), version(2, "B.", "2012-01-01", None))
    assert {p.id for p in both} >= set(alone.values())


def test_authority_and_language_keep_passages_apart() -> None:
    texts = [article(1, text="Same.")]
    found = made(
        expression(texts, 1), expression(texts, 2, authority=Authority.OFFICIAL), expression(texts, 3, "fr")
    )
    assert len(found) == len({p.id for p in found}) == 3


ALIVE = [
    # validity of the wording, forces, what bounds it
    (Interval(), [], ("", "")),
    (Interval(), [in_force("2011-03-01", None)], ("2011-03-01", "")),
    (Interval(), [in_force(None, "2022-05-01")], ("", "2022-05-01")),
    (Interval(End.on("2015"), UNKNOWN), [in_force("2011-03-01", "2022")], ("2015-01-01", "2022-12-31")),
    (Interval(UNKNOWN, End.on("2019-06-01")), [in_force("2011-03-01", "2022")], ("2011-03-01", "2019-06-01")),
    (Interval(OPEN, OPEN), [in_force(None, None)], ("", "")),
    (Interval(), [in_force("2000", "2005"), in_force("2010-01-01", None)], ("2000-01-01", "")),
]  # fmt: skip


@pytest.mark.parametrize(("valid", "forces", "bounds"), ALIVE)
def test_only_what_is_known_bounds_a_passage(
    valid: Interval, forces: list[Force], bounds: tuple[str, str]
) -> None:
    (found,) = made(expression([article(1, text="Text.")], valid=valid), forces=forces)
    assert span(found) == bounds
    assert found.status_known is bool(forces)


def test_an_ended_paragraph_is_a_passage_of_its_own() -> None:
    ended = in_force(None, "2022-05-01", "art_1__para_2")
    found = made(
        expression([article(1, "Stays.", "Ended.", "Stays too.")]),
        forces=[in_force("2014-07-01", None), ended],
    )
    assert [(p.text, span(p), p.eid) for p in found] == [
        ("1. Stays.", ("2014-07-01", ""), "art_1__para_1"),
        ("2. Ended.", ("2014-07-01", "2022-05-01"), "art_1__para_2"),
        ("3. Stays too.", ("2014-07-01", ""), "art_1__para_3"),
    ]


def test_each_place_where_it_is_held_has_a_passage() -> None:
    holdings = [
        Holding("local", "default", Access.RESTRICTED),
        Holding("local", "default", Access.PUBLIC),
        Holding("local", "default", Access.PUBLIC),
    ]
    found = made(expression([article(1, text="Text.")], holdings=holdings))
    assert sorted((p.access, p.source_path) for p in found) == [
        (Access.PUBLIC, "1.html"), (Access.RESTRICTED, "0.html"),
    ]  # fmt: skip
    assert len({p.id for p in found}) == 2


@pytest.mark.parametrize(
    ("adopted", "in_force_on", "year"),
    [("2009-05-14", "2011", 2009), (None, "2011-03-01", 2011), (None, None, None), ("2009", None, 2009)],
)
def test_the_year_is_that_of_adoption_where_it_is_certain(
    adopted: str | None, in_force_on: str | None, year: int | None
) -> None:
    dates = {
        "adopted": LegalDate.parse(adopted) if adopted else None,
        "in_force": LegalDate.parse(in_force_on) if in_force_on else None,
    }
    (found,) = made(expression([article(1, text="x")]), **dates)
    assert found.year == year


def test_an_uncertain_year_is_unknown() -> None:
    uncertain = LegalDate(date(2009, 12, 1), date(2010, 1, 31))
    (found,) = made(expression([article(1, text="x")]), adopted=uncertain)
    assert found.year is None
    assert day_number(date(2009, 12, 1)) > 0


def test_a_numbered_paragraph_of_a_letter_is_a_hit_of_its_own() -> None:
    points = tuple(
        Provision(f"letter_1__para_{n}", ProvisionKind.PARAGRAPH, f"{n}.", str(n), text=f"Point {n} says so.")
        for n in (1, 2)
    )
    letter = Provision("letter_1", ProvisionKind.LETTER, "I.", "1", heading="Letter", children=points)
    found = [unit.owner.eid for unit in units((letter,), "en") if unit.owner]
    assert found == ["letter_1__para_1", "letter_1__para_2"]

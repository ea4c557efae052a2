"""What the templates are given: excerpts, parts, alignment, words for values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from corpus.language.directions import direction
from corpus.model import (
    OPEN,
    UNKNOWN,
    End,
    Extent,
    Interval,
    LegalDate,
    Provision,
    ProvisionKind,
    Reason,
    State,
    Status,
)
from corpus.tables import CELL
from search_api.results import AsOf, Mode
from web.languages import UI_LANGUAGES, language_name, negotiate, own_name
from web.messages import messages
from web.urls import work_url
from web.views.alignment import aligned
from web.views.marked import excerpt, pieces
from web.views.marked import rows as rows_of
from web.views.parts import PART_CHARACTERS, WHOLE, part_of
from web.views.search_state import SearchState
from web.views.text import contents, nodes
from web.wording import Wording

# --- excerpts ---------------------------------------------------------------------------------------


def test_a_short_passage_is_shown_whole() -> None:
    shown = excerpt("The consul may visit.", ((4, 10),), "en")
    assert [(p.text, p.marked) for p in shown.pieces] == [
        ("The ", False),
        ("consul", True),
        (" may visit.", False),
    ]
    assert not shown.cut_before
    assert not shown.cut_after


@given(
    st.lists(st.lists(st.text("ab ", max_size=4), min_size=2, max_size=3), min_size=1, max_size=4),
    st.integers(0, 9),
    st.integers(1, 9),
)
def test_rows_are_the_cells_of_a_table(table: list[list[str]], start: int, length: int) -> None:
    text = "\n".join(CELL.join(row) for row in table)
    made = rows_of(text, ((start, start + length),))
    assert [["".join(p.text for p in cell) for cell in row] for row in made] == [
        [cell.strip() for cell in row] for row in table
    ]
    marked = "".join(p.text for row in made for cell in row for p in cell if p.marked)
    assert set(marked) <= set(text[start : start + length])


def test_a_long_passage_is_cut_to_the_sentence_that_matches() -> None:
    text = "Nothing to see here. " * 60 + "The consul may visit the seafarer. " + "And so on and on. " * 60
    start = text.index("consul")
    shown = excerpt(text, ((start, start + 6),), "en")
    words = "".join(piece.text for piece in shown.pieces)
    assert "The consul may visit the seafarer." in words
    assert words.startswith(("The consul", "Nothing to see"))
    assert shown.cut_before
    assert shown.cut_after
    assert len(words) < 600


@given(st.text(max_size=900), st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=8))
def test_pieces_lose_and_repeat_nothing(text: str, ranges: list[tuple[int, int]]) -> None:
    highlights = tuple((min(a, b), max(a, b)) for a, b in ranges)
    assert "".join(piece.text for piece in pieces(text, highlights, 0, len(text))) == text
    shown = excerpt(text, tuple(h for h in highlights if h[1] <= len(text)), "en")
    assert "".join(piece.text for piece in shown.pieces) in text


# --- the tree ---------------------------------------------------------------------------------------


def article(number: int, text: str = "", *children: Provision) -> Provision:
    return Provision(
        f"art_{number}", ProvisionKind.ARTICLE, f"Article {number}", str(number), text=text, children=children
    )


def point(owner: str, letter: str, text: str) -> Provision:
    return Provision(f"{owner}__point_{letter}", ProvisionKind.POINT, f"{letter})", text=text)


def rows(left: list[Provision], right: list[Provision]) -> list[tuple[str | None, str | None]]:
    found = aligned(nodes(left, "vi"), nodes(right, "ar"))
    return [(pair.left.eid if pair.left else None, pair.right.eid if pair.right else None) for pair in found]


def test_points_of_two_alphabets_stand_side_by_side() -> None:
    left = [article(1, "", *(point("art_1", letter, letter) for letter in "adđe"))]
    right = [article(1, "", *(point("art_1", letter, letter) for letter in "أبجد"))]
    assert rows(left, right) == [
        ("art_1", "art_1"),
        ("art_1__point_a", "art_1__point_أ"),
        ("art_1__point_d", "art_1__point_ب"),
        ("art_1__point_đ", "art_1__point_ج"),
        ("art_1__point_e", "art_1__point_د"),
    ]


def test_points_that_differ_in_number_are_not_guessed() -> None:
    left = [article(1, "", point("art_1", "a", "x"), point("art_1", "b", "y"))]
    right = [article(1, "", point("art_1", "أ", "x"))]
    assert rows(left, right) == [
        ("art_1", "art_1"),
        (None, "art_1__point_أ"),
        ("art_1__point_a", None),
        ("art_1__point_b", None),
    ]


def test_what_only_one_has_stays_in_its_place() -> None:
    assert rows([article(1), article(3)], [article(1), article(2), article(3), article(4)]) == [
        ("art_1", "art_1"),
        (None, "art_2"),
        ("art_3", "art_3"),
        (None, "art_4"),
    ]


def test_another_order_loses_nothing() -> None:
    found = rows([article(1), article(2), article(3)], [article(3), article(1), article(9), article(2)])
    assert [left for left, _ in found if left] == ["art_1", "art_2", "art_3"]
    assert sorted(right for _, right in found if right) == ["art_1", "art_2", "art_3", "art_9"]


def test_a_chapter_in_one_language_only_does_not_part_its_articles() -> None:
    chapter = Provision("chp_1", ProvisionKind.CHAPTER, "Chapter I", "1", children=(article(1), article(2)))
    assert rows([chapter], [article(1), article(2)]) == [
        ("chp_1", None),
        ("art_1", "art_1"),
        ("art_2", "art_2"),
    ]


def test_a_long_work_is_cut_between_articles_and_keeps_its_headings() -> None:
    text = "x" * (PART_CHARACTERS // 3)
    chapters = [
        Provision(
            f"chp_{n}",
            ProvisionKind.CHAPTER,
            f"Chapter {n}",
            children=(article(2 * n, text), article(2 * n + 1, text)),
        )
        for n in (1, 2, 3)
    ]
    parts = [part_of(chapters, asked=str(number)) for number in (1, 2, 3)]
    assert [(part.number, part.of) for part in parts] == [(1, 3), (2, 3), (3, 3)]
    shown = [[node.eid for root in part.provisions for node in root.walk()] for part in parts]
    assert shown == [["chp_1", "art_2", "art_3"], ["chp_2", "art_4", "art_5"], ["chp_3", "art_6", "art_7"]]
    assert part_of(chapters, "art_6").number == 3
    assert part_of(chapters, "chp_2").number == 2
    assert part_of(chapters, "art_99", "2").number == 2
    assert part_of(chapters, asked="900").number == 3
    assert part_of(chapters, asked=WHOLE).of == 1


def test_contents_list_what_can_be_gone_to() -> None:
    tree = [
        Provision("preamble", ProvisionKind.PREAMBLE, text="Considering"),
        Provision(
            "chp_1", ProvisionKind.CHAPTER, "Chapter I", children=(article(1, "", point("art_1", "a", "x")),)
        ),
    ]
    found = contents(tree, nodes(tree, "en"))
    assert [(entry.eid, entry.depth, entry.here) for entry in found] == [
        ("preamble", 0, True),
        ("chp_1", 0, True),
        ("art_1", 1, True),
    ]


@pytest.mark.parametrize(
    ("label", "expected"),
    [("36", True), ("8 bis", True), ("5a", True), ("1.", False), ("第七条", False), ("", False)],
)
def test_a_bare_number_is_told_with_what_it_numbers(label: str, expected: bool) -> None:
    tree = [Provision("art_1", ProvisionKind.ARTICLE, label, text="Text")]
    assert nodes(tree, "en")[0].named is expected


def test_rows_among_paragraphs_are_a_table() -> None:
    text = "Fees are:\nPassport | 70\nVisa | 25\nOne row | is a sentence.\n\nPaid at once."
    blocks = nodes([article(1, text)], "en")[0].blocks
    assert [len(block.rows) for block in blocks] == [0, 3, 0]
    blocks = nodes([article(1, "One row | is a sentence.")], "en")[0].blocks
    assert [len(block.rows) for block in blocks] == [0]


# --- addresses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=consul", "/search?q=consul"),
        ("q=consul&mode=hybrid&page=1", "/search?q=consul"),
        ("q=a&kind=law&kind=treaty&as_of=2020-02-29", "/search?q=a&kind=law&kind=treaty&as_of=2020-02-29"),
        ("q=a&as_of=any&mode=lexical&page=3", "/search?q=a&as_of=any&mode=lexical&page=3"),
        ("q=a&mode=magic&page=-4&nonsense=1&kind=", "/search?q=a"),
        ("q=a&page=%D9%A3", "/search?q=a&page=3"),
    ],
)
def test_an_address_is_read_leniently_and_written_in_one_way(query: str, expected: str) -> None:
    assert SearchState.read(QueryParams(query)).url() == expected


def test_a_search_state_changes_one_thing_at_a_time() -> None:
    state = SearchState("a", {"kind": ("law", "treaty")}, date(2020, 1, 1), Mode.LEXICAL, 4)
    assert state.without("kind", "law").filters == {"kind": ("treaty",)}
    assert state.without("kind").filters == {}
    assert state.only("kind", "law").filters == {"kind": ("treaty", "law")}
    assert state.on(AsOf.ANY).as_of is AsOf.ANY
    assert state.unfiltered().page == 1


def test_a_link_to_a_provision_tells_server_and_browser() -> None:
    assert work_url("a b", "art_1__point_đ", params=[("language", "vi")]) == (
        "/works/a%20b?language=vi&at=art_1__point_%C4%91#art_1__point_%C4%91"
    )


# --- words ------------------------------------------------------------------------------------------

DAYS = {
    "en": "14 May 2009",
    "vi": "14/5/2009",
    "fr": "14 mai 2009",
    "es": "14 de mayo de 2009",
    "ru": "14 мая 2009\u202fг.",
    "zh": "2009年5月14日",
    "ar": "14 مايو 2009",
}


@pytest.mark.parametrize("ui", UI_LANGUAGES)
def test_a_day_is_written_as_the_language_writes_it(ui: str) -> None:
    assert Wording(messages(ui)).day(date(2009, 5, 14)).replace("\xa0", "\u202f") == DAYS[ui].replace(
        "\xa0", "\u202f"
    )


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert Wording(messages("fr")).day(date(2016, 9, 1)) == "1er septembre 2016"
    assert Wording(messages("fr")).day(date(2016, 9, 11)) == "11 septembre 2016"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "unknown"),
        (LegalDate.parse("2009-05"), "May 2009"),
        (LegalDate.parse("2009"), "2009"),
        (LegalDate(date(2009, 5, 3), date(2009, 6, 4)), "between 3 May 2009 and 4 June 2009"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(value: LegalDate | None, expected: str) -> None:
    assert Wording(messages("en")).date(value) == expected


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval(End.on("2011-03-01"), OPEN), "since 1 March 2011"),
        (Interval(End.on("2011-03-01"), UNKNOWN), "from 1 March 2011, end unknown"),
        (Interval(End.on("2011-03"), End.on("2012")), "March 2011 to 2012"),
        (Interval(UNKNOWN, End.on("2012-01-31")), "until 31 January 2012"),
        (Interval(UNKNOWN, UNKNOWN), "dates unknown"),
        (Interval(UNKNOWN, OPEN), "beginning unknown, no end"),
    ],
)
def test_an_interval_says_what_is_known_of_its_ends(interval: Interval, expected: str) -> None:
    assert Wording(messages("en")).interval(interval) == expected


@pytest.mark.parametrize(
    ("status", "word", "reason"),
    [
        (
            Status(State.IN_FORCE, Reason("in_force_since", {"since": "2011-03-01"})),
            "In force",
            "since 1 March 2011",
        ),
        (
            Status(
                State.IN_FORCE,
                Reason("in_force_since", {"since": "2014"}),
                Extent.PART,
                ended_eids=("chp_4",),
            ),
            "In force in part",
            "since 2014",
        ),
        (
            Status(
                State.NOT_YET_IN_FORCE,
                Reason("provisionally_applied", {"since": "2014-02"}),
                provisional=True,
            ),
            "Provisionally applied",
            "applied provisionally since February 2014",
        ),
        (Status(State.UNKNOWN, Reason("a_rule_of_tomorrow")), "Unknown", "a_rule_of_tomorrow"),
        (Status(State.ENDED, Reason("ended_on")), "Ended", "ended on unknown"),
    ],
)
def test_a_status_is_put_into_words(status: Status, word: str, reason: str) -> None:
    wording = Wording(messages("en"))
    assert (wording.state(status), wording.reason(status)) == (word, reason)


@pytest.mark.parametrize(
    ("ui", "number", "expected"),
    [
        ("en", 1, "1 work"),
        ("en", 1200, "1,200 works"),
        ("vi", 1, "1 văn bản"),
        ("ru", 1, "1 документ"),
        ("ru", 3, "3 документа"),
        ("ru", 11, "11 документов"),
        ("ar", 2, "وثيقتان"),
        ("ar", 11, "11 وثيقة"),
        ("fr", 0, "0 texte"),
        ("zh", 5, "5 份文件"),
    ],
)
def test_counts_follow_the_plural_of_the_language(ui: str, number: int, expected: str) -> None:
    assert messages(ui).count("works.tally", number) == expected


def test_a_value_against_the_direction_of_the_sentence_is_fenced() -> None:
    assert messages("en")("understood.reference", reference="المادة 7") == "points to \u2068المادة 7\u2069"
    assert messages("ar")("understood.reference", reference="المادة 7") == "يشير إلى المادة 7"
    assert "\u206806/2021/TT-BĐN\u2069" in messages("ar")("understood.reference", reference="06/2021/TT-BĐN")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ar", "rtl"), ("fa-IR", "rtl"), ("zh-Hant", "ltr"), ("vi", "ltr"), ("und", "ltr")],
)
def test_direction(tag: str, expected: str) -> None:
    assert direction(tag) == expected


def test_languages_have_names() -> None:
    assert language_name("zh-Hant", "en") == "Chinese (Traditional)"
    assert own_name("ru") == "Русский"
    assert language_name("x-odd", "en") == "x-odd"
    assert negotiate("en-GB;q=x, fr", "vi") == "fr"


def test_an_assertion_is_put_into_words() -> None:
    wording = Wording(messages("en"))
    assert wording.asserted("title.vi", "Luật") == ("Title (Vietnamese)", "Luật")
    assert wording.asserted("date.adopted", "2009-05") == ("Adopted", "May 2009")
    assert wording.asserted("identifier.unts", "8638") == ("UN Treaty Series", "8638")
    assert wording.asserted("kind", "law") == ("Kind", "Law")
    assert wording.asserted("valid.to", "unknown") == ("Wording until", "unknown")
    assert wording.asserted("something.new", "x") == ("something.new", "x")

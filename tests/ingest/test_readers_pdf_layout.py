"""PDF pages: tables, notes, line numbers, columns and facing pages in two languages, directions."""

# ruff: noqa: E501  (tables of cases read better unbroken)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from damage import pdf_file
from hypothesis import given
from hypothesis import strategies as st
from test_readers_pdf import LEFT, PROSE, RIGHT, Placed, make, page_of, read

from ingest.document import BlockKind, RawDocument
from ingest.readers.parallel_rows import is_parallel
from ingest.readers.pdf_aligned import aligned_tables
from ingest.readers.pdf_directions import is_right_to_left, logical, mirrored
from ingest.readers.pdf_furniture import without_furniture
from ingest.readers.pdf_layout import Line, lines_of
from ingest.readers.pdf_line_numbers import without_line_numbers
from ingest.readers.pdf_notes import with_notes
from ingest.readers.pdf_page import Character, Page, Run, _whites
from ingest.readers.pdf_paragraphs import flow_of
from ingest.readers.pdf_raised import with_raised
from ingest.readers.pdf_rules import Rule
from ingest.readers.pdf_tables import ruled_tables


def run(text: str, left: float, top: float, width: float | None = None) -> Run:
    return Run(text, left, top, left + (width or 5 * len(text)), top + 8, 8)


def line(text: str, top: float, page: int = 1, size: float = 8.0, **more: object) -> Line:
    return Line(text, 72, top, 72 + 5 * len(text), top + 8, size, bold=False, page=page, **more)  # type: ignore[arg-type]


# --- tables --------------------------------------------------------------------------------------

EDGES = (70.0, 200.0, 320.0, 450.0)
ROWS = (100.0, 120.0, 150.0, 170.0)


def grid(columns: Sequence[float] = EDGES, rows: Sequence[float] = ROWS) -> list[Rule]:
    across = [Rule(columns[0], y, columns[-1], y + 0.5) for y in rows]
    return across + [Rule(x, rows[0], x + 0.5, rows[-1]) for x in columns]


CELLS = [
    run("Service", 75, 106), run("Fee", 205, 106), run("Time", 325, 106),
    run("Legalisation of a", 75, 125), run("document", 75, 136), run("25", 205, 130), run("2 days", 325, 130),
    run("Passport", 75, 156), run("70", 205, 156), run("30 days", 325, 156),
]  # fmt: skip
TABLE = (
    ("Service", "Fee", "Time"),
    ("Legalisation of a document", "25", "2 days"),
    ("Passport", "70", "30 days"),
)


def test_rules_make_the_cells() -> None:
    outside = run("The fees are as follows.", 72, 80)
    (table,), rest = ruled_tables([outside, *CELLS], grid())
    assert table.table == TABLE
    assert rest == [outside]


@pytest.mark.parametrize(
    "rules", [[], grid()[:4], grid()[4:], grid(EDGES[::3], ROWS), grid(EDGES, ROWS[::3])]
)
def test_a_frame_or_single_rules_are_no_table(rules: list[Rule]) -> None:
    tables, rest = ruled_tables(CELLS, rules)
    assert not tables
    assert rest == CELLS


def test_a_grid_without_outer_edges() -> None:
    inner = [rule for rule in grid() if rule.is_horizontal or 100 < rule.left < 400]
    (table,), _ = ruled_tables(CELLS, inner)
    assert table.table == TABLE


def test_a_run_over_two_cells_is_cut() -> None:
    glyphs = tuple(
        Character(sign, 190 + 5 * at, 106, 195 + 5 * at, 114, at) for at, sign in enumerate("No Fee")
    )
    wide = Run("No Fee", 190, 106, 220, 114, 8, glyphs=glyphs)
    (table,), _ = ruled_tables([wide, *CELLS[2:]], grid())
    assert table.table[0][:2] == ("No", "Fee")


ENGLISH = (
    "The Parties shall inform each other of the measures that they have taken under this Agreement. " * 2
)
FRENCH = "Les Parties se communiquent les mesures qu'elles ont prises en application du présent Accord. " * 2


def test_two_languages_in_a_table_are_a_translation() -> None:
    assert is_parallel([("Article 1", "Article premier"), (ENGLISH, FRENCH)])
    assert not is_parallel([("Article 1", "Duty"), (ENGLISH, ENGLISH)])


def _row(top: float, *cells: tuple[float, str]) -> Line:
    places = [(left, left + 5 * len(text), text) for left, text in cells]
    gap = max((b[0] - a[1] for a, b in pairwise(places)), default=0.0) / 8
    return Line(
        " ".join(text for _, _, text in places), places[0][0], top, places[-1][1], top + 8, 8, bold=False, page=1,
        cells=tuple(text for _, _, text in places) if len(places) > 1 else (),
        stops=tuple(left for left, _, _ in places), ends=tuple(right for _, right, _ in places), gap=gap,
    )  # fmt: skip


def test_aligned_cells_are_a_table() -> None:
    lines = [
        line("The fees are as follows in this year and in the next.", 80),
        _row(100, (72, "Visa"), (250, "60"), (400, "30 days")),
        _row(114, (72, "Emergency document for"), (250, "40"), (400, "one day")),
        _row(124, (72, "a single journey")),
        _row(138, (72, "Copy"), (250, "2"), (400, "none")),
        line("Article 2. No other fee may be asked for by the consular posts.", 160),
    ]
    (table,) = aligned_tables(lines)
    assert (table.begin, table.end) == (1, 5)
    assert table.rows[1] == ("Emergency document for a single journey", "40", "one day")


WRAPPED = {
    "at the top of their row": [
        (100, (72, "Service"), (250, "Fee"), (400, "Time")),
        (118, (72, "Legalisation of a"), (250, "25"), (400, "Two days")), (130, (72, "State document"), (400, "From the day")),
        (142, (72, "Of any kind")),
        (160, (72, "Passport"), (250, "70"), (400, "30 days")),
        (178, (72, "Copy"), (250, "2"), (400, "None")), (190, (72, "And seal")),
    ],
    "in the middle of their row": [
        (100, (72, "Service"), (250, "Fee"), (400, "Time")),
        (118, (72, "Legalisation of a")), (124, (400, "Two days")), (130, (72, "State document"), (250, "25")),
        (136, (400, "From the day")), (142, (72, "Of any kind")),
        (160, (72, "Passport"), (250, "70"), (400, "30 days")),
        (178, (72, "Copy")), (184, (250, "2"), (400, "None")), (190, (72, "And seal")),
    ],
}  # fmt: skip


@pytest.mark.parametrize("lines", WRAPPED.values(), ids=list(WRAPPED))
def test_wrapped_cells_are_kept_together(lines: list[tuple[Any, ...]]) -> None:
    (table,) = aligned_tables([_row(top, *cells) for top, *cells in lines])
    assert table.rows == (
        ("Service", "Fee", "Time"),
        ("Legalisation of a State document Of any kind", "25", "Two days From the day"),
        ("Passport", "70", "30 days"),
        ("Copy And seal", "2", "None"),
    )


def test_a_table_of_wrapped_cells_is_not_two_columns(tmp_path: Path) -> None:
    rows = [("Legalisation of a document of|the other State, with seal", "25 euros", "Two days|from it"),
            ("Passport or other document of|a national of that State", "70 euros", "30 days"),
            ("Emergency document for single|journeys to the home State", "40 euros", "At once"),
            ("Certified copies of documents|kept in the register of seals", "2 euros", "None")]  # fmt: skip
    placed = [
        (x, 200.0 + 40 * at + 13 * below, text)
        for at, row in enumerate(rows)
        for x, cell in zip((72, 300, 430), row, strict=True)
        for below, text in enumerate(cell.split("|"))
    ]
    (document,) = read(tmp_path, make([[*page_of(PROSE), *placed]]))
    (block,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert block.text.split("\n") == [" | ".join(row).replace("|", " ").replace("   ", " | ") for row in rows]


def test_wide_blanks_in_prose_are_no_table() -> None:
    lines = [
        _row(100, (72, "2. However"), (190, "such interest may also be taxed in the State")),
        _row(114, (72, "in which it arises"), (210, "and according to the laws"), (400, "of that")),
        _row(128, (72, "State and where the recipient"), (262, "owns the interest the tax")),
        _row(142, (72, "so"), (120, "charged shall not exceed"), (330, "a tenth of the amount")),
    ]
    assert not aligned_tables(lines)


def pdf_with(shown: str) -> bytes:
    """A PDF of one page with this content."""
    stream = shown.encode("latin-1")
    return pdf_file([
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ])  # fmt: skip


# --- notes ---------------------------------------------------------------------------------------


def _glyphs(text: str, raised: str = "") -> list[Character]:
    found = []
    for at, sign in enumerate(text):
        up = sign in raised
        found.append(Character(sign, 5.0 * at, 2.0 if up else 0.0, 5.0 * at + 4, 4.0 if up else 8.0, at))
    return found


@pytest.mark.parametrize(
    ("text", "raised", "expected"),
    [
        ("State3 shall", "3", "State³ shall"),
        ("Article 3", "", "Article 3"),
        ("12", "12", "12"),
        ("note14.", "14", "note¹⁴."),
    ],
)
def test_raised_digits(text: str, raised: str, expected: str) -> None:
    assert with_raised(_glyphs(text, raised)) == expected


def _page(*notes: Line) -> list[Line]:
    text = [
        line(f"Paragraph {n} of the text goes on over the whole line here.", 100 + 14 * n) for n in range(8)
    ]
    return [*text, line("as defined by the Commission² and the Parties¹ of today.", 230), *notes]


def test_notes_are_tied_by_their_marks() -> None:
    (page,) = with_notes(
        [
            _page(
                line("¹ See the first", 700, size=6),
                line("report.", 710, size=6),
                line("² Ibid.", 720, size=6),
            )
        ]
    )
    assert [one.note for one in page[-4:]] == [0, 1, 1, 2]
    assert page[-4].text == "as defined by the Commission [2] and the Parties [1] of today."
    assert page[-4].marks == (2, 1)
    assert page[-3].text == "[1] See the first"


def test_small_print_below_a_rule() -> None:
    (page,) = with_notes([_page(line("3 See the first report.", 700, size=6, below_rule=True))])
    assert page[-1].note == 1


@pytest.mark.parametrize(
    "last",
    [
        line("¹ See the first report.", 700),
        line("5 Done at Halden on 3 May.", 700, size=6),
        line("For the Government", 700, size=6, below_rule=True),
    ],
)
def test_what_is_no_note(last: Line) -> None:
    (page,) = with_notes([_page(last)])
    assert not any(one.note for one in page)
    assert page[-1].text == last.text


def test_a_note_is_a_block_behind_its_paragraph(tmp_path: Path) -> None:
    shown = "".join(f"BT /F1 10 Tf {x} {842 - y} Td ({text}) Tj ET\n" for x, y, text in page_of(PROSE))
    shown += "BT /F1 6 Tf 226 689 Td (4) Tj ET\n0.5 w 72 72 m 200 72 l S\n"
    shown += "BT /F1 7 Tf 72 60 Td (4 Adopted on 12 May by the meeting.) Tj ET\n"
    (document,) = read(tmp_path, pdf_with(shown))
    (note,) = [at for at, block in enumerate(document.blocks) if block.kind is BlockKind.FOOTNOTE]
    assert document.blocks[note].text == "[4] Adopted on 12 May by the meeting."
    assert document.blocks[note - 1].text == "1. The post may answer in writing. [4]"


# --- margins and edges ---------------------------------------------------------------------------


def _numbered(step: int, count: int, *, cells: int = 1) -> list[Run]:
    runs = [run("The text of the line stands here.", 90, 100 + 14 * n) for n in range(count)]
    for extra in range(1, cells):
        runs += [run("cell", 90 + 200 * extra, 100 + 14 * n) for n in range(count)]
    runs += [run(str(n + 1), 60, 100 + 14 * n, 6) for n in range(count) if (n + 1) % step == 0]
    return runs


@pytest.mark.parametrize(("step", "count", "cells", "gone"), [
    (5, 20, 1, True), (1, 20, 1, True), (1, 6, 1, False), (1, 20, 3, False), (5, 10, 1, False),
])  # fmt: skip
def test_line_numbers(step: int, count: int, cells: int, gone: bool) -> None:
    left = without_line_numbers(_numbered(step, count, cells=cells))
    assert any(one.text.isdecimal() for one in left) is not gone


def test_numbers_of_justified_lines_count_lines() -> None:
    """The wide blanks of a justified line make pieces of it as cells of a table do."""
    pieces = [
        run("Слово слово слово", 90 + 150 * at, 100 + 14 * n) for n in range(20) for at in range(1 + n % 3)
    ]
    numbers = [run(str(n), 60, 100 + 14 * (n - 1), 6) for n in (5, 10, 15, 20)]
    assert without_line_numbers([*pieces, *numbers]) == pieces
    rows = [run(text, left, 100 + 14 * n) for n in range(4) for text, left in (("Visa", 90), ("Paid", 300))]
    table = [*rows, *(run(str(5 * n + 5), 60, 100 + 14 * n, 6) for n in range(4))]
    assert without_line_numbers(table) == table


def test_columns_of_justified_lines_are_columns() -> None:
    """Their wide blanks are no corridor, as they stand anywhere."""
    left = []
    for n in range(12):
        first, second = 80 + 18 * (n % 4), 145 + 18 * (n % 4)
        places = ((50, first), (first + 24, second), (second + 24, 250))
        left += [run("слово", start, 100 + 12 * n, end - start) for start, end in places]
    right = [replace(one, left=one.left + 230, right=one.right + 230) for one in left]
    lines = lines_of(Page(1, (*left, *right), 595, 842, is_blank=False))
    assert {one.column for one in lines} == {1, 2}


def _pages(head: Sequence[str], foot: Sequence[str]) -> list[list[Line]]:
    return [
        [
            line(top, 40, n), line("The first line of the text of this page says its own.", 100, n),
            line(f"and another line {'abcdef'[n] * 9} follows it, with a full stop.", 114, n), line(end, 800, n),
        ]
        for n, (top, end) in enumerate(zip(head, foot, strict=True))
    ]  # fmt: skip


def _left(head: Sequence[str], foot: Sequence[str]) -> set[str]:
    return {one.text for page in without_furniture(_pages(head, foot)) for one in page} & {*head, *foot}


def test_running_heads_that_a_scan_misreads() -> None:
    head = ["1995 Norvale Recueil des Traitks 71", "72 Norvale Treaty Series 1995",
            "1995 Norvale Recueil des Trait6s 73", "74 Norvale Treaty 5eries 1995"]  # fmt: skip
    assert not _left(head, ["Done today", "at Halden", "in two copies", "by the Parties"]) & set(head)


def test_two_pages_that_count_themselves() -> None:
    assert not _left(["Veloria - 6", "Ostermere - 7"], ["done", "today"]) & {"Veloria - 6", "Ostermere - 7"}


def test_headings_at_the_edge_stay() -> None:
    foot = ["Article 8", "Article 9", "Article 10", "Article 11"]
    head = ["Texts", "of the", "four", "pages"]
    assert _left(head, foot) >= set(foot)


# --- languages -----------------------------------------------------------------------------------


def test_facing_pages_are_two_documents(tmp_path: Path) -> None:
    pages = [page_of(side, top=100 + 40 * n) for n in range(3) for side in (LEFT, RIGHT)]
    english, french = read(tmp_path, make(pages))
    assert (english.hints.language, french.hints.language) == ("en", "fr")
    assert english.hints.work == french.hints.work
    assert english.hints.work
    assert "fonctionnaire" not in english.text
    assert "consular officer" not in french.text
    assert {block.page for block in french.blocks} <= {2, 4, 6}


def test_an_annex_in_another_language_is_no_translation(tmp_path: Path) -> None:
    (document,) = read(tmp_path, make([*(page_of(LEFT, top=100 + 40 * n) for n in range(5)), page_of(RIGHT)]))
    assert document.hints.language is None


def test_a_short_last_page_keeps_the_columns(tmp_path: Path) -> None:
    last = [*page_of(LEFT[:3]), *page_of(RIGHT[:3], left=330)]
    pages: list[list[Placed]] = [[*page_of(LEFT), *page_of(RIGHT, left=330)], last]
    english, french = read(tmp_path, make(pages))
    assert "fonctionnaire" not in english.text
    assert english.text.count("consular officer may visit a") == 2
    assert french.text.count("fonctionnaire consulaire peut") == 2


# --- directions ----------------------------------------------------------------------------------


FROM_LEFT = re.compile("[0-9\u0660-\u0669]+(?:[./][0-9\u0660-\u0669]+)*|[A-Za-z]+(?: [A-Za-z]+)*")


def painted(text: str, *, shuffled: bool = False) -> list[Character]:
    """Glyphs of a line as they stand on the page, numbers and Latin words from the left."""
    import re

    turned = re.sub(
        r"[0-9\u0660-\u0669]+(?:[./][0-9\u0660-\u0669]+)*|[A-Za-z]+(?: [A-Za-z]+)*",
        lambda m: m[0][::-1],
        text,
    )
    placed = [Character(sign, 500.0 - 6 * at, 0, 505.0 - 6 * at, 8, at) for at, sign in enumerate(turned)]
    return placed[::-1] if shuffled else placed


@pytest.mark.parametrize("text", [
    "المادة الأولى", "تسري المادة 12 من هذا القانون", "رقم 5/2020 وتاريخ ٢٣/١٠/١٤٤٥ هـ",
    "منظمة World Trade التجارة", "تبلّغ الدولة",
])  # fmt: skip
@pytest.mark.parametrize("shuffled", [False, True])
def test_lines_from_right_to_left(text: str, shuffled: bool) -> None:
    glyphs = [one for one in painted(text, shuffled=shuffled) if not one.text.isspace() or not shuffled]
    shown = logical(glyphs)
    assert shown.replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.text("ابتدرسمنهوي", min_size=1, max_size=8), min_size=1, max_size=6))
def test_any_words_in_any_order_of_the_file(words: list[str]) -> None:
    text = " ".join(words)
    assert logical(painted(text)) == text
    assert logical(painted(text, shuffled=True)) == text


def _drawn(text: str, *, shuffled: bool = False) -> Run:
    glyphs = tuple(painted(text, shuffled=shuffled))
    return Run(text, min(one.left for one in glyphs), 100, 505, 108, 8, glyphs=glyphs)


@pytest.mark.parametrize(("text", "shuffled", "count"), [
    ("تسري المادة على البعثات", False, 0), ("تسري المادة على البعثات", True, 1), ("Article 12", True, 0),
])  # fmt: skip
def test_lines_put_in_order_are_counted(text: str, shuffled: bool, count: int) -> None:
    steps: Counter[str] = Counter()
    lines_of(Page(1, (_drawn(text, shuffled=shuffled),), 595, 842, is_blank=False), steps)
    assert steps["right_to_left"] == count


def test_brackets_as_painted() -> None:
    assert mirrored(["المادة )5( من", "الفقرة )أ("]) == ["المادة (5) من", "الفقرة (أ)"]
    assert mirrored(["المادة (5) من", "Article )5("]) == ["المادة (5) من", "Article )5("]


def test_columns_from_right_to_left() -> None:
    assert is_right_to_left("المادة")
    columns = [
        one for y in range(12) for one in (run("ي" * 40, 50, 100 + 12 * y), run("أ" * 40, 300, 100 + 12 * y))
    ]
    lines = lines_of(Page(1, tuple(columns), 595, 842, is_blank=False))
    assert [one.text[0] for one in lines] == ["أ"] * 12 + ["ي"] * 12
    assert {one.column for one in lines[:12]} == {1}
    assert lines[0].left == 595 - 500


def test_table_kind_survives(tmp_path: Path) -> None:
    rows = [
        ("Visa", "60", "30 days"),
        ("Passport", "70", "5 years"),
        ("Seal", "20", "none"),
        ("Copy", "2", "none"),
    ]
    table = [
        (x, 200.0 + 16 * n, cell)
        for n, row in enumerate(rows)
        for x, cell in zip((72, 250, 400), row, strict=True)
    ]
    (document,) = read(tmp_path, make([[*page_of(PROSE), *table]]))
    assert isinstance(document, RawDocument)
    (block,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert block.text.split("\n") == [" | ".join(row) for row in rows]


def test_cells_of_a_line_from_right_to_left_are_parted() -> None:
    cells = [
        *painted("الرسم"),
        *(replace(one, left=one.left - 200, right=one.right - 200) for one in painted("المدة")),
    ]
    assert _whites([one for one in cells if not one.text.isspace()]) == [476.0]
    assert _whites(painted("الرسم والمدة")) == []


# --- marks and lines that a file sets apart --------------------------------------------------------


def _glyph(text: str, left: float, right: float, top: float, bottom: float) -> Character:
    return Character(text, left, top, right, bottom, 0)


def _piece(glyphs: Sequence[Character], base: float) -> Run:
    return Run(
        logical(glyphs),
        min(one.left for one in glyphs),
        min(one.top for one in glyphs),
        max(one.right for one in glyphs),
        max(one.bottom for one in glyphs),
        glyphs[0].bottom - glyphs[0].top,
        glyphs=tuple(glyphs),
        stands=base,
    )


WORD = [_glyph(sign, 480 - 6 * at, 485.5 - 6 * at, 88, 95) for at, sign in enumerate("جميع")]
ABOVE = [_glyph(sign, 480 - 6 * at, 485.5 - 6 * at, 72, 79) for at, sign in enumerate("قانون")]
LETTER, MARK = _glyph("ا", 460.4, 461.6, 82, 84), _glyph("ً", 459.2, 460.4, 82, 84)


@pytest.mark.parametrize("pieces", [[[LETTER], [MARK]], [[LETTER, MARK]], [[MARK], [LETTER]]])
def test_a_mark_set_by_itself_goes_to_its_word(pieces: list[list[Character]]) -> None:
    runs = [_piece(ABOVE, 79), _piece(WORD, 95), *(_piece(piece, 91.5) for piece in pieces)]
    lines = lines_of(Page(1, tuple(runs), 595, 842, is_blank=False))
    assert [one.text for one in lines] == ["قانون", "جميعاً"]


def test_a_mark_of_nothing_is_dropped() -> None:
    far = _piece([_glyph("ً", 100, 101, 300, 302)], 310)
    lines = lines_of(Page(1, (_piece(WORD, 95), far), 595, 842, is_blank=False))
    assert [one.text for one in lines] == ["جميع"]


def test_a_letter_told_twice_is_one() -> None:
    """What a browser prints of لاً: both letters and the mark for one glyph, letter and mark for the other."""
    glyphs = [
        _glyph("ا", 506.3, 507.4, 83.9, 86.1), _glyph("ً", 505.1, 506.3, 83.9, 86.1),
        _glyph("ا", 507.5, 509.3, 86.5, 91.8), _glyph("ل", 506.0, 512.9, 84.8, 93.0),
        _glyph("ً", 505.7, 507.5, 86.5, 91.8),
    ]  # fmt: skip
    assert logical(glyphs) == "لاً"


def test_a_mark_stays_with_the_letter_whose_box_it_shares() -> None:
    glyphs = [
        _glyph("م", 380.2, 382.8, 88.9, 93.0), _glyph("ل", 382.5, 384.4, 84.8, 93.0),
        _glyph("ّ", 377.6, 380.2, 88.9, 93.0), _glyph("ا", 377.3, 377.8, 84.8, 93.0),
    ]  # fmt: skip
    assert logical(glyphs) == "لمّا"


def _block(*rights: float) -> list[Line]:
    """Lines of a column that reaches to 400, the last line of its first sentence ending at `rights`."""
    words = ["The Parties shall inform each other of the measures that they take and"]
    words += ["of all measures that either of them means to take within its territory and"] * 5
    lines = [*words, "of those that they mean to take.", *words, "of what they have done."] * 2
    ends = iter(rights)
    return [
        Line(text, 72, 100 + 14 * at, 400 if text[-1] == "d" else next(ends), 108 + 14 * at, 8, bold=False, page=1)
        for at, text in enumerate(lines)
    ]  # fmt: skip


@pytest.mark.parametrize(("rights", "count"), [
    ((380, 380, 380, 380), 4), ((400, 400, 400, 400), 1), ((400, 380, 400, 380), 2), ((200, 398, 250, 300), 3),
])  # fmt: skip
def test_a_sentence_that_ends_before_the_edge_of_justified_lines_ends_its_paragraph(
    rights: tuple[float, ...], count: int
) -> None:
    assert len(flow_of(_block(*rights)).blocks) == count

"""PDF pages: notes, line numbers, furniture, columns and facing pages in two languages."""

# ruff: noqa: E501  (tables of cases read better unbroken)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pdf_lines import line, pdf_with, run
from test_readers_pdf import LEFT, PROSE, RIGHT, Placed, make, page_of, read

from ingest.document import BlockKind
from ingest.readers.pdf_furniture import without_furniture
from ingest.readers.pdf_layout import lines_of
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_line_numbers import without_line_numbers
from ingest.readers.pdf_notes import with_notes
from ingest.readers.pdf_page import Character, Page, Run
from ingest.readers.pdf_raised import with_raised

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

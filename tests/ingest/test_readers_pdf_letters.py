"""PDF pages: directions, marks and lines that a file sets apart."""

# ruff: noqa: E501  (tables of cases read better unbroken)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_lines import run

from ingest.readers.pdf_directions import is_right_to_left, logical, mirrored
from ingest.readers.pdf_layout import lines_of
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_page import Character, Page, Run, _whites
from ingest.readers.pdf_paragraphs import flow_of

# --- directions ----------------------------------------------------------------------------------


FROM_LEFT = re.compile("[0-9\u0660-\u0669]+(?:[./][0-9\u0660-\u0669]+)*|[A-Za-z]+(?: [A-Za-z]+)*")


def painted(text: str, *, shuffled: bool = False) -> list[Character]:
    """Glyphs of a line as they stand on the page, numbers and Latin words from the left."""
    turned = FROM_LEFT.sub(lambda found: found[0][::-1], text)
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


def test_cells_of_a_line_from_right_to_left_are_parted() -> None:
    cells = [
        *painted("الرسم"),
        *(one._replace(left=one.left - 200, right=one.right - 200) for one in painted("المدة")),
    ]
    assert _whites([one for one in cells if not one.text.isspace()]) == [476.0]
    assert _whites(painted("الرسم والمدة")) == []


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
    assert len(flow_of([_block(*rights)]).blocks) == count

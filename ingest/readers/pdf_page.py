"""The lines of text on a PDF page, with their places, as pdfium finds them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import sub
from statistics import median
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf_directions import has_right_to_left, logical
from ingest.readers.pdf_raised import with_raised
from ingest.readers.pdf_rules import Rule, rules_of

_WIDE_GAP = 1.6
"""A gap of more than this many heights between two characters divides a line (columns, tables)."""
_WIDEST_BLANK = 5.0
"""The same from right to left, where letters are low and blanks of justified lines wide, and where it is
seen only when the whole line is there, as the file may have its letters in any order."""
_RULES = 50
"""Drawn lines that a page without text may have; letters drawn as outlines are many more."""
_SAME_LINE = 0.5
"""Share of the height by which the middles of two characters of a line may differ."""
_HYPHENS = "\ufffe\u00ad\x02"
"""What pdfium writes for a hyphen that divides a word at a line end."""


class Character(NamedTuple):
    """A character with its box in points from the top left of the page, and its number in the file.

    A tuple, for a page has thousands.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    number: int


@dataclass(slots=True)
class Run:
    """A piece of a line: text, and its box in points from the top left of the page.

    What is written from right to left is in reading order. `glyphs` are the characters in the order of
    the file. `table`: the rows, where it stands for a whole table. `confidence`: of character
    recognition, 0 to 1; None where the file gave the text.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float | None = None
    glyphs: tuple[Character, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    stands: float | None = None
    """Height of the base line; None where only the box is known."""

    @property
    def middle(self) -> float:
        """Height of the middle of the run on the page."""
        return (self.top + self.bottom) / 2

    @property
    def base(self) -> float:
        """Height on which the characters stand; descenders reach below it."""
        return self.bottom if self.stands is None else self.stands


@dataclass(frozen=True, slots=True)
class Page:
    """A page's runs in the order of the file, its size in points, and whether it shows pictures.

    `rules` are the straight lines drawn on it. `is_blank`: nothing is to be seen on it but perhaps some
    rules.
    """

    number: int
    runs: tuple[Run, ...]
    width: float
    height: float
    is_blank: bool
    has_picture: bool = False
    rules: tuple[Rule, ...] = ()


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """The page with this number (from 1)."""
    page = document[number - 1]
    try:
        textpage = page.get_textpage()
        try:
            width, height = page.get_size()
            runs = tuple(_runs(_characters(textpage, height), textpage, height))
            objects = list(_objects(page))
            kinds = [pdfium.FPDFPageObj_GetType(one) for one in objects]
            paths = (
                one for one, kind in zip(objects, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_PATH
            )
            pictures = pdfium.FPDF_PAGEOBJ_IMAGE in kinds or pdfium.FPDF_PAGEOBJ_FORM in kinds
            drawn = kinds.count(pdfium.FPDF_PAGEOBJ_PATH) > _RULES
            blank = not runs and not pictures and not drawn
            rules = rules_of(paths, height)
            return Page(number, runs, width, height, is_blank=blank, has_picture=pictures, rules=rules)
        finally:
            textpage.close()
    finally:
        page.close()


def _objects(page: pypdfium2.PdfPage) -> Iterator[object]:
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield pdfium.FPDFPage_GetObject(page.raw, index)


def _characters(textpage: pypdfium2.PdfTextPage, height: float) -> Iterator[Character]:
    raw, count = textpage.raw, textpage.count_chars()
    sign_at, box_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharBox
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(count):
        code = sign_at(raw, index)
        text = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if not box_at(raw, index, left, right, bottom, top):
            continue
        yield Character(text, left.value, height - top.value, right.value, height - bottom.value, index)


def _runs(characters: Iterator[Character], textpage: pypdfium2.PdfTextPage, height: float) -> Iterator[Run]:
    """Characters that follow each other on a line without a wide gap."""
    current: list[Character] = []
    last: Character | None = None
    for character in characters:
        if character.text in "\r\n":
            yield from _parted(current, textpage, height)
            current, last = [], None
            continue
        if character.text in _HYPHENS:
            last = character._replace(text="-")
            current.append(last)
            continue
        if not character.text.isspace():
            if last and _is_apart(last, character):
                yield from _parted(current, textpage, height)
                current = []
            last = character
        current.append(character)
    yield from _parted(current, textpage, height)


def _parted(characters: list[Character], textpage: pypdfium2.PdfTextPage, height: float) -> Iterator[Run]:
    """One run; of a line from right to left one for each side of a wide white (the cells of a table)."""
    if has_right_to_left(_text(characters)):
        for edge in _whites([one for one in characters if not one.text.isspace()]):
            yield from _run([one for one in characters if one.left >= edge], textpage, height)
            characters = [one for one in characters if one.left < edge]
    yield from _run(characters, textpage, height)


def _whites(shown: list[Character]) -> list[float]:
    """The right edges of the wide whites between characters of a line, from the right."""
    widest = _WIDEST_BLANK * max(4.0, median(one.bottom - one.top for one in shown))
    edges: list[float] = []
    reached = float("inf")
    for one in sorted(shown, key=lambda one: one.left):
        if one.left - reached > widest:
            edges.append(one.left)
        reached = max(one.right, reached) if reached < float("inf") else one.right
    return edges[::-1]


def _text(characters: Iterable[Character]) -> str:
    return "".join([one.text for one in characters])


def _is_apart(last: Character, character: Character) -> bool:
    height = max(last.bottom - last.top, character.bottom - character.top, 4.0)
    gap = character.left - last.right
    jumps = abs((last.top + last.bottom) - (character.top + character.bottom)) / 2 > 2 * _SAME_LINE * height
    return gap > _WIDE_GAP * height or gap < -20 * height or jumps


def _run(characters: list[Character], textpage: pypdfium2.PdfTextPage, height: float) -> Iterator[Run]:
    shown = [one for one in characters if not one.text.isspace()]
    if not shown:
        return
    text = _text(characters)
    letters = [one.number for one in shown if one.text.isalpha()] or [shown[0].number]
    _, lefts, tops, rights, bottoms, numbers = zip(*shown, strict=True)
    if shown[0].left > shown[-1].right and not has_right_to_left(text):
        characters = _from_left(characters)
    yield Run(
        logical(characters) if has_right_to_left(text) else with_raised(characters),
        min(lefts),
        min(tops),
        max(rights),
        max(bottoms),
        median(map(sub, bottoms, tops)),
        bold=all(_is_bold(textpage, index) for index in (letters[0], letters[-1])),
        glyphs=tuple(characters),
        stands=median(_base(textpage, index, height) for index in numbers[:: max(1, len(shown) // 3)]),
    )


def _from_left(characters: list[Character]) -> list[Character]:
    """Words by their places: beside Arabic on one height pdfium gives them from the right."""
    words = [
        sorted(word, key=lambda one: one.left)
        for blank, word in groupby(characters, key=lambda one: one.text.isspace())
        if not blank
    ]
    words.sort(key=lambda word: word[0].left)
    blank = next((one for one in characters if one.text.isspace()), None)
    return [one for at, word in enumerate(words) for one in ([blank] if at and blank else []) + word]


def _base(textpage: pypdfium2.PdfTextPage, index: int, height: float) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage.raw, index, x, y)
    return height - y.value


def _is_bold(textpage: pypdfium2.PdfTextPage, index: int) -> bool:
    """By the name of the font: the weights that fonts declare are often wrong."""
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage.raw, index, buffer, len(buffer), flags)
    name = buffer.value.lower()
    return b"bold" in name or b"black" in name or b"heavy" in name

"""Where on a page of a PDF a text stands that was read from it."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pypdfium2
from pypdfium2 import raw
from rapidfuzz import fuzz

from corpus.page_images import Box

LIKE = 90.0
"""Of 100: how like its text a place must be. Repairs change less; other wording is told by it."""
SHORTEST = 12
"""Letters below which a text must stand there letter by letter."""
GRAIN = 10_000
"""Steps across and down in which pdfium tells places: it turns and crops as the picture is."""
_SENTENCE = re.compile(r"(?<=[.;:!?。；：！？؛؟])\s*|\n")
Range = tuple[int, int]


def places(path: Path, number: int, texts: Sequence[str]) -> tuple[Box, ...]:
    """A box for each line of the texts on the page (from 1); none for a text that is not found there.

    Repairs and the order of columns don't matter: each text is looked for in the letters that the page
    prints; of one that goes on on another page, sentence by sentence. What the page has twice is told of
    neither place. Raises one of `ingest.rendering.FAULTS`.
    """
    document = pypdfium2.PdfDocument(path)
    if not 1 <= number <= len(document):
        raise IndexError(number)
    page = document[number - 1]
    words = page.get_textpage()
    printed, indices = letters_of(_characters(words))
    return tuple(
        box
        for text in texts
        for start, end in ranges(text, printed)
        for box in _boxes(page, words, indices[start], indices[end - 1] + 1 - indices[start])
    )


def ranges(text: str, printed: str) -> Iterator[Range]:
    """Where the whole text stands among printed letters, else those of its sentences that are there."""
    whole = _place(text, printed)
    if whole:
        yield whole
    else:
        yield from filter(None, (_place(piece, printed) for piece in _SENTENCE.split(text)))


def _characters(words: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str]]:
    for index in range(words.count_chars()):
        code = raw.FPDFText_GetUnicode(words, index)
        yield index, chr(code) if 0 < code <= 0x10FFFF else " "


def letters_of(characters: Iterable[tuple[int, str]]) -> tuple[str, list[int]]:
    """Bare letters and digits, as marks and forms of letters don't matter, each with its index."""
    letters, indices = [], []
    for index, character in characters:
        for letter in unicodedata.normalize("NFKD", character).casefold():
            if letter.isalnum():
                letters.append({"đ": "d"}.get(letter, letter))
                indices.append(index)
    return "".join(letters), indices


def _place(text: str, printed: str) -> Range | None:
    """Where the text stands among the printed letters, half-open; None: not there, not surely, or twice."""
    wanted = letters_of(enumerate(text))[0]
    place = _nearest(wanted, printed)
    if place is None or _nearest(wanted, printed[: place[0]]) or _nearest(wanted, printed[place[1] :]):
        return None
    return place


def _nearest(wanted: str, printed: str) -> Range | None:
    if not wanted or len(wanted) > len(printed) * 100 / LIKE:
        return None
    if len(wanted) < SHORTEST:
        start = printed.find(wanted)
        return (start, start + len(wanted)) if start >= 0 else None
    found = fuzz.partial_ratio_alignment(wanted, printed, score_cutoff=LIKE)
    return (found.dest_start, found.dest_end) if found and found.dest_start < found.dest_end else None


def _boxes(page: pypdfium2.PdfPage, words: pypdfium2.PdfTextPage, start: int, count: int) -> Iterator[Box]:
    for index in range(words.count_rects(start, count)):
        left, bottom, right, top = words.get_rect(index)
        across, down = zip(_point(page, left, top), _point(page, right, bottom), strict=True)
        yield Box(min(across), min(down), max(across), max(down))


def _point(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page in shares of the picture's width and height."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, GRAIN, GRAIN, 0, x, y, across, down)
    return across.value / GRAIN, down.value / GRAIN

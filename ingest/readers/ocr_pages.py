"""Pages that are only pictures, as lines of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2
from PIL import Image

from corpus.model import Notice
from ingest.confidence import weighed
from ingest.readers.ocr import DPI
from ingest.readers.ocr_choice import Languages, Recogniser, Unread
from ingest.readers.ocr_lines import lines_of_words
from ingest.readers.page_numbers import page_list
from ingest.readers.pdf_directions import is_right_to_left
from ingest.readers.pdf_layout import Line
from ingest.rendering import FAULTS, draw_page

MOST_PIXELS = 25_000_000
"""Of a picture that is recognised: A3 at 300 an inch has 17 million; larger pages are drawn smaller."""
POINTS = 72.0
"""Points an inch."""
_DARK = 128
_BLANK = 0.002
"""Share of dark pixels below which a page is blank: a line of text on A4 makes .003, dust .0005."""


def scan(
    document: pypdfium2.PdfDocument, number: int, recogniser: Recogniser, around: Languages
) -> list[Line]:
    """The lines of a PDF page as a person sees it; none where it is blank. Raises Unread."""
    try:
        with closing(document[number - 1]) as page:
            area = page.get_width() * page.get_height()
            scale = min(DPI / POINTS, float((MOST_PIXELS / max(1.0, area)) ** 0.5))
            picture = draw_page(page, scale)
    except FAULTS as error:
        raise Unread(f"page {number} cannot be drawn: {error}") from error
    return lines_of_picture(picture, number, 1 / scale, recogniser, around)


def lines_of_picture(
    picture: Image.Image, number: int, points: float, recogniser: Recogniser, around: Languages = ()
) -> list[Line]:
    """The lines of a grey picture of page `number`, a pixel being `points` wide. Raises Unread."""
    if is_blank(picture):
        return []
    found = recogniser.read(picture, around)
    lines = lines_of_words(found.lines, number, points, rtl=is_right_to_left(found.text))
    if not lines:
        raise Unread("the picture shows no text")
    return lines


def is_blank(picture: Image.Image) -> bool:
    """Whether hardly anything is on a grey picture."""
    return sum(picture.histogram()[:_DARK]) < _BLANK * picture.width * picture.height


def recognition(path: Path, pages: Mapping[int, Sequence[Line]]) -> Notice:
    """What to tell of the pages that were recognised."""
    sure = weighed((len(line.text), line.confidence) for lines in pages.values() for line in lines)
    count = f"{page_list(pages)} read by character recognition"
    return Notice(str(path), "recognised_text", f"{count}, {sure or 0:.0%} sure on the mean")

"""Pages that are only pictures, as lines of text."""

from __future__ import annotations

from collections import Counter
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
from ingest.readers.pdf_line import Line
from ingest.rendering import FAULTS, draw_page

LONGEST = 4_000
"""Pixels on the longer side of a picture that is recognised: A4 at 300 an inch has 3,508. Pages said to be
larger mostly are not (a photograph of 1,400 points), and letters drawn too large are missed."""
MOST_ENLARGED = 2.0
"""Times a scan is enlarged: at four, the recognition of one in eight characters of a page was lost."""
_WHOLE = 0.4
"""Share of a page from which a picture on it is the page."""
_LEAST = 1_000
"""Pixels on the longer side at least, whatever a file says of its pictures."""
POINTS = 72.0
"""Points an inch."""
_DARK = 128
_BLANK = 0.002
"""Share of dark pixels below which a page is blank: a line of text on A4 makes .003, dust .0005."""


def scan(
    document: pypdfium2.PdfDocument,
    number: int,
    recogniser: Recogniser,
    around: Languages,
    steps: Counter[str],
) -> list[Line]:
    """The lines of a PDF page as a person sees it; none where it is blank. Raises Unread.

    What was put right in them is added to `steps` (`ingest.repairs`).
    """
    try:
        picture, scale = recogniser.timed(lambda _: drawn_page(document, number))
    except FAULTS as error:
        raise Unread(f"page {number} cannot be drawn: {error}") from error
    return lines_of_picture(picture, number, 1 / scale, recogniser, steps, around)


def drawn_page(document: pypdfium2.PdfDocument, number: int) -> tuple[Image.Image, float]:
    """A page in grey as it is recognised, and its pixels a point. Raises one of FAULTS."""
    with closing(document[number - 1]) as page:
        scale = _scale(page)
        return draw_page(page, scale), scale


def _scale(page: pypdfium2.PdfPage) -> float:
    """Pixels a point at which to draw a page: as recognition wants it, but not much more than there are."""
    width, height = page.get_size()
    scale = min(DPI / POINTS, LONGEST / max(1.0, width, height))
    for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > _WHOLE * width * height:
            scale = min(scale, MOST_ENLARGED * picture.get_px_size()[0] / (right - left))
    return float(max(scale, _LEAST / max(1.0, width, height)))


def lines_of_picture(
    picture: Image.Image,
    number: int,
    points: float,
    recogniser: Recogniser,
    steps: Counter[str],
    around: Languages = (),
) -> list[Line]:
    """The lines of a grey picture of page `number`, a pixel being `points` wide. Raises Unread."""
    if is_blank(picture):
        return []
    found = recogniser.read(picture, around)
    lines = lines_of_words(found.lines, number, points, steps, rtl=is_right_to_left(found.text))
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

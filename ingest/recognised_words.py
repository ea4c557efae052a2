"""Where the words of a scanned page stand: recognised again when its picture is asked for.

The store keeps no places of words: a page of 400 has 6 kB of them compressed, as much as all else that is
kept of it, and few pages are ever looked at. Recognising one again takes two to three seconds, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2
from PIL import Image

from corpus.language.detection import detect
from ingest.readers.ocr_choice import Recognised, Recogniser, Unread
from ingest.readers.ocr_pages import drawn_page
from ingest.readers.picture import frame_for_recognition
from ingest.readers.plausibility import DOUBTFUL, plausibility
from ingest.readers.usable import is_usable
from ingest.rendering import is_pdf, open_picture
from ingest.word_places import PlacedWord


def recognised_words(path: Path, number: int, texts: Sequence[str], seconds: float) -> list[PlacedWord]:
    """The words of a page (from 1) of a PDF or picture, in the language of the texts that were read from it.

    Raises one of `ingest.rendering.FAULTS`: ValueError where it cannot be recognised.
    """
    language = detect(" ".join(texts))
    told = () if language == "und" else (language,)
    try:
        return placed(Recogniser(told, seconds=seconds, page=seconds).read(_picture(path, number)))
    except Unread as fault:
        raise ValueError(str(fault)) from fault


def _picture(path: Path, number: int) -> Image.Image:
    if not is_pdf(path):
        with open_picture(path) as opened:
            return frame_for_recognition(opened, number)[0]
    with closing(pypdfium2.PdfDocument(path)) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        return drawn_page(document, number)[0]


def is_readable(path: Path, number: int) -> bool:
    """Whether a page (from 1) of a PDF has letters that make a text; else it was read from its picture.

    Raises one of `ingest.rendering.FAULTS`.
    """
    with closing(pypdfium2.PdfDocument(path)) as document:
        text = document[number - 1].get_textpage().get_text_bounded()
    return is_usable(text) and plausibility(text) >= DOUBTFUL


def placed(read: Recognised) -> list[PlacedWord]:
    """What was recognised, on the page as it was before it was turned upright."""
    width, height = read.size
    return [
        PlacedWord(
            word.text,
            *_turned_back(
                (word.left / width, word.top / height, word.right / width, word.bottom / height), read.turn
            ),
        )
        for line in read.lines
        for word in line
    ]


def _turned_back(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """A box on a page that was turned clockwise by so many degrees, before that."""
    left, top, right, bottom = box
    for _ in range(turn // 90):
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    return left, top, right, bottom

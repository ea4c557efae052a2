"""Pages of originals drawn and searched, each in a process of its own: a hostile file costs no server."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from corpus.page_images import Box, NoPageImage
from ingest.confine import PATIENCE, Alarm, limit_memory
from ingest.page_places import places
from ingest.rendering import FAULTS, draw_page, frame, is_pdf, open_picture
from ingest.word_places import PlacedWord, word_places

SECONDS = 20.0
"""A page of a dense map takes two."""
MEMORY = 600 << 20
"""Bytes: the largest picture takes 160 MB in colours, and as much while it is made smaller."""
RECOGNISING = 30.0
"""Seconds of work in which a page must be recognised: most take three."""
REMEMBERED = 2_000
"""Pages whose words are remembered: 6 kB each."""
UNREADABLE = b"scan"
"""What the process answers that looks for texts on a page whose letters are none."""
WIDEST = 4_000
"""Pixels across that are drawn at most: 480 an inch of A4."""


class RenderedPages:
    """Draws pages as they are asked for, and keeps none; the words of scanned pages it keeps for a while."""

    def __init__(self) -> None:
        self._words: OrderedDict[tuple[Path, int], bytes] = OrderedDict()
        self._recognising = threading.Lock()

    def page_image(self, path: Path, page: int, width: int) -> bytes:
        """The page (from 1) as PNG, `width` pixels across, a very long one fewer. Raises NoPageImage."""
        drawn = _asked("draw", path, page, str(min(width, WIDEST)))
        if not drawn:
            raise NoPageImage(f"page {page} cannot be drawn", path=path.name)
        return drawn

    def boxes(self, path: Path, page: int, texts: Sequence[str]) -> tuple[Box, ...]:
        """Where texts stand on the page (from 1) of a PDF or a picture; none on one that cannot be read."""
        told = _asked("find", path, page, given=json.dumps(texts).encode())
        if told == UNREADABLE:
            return word_places(self._recognised(path, page, texts), texts)
        return tuple(Box(*each) for each in json.loads(told or b"[]"))

    def _recognised(self, path: Path, page: int, texts: Sequence[str]) -> list[PlacedWord]:
        """The words of a scanned page, recognised once; one page at a time."""
        with self._recognising:
            packed = self._words.pop((path, page), None)
            if packed is None:
                told = _asked("recognise", path, page, given=json.dumps(texts).encode())
                if not told:
                    return []
                packed = zlib.compress(told)
            self._words[path, page] = packed
            while len(self._words) > REMEMBERED:
                self._words.popitem(last=False)
        return [PlacedWord(*word) for word in json.loads(zlib.decompress(packed))]


def _asked(what: str, path: Path, page: int, *more: str, given: bytes = b"") -> bytes:
    """What a process of its own answers; empty where it fails or takes too long."""
    command = [sys.executable, "-P", "-m", __name__, what, path.as_posix(), str(page), *more]
    try:
        done = subprocess.run(
            command, capture_output=True, input=given, timeout=PATIENCE * RECOGNISING, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return b""
    return b"" if done.returncode else done.stdout


def draw(path: Path, number: int, width: int) -> bytes:
    """The page as PNG. Raises one of FAULTS."""
    picture = _of_pdf(path, number, width) if is_pdf(path) else _of_picture(path, number, width)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _of_pdf(path: Path, number: int, width: int) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    if not 1 <= number <= len(document):
        raise IndexError(number)
    page = document[number - 1]
    return draw_page(page, width / max(1.0, page.get_width()), grey=False).convert("RGB")


def _of_picture(path: Path, number: int, width: int) -> Image.Image:
    with open_picture(path) as opened:
        picture = frame(opened, number, grey=False)
    picture.thumbnail((width, 10 * width))
    return picture


def find(path: Path, number: int, texts: Sequence[str]) -> bytes:
    """The boxes of the texts as JSON, or UNREADABLE. Raises one of FAULTS."""
    if not is_pdf(path):
        return UNREADABLE
    boxes = places(path, number, texts)
    if not boxes:
        from ingest.recognised_words import is_readable  # the readers cost a second: a picture needs none

        if not is_readable(path, number):
            return UNREADABLE
    return json.dumps([(b.left, b.top, b.right, b.bottom) for b in boxes]).encode()


def recognise(path: Path, number: int, texts: Sequence[str]) -> bytes:
    """The words of the page as JSON. Raises one of FAULTS."""
    from ingest.recognised_words import recognised_words

    words = recognised_words(path, number, texts, RECOGNISING)
    return json.dumps([(word.text, *(round(place, 4) for place in word[1:])) for word in words]).encode()


def _main(what: str, path: str, number: str, width: str = "") -> int:
    limit_memory(MEMORY)
    Alarm(RECOGNISING + SECONDS if what == "recognise" else SECONDS).start()
    try:
        if what == "draw":
            answer = draw(Path(path), int(number), int(width))
        else:
            asked = find if what == "find" else recognise
            answer = asked(Path(path), int(number), json.load(sys.stdin))
    except (*FAULTS, MemoryError):
        return 1
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    raise SystemExit(_main(*sys.argv[1:]))

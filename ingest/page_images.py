"""Pages of originals drawn and searched, each in a process of its own: a hostile file costs no server."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from corpus.page_images import Box, NoPageImage
from ingest.confine import Alarm, limit_memory
from ingest.page_places import places
from ingest.rendering import FAULTS, draw_page, frame, open_picture

SECONDS = 20.0
"""A page of a dense map takes two."""
MEMORY = 600 << 20
"""Bytes: the largest picture takes 160 MB in colours, and as much while it is made smaller."""
WIDEST = 4_000
"""Pixels across that are drawn at most: 480 an inch of A4."""


class RenderedPages:
    """Draws pages as they are asked for; keeps nothing."""

    def page_image(self, path: Path, page: int, width: int) -> bytes:
        """The page (from 1) as PNG, `width` pixels across, a very long one fewer. Raises NoPageImage."""
        drawn = _asked("draw", path, page, str(min(width, WIDEST)))
        if not drawn:
            raise NoPageImage(f"page {page} cannot be drawn", path=path.name)
        return drawn

    def boxes(self, path: Path, page: int, texts: Sequence[str]) -> tuple[Box, ...]:
        """Where texts stand on the page (from 1) of a PDF; none on a page that cannot be read."""
        told = _asked("find", path, page, given=json.dumps(texts).encode())
        return tuple(Box(*each) for each in json.loads(told or b"[]"))


def _asked(what: str, path: Path, page: int, *more: str, given: bytes = b"") -> bytes:
    """What a process of its own answers; empty where it fails or takes too long."""
    command = [sys.executable, "-P", "-m", __name__, what, path.as_posix(), str(page), *more]
    try:
        done = subprocess.run(command, capture_output=True, input=given, timeout=2 * SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return b""
    return b"" if done.returncode else done.stdout


def draw(path: Path, number: int, width: int) -> bytes:
    """The page as PNG. Raises one of FAULTS."""
    with path.open("rb") as stream:
        is_pdf = b"%PDF-" in stream.read(1024)
    picture = _of_pdf(path, number, width) if is_pdf else _of_picture(path, number, width)
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
    """The boxes of the texts as JSON. Raises one of FAULTS."""
    return json.dumps([(b.left, b.top, b.right, b.bottom) for b in places(path, number, texts)]).encode()


def _main(what: str, path: str, number: str, width: str = "") -> int:
    limit_memory(MEMORY)
    Alarm(SECONDS).start()
    try:
        answer = (
            find(Path(path), int(number), json.load(sys.stdin))
            if what == "find"
            else draw(Path(path), int(number), int(width))
        )
    except (*FAULTS, MemoryError):
        return 1
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    raise SystemExit(_main(*sys.argv[1:]))

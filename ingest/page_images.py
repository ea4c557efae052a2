"""Pages of originals drawn as PNG, each in a process of its own: a hostile file costs no server."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pypdfium2
from PIL import Image

from corpus.page_images import NoPageImage
from ingest.confine import Alarm, limit_memory
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
        command = [sys.executable, "-P", "-m", __name__, path.as_posix(), str(page), str(min(width, WIDEST))]
        try:
            done = subprocess.run(
                command, capture_output=True, stdin=subprocess.DEVNULL, timeout=2 * SECONDS, check=False
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            raise NoPageImage(f"page {page} cannot be drawn", path=path.name) from error
        if done.returncode or not done.stdout:
            raise NoPageImage(f"page {page} cannot be drawn", path=path.name)
        return done.stdout


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


def _main(path: str, number: str, width: str) -> int:
    limit_memory(MEMORY)
    Alarm(SECONDS).start()
    try:
        sys.stdout.buffer.write(draw(Path(path), int(number), int(width)))
    except (*FAULTS, MemoryError):
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(_main(*sys.argv[1:]))

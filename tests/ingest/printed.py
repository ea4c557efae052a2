"""Pages printed for tests of character recognition: our own words, in the font that Pillow brings."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

SIZE = (1240, 1240)
"""A sheet as wide as A4 at 150 an inch."""
LINES = [
    "Article 12",
    "The consular officer of the sending State may visit a national of that",
    "State who is in custody, and may speak and write to that person without",
    "delay. The visit takes place within five days of the request.",
    "Article 13",
    "The receiving State informs the consular post of every death of a national",
    "of the sending State that comes to the notice of its authorities.",
]


def page(lines: Sequence[str] = LINES, *, turn: int = 0, left: int = 110) -> Image.Image:
    """A page with these lines, turned by so many degrees."""
    picture = Image.new("L", SIZE, 255)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(26)
    for number, line in enumerate(lines):
        pen.text((left, 150 + 44 * number), line, 0, font)
    return picture.rotate(turn, expand=True)


def pdf(*pages: Image.Image) -> bytes:
    """A PDF of mere pictures."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return out.getvalue()


def tiff(*pages: Image.Image) -> bytes:
    """A TIFF of several pages."""
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], dpi=(150, 150))
    return out.getvalue()

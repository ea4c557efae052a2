"""Pages as pictures: of a PDF by pdfium, of a picture file by Pillow, both within bounds."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image, UnidentifiedImageError

MOST_PIXELS = 40_000_000
"""Of a page drawn or a picture opened: A3 at 400 dpi has 31 million; in grey they take 40 MB."""
PICTURES = ("PNG", "JPEG", "TIFF")
"""Formats (as Pillow names them) whose pictures are pages of documents."""
FAULTS = (pypdfium2.PdfiumError, UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError,
          EOFError, SyntaxError, IndexError, KeyError, TypeError, AttributeError, OverflowError)  # fmt: skip
"""What pdfium and Pillow raise of damaged files (Pillow answers with errors of many kinds)."""


def is_pdf(path: Path) -> bool:
    """Whether the file says so; the others that have pages are pictures."""
    with path.open("rb") as stream:
        return b"%PDF-" in stream.read(1024)


def draw_page(page: pypdfium2.PdfPage, scale: float, *, grey: bool = True) -> Image.Image:
    """A PDF page at `scale` (1: a pixel a point), less where MOST_PIXELS demand it. Raises PdfiumError."""
    bitmap = page.render(scale=min(scale, _most(*page.get_size())), grayscale=grey)
    picture: Image.Image = bitmap.to_pil()
    return picture


def _most(width: float, height: float) -> float:
    """The largest scale at which a page of that size in points stays within MOST_PIXELS."""
    return float((MOST_PIXELS / max(1.0, width * height)) ** 0.5)


@contextmanager
def open_picture(path: Path) -> Iterator[Image.Image]:
    """A picture file of one page or several (`n_frames`). Raises one of FAULTS; too large: ValueError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of size; the bound here is ours
        with Image.open(path, formats=PICTURES) as picture:
            yield picture


def frame(picture: Image.Image, number: int, *, grey: bool = True) -> Image.Image:
    """Page `number` (from 1) of a picture file. Raises one of FAULTS; too large: ValueError."""
    if number < 1:
        raise ValueError(f"page {number}")
    picture.seek(number - 1)
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError(f"a picture of {picture.width} x {picture.height} points")
    return _flat(picture).convert("L" if grey else "RGB")


def _flat(picture: Image.Image) -> Image.Image:
    """With eight bits a colour, and white where it is transparent."""
    if picture.mode.startswith("I"):  # 16 bits: Pillow would cut off what is above 255
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        with_alpha = picture.convert("RGBA")
        white = Image.new("RGBA", with_alpha.size, "white")
        return Image.alpha_composite(white, with_alpha)
    return picture

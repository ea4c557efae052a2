"""Scans to be recognised: pages of a PDF as they are or as mere pictures, texts printed and scanned."""

from __future__ import annotations

import hashlib
import random
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter, ImageFont

DPI: Final = 200
"""What offices scan at."""
_PAGE: Final = (1654, 2339)
"""A4 at DPI, in pixels."""
_MARGIN, _SIZE, _LEADING = 170, 30, 46
"""Of a printed page, in pixels: letters of 11 points."""
_NOTO: Final = Path("/usr/share/fonts")
FONTS: Final = {
    "ar": "truetype/noto/NotoNaskhArabic-Regular.ttf",
    "zh": "opentype/noto/NotoSerifCJK-Regular.ttc",
    "": "truetype/noto/NotoSerif-Regular.ttf",
}
"""By language, where Debian and Ubuntu put them (fonts-noto-core, fonts-noto-cjk)."""


def some_pages(source: Path, count: int | None, target: Path, *, pictures: bool, draw: int = 0) -> int:
    """Write `count` pages in a row, drawn by the file's name (None: all), as a PDF; how many they are.

    `draw`: which draw it is, for others have other pages; below 0 the file's first ones.
    """
    with pypdfium2.PdfDocument(source) as document:
        total = len(document)
        wanted = total if count is None else min(count, total)
        chance = _random(f"{source.as_posix()}{draw or ''}")
        first = chance.randrange(total - wanted + 1) if draw >= 0 else 0
        chosen = range(first, first + wanted)
        if pictures:
            drawn = [document[number].render(scale=DPI / 72, grayscale=True).to_pil() for number in chosen]
            scanned = [scan(picture, f"{source.name} {number}") for number, picture in enumerate(drawn)]
            scanned[0].save(target, "PDF", save_all=True, append_images=scanned[1:], resolution=DPI)
        else:
            part = pypdfium2.PdfDocument.new()
            part.import_pages(document, list(chosen))
            part.save(target)
    return wanted


def printed(text: str, language: str, pages: int, target: Path) -> str:
    """Print the beginning of a text, scan it and write it as TIFF; the text that stands on the pages."""
    font = ImageFont.truetype(_NOTO / FONTS.get(language, FONTS[""]), _SIZE)
    lines = list(_wrapped(text, font))
    per_page = (_PAGE[1] - 2 * _MARGIN) // _LEADING
    sheets = [lines[start : start + per_page] for start in range(0, pages * per_page, per_page)]
    sheets = [sheet for sheet in sheets if sheet]
    scanned = [
        scan(_sheet(sheet, font, rtl=language == "ar"), f"{language} {n}") for n, sheet in enumerate(sheets)
    ]
    scanned[0].save(
        target, "TIFF", save_all=True, append_images=scanned[1:], dpi=(DPI, DPI), compression="tiff_lzw"
    )
    return "\n".join(line for sheet in sheets for line in sheet)


def scan(picture: Image.Image, seed: str) -> Image.Image:
    """The page as an office scanner gives it: a little turned, blurred, speckled and grey."""
    chance = _random(seed)
    turned = picture.convert("L").rotate(chance.uniform(-0.6, 0.6), Image.Resampling.BICUBIC, fillcolor=255)
    blurred = turned.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 0.8)))
    noise = Image.effect_noise(blurred.size, 28)
    return Image.blend(blurred, noise, 0.12)


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """The text in lines as wide as the page."""
    width = _PAGE[0] - 2 * _MARGIN
    for paragraph in text.split("\n"):
        sample = paragraph[:200]
        letters = int(0.97 * width / max(1.0, font.getlength(sample)) * len(sample)) if sample else 1
        if " " in paragraph[:80] or len(paragraph) < 2:
            yield from textwrap.wrap(paragraph, letters)
        else:
            yield from (paragraph[start : start + letters] for start in range(0, len(paragraph), letters))
        yield ""


def _sheet(lines: Sequence[str], font: ImageFont.FreeTypeFont, *, rtl: bool) -> Image.Image:
    page = Image.new("L", _PAGE, 255)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        place = (_PAGE[0] - _MARGIN if rtl else _MARGIN, _MARGIN + number * _LEADING)
        pen.text(place, line, 20, font, anchor="ra" if rtl else "la", direction="rtl" if rtl else None)
    return page


def _random(seed: str) -> random.Random:
    return random.Random(hashlib.sha256(seed.encode()).digest())

"""Pages of originals as pictures: PDFs and pictures of several pages, within bounds."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from corpus.page_images import NoPageImage, PageImages
from ingest.page_images import RenderedPages, draw

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


@pytest.fixture
def images() -> PageImages:
    return RenderedPages()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=("PNG",))


def test_a_page_of_a_pdf(images: PageImages) -> None:
    picture = opened(images.page_image(SAMPLES / "ostermere-scan.en.pdf", 1, 300))
    assert picture.width == 300
    assert picture.height > 300


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P", "I;16", "CMYK"])
def test_each_page_of_a_picture(tmp_path: Path, mode: str) -> None:
    pages = [Image.new("L", (200, 300), shade).convert(mode) for shade in (255, 0)]
    if mode == "I;16":
        pages = [Image.new(mode, (200, 300), shade) for shade in (65_535, 0)]
    path = tmp_path / "scan"
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:])
    first, second = (opened(draw(path, page, 100)) for page in (1, 2))
    assert first.size == second.size == (100, 150)
    assert first.convert("L").getpixel((50, 50)) == 255
    assert second.convert("L").getpixel((50, 50)) == 0


def test_what_cannot_be_drawn_is_said(images: PageImages, tmp_path: Path) -> None:
    text = tmp_path / "law.txt"
    text.write_text("Article 1")
    damaged = tmp_path / "law.pdf"
    damaged.write_bytes(b"%PDF-1.7\n" + bytes(2000))
    huge = tmp_path / "huge.png"
    Image.new("1", (9_000, 9_000)).save(huge)
    scan = SAMPLES / "ostermere-scan.en.pdf"
    asked = ((text, 1), (damaged, 1), (huge, 1), (scan, 0), (scan, 99), (tmp_path / "none", 1))
    for path, page in asked:
        with pytest.raises(NoPageImage):
            images.page_image(path, page, 300)

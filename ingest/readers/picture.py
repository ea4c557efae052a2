"""Pictures of documents (PNG, JPEG, TIFF of one page or several), by character recognition alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PIL import Image

from ingest.document import BlockKind, RawDocument
from ingest.errors import NotADocument, NoUsableText, TooLarge, UnreadableFile
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.ocr import DPI
from ingest.readers.ocr_choice import Recogniser, Unread
from ingest.readers.ocr_pages import LONGEST, MOST_ENLARGED, POINTS, lines_of_picture, recognition
from ingest.readers.pdf_furniture import without_furniture
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_paragraphs import flow_of
from ingest.rendering import FAULTS, frame, open_picture
from ingest.repairs import repaired

SIGNATURES = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
"""How the pictures begin that may be documents, and their media types."""
SMALLEST = 600
"""Pixels on the longer side below which a picture is a logo or a sign: a page at 72 an inch has 842."""
_PAGE_WIDTH = 8.3
"""Inches across of a page whose picture does not say how large it is (A4)."""
_LEAST_DPI, _MOST_DPI = 72.0, 1200.0
"""What a picture says of itself is believed between these."""


class PictureReader:
    """Reads pictures as pages. Without a recogniser pictures are no documents, and it takes none."""

    name = "picture"
    media_types: tuple[str, ...] = tuple(dict.fromkeys(SIGNATURES.values()))

    def __init__(self, limits: Limits = DEFAULT, recogniser: Recogniser | None = None) -> None:
        self._limits, self._recogniser = limits, recogniser

    def accepts(self, path: Path, head: bytes) -> float:
        """The signature, where pictures can be read at all."""
        return 1.0 if self._recogniser and head.startswith(tuple(SIGNATURES)) else 0.0

    def read(self, path: Path) -> Iterator[RawDocument]:
        """One document. Raises NotADocument for a sign, NoUsableText where no page can be read."""
        try:
            with open_picture(path) as picture:
                yield self._document(path, picture)
        except FAULTS as error:
            raise UnreadableFile(f"{path}: damaged picture: {error}", path=str(path)) from error

    def _document(self, path: Path, picture: Image.Image) -> RawDocument:
        count = getattr(picture, "n_frames", 1)
        if count > self._limits.pages:
            raise TooLarge(f"{path}: {count} pages, the limit is {self._limits.pages}", path=str(path))
        if count == 1 and max(picture.size) < SMALLEST:
            raise NotADocument(f"{path}: a small picture", path=str(path))
        steps: Counter[str] = Counter()
        pages, reasons = self._pages(picture, count, steps)
        because = "; ".join(dict.fromkeys(reasons.values()))
        if not any(pages.values()):
            raise NoUsableText(f"{path}: {because or 'blank pages'}", path=str(path), pages=count)
        read = [pages.get(number, []) for number in range(1, count + 1)]
        shown = without_furniture(read)
        flow = flow_of(shown)
        steps["running_lines"] = sum(map(len, read)) - sum(map(len, shown))
        steps["tables"] = sum(block.kind is BlockKind.TABLE for block in flow.blocks)
        read_by = recognition(path, {number: found for number, found in pages.items() if found})
        return RawDocument(
            flow.blocks,
            first_page=1,
            last_page=count,
            unusable_pages=tuple(reasons),
            unusable_because=because,
            notices=(read_by, *repaired(str(path), steps + flow.steps)),
            media_type=Image.MIME.get(picture.format or "", ""),
        )

    def _pages(
        self, picture: Image.Image, count: int, steps: Counter[str]
    ) -> tuple[dict[int, list[Line]], dict[int, str]]:
        """The lines of the pages that can be read, and why the others cannot; what was put right."""
        pages: dict[int, list[Line]] = {}
        reasons: dict[int, str] = {}
        assert self._recogniser is not None
        for number in range(1, count + 1):
            try:
                grey, points = self._recogniser.timed(partial(_timed_frame, picture, number))
                pages[number] = lines_of_picture(grey, number, points, self._recogniser, steps)
            except Unread as fault:
                reasons[number] = str(fault)
            except FAULTS as error:
                reasons[number] = f"the picture of page {number} is damaged: {error}"
        return pages, reasons


def _timed_frame(picture: Image.Image, number: int, _: float) -> tuple[Image.Image, float]:
    return frame_for_recognition(picture, number)


def frame_for_recognition(picture: Image.Image, number: int) -> tuple[Image.Image, float]:
    """A page (from 1) in grey as it is recognised, and the points that a pixel of it is wide."""
    return _scaled(frame(picture, number))


def _scaled(picture: Image.Image) -> tuple[Image.Image, float]:
    """The picture at about the size that recognition wants, and the points that a pixel of it is wide."""
    dpi = picture.info.get("dpi")
    said = float(dpi[0]) if isinstance(dpi, tuple) and dpi else 0.0
    own = said if _LEAST_DPI < said <= _MOST_DPI else min(picture.size) / _PAGE_WIDTH
    factor = min(DPI / own, MOST_ENLARGED, LONGEST / max(picture.size))
    if not 0.9 < factor < 1.5:
        size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
        own *= factor
    return picture, POINTS / own

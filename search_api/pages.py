"""Pictures of PDF pages: bounded in size, remembered for a while, drawn one at a time."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from pathlib import Path

import pypdfium2 as pdfium

from corpus.errors import NotFound
from search_api.errors import SearchError

WIDTH = 1100
"""Pixels across: text of ten points is well readable, a page is about 150 kB."""
LONGEST = 2400
"""Pixels on the longer side at most: a poster costs no more than a page."""
REMEMBERED_BYTES = 48 * 1024 * 1024
"""Bytes of pictures remembered: some three hundred pages."""


class NoPageImage(SearchError):
    """The source is not a PDF that can be drawn."""

    code = "no_page_image"


class PageImages:
    """Draws pages as PNG. PDFium is not safe between threads, so one page is drawn at a time."""

    def __init__(self, remembered: int = REMEMBERED_BYTES) -> None:
        self._drawing = threading.Lock()
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[Path, int], bytes] = OrderedDict()
        self._remembered = remembered

    def png(self, path: Path, page: int) -> bytes:
        """The picture of a page (from 1). Raises NotFound and NoPageImage."""
        with self._lock:
            if (path, page) in self._known:
                self._known.move_to_end((path, page))
                return self._known[path, page]
        with self._drawing:
            image = _draw(path, page)
        with self._lock:
            self._known[path, page] = image
            while sum(map(len, self._known.values())) > self._remembered and len(self._known) > 1:
                self._known.popitem(last=False)
        return image


def _draw(path: Path, number: int) -> bytes:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise NoPageImage("this source has no pages that can be drawn", path=path.name) from error
    try:
        if not 1 <= number <= len(document):
            raise NotFound(f"page {number} of {len(document)}", key=str(number), near=())
        page = document[number - 1]
        try:
            width, height = page.get_size()
            bitmap = page.render(scale=_scale(width, height))
            out = io.BytesIO()
            bitmap.to_pil().convert("RGB").save(out, "PNG")
            return out.getvalue()
        finally:
            page.close()
    except pdfium.PdfiumError as error:
        raise NoPageImage(f"page {number} cannot be drawn", path=path.name) from error
    finally:
        document.close()


def _scale(width: float, height: float) -> float:
    """Pixels per point."""
    wide, long = max(width, 1.0), max(width, height, 1.0)
    return min(WIDTH / wide, LONGEST / long)

"""Pictures of pages: drawn one at a time through a port, and remembered for a while; places on them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from corpus.page_images import Box, NoPageImage, PageImages

WIDTH = 1100
"""Pixels across: text of ten points is well readable, a page is about 150 kB."""
REMEMBERED_BYTES = 48 * 1024 * 1024
"""Bytes of pictures remembered: some three hundred pages."""


class PictureShelf:
    """Keeps the pictures drawn last. Drawing costs a process each, so one page is drawn at a time."""

    def __init__(self, pages: PageImages | None, remembered: int = REMEMBERED_BYTES) -> None:
        self._pages = pages
        self._drawing = threading.Lock()
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[Path, int], bytes] = OrderedDict()
        self._remembered = remembered

    def boxes(self, path: Path, page: int, texts: Sequence[str]) -> tuple[Box, ...]:
        """Where texts stand on a page (from 1) that they were read from; none where it is not known."""
        return self._pages.boxes(path, page, texts) if self._pages and texts else ()

    def png(self, path: Path, page: int) -> bytes:
        """The picture of a page (from 1). Raises NoPageImage."""
        with self._lock:
            if (path, page) in self._known:
                self._known.move_to_end((path, page))
                return self._known[path, page]
        if self._pages is None:
            raise NoPageImage("there is nothing here that draws pages", path=path.name)
        with self._drawing:
            image = self._pages.page_image(path, page, WIDTH)
        with self._lock:
            self._known[path, page] = image
            while sum(map(len, self._known.values())) > self._remembered and len(self._known) > 1:
                self._known.popitem(last=False)
        return image

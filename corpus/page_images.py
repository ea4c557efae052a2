"""The port through which pages and the API have a page of an original drawn: drawing needs readers."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from corpus.errors import CorpusError


class NoPageImage(CorpusError):
    """The page of this file cannot be drawn: no such page, no pages at all, damaged, or too costly."""

    code = "no_page_image"


class PageImages(Protocol):
    """Draws pages of PDFs and of pictures."""

    def page_image(self, path: Path, page: int, width: int) -> bytes:
        """The page (from 1) as PNG, `width` pixels across. Raises NoPageImage."""

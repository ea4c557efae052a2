"""The port through which a page of an original is drawn and a text found on it: both need readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.errors import CorpusError


class NoPageImage(CorpusError):
    """The page of this file cannot be drawn: no such page, no pages at all, damaged, or too costly."""

    code = "no_page_image"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in shares of its width and height from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class PageImages(Protocol):
    """Draws pages of PDFs and of pictures, and tells what stands where."""

    def page_image(self, path: Path, page: int, width: int) -> bytes:
        """The page (from 1) as PNG, `width` pixels across. Raises NoPageImage."""

    def boxes(self, path: Path, page: int, texts: Sequence[str]) -> tuple[Box, ...]:
        """Where on the page (from 1) texts stand that were read from it, line by line.

        None for what is not surely found. A scanned page is recognised again, which takes some seconds once.
        """

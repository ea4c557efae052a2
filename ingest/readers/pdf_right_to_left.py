"""Pages written from right to left whose places tell nothing: pypdf takes the order of the file."""

from __future__ import annotations

from pathlib import Path

import pypdf
from pypdf.errors import PdfReadError, PyPdfError

from ingest.readers.pdf_line import Line


class SecondReader:
    """pypdf on the same file, opened when first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader: pypdf.PdfReader | None = None

    def lines(self, number: int) -> list[Line]:
        """The lines of a page in logical order, one below the other; none where pypdf fails."""
        try:
            self._reader = self._reader or pypdf.PdfReader(self._path)
            text = self._reader.pages[number - 1].extract_text()
        except (
            PdfReadError,
            PyPdfError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
            RecursionError,
        ):
            return []
        return [
            _line(line.strip(), place, number) for place, line in enumerate(text.split("\n")) if line.strip()
        ]


def _line(text: str, place: int, page: int) -> Line:
    """A line whose place is not known: one below the other, its length told by its characters."""
    top = 14.0 * place
    return Line(text, 0.0, top, 5.0 * len(text), top + 12.0, 12.0, bold=False, page=page)

"""Runs and lines of a page, and pages, as tests of layout make them."""

from __future__ import annotations

from damage import pdf_file

from ingest.readers.pdf_line import Line
from ingest.readers.pdf_page import Run


def run(text: str, left: float, top: float, width: float | None = None) -> Run:
    return Run(text, left, top, left + (width or 5 * len(text)), top + 8, 8)


def line(text: str, top: float, page: int = 1, size: float = 8.0, **more: object) -> Line:
    return Line(text, 72, top, 72 + 5 * len(text), top + 8, size, bold=False, page=page, **more)  # type: ignore[arg-type]


def pdf_with(shown: str) -> bytes:
    """A PDF of one page with this content."""
    stream = shown.encode("latin-1")
    return pdf_file([
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ])  # fmt: skip

"""HTML and XHTML pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ingest.document import Hints, RawDocument
from ingest.readers.clean import clean, repairs_in
from ingest.readers.flow import Flow
from ingest.readers.html_blocks import HtmlWalker
from ingest.readers.html_page import language_of, main_content, parse, title_of
from ingest.readers.html_visual_order import turn_page
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.source_file import read_bytes
from ingest.readers.visual_order import turned_lines
from ingest.repairs import repaired

_SIGNS = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<meta\s[^>]*charset", re.IGNORECASE)
_EMPTY_TITLES = {"complex", "untitled", "document", "index", "untitled document", "new page 1"}
"""Titles that editors put in by themselves."""


class HtmlReader:
    """Reads the main content of a page as plain text in blocks: nothing of its markup survives."""

    name = "html"
    media_types: tuple[str, ...] = ("text/html", "application/xhtml+xml")

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, path: Path, head: bytes) -> float:
        """By the opening tags, else by name."""
        start = head[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
        if re.match(
            rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>])", start, re.I | re.S
        ):
            return 0.9
        named = path.suffix.lower() in {".html", ".htm", ".xhtml"}
        if _SIGNS.search(start):
            return 0.8 if named else 0.45
        return 0.6 if named and b"<" in start else 0.0

    def read(self, path: Path) -> Iterator[RawDocument]:
        """One document."""
        yield read_page(read_bytes(path, self._limits.whole_file), str(path), self._limits)


def read_page(data: bytes, path: str, limits: Limits) -> RawDocument:
    """The document in an HTML page given as bytes."""
    root, notices = parse(data, path)
    title, language = clean(title_of(root)), language_of(root)
    main = main_content(root, path)
    turned, doubts = turn_page(main, path)
    flow = Flow()
    walker = HtmlWalker(flow, limits.depth)
    walker.walk(main)
    walker.flush()
    steps = {**repairs_in("".join(main.itertext())), "visual_order": turned}
    title = turned_lines([title])[0] if turned else title
    titles = {"und": title} if title and title.lower() not in _EMPTY_TITLES else {}
    hints = Hints(extra={"html.title": titles["und"]} if titles else {}, language=None)
    if language:
        hints = Hints(extra={**hints.extra, "html.language": language})
    told = (*notices, *doubts, *repaired(path, steps))
    return RawDocument(flow.blocks, hints=hints, notices=told)

"""Plain text in any common encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ingest.document import BlockKind, Hints, RawDocument
from ingest.errors import NotADocument, NoUsableText
from ingest.readers.clean import clean_lines
from ingest.readers.encodings import decode, lost_letters, steps_in
from ingest.readers.flow import Flow
from ingest.readers.glued_numerals import part_numerals
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.paragraphs import hyphens_gone, is_wrapped, join_lines, vocabulary
from ingest.readers.source_file import read_bytes
from ingest.readers.usable import SHORTEST, is_usable
from ingest.readers.visual_order import in_reading_order
from ingest.repairs import repaired

_PAGE_BREAK = "\f"
_DIVIDED = re.compile("\u00ad[ \t\r]*\n[ \t]*")
"""A soft hyphen at a line end: the word goes on without it."""
_HEADING = re.compile(r"(#{1,6})\s?([^\W\d_][^#]{0,80})")
_FEWEST_HEADINGS = 3
"""Lines opened by a hash (`#Norvale`) from which these are headings, as in Markdown."""


class TextReader:
    """Reads text: one paragraph a line, or wrapped lines joined; form feeds count pages."""

    name = "text"
    media_types: tuple[str, ...] = ("text/plain",)

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, path: Path, head: bytes) -> float:
        """Anything may be text; other readers are surer of what is theirs."""
        return 0.3 if path.suffix.lower() in {".txt", ".text", ""} else 0.1

    def read(self, path: Path) -> Iterator[RawDocument]:
        """One document."""
        decoded = decode(read_bytes(path, self._limits.whole_file), str(path))
        if sum(map(str.isalnum, decoded.text[:1000])) < SHORTEST:
            raise NotADocument(f"{path}: no text to speak of", path=str(path))
        if not is_usable(decoded.text, mapped=False):
            raise NoUsableText(
                f"{path}: the letters are of no language (a broken character map)", path=str(path)
            )
        ordered = in_reading_order(decoded.text, str(path))
        flow = text_flow(ordered.text)
        steps = steps_in(decoded) | {
            "visual_order": ordered.turned,
            "soft_hyphens": len(_DIVIDED.findall(decoded.text)),
            "glued_numerals": len(part_numerals(decoded.text)) - len(decoded.text),
        }
        steps |= flow.steps
        told = (*lost_letters(decoded.text, str(path)), *repaired(str(path), steps))
        notices = (*decoded.notices, *ordered.notices, *told)
        yield RawDocument(flow.blocks, hints=Hints(), notices=notices)


def text_flow(text: str) -> Flow:
    """Blocks of a plain text; pages are numbered when form feeds divide it."""
    text = part_numerals(_DIVIDED.sub("", text))
    pages = text.rstrip(_PAGE_BREAK + "\n").split(_PAGE_BREAK)
    lines_of = [clean_lines(page).split("\n") for page in pages]
    lines = [line for page in lines_of for line in page]
    marked = sum(_HEADING.fullmatch(line) is not None for line in lines) >= _FEWEST_HEADINGS
    wrapped = is_wrapped(lines)
    words = vocabulary(text) if wrapped else frozenset()
    flow = Flow()
    for number, page_lines in enumerate(lines_of, 1):
        page = number if len(pages) > 1 else None
        paragraphs = join_lines(page_lines, words) if wrapped else page_lines
        flow.steps["hyphenation"] += hyphens_gone(page_lines, paragraphs)
        for paragraph in paragraphs:
            heading = _HEADING.fullmatch(paragraph) if marked else None
            if heading:
                flow.put(heading[2], BlockKind.HEADING, level=len(heading[1]), page=page)
            else:
                flow.put(paragraph, page=page)
    return flow

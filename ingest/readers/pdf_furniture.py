"""What a page says about itself: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from statistics import median

from ingest.readers.markers import opens_unit
from ingest.readers.pdf_layout import Line
from ingest.readers.pdf_notes import opens_note

_EDGE = 3
"""Lines at the top and at the bottom of a page that may be furniture."""
_REPEATED = 0.4
"""Share of pages on which a line returns (left and right pages may differ)."""
_FEWEST = 3
_LONGEST_BARE = 12
"""Characters of a line of mere numbers (26-#  #/#) up to which it may be furniture, not a row of a table."""
_SHIFT = 15.0
"""Points by which the place of a running line may differ between pages."""
_ALIKE, _SHORTEST, _COMPARED = 0.8, 6, 80
"""Likeness of the letters of two running lines (a scan reads `Traitks` and `Trait6s`), of so many letters."""
_COUNTING = 0.6
"""Share of the pages whose first (or last) line counts them."""
_LONGEST_RUNNING = 120
_INTEGER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_NUMBER = re.compile(
    r"(?:[-–—|•\[(]\s*)*(?:(?:page|trang|pág(?:ina)?\.?|p\.|стр\.|第|صفحة|seite)\s*)?"
    r"(?:\d{1,4}|[ivxlc]{1,6}|[\u0660-\u0669]{1,4})"
    r"(?:\s*(?:/|of|de|sur|trên|из|共|von)\s*\d{1,4})?\s*(?:页|頁)?(?:\s*[-–—|•\])])*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[\d\u0660-\u0669]+|\b[ivxlc]{1,6}\b")


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without lines at their edges that return, and without page numbers."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    least = max(_FEWEST, _REPEATED * sum(1 for page in pages if page))
    places = {key: _place(key, pages) for key, count in counts.items() if count >= least and key}
    running = _like_those_nearby(pages) | _counting_pages(pages)
    return [_kept(page, places, running) for page in pages]


def _like_those_nearby(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Ids of lines that return nearly alike on pages nearby: left and right differ, a scan misreads."""
    edges = [_edges(page) for page in pages]
    found: set[int] = set()
    for number, lines in enumerate(edges):
        nearby = [edges[other] for other in _around(number) if 0 <= other < len(edges)]
        for line in lines:
            alike = sum(any(_is_alike(line, other) for other in page) for page in nearby)
            if alike >= _FEWEST - 1:
                found.add(id(line))
    return found


def _around(number: int) -> tuple[int, ...]:
    return number - 2, number - 1, number + 1, number + 2


def _is_alike(line: Line, other: Line) -> bool:
    if abs(line.top - other.top) >= _SHIFT or abs(line.size - other.size) > 0.3 * line.size:
        return False
    if line.text != other.text and opens_unit(line.text):
        return False
    one, two = _letters(line.text), _letters(other.text)
    if min(len(one), len(two)) < _SHORTEST or abs(len(one) - len(two)) > 0.3 * len(one):
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.lower()))[:_COMPARED]


def _counting_pages(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Ids of the outermost lines with a number that rises by one from page to page.

    It holds for a document of two pages too, so a line that opens an article or paragraph does not count.
    """
    found: set[int] = set()
    for end in (0, -1):
        outer = [(at, _ordered(page)[end]) for at, page in enumerate(pages) if len(page) > 2]
        offsets = Counter(offset for at, line in outer for offset in _offsets(line, at))
        for offset, count in offsets.most_common(1):
            if count >= max(2, _COUNTING * len(outer)):
                found |= {id(line) for at, line in outer if offset in _offsets(line, at)}
    return found


def _offsets(line: Line, page: int) -> set[int]:
    """By how much the numbers in a short line differ from the page's place; none in a line of text."""
    if len(line.text) > _LONGEST_RUNNING or (opens_unit(line.text) and _letters(line.text)):
        return set()
    return {int(number) - page for number in _INTEGER.findall(line.text)}


def _place(key: str, pages: Sequence[Sequence[Line]]) -> tuple[float, float]:
    """Where on the page a running line usually stands, and how large it is."""
    found = [line for page in pages for line in _edges(page) if _key(line) == key]
    return median(line.top for line in found), median(line.size for line in found)


def _is_running(line: Line, places: dict[str, tuple[float, float]]) -> bool:
    """The title may be worded as the running header, but stands elsewhere or is larger."""
    place = places.get(_key(line))
    return (
        place is not None and abs(line.top - place[0]) < _SHIFT and abs(line.size - place[1]) < 0.2 * place[1]
    )


def _kept(page: Sequence[Line], places: dict[str, tuple[float, float]], running: set[int]) -> list[Line]:
    dropped = running | {id(line) for line in _edges(page) if _is_running(line, places)}
    # A page number stands alone, first or last of what is left.
    rest = [line for line in _ordered(page) if id(line) not in dropped]
    for line in (rest[:1] + rest[-1:]) if len(rest) > 1 else []:
        if _NUMBER.fullmatch(line.text.strip()):
            dropped.add(id(line))
    return [line for line in page if id(line) not in dropped]


def _ordered(page: Sequence[Line]) -> list[Line]:
    return sorted(page, key=lambda line: line.top)


def _edges(page: Sequence[Line]) -> list[Line]:
    ordered = _ordered(page)
    edges = ordered[:_EDGE] + ordered[-_EDGE:] if len(ordered) > 2 * _EDGE else ordered[:1] + ordered[-1:]
    return [line for line in edges if not opens_note(line.text)]


def _key(line: Line) -> str:
    """The line with every number alike; a bare number is left to the rule for page numbers.

    `Article 8` and `Article 14` at the foot of pages are headings, and not alike.
    """
    if opens_unit(line.text) and _letters(line.text):
        return line.text.lower().strip()
    text = _DIGITS.sub("#", line.text.lower()).strip()
    bare = not any(letter.isalpha() for letter in text)
    return "" if text == "#" or (bare and len(text) > _LONGEST_BARE) else text

"""What a page says about itself: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from statistics import median

from ingest.readers.markers import opens_unit
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_notes import opens_note
from ingest.readers.pdf_packed import PackedPages

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


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the top or bottom of a page: its place in the page, and what tells whether it returns."""

    at: int
    text: str
    top: float
    size: float


Edges = tuple[_Edge, ...]


def without_furniture(pages: Sequence[Sequence[Line]]) -> PackedPages:
    """The pages without lines at their edges that return, and without page numbers."""
    edges: list[Edges] = []
    outer: list[Edges] = []
    filled = 0
    for page in pages:
        ordered = _ordered(page)
        edges.append(_edges(ordered))
        outer.append((ordered[0], ordered[-1]) if len(page) > 2 else ())
        filled += bool(page)
    counts = Counter(key for page in edges for key in {_key(edge) for edge in page})
    least = max(_FEWEST, _REPEATED * filled)
    places = _places(edges, {key for key, count in counts.items() if count >= least and key})
    counting = _counting_pages(outer)
    running = (
        near | {edge.at for edge in page if _is_running(edge, places)} | numbers
        for near, page, numbers in zip(_like_those_nearby(edges), edges, counting, strict=True)
    )
    return PackedPages(_kept(page, dropped) for page, dropped in zip(pages, running, strict=True))


def _like_those_nearby(edges: Sequence[Edges]) -> Iterator[set[int]]:
    """Of each page what returns nearly alike on pages nearby: left and right differ, a scan misreads."""
    for number, lines in enumerate(edges):
        nearby = [edges[other] for other in _around(number) if 0 <= other < len(edges)]
        yield {line.at for line in lines if _returns(line, nearby)}


def _returns(line: _Edge, nearby: Sequence[Edges]) -> bool:
    alike = (page for page in nearby if any(_is_alike(line, other) for other in page))
    return sum(1 for _ in islice(alike, _FEWEST - 1)) == _FEWEST - 1


def _around(number: int) -> tuple[int, ...]:
    return number - 2, number - 1, number + 1, number + 2


def _is_alike(line: _Edge, other: _Edge) -> bool:
    if abs(line.top - other.top) >= _SHIFT or abs(line.size - other.size) > 0.3 * line.size:
        return False
    if line.text != other.text and opens_unit(line.text):
        return False
    one, two = _letters(line.text), _letters(other.text)
    if min(len(one), len(two)) < _SHORTEST or abs(len(one) - len(two)) > 0.3 * len(one):
        return False
    if one == two:
        return True
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.lower()))[:_COMPARED]


def _counting_pages(outer: Sequence[Edges]) -> list[set[int]]:
    """Of each page the outermost lines with a number that rises by one from page to page.

    It holds for a document of two pages too, so a line that opens an article or paragraph does not count.
    """
    found: list[set[int]] = [set() for _ in outer]
    for end in (0, -1):
        told = [(at, lines[end].at, _offsets(lines[end], at)) for at, lines in enumerate(outer) if lines]
        offsets = Counter(offset for _, _, numbers in told for offset in numbers)
        for offset, count in offsets.most_common(1):
            if count >= max(2, _COUNTING * len(told)):
                for at, line, numbers in told:
                    found[at] |= {line} if offset in numbers else set()
    return found


def _offsets(line: _Edge, page: int) -> set[int]:
    """By how much the numbers in a short line differ from the page's place; none in a line of text."""
    if len(line.text) > _LONGEST_RUNNING or (opens_unit(line.text) and _letters(line.text)):
        return set()
    return {int(number) - page for number in _INTEGER.findall(line.text)}


def _places(edges: Sequence[Edges], keys: set[str]) -> dict[str, tuple[float, float]]:
    """Where on the page each running line usually stands, and how large it is."""
    found: dict[str, list[_Edge]] = {key: [] for key in keys}
    for page in edges:
        for edge in page:
            if (key := _key(edge)) in keys:
                found[key].append(edge)
    return {
        key: (median(line.top for line in lines), median(line.size for line in lines))
        for key, lines in found.items()
    }


def _is_running(line: _Edge, places: dict[str, tuple[float, float]]) -> bool:
    """The title may be worded as the running header, but stands elsewhere or is larger."""
    place = places.get(_key(line))
    return (
        place is not None and abs(line.top - place[0]) < _SHIFT and abs(line.size - place[1]) < 0.2 * place[1]
    )


def _kept(page: Sequence[Line], dropped: set[int]) -> list[Line]:
    # A page number stands alone, first or last of what is left.
    rest = [edge for edge in _ordered(page) if edge.at not in dropped]
    for edge in (rest[:1] + rest[-1:]) if len(rest) > 1 else []:
        if _NUMBER.fullmatch(edge.text.strip()):
            dropped.add(edge.at)
    return [line for at, line in enumerate(page) if at not in dropped]


def _ordered(page: Sequence[Line]) -> list[_Edge]:
    """The lines from top to bottom."""
    lines = sorted(enumerate(page), key=lambda line: line[1].top)
    return [_Edge(at, line.text, line.top, line.size) for at, line in lines]


def _edges(ordered: list[_Edge]) -> Edges:
    edges = ordered[:_EDGE] + ordered[-_EDGE:] if len(ordered) > 2 * _EDGE else ordered[:1] + ordered[-1:]
    return tuple(line for line in edges if not opens_note(line.text))


def _key(line: _Edge) -> str:
    """The line with every number alike; a bare number is left to the rule for page numbers.

    `Article 8` and `Article 14` at the foot of pages are headings, and not alike.
    """
    if opens_unit(line.text) and _letters(line.text):
        return line.text.lower().strip()
    text = _DIGITS.sub("#", line.text.lower()).strip()
    bare = not any(letter.isalpha() for letter in text)
    return "" if text == "#" or (bare and len(text) > _LONGEST_BARE) else text

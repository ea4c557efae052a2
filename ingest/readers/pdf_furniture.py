"""What a page says about itself: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from ingest.readers.pdf_layout import Line

_EDGE = 3
"""Lines at the top and at the bottom of a page that may be furniture."""
_REPEATED = 0.4
"""Share of pages on which a line returns (left and right pages may differ)."""
_FEWEST = 3
_LONGEST_BARE = 12
"""Characters of a line of mere numbers (26-#  #/#) up to which it may be furniture, not a row of a table."""
_SHIFT = 15.0
"""Points by which the place of a running line may differ between pages."""
_NUMBER = re.compile(
    r"(?:[-–—|•\[(]\s*)*(?:(?:page|trang|pág(?:ina)?\.?|p\.|стр\.|第|صفحة|seite)\s*)?"
    r"(?:\d{1,4}|[ivxlc]{1,6}|[\u0660-\u0669]{1,4})"
    r"(?:\s*(?:/|of|de|sur|trên|из|共|von)\s*\d{1,4})?\s*(?:页|頁)?(?:\s*[-–—|•\])])*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[\d\u0660-\u0669]+|\b[ivxlc]{1,6}\b")


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without lines at their edges that return on most pages, and without page numbers."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    least = max(_FEWEST, _REPEATED * sum(1 for page in pages if page))
    places = {key: _place(key, pages) for key, count in counts.items() if count >= least and key}
    return [_kept(page, places) for page in pages]


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


def _kept(page: Sequence[Line], places: dict[str, tuple[float, float]]) -> list[Line]:
    dropped = {id(line) for line in _edges(page) if _is_running(line, places)}
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
    return ordered[:_EDGE] + ordered[-_EDGE:] if len(ordered) > 2 * _EDGE else ordered[:1] + ordered[-1:]


def _key(line: Line) -> str:
    """The line with every number alike; a bare number is left to the rule for page numbers."""
    text = _DIGITS.sub("#", line.text.lower()).strip()
    bare = not any(letter.isalpha() for letter in text)
    return "" if text == "#" or (bare and len(text) > _LONGEST_BARE) else text

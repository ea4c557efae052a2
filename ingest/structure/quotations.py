"""Text quoted inside an amending provision: `“Điều 14a. …”` inserts an article and is none here."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ingest.structure.lines import Line

_OPEN = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"', "‹": "›", "”": "”"}
_STARTS = re.compile(r"[\s*_>(\[]{0,3}([“«„「『\"‹”])")
_ENDS = re.compile(r"([”»“」』\"›])[\s.;,:。；،)\]*_/]{0,5}$")
_TAIL = 12
"""Characters at the end of a line in which its closing mark stands."""
_LONGEST = 400
"""Lines after which an opening mark without a closing one is given up."""


def quoted_lines(lines: Sequence[Line]) -> list[int]:
    """For each line, its place (from 1) in a quotation that opens at the beginning of a line, or 0.

    A quotation runs to the line that ends with its closing mark; one that is never closed is its
    first line alone. Quotation marks inside a line change nothing.
    """
    places = [0] * len(lines)
    ends = _ends_by_mark(lines)
    at = 0
    while at < len(lines):
        last = _last_line(lines, at, ends)
        for quoted in range(at, last + 1):
            places[quoted] = quoted - at + 1
        at = max(at, last) + 1
    return places


def _ends_by_mark(lines: Sequence[Line]) -> dict[str, list[int]]:
    """For each closing mark the lines that end with it, in order."""
    ends: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        found = _ENDS.search(line.text, max(0, len(line.text) - _TAIL))
        if found:
            ends.setdefault(found[1], []).append(index)
    return ends


def _last_line(lines: Sequence[Line], at: int, ends: dict[str, list[int]]) -> int:
    """The last line of the quotation that opens at line `at`, or `at` - 1 where none opens."""
    start = _STARTS.match(lines[at].text) if lines[at].is_text else None
    if not start:
        return at - 1
    closing = _OPEN[start[1]]
    inner = lines[at].text[start.end() :]
    if any(mark in inner for mark in closing):
        # Closed on its own line: a quotation only if nothing but stops follows.
        own = any(_at(ends.get(mark, []), at) for mark in closing)
        return at if own and inner.count(closing[0]) <= 1 else at - 1
    found = [line for mark in closing if (line := _next(ends.get(mark, []), at)) is not None]
    last = min(found, default=at)
    return last if last - at < _LONGEST else at


def _next(ends: list[int], at: int) -> int | None:
    """The first of the rising line numbers behind `at`."""
    place = bisect_right(ends, at)
    return ends[place] if place < len(ends) else None


def _at(ends: Sequence[int], at: int) -> bool:
    place = bisect_left(ends, at)
    return place < len(ends) and ends[place] == at

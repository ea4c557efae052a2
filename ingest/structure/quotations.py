"""Text quoted inside an amending provision: `“Điều 14a. …”` inserts an article and is none here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.structure.lines import Line

_OPEN = {
    "“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"', "‹": "›", "”": "”", "‘": "’",
}  # fmt: skip
_ALIKE = '"”'
"""Marks that open and close alike: those within others cannot be counted."""
_STARTS = re.compile(r"[\s*_>(\[]{0,3}([“«„「『\"‹”‘])")
_ANNOUNCED = re.compile(r"(?:[:：]|^\(?\w{1,4}[.)°º]{1,2})[\s*_]{0,3}([“«„「『\"‹‘])")
"""`… is replaced by: “…`, `2° « …`: the mark stands behind a colon or an enumerator."""
_ENDS = re.compile(r"([”»“」』\"›’])[\s.;,:。；،)\]*_/]{0,5}$")
_STOPS = re.compile(r"[\s.;,:。；،)\]*_/]*$")
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
_TAIL = 12
"""Characters at the end of a line in which its closing mark stands."""
_LONGEST = 400
"""Lines after which a mark that cannot be counted, or was not closed, is given up."""
_LONGEST_COUNTED = 1_500
"""Lines of a quotation whose marks are counted to its end: a law may insert a whole chapter."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Lines `first` to `last` of a quotation; `closed` tells whether its marks are counted to the end."""

    first: int
    last: int
    closed: bool


def quotations(lines: Sequence[Line]) -> Iterator[Quotation]:
    """The quotations that open at the beginning of a line, behind a colon or behind an enumerator.

    A quotation runs to its closing mark, marks within it counted; where they do not come out even, to the
    first line that ends with a closing mark. One that is never closed is its first line alone. Quotation
    marks inside a line change nothing.
    """
    ends = _ends_by_mark(lines)
    at = 0
    while at < len(lines):
        found = _at_head(lines, at, ends) or _announced(lines, at, ends)
        if found and found.last >= found.first:
            yield found
        at = max(at, found.last if found else at) + 1


def places(found: Sequence[Quotation], count: int) -> list[int]:
    """For each of `count` lines, its place (from 1) in a quotation, or 0."""
    numbers = [0] * count
    for one in found:
        for index in range(one.first, one.last + 1):
            numbers[index] = index - one.first + 1
    return numbers


def _ends_by_mark(lines: Sequence[Line]) -> dict[str, list[int]]:
    """For each closing mark the lines that end with it, in order."""
    ends: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        found = _ENDS.search(line.text, max(0, len(line.text) - _TAIL))
        if found:
            ends.setdefault(found[1], []).append(index)
    return ends


def _at_head(lines: Sequence[Line], at: int, ends: dict[str, list[int]]) -> Quotation | None:
    """The quotation that opens with line `at`."""
    text = lines[at].text
    start = _STARTS.match(text) if lines[at].is_text else None
    if not start:
        return None
    depth, end = _count(text, start.end(), start[1], 1)
    if end is not None:
        # Closed on its own line: a quotation only if nothing but stops follows.
        return Quotation(at, at, closed=True) if _STOPS.match(text, end) else None
    found = _closed(lines, at, start[1], depth, ends)
    if found:
        return Quotation(at, found[0], found[1])
    return Quotation(at, at, closed=bool(_ENDS.search(text) and depth))


def _announced(lines: Sequence[Line], at: int, ends: dict[str, list[int]]) -> Quotation | None:
    """The quotation that opens within line `at` and goes on below it; it begins with the next line."""
    start = _ANNOUNCED.search(lines[at].text) if lines[at].is_text else None
    if not start:
        return None
    depth, end = _count(lines[at].text, start.end(), start[1], 1)
    found = _closed(lines, at, start[1], depth, ends) if end is None else None
    return Quotation(at + 1, found[0], found[1]) if found else None


def _closed(
    lines: Sequence[Line], at: int, mark: str, depth: int, ends: dict[str, list[int]]
) -> tuple[int, bool] | None:
    """The line behind `at` on which a quotation ends, and whether its marks come out even."""
    by_mark = [line for close in _OPEN[mark] if (line := _next(ends.get(close, []), at)) is not None]
    first = min(by_mark, default=None)
    if first is None or first - at >= _LONGEST_COUNTED:
        return None
    if mark in _ALIKE:
        return (first, True) if first - at < _LONGEST else None
    for index in range(at + 1, min(len(lines), at + _LONGEST_COUNTED)):
        depth, end = _further(lines[index].text, mark, depth)
        if end is not None:
            return index, True
    return (first, False) if first - at < _LONGEST else None


def _further(text: str, mark: str, depth: int) -> tuple[int, int | None]:
    """The count behind a further line; a mark at its head that it does not close repeats the first."""
    start = _STARTS.match(text)
    if start and start[1] == mark and _count(text, start.end(), mark, 1)[1] is None:
        return _count(text, start.end(), mark, depth)
    return _count(text, 0, mark, depth)


def _count(text: str, begin: int, mark: str, depth: int) -> tuple[int, int | None]:
    """How many marks are open behind `text`, and where the first was closed, if it was."""
    closing = _OPEN[mark]
    for at in range(begin, len(text)):
        if text[at] in closing and not _APOSTROPHE.match(text, at):
            depth -= 1
            if not depth:
                return 0, at + 1
        elif text[at] == mark:
            depth += 1
    return depth, None


def _next(ends: Sequence[int], at: int) -> int | None:
    """The first of the rising line numbers behind `at`."""
    place = bisect_right(ends, at)
    return ends[place] if place < len(ends) else None

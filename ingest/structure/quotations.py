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
    reading = _Reading(lines)
    at = 0
    while at < len(lines):
        found = reading.at_head(at) or reading.announced(at)
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


class _Reading:
    """The lines of a text, and where the marks in them lead."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._ends = _ends_by_mark(lines)
        self._uneven: dict[str, int] = {}
        """For each mark the line up to which it was counted in vain: it is not counted again before it."""

    def at_head(self, at: int) -> Quotation | None:
        """The quotation that opens with line `at`."""
        text = self._lines[at].text
        start = _STARTS.match(text) if self._lines[at].is_text else None
        if not start:
            return None
        depth, end = _count(text, start.end(), start[1], 1)
        if end is not None:
            # Closed on its own line: a quotation only if nothing but stops follows.
            return Quotation(at, at, closed=True) if _STOPS.match(text, end) else None
        return self._from(at, at, start[1], depth) or Quotation(at, at, closed=False)

    def announced(self, at: int) -> Quotation | None:
        """The quotation that opens within line `at` and goes on below it; it begins with the next line."""
        text = self._lines[at].text
        start = _ANNOUNCED.search(text) if self._lines[at].is_text else None
        depth, end = _count(text, start.end(), start[1], 1) if start else (0, None)
        return self._from(at + 1, at, start[1], depth) if start and end is None else None

    def _from(self, first: int, at: int, mark: str, depth: int) -> Quotation | None:
        """The quotation of line `first` and more whose mark stands on line `at`, if it ends below."""
        nearest = [
            line for close in _OPEN[mark] if (line := _next(self._ends.get(close, []), at)) is not None
        ]
        last = min(nearest, default=at + _LONGEST)
        if mark not in _ALIKE and nearest and (even := self._counted(at, mark, depth)) is not None:
            return Quotation(first, even, closed=True)
        return Quotation(first, last, closed=mark in _ALIKE) if last - at < _LONGEST else None

    def _counted(self, at: int, mark: str, depth: int) -> int | None:
        """The line behind `at` on which as many marks are closed as were opened."""
        if at < self._uneven.get(mark, 0):
            return None
        stop = min(len(self._lines), at + _LONGEST_COUNTED)
        each = True
        for index in range(at + 1, stop):
            text = self._lines[index].text
            head = _STARTS.match(text)
            each = each and head is not None and head[1] == mark
            depth, end = _further(text, head.end() if head and head[1] == mark else 0, mark, depth, each=each)
            if end is not None:
                return index
        self._uneven[mark] = stop
        return None


def _further(text: str, head: int, mark: str, depth: int, *, each: bool) -> tuple[int, int | None]:
    """The count behind a further line, and where the first mark was closed, if it was.

    The mark at its head (behind which `head` is) repeats the first if it stands at the head of `each` line so
    far, or is not closed on its line.
    """
    repeats = head and (each or _count(text, head, mark, 1)[1] is None)
    return _count(text, head if repeats else 0, mark, depth)


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

"""From runs on a page to lines in reading order: columns one after the other, rows of tables across."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.confidence import weighed
from ingest.readers.pdf_page import Page, Run

_GUTTER_FROM, _GUTTER_TO = 0.3, 0.7
"""Where a gutter may lie, in shares of the width of the text."""
_GUTTER_WIDTH = 6.0
"""Least width of a gutter in points; columns of treaties stand 12 to 30 apart."""
_MOST_CROSSING = 0.25
"""Share of lines that may cross the gutter (titles, footers) on a page in two columns."""
_FEWEST_LINES = 6
_FULL_WIDTH, _FULL_LINES = 0.75, 0.3
"""At least this share of the lines of a column of prose fills this share of its width; the cells of a
table do not."""
_LEAST_SIDE = 0.2
"""Each column has at least this share of the text."""
_ONE_LINE = 0.5
_LABEL = re.compile(r"[(（]?\w{1,4}[.)）]|[-–—•▪➢]|第\w{1,5}[条條]|§\s?\d+\w?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: column 0 (whole width), 1 (left) or 2 (right).

    `cells` are its pieces where wide gaps divide it, `stops` where they begin, `gap` is the widest
    gap in line heights.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    page: int
    column: int = 0
    cells: tuple[str, ...] = ()
    stops: tuple[float, ...] = ()
    gap: float = 0.0
    confidence: float | None = None
    """Of character recognition, 0 to 1; None where the file gave the text."""


def lines_of(page: Page) -> list[Line]:
    """The lines of the page in reading order."""
    runs = [run for run in page.runs if run.text.strip()]
    gutter = _gutter(runs)
    if gutter is None:
        return [_line(row, page.number, 0) for row in _rows(runs)]
    return list(_in_columns(runs, gutter, page.number))


def _gutter(runs: Sequence[Run]) -> float | None:
    """The middle of the gutter between two columns of prose, if there is one."""
    if len(runs) < 2 * _FEWEST_LINES:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = right - left
    best: tuple[int, float] | None = None
    for position in _candidates(runs, left + _GUTTER_FROM * width, left + _GUTTER_TO * width):
        crossing = sum(1 for run in runs if run.left < position - 1 and run.right > position + 1)
        if best is None or crossing < best[0]:
            best = crossing, position
    if best is None or best[0] > _MOST_CROSSING * len(runs):
        return None
    return best[1] if _are_columns(runs, best[1]) else None


def _candidates(runs: Sequence[Run], start: float, end: float) -> Iterator[float]:
    """Just before each place where several lines begin."""
    begins = sorted(run.left for run in runs if start < run.left < end)
    for place in begins:
        if sum(1 for other in begins if abs(other - place) < 3) >= _FEWEST_LINES // 2:
            yield place - _GUTTER_WIDTH / 2


def _are_columns(runs: Sequence[Run], gutter: float) -> bool:
    sides = (
        [run for run in runs if run.right <= gutter + 1],
        [run for run in runs if run.left >= gutter - 1],
    )
    total = sum(len(run.text) for run in runs)
    for side in sides:
        letters = sum(len(run.text) for run in side)
        if len(side) < _FEWEST_LINES or letters < _LEAST_SIDE * total:
            return False
        extent = max(run.right for run in side) - min(run.left for run in side)
        full = sum(run.right - run.left >= _FULL_WIDTH * extent for run in side)
        if full < _FULL_LINES * len(side):
            return False
    return True


def _in_columns(runs: Sequence[Run], gutter: float, number: int) -> Iterator[Line]:
    """Bands between full-width lines, each band its left column first."""
    left: list[Run] = []
    right: list[Run] = []
    for run in sorted(runs, key=lambda one: (one.middle, one.left)):
        if run.right <= gutter + 1:
            left.append(run)
        elif run.left >= gutter - 1:
            right.append(run)
        else:
            yield from _band(left, right, number)
            left, right = [], []
            yield _line([run], number, 0)
    yield from _band(left, right, number)


def _band(left: list[Run], right: list[Run], number: int) -> Iterator[Line]:
    for column, runs in ((1, left), (2, right)):
        for row in _rows(runs):
            yield _line(row, number, column)


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one height, left to right; rows from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: one.middle):
        last = rows[-1] if rows else None
        if last and abs(run.middle - median(one.middle for one in last)) <= _ONE_LINE * max(run.size, 4.0):
            last.append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _line(row: list[Run], number: int, column: int) -> Line:
    row = _labelled(row)
    texts = [" ".join(run.text.split()) for run in row]
    size = median(run.size for run in row)
    gaps = [after.left - before.right for before, after in pairwise(row)]
    return Line(
        text=" ".join(texts),
        left=min(run.left for run in row),
        top=min(run.top for run in row),
        right=max(run.right for run in row),
        bottom=max(run.bottom for run in row),
        size=size,
        bold=all(run.bold for run in row),
        page=number,
        column=column,
        cells=tuple(texts) if len(texts) > 1 else (),
        stops=tuple(run.left for run in row),
        gap=max(gaps, default=0.0) / max(size, 4.0),
        confidence=weighed((len(run.text), run.confidence) for run in row),
    )


def _labelled(row: list[Run]) -> list[Run]:
    """A label set apart (`1.` and a tab) belongs to the text behind it."""
    if len(row) < 2 or not _LABEL.fullmatch(row[0].text.strip()):
        return row
    first, second = row[0], row[1]
    joined = replace(second, text=f"{first.text.strip()} {second.text}", left=first.left)
    return [joined, *row[2:]]

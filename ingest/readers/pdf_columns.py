"""The gutter between two columns of prose on a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.readers.pdf_line import rows_of
from ingest.readers.pdf_page import Run

MOST_RUNS = 4_000
"""A page with more is a drawing or a map: looking for columns and tables would cost seconds."""
_GUTTER_FROM, _GUTTER_TO = 0.3, 0.7
"""Where a gutter may lie, in shares of the width of the text."""
_GUTTER_WIDTH = 6.0
"""Least width of a gutter in points; columns of treaties stand 12 to 30 apart."""
_MOST_CROSSING = 0.25
"""Share of lines that may cross the gutter (titles, footers) on a page in two columns."""
_FEWEST_LINES = 6
_FEWEST_BELOW = 2
"""Lines on each side from which a page is in columns when the page before it was."""
_FULL_WIDTH, _FULL_LINES = 0.75, 0.3
"""At least this share of the lines of a column of prose fills this share of its width; the cells of a
table do not."""
_CELLS_APART, _MOST_PARTED = 2.5, 0.1
"""Heights of the white between two cells; the share of the lines that may go over it (a heading)."""
_FEWEST_PARTED = 3
"""Lines with text on both sides of it."""
_LEAST_SIDE = 0.2
"""Each column has at least this share of the length of all lines (Chinese has fewer characters)."""


def gutter_of(runs: Sequence[Run]) -> float | None:
    """The middle of the gutter between two columns of prose, if there is one."""
    if not 2 * _FEWEST_LINES <= len(runs) <= MOST_RUNS:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = right - left
    best: tuple[int, float] | None = None
    for position in _candidates(runs, left + _GUTTER_FROM * width, left + _GUTTER_TO * width):
        across = len(crossing(runs, position))
        if best is None or across < best[0]:
            best = across, position
    if best is None or best[0] > _MOST_CROSSING * len(rows_of(runs)):
        return None
    return best[1] if _are_columns(runs, best[1]) else None


def goes_on(runs: Sequence[Run], gutter: float) -> bool:
    """Whether a page with little text keeps to the columns of the page before."""
    rows = [rows_of(side) for side in sides(runs, gutter)]
    fewest = min(map(len, rows))
    return fewest >= _FEWEST_BELOW and len(crossing(runs, gutter)) <= _MOST_CROSSING * fewest


def sides(runs: Sequence[Run], gutter: float) -> tuple[list[Run], list[Run]]:
    """The runs to the left of the gutter, and those to the right."""
    return (
        [run for run in runs if run.right <= gutter + 1],
        [run for run in runs if run.left >= gutter - 1],
    )


def crossing(runs: Sequence[Run], gutter: float) -> list[Run]:
    """The runs that lie across the gutter."""
    return [run for run in runs if run.left < gutter - 1 and run.right > gutter + 1]


def _candidates(runs: Sequence[Run], start: float, end: float) -> Iterator[float]:
    """Beside each place where several lines begin, or end (those from right to left, at the left)."""
    edges = [(run.left, -_GUTTER_WIDTH / 2) for run in runs] + [
        (run.right, _GUTTER_WIDTH / 2) for run in runs
    ]
    for side in (-1.0, 1.0):
        places = sorted(place for place, shift in edges if shift * side > 0 and start < place < end)
        for place in dict.fromkeys(places):
            near = bisect_left(places, place + 3) - bisect_right(places, place - 3)
            if near >= _FEWEST_LINES // 2:
                yield place + side * _GUTTER_WIDTH / 2


def _are_columns(runs: Sequence[Run], gutter: float) -> bool:
    total = sum(run.right - run.left for run in runs)
    for side in sides(runs, gutter):
        width = sum(run.right - run.left for run in side)
        lines = rows_of(side)
        rows = [max(run.right for run in row) - min(run.left for run in row) for row in lines]
        if len(rows) < _FEWEST_LINES or width < _LEAST_SIDE * total:
            return False
        if _has_corridor(lines):
            return False
        extent = max(run.right for run in side) - min(run.left for run in side)
        if sum(row >= _FULL_WIDTH * extent for row in rows) < _FULL_LINES * len(rows):
            return False
    return True


def _has_corridor(rows: Sequence[Sequence[Run]]) -> bool:
    """Whether a white runs down through all lines: so it does between the cells of a table, not in prose."""
    whites = [
        (a.right + b.left) / 2
        for row in rows
        for a, b in pairwise(row)
        if b.left - a.right > _CELLS_APART * max(a.size, b.size)
    ]
    return any(
        sum(_covers(row, place) for row in rows) <= _MOST_PARTED * len(rows)
        and sum(row[0].left < place < row[-1].right for row in rows) >= _FEWEST_PARTED
        for place in whites
    )


def _covers(row: Sequence[Run], place: float) -> bool:
    return any(run.left < place < run.right for run in row)

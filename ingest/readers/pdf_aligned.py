"""Tables without rules: lines whose cells leave the same white corridors from row to row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.clean import clean
from ingest.readers.paragraphs import glue
from ingest.readers.parallel_rows import is_parallel
from ingest.readers.pdf_layout import Line

_TABLE_GAP = 2.5
"""Least widest gap, in line heights, of the row that a table begins with; justified lines have less."""
_CORRIDOR = 1.2
"""Least width, in line heights, of the white that all rows leave between two columns."""
_MOST_CELLS = 40
"""A line with more is a drawing made of letters."""
_ROWS_APART = 4.0
"""Most heights from row to row."""
_FEWEST_ROWS, _PLACING_ROWS = 3, 3
"""Two cells in up to so many rows are a letterhead or signatures, no table."""
_MOSTLY = 0.5
"""Share of the lines of a table that have several cells; the others go on a cell."""

Corridor = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Aligned:
    """The lines from `begin` to `end` are a table with these rows."""

    begin: int
    end: int
    rows: tuple[tuple[str, ...], ...]


def aligned_tables(lines: Sequence[Line]) -> list[Aligned]:
    """The tables among the lines of one text, in order."""
    found: list[Aligned] = []
    begin = 0
    while begin < len(lines):
        opens = lines[begin].gap >= _TABLE_GAP and len(lines[begin].cells) <= _MOST_CELLS
        table = _table(lines, begin) if opens else None
        if table:
            found.append(table)
        begin = table.end if table else begin + 1
    return found


def _table(lines: Sequence[Line], begin: int) -> Aligned | None:
    """The table that begins with this line, as far as a corridor goes."""
    corridors = _gaps(lines[begin])
    end = begin + 1
    while end < len(lines) and _is_below(lines[end - 1], lines[end]):
        left = [
            (max(a, c), min(b, d))
            for a, b in corridors
            for c, d in _white(lines[end])
            if min(b, d) - max(a, c) >= _CORRIDOR * lines[end].size
        ]
        if not left or (len(left) < len(corridors) and len(lines[end].cells) < 2):
            break
        corridors, end = left, end + 1
    bounds = [(a + b) / 2 for a, b in corridors]
    while end > begin and len(lines[end - 1].cells) < 2 and lines[end - 1].left < bounds[0]:
        end -= 1
    inside = lines[begin:end]
    several = sum(len(line.cells) > 1 for line in inside)
    enough = several >= _FEWEST_ROWS and (several > _PLACING_ROWS or len(bounds) > 1)
    rows = _rows(inside, bounds) if enough and several >= _MOSTLY * len(inside) else ()
    return Aligned(begin, end, rows) if rows and not is_parallel(rows) else None


def _is_below(above: Line, line: Line) -> bool:
    """Whether the line stands below the other, near enough for a row of the same table."""
    same = above.page == line.page and above.column == line.column and not line.table
    return same and 0 < line.top - above.top <= _ROWS_APART * max(above.size, line.size, 4.0)


def _gaps(line: Line) -> list[Corridor]:
    return list(zip(line.ends[:-1], line.stops[1:], strict=True))


def _white(line: Line) -> list[Corridor]:
    """Everything beside and between the cells of a line."""
    outside = float("inf")
    stops, ends = line.stops or (line.left,), line.ends or (line.right,)
    return [(-outside, stops[0]), *zip(ends[:-1], stops[1:], strict=True), (ends[-1], outside)]


def _rows(lines: Sequence[Line], bounds: Sequence[float]) -> tuple[tuple[str, ...], ...]:
    """The cells; a line without a first cell, or that goes on in small letters, belongs to the row above."""
    rows: list[list[str]] = []
    for line in lines:
        cells = [""] * (len(bounds) + 1)
        for text, stop in zip(line.cells or (line.text,), line.stops or (line.left,), strict=True):
            column = bisect_right(bounds, stop)
            cells[column] = f"{cells[column]} {clean(text)}".strip()
        alone = sum(map(bool, cells)) == 1 and cells[0][:1].islower()
        if rows and (not cells[0] or alone):
            rows[-1] = [
                glue(above, cell) if cell else above for above, cell in zip(rows[-1], cells, strict=True)
            ]
        else:
            rows.append(cells)
    return tuple(tuple(row) for row in rows)

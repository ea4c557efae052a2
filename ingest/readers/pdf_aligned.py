"""Tables without rules: lines whose cells leave the same white corridors from row to row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.clean import clean
from ingest.readers.paragraphs import glue
from ingest.readers.parallel_rows import is_parallel
from ingest.readers.pdf_line import Line

_TABLE_GAP = 2.5
"""Least widest gap, in line heights, of the row that a table begins with; justified lines have less."""
_CORRIDOR = 1.2
"""Least width, in line heights, of the white that all rows leave between two columns."""
_MOST_CELLS = 40
"""A line with more is a drawing made of letters."""
_ROWS_APART = 6.0
"""Most heights from row to row; lines of one cell stand 2 to 2.5 apart, as these are heights of letters."""
_FEWEST_ROWS, _PLACING_ROWS = 3, 3
"""Two cells in up to so many rows are a letterhead or signatures, no table."""
_MOSTLY = 0.5
"""Share of the rows of a table that have several cells."""
_LINES_APART = 1.12
"""Times the distance of lines within a cell from which a distance is that of two rows."""

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
    end = begin + _without_text_below(lines[begin:end], bounds)
    rows = _rows(lines[begin:end], bounds) if end - begin >= _FEWEST_ROWS else ()
    several = sum(sum(map(bool, row)) > 1 for row in rows)
    enough = several >= _FEWEST_ROWS and (several > _PLACING_ROWS or len(bounds) > 1)
    is_table = enough and several >= _MOSTLY * len(rows) and not is_parallel(rows)
    return Aligned(begin, end, rows) if is_table else None


def _without_text_below(lines: Sequence[Line], bounds: Sequence[float]) -> int:
    """How many of the lines are of the table: a short line of text below it stands in its first column."""
    far = _far(lines, [_cells(line, bounds) for line in lines])
    end = len(lines)
    while end and len(lines[end - 1].cells) < 2 and lines[end - 1].left < bounds[0]:
        row = max((at for at in far if at < end), default=end - 1)
        if any(len(line.cells) > 1 for line in lines[row:end]):
            break
        end -= 1
    return end


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
    """The cells, row by row: rows stand farther apart than the lines of a cell.

    Where they do not, a line without a first cell, or that goes on in small letters, belongs to the row
    above.
    """
    cells = [_cells(line, bounds) for line in lines]
    far = _far(lines, cells)
    rows: list[list[str]] = []
    for at, line in enumerate(cells):
        alone = sum(map(bool, line)) == 1 and line[0][:1].islower()
        goes_on = at not in far if far else not line[0] or alone
        if rows and goes_on:
            rows[-1] = [
                glue(above, cell) if cell else above for above, cell in zip(rows[-1], line, strict=True)
            ]
        else:
            rows.append(line)
    return tuple(tuple(row) for row in rows)


def _cells(line: Line, bounds: Sequence[float]) -> list[str]:
    """What of a line stands in each column."""
    cells = [""] * (len(bounds) + 1)
    for text, stop in zip(line.cells or (line.text,), line.stops or (line.left,), strict=True):
        column = bisect_right(bounds, stop)
        cells[column] = f"{cells[column]} {clean(text)}".strip()
    return cells


def _far(lines: Sequence[Line], cells: Sequence[Sequence[str]]) -> frozenset[int]:
    """The lines that stand farther below the one above than lines of a cell do; none where all are alike.

    Cells set to the middle of their row stand between the lines of a longer one: what counts is the distance
    of two lines in one column.
    """
    within = min(_distances(lines, cells), default=0.0)
    below = enumerate(pairwise(lines), start=1)
    return frozenset(at for at, (above, line) in below if line.base - above.base > _LINES_APART * within)


def _distances(lines: Sequence[Line], cells: Sequence[Sequence[str]]) -> Iterator[float]:
    """From each piece of a column to the next one below."""
    for column in range(len(cells[0])):
        bases = [line.base for line, row in zip(lines, cells, strict=True) if row[column]]
        yield from (below - above for above, below in pairwise(bases) if below > above)

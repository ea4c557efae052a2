"""Tables as texts keep them: a row a line, its cells joined by ` | `."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

CELL: Final = " | "
"""Between the cells of a row, as readers write it."""
ROWS: Final = 6
"""Of a longer table, rows that are found and shown together."""
_FEWEST: Final = 3
"""Rows of a table that may have a head: two rows are a pair."""
_NUMBERED: Final = 2 / 3
"""Share of the filled cells of a column that hold a number, from which it is a column of numbers."""


def cells(row: str) -> list[str]:
    """The cells of a row, without the blanks around them.

    >>> cells("2.1 | Pass | ")
    ['2.1', 'Pass', '']
    """
    return [row[start:end] for start, end in cell_places(row)]


def cell_places(row: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a row begin and end in it, without the blanks around them."""
    at = 0
    for cell in f"{row} ".split(CELL):
        start = at + len(cell) - len(cell.lstrip())
        yield start, start + len(cell.strip())
        at += len(cell) + len(CELL)


def is_table(text: str) -> bool:
    """Whether every line is a row of cells, and there are several."""
    lines = text.split("\n")
    return len(lines) > 1 and all(CELL in line for line in lines)


def groups_of_rows(text: str) -> tuple[str, ...]:
    """A table as tables of a few rows each, under its head where it has one; other text whole.

    So that who looks for a cell finds its row, and sees what the columns are.
    """
    rows = text.split("\n")
    if len(rows) <= ROWS or not is_table(text):
        return (text,)
    head = rows[:1] if has_head(rows) else []
    body = rows[len(head) :]
    groups = [body[start : start + ROWS] for start in range(0, len(body), ROWS)]
    return tuple("\n".join((*head, *group)) for group in groups)


def has_head(rows: Sequence[str]) -> bool:
    """Whether the first row surely names the columns: it has no number, and one stands in most cells below.

    >>> has_head(["Act | Fee", "Pass | 12", "Visa | 30"]), has_head(["Pass | 5", "Visa | 12", "Seal | 9"])
    (True, False)
    """
    if len(rows) < _FEWEST:
        return False
    first, *others = (cells(row) for row in rows)
    if sum(map(bool, first)) < 2 or any(map(_has_digit, first)):
        return False
    return any(
        _is_numbered([row[place] for row in others if place < len(row)]) for place in range(len(first))
    )


def _is_numbered(column: list[str]) -> bool:
    filled = [cell for cell in column if cell]
    return len(filled) > 1 and sum(map(_has_digit, filled)) >= _NUMBERED * len(filled)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))

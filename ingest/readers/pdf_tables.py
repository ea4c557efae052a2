"""Tables with rules: what stands between the lines of a grid belongs to its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from corpus.tables import CELL
from ingest.readers.clean import clean
from ingest.readers.paragraphs import glue
from ingest.readers.parallel_rows import is_parallel
from ingest.readers.pdf_directions import has_right_to_left, is_right_to_left, logical
from ingest.readers.pdf_page import Character, Run
from ingest.readers.pdf_rules import Rule

_MEET = 3.0
"""Points by which two rules that meet may miss each other."""
_MOST_RULES = 800
"""Rules looked at: finding those that meet costs the square of their number."""
_FEWEST_COLUMNS, _FEWEST_ROWS = 2, 2

Grid = tuple[list[float], list[float]]


def ruled_tables(runs: Sequence[Run], rules: Sequence[Rule]) -> tuple[list[Run], list[Run]]:
    """The tables of a page, each as one run, and the runs that stand in none.

    Two columns in two languages are a text and its translation, whatever is drawn around them.
    """
    tables: list[Run] = []
    rest = list(runs)
    for columns, rows in _grids(rules):
        inside = [run for run in rest if _stands_in(run, columns, rows)]
        cells = _cells(inside, columns, rows)
        if len(cells) >= _FEWEST_ROWS and not is_parallel(cells):
            tables.append(_table(inside, cells))
            kept = {id(run) for run in inside}
            rest = [run for run in rest if id(run) not in kept]
    return tables, rest


def _grids(rules: Sequence[Rule]) -> list[Grid]:
    """Edges of columns and of rows of every group of rules that cross."""
    if len(rules) > _MOST_RULES:
        return []
    grids: list[Grid] = []
    for group in _groups(rules):
        across = [rule for rule in group if rule.is_horizontal]
        down = [rule for rule in group if not rule.is_horizontal]
        if not across or not down:
            continue
        ends = [min(rule.left for rule in across), max(rule.right for rule in across)]
        columns = _merged([*((rule.left + rule.right) / 2 for rule in down), *ends])
        rows = _merged((rule.top + rule.bottom) / 2 for rule in across)
        if len(columns) > _FEWEST_COLUMNS and len(rows) > _FEWEST_ROWS:
            grids.append((columns, rows))
    return grids


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that meet, directly or by others."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_meets(rule, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([rule, *(other for group in touching for other in group)])
    return groups


def _meets(one: Rule, other: Rule) -> bool:
    return (
        one.left <= other.right + _MEET
        and other.left <= one.right + _MEET
        and one.top <= other.bottom + _MEET
        and other.top <= one.bottom + _MEET
    )


def _merged(places: Iterable[float]) -> list[float]:
    """The places in order, those of one double rule as one."""
    merged: list[float] = []
    for place in sorted(places):
        if not merged or place - merged[-1] > 2 * _MEET:
            merged.append(place)
    return merged


def _stands_in(run: Run, columns: Sequence[float], rows: Sequence[float]) -> bool:
    across = columns[0] - _MEET <= run.left and run.right <= columns[-1] + _MEET
    return across and rows[0] - _MEET <= run.middle <= rows[-1] + _MEET


def _cells(
    runs: Sequence[Run], columns: Sequence[float], rows: Sequence[float]
) -> tuple[tuple[str, ...], ...]:
    """The text of each cell, row by row; rows without text go. A merged cell is the first of its places."""
    turned = is_right_to_left(" ".join(run.text for run in runs))
    runs = [piece for run in runs for piece in _cut(run, columns[1:-1])]
    width, height = len(columns) - 1, len(rows) - 1
    cells = [[""] * width for _ in range(height)]
    for run in sorted(runs, key=lambda one: (one.middle, -one.left if turned else one.left)):
        begin = run.right - _MEET if turned else run.left + _MEET
        column = min(max(bisect_right(columns, begin) - 1, 0), width - 1)
        row = min(max(bisect_right(rows, run.middle) - 1, 0), height - 1)
        text = clean(run.text)
        cells[row][column] = glue(cells[row][column], text) if cells[row][column] else text
    ordered = (tuple(reversed(row)) if turned else tuple(row) for row in cells)
    return tuple(row for row in ordered if any(row))


def _cut(run: Run, columns: Sequence[float]) -> list[Run]:
    """The pieces of a run that goes over an edge with no more than a blank between its cells."""
    for edge in columns:
        if run.glyphs and run.left + _MEET < edge < run.right - _MEET:
            before = [glyph for glyph in run.glyphs if glyph.left + glyph.right < 2 * edge]
            after = [glyph for glyph in run.glyphs if glyph.left + glyph.right >= 2 * edge]
            if before and after and not _touch(before[-1], after[0]):
                return [_piece(run, before), *_cut(_piece(run, after), columns)]
    return [run]


def _touch(one: Character, other: Character) -> bool:
    """Whether two characters are of one word: a merged cell has its text over the edge."""
    return not (one.text.isspace() or other.text.isspace()) and other.left - one.right < _MEET / 2


def _piece(run: Run, glyphs: Sequence[Character]) -> Run:
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()] or glyphs
    text = "".join(glyph.text for glyph in glyphs)
    return replace(
        run,
        text=logical(glyphs) if has_right_to_left(text) else text,
        left=min(glyph.left for glyph in shown),
        right=max(glyph.right for glyph in shown),
        glyphs=tuple(glyphs),
    )


def _table(runs: Sequence[Run], cells: tuple[tuple[str, ...], ...]) -> Run:
    return Run(
        "\n".join(CELL.join(row) for row in cells),
        min(run.left for run in runs),
        min(run.top for run in runs),
        max(run.right for run in runs),
        max(run.bottom for run in runs),
        median(run.size for run in runs),
        table=cells,
    )

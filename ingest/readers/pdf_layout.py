"""From runs on a page to lines in reading order: columns one after the other, rows of tables across."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.confidence import weighed
from ingest.readers.pdf_directions import has_right_to_left, is_right_to_left, logical, mirrored
from ingest.readers.pdf_line_numbers import without_line_numbers
from ingest.readers.pdf_page import Page, Run
from ingest.readers.pdf_raised import RAISED
from ingest.readers.pdf_rules import Rule
from ingest.readers.pdf_tables import ruled_tables

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
_MOST_RUNS = 4_000
"""A page with more is a drawing or a map: looking for columns and tables would cost seconds."""
_ALIKE = 1.25
"""Most by which one gap of a justified line may exceed another."""
_WIDEST_BLANK = 8.0
"""Heights of the widest blank in a justified line of a narrow column."""
_RAISED_BY = 0.2
"""Share of the size of a line by which a mark stands higher."""
_SHORTEST_RULE = 30.0
_WORDS_APART = 1.6
"""Heights between pieces of a right-to-left line up to which they are read as one."""
_LONGEST_MARK, _MARK_LETTERS = 5.0, 3
"""Points across and down, and letters, of a mark that a file sets by itself."""
_OVER, _BESIDE = 1.0, 0.6
"""Heights of a piece by which the base of its mark may be above its own, and the mark beside it: small
letters are a third as high as lines are apart."""
_LABEL = re.compile(r"[(（]?\w{1,4}[.)）]|[-–—•▪➢]|第\w{1,5}[条條]|§\s?\d+\w?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: column 0 (whole width), 1 (left) or 2 (right).

    `cells` are its pieces where wide gaps divide it, `stops` and `ends` where they begin and end, `gap`
    is the widest gap in line heights. In a column written from right to left, places count from the
    right edge of the page. `table`: the rows of a whole table with rules.
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
    ends: tuple[float, ...] = ()
    gap: float = 0.0
    confidence: float | None = None
    """Of character recognition, 0 to 1; None where the file gave the text."""
    table: tuple[tuple[str, ...], ...] = ()
    stands: float | None = None
    """Height of the base line; None where only the box is known."""
    below_rule: bool = False
    note: int = 0
    """Of which note of the document it is a line; 0 where of none."""
    marks: tuple[int, ...] = ()
    """The notes whose marks it carries."""

    @property
    def base(self) -> float:
        """Height on which the line stands."""
        return self.bottom if self.stands is None else self.stands


class Layout:
    """Reads the pages of one document: where the columns of a page do not show, they are as before."""

    def __init__(self) -> None:
        self._gutter: float | None = None
        self.steps: Counter[str] = Counter()
        """What had to be put right on the page read last (`ingest.repairs`)."""

    def lines(self, page: Page) -> list[Line]:
        """The lines of the next page in reading order."""
        self.steps = Counter()
        runs = _runs(page, self.steps)
        gutter = _gutter(runs)
        if gutter is None and self._gutter is not None and _goes_on(runs, self._gutter):
            gutter = self._gutter
        self._gutter = gutter
        if gutter is None:
            return _lines(runs, page, 0)
        return list(_in_columns(runs, gutter, page))


def lines_of(page: Page, steps: Counter[str] | None = None) -> list[Line]:
    """The lines of the page in reading order; what was put right is added to `steps`."""
    layout = Layout()
    lines = layout.lines(page)
    if steps is not None:
        steps.update(layout.steps)
    return lines


def _runs(page: Page, steps: Counter[str]) -> list[Run]:
    """The runs of the page, tables with rules as one each, lines from right to left whole."""
    shown = [run for run in page.runs if run.text.strip()]
    if len(shown) > _MOST_RUNS:
        return shown
    text = without_line_numbers(shown)
    steps["line_numbers"] += len(shown) - len(text)
    tables, runs = ruled_tables(text, page.rules)
    if any(has_right_to_left(run.text) for run in runs):
        runs = _whole(runs)
        texts = mirrored([run.text for run in runs])
        runs = [replace(run, text=text) for run, text in zip(runs, texts, strict=True)]
        steps["right_to_left"] += sum(map(_was_reordered, runs))
    return [*runs, *tables]


def _was_reordered(run: Run) -> bool:
    """Whether a line from right to left is read in another order than the file has its letters."""
    printed = "".join(glyph.text for glyph in run.glyphs)
    return has_right_to_left(run.text) and "".join(printed.split()) != "".join(run.text.split())


def _whole(runs: Sequence[Run]) -> list[Run]:
    """Pieces of one right-to-left line joined: the file has them in any order."""
    found: list[Run] = []
    for row in _rows(_with_loose_marks(runs)):
        joined = row[:1]
        for run in row[1:]:
            last = joined[-1]
            near = run.left - last.right <= _WORDS_APART * max(last.size, run.size)
            if near and has_right_to_left(last.text + run.text) and last.glyphs and run.glyphs:
                joined[-1] = _together(last, run)
            else:
                joined.append(run)
        found.extend(joined)
    return found


def _with_loose_marks(runs: Sequence[Run]) -> list[Run]:
    """Marks that the file sets as pieces of their own joined with the piece that they stand over."""
    loose = [run for run in runs if _is_loose_mark(run)]
    if not loose:
        return list(runs)
    whole = [run for run in runs if not _is_loose_mark(run)]
    for mark in loose:
        over = [at for at, run in enumerate(whole) if _stands_over(mark, run)]
        if over:
            at = min(over, key=lambda at: _sideways(mark, whole[at]) + _above(mark, whole[at]))
            whole[at] = replace(_together(whole[at], mark), top=whole[at].top, bottom=whole[at].bottom)
        elif any(glyph.text.isalpha() for glyph in mark.glyphs):
            whole.append(mark)
    return whole


def _is_loose_mark(run: Run) -> bool:
    """Whether a piece is a mark of Arabic, perhaps with the letter that the file says it stands on."""
    letters = "".join(glyph.text for glyph in run.glyphs).strip()
    flat = run.right - run.left < _LONGEST_MARK and run.bottom - run.top < _LONGEST_MARK
    return flat and 0 < len(letters) <= _MARK_LETTERS and has_right_to_left(letters)


def _stands_over(mark: Run, run: Run) -> bool:
    """Whether a small piece belongs to the line of a larger one, over it or at its end."""
    larger = run.size > mark.bottom - mark.top and has_right_to_left(run.text) and run.glyphs
    near = max(_sideways(mark, run) / _BESIDE, _above(mark, run) / _OVER)
    return bool(larger) and near <= run.size


def _sideways(mark: Run, run: Run) -> float:
    """How far a piece stands beside another; 0 where it is over it."""
    return max(0.0, run.left - mark.right, mark.left - run.right)


def _above(mark: Run, run: Run) -> float:
    """By how much the base line of a piece, as the file says it, differs from that of another."""
    return abs(run.base - mark.base)


def _together(one: Run, other: Run) -> Run:
    glyphs = (*one.glyphs, *other.glyphs)
    return replace(
        one,
        text=logical(glyphs),
        left=min(one.left, other.left),
        top=min(one.top, other.top),
        right=max(one.right, other.right),
        bottom=max(one.bottom, other.bottom),
        bold=one.bold and other.bold,
        glyphs=glyphs,
    )


def _gutter(runs: Sequence[Run]) -> float | None:
    """The middle of the gutter between two columns of prose, if there is one."""
    if not 2 * _FEWEST_LINES <= len(runs) <= _MOST_RUNS:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = right - left
    best: tuple[int, float] | None = None
    for position in _candidates(runs, left + _GUTTER_FROM * width, left + _GUTTER_TO * width):
        crossing = len(_crossing(runs, position))
        if best is None or crossing < best[0]:
            best = crossing, position
    if best is None or best[0] > _MOST_CROSSING * len(_rows(runs)):
        return None
    return best[1] if _are_columns(runs, best[1]) else None


def _crossing(runs: Sequence[Run], gutter: float) -> list[Run]:
    return [run for run in runs if run.left < gutter - 1 and run.right > gutter + 1]


def _sides(runs: Sequence[Run], gutter: float) -> tuple[list[Run], list[Run]]:
    return (
        [run for run in runs if run.right <= gutter + 1],
        [run for run in runs if run.left >= gutter - 1],
    )


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
    for side in _sides(runs, gutter):
        width = sum(run.right - run.left for run in side)
        lines = _rows(side)
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


def _goes_on(runs: Sequence[Run], gutter: float) -> bool:
    """Whether a page with little text keeps to the columns of the page before."""
    rows = [_rows(side) for side in _sides(runs, gutter)]
    fewest = min(map(len, rows))
    return fewest >= _FEWEST_BELOW and len(_crossing(runs, gutter)) <= _MOST_CROSSING * fewest


def _in_columns(runs: Sequence[Run], gutter: float, page: Page) -> Iterator[Line]:
    """Bands between full-width lines, each band its first column first."""
    turned = all(_is_turned(side) for side in _sides(runs, gutter))
    left: list[Run] = []
    right: list[Run] = []
    for run in sorted(runs, key=lambda one: (one.middle, one.left)):
        if run.right <= gutter + 1:
            left.append(run)
        elif run.left >= gutter - 1:
            right.append(run)
        else:
            yield from _band(left, right, page, turned=turned)
            left, right = [], []
            yield from _lines([run], page, 0)
    yield from _band(left, right, page, turned=turned)


def _band(left: list[Run], right: list[Run], page: Page, *, turned: bool) -> Iterator[Line]:
    """`turned`: both columns are written from right to left, and the right one is the first."""
    for column, runs in enumerate((right, left) if turned else (left, right), start=1):
        yield from _lines(runs, page, column)


def _is_turned(runs: Sequence[Run]) -> bool:
    return is_right_to_left(" ".join(run.text for run in runs))


def _lines(runs: Sequence[Run], page: Page, column: int) -> list[Line]:
    turned = _is_turned(runs)
    rows = _rows(runs)
    lines = [_line(_from_right(row, page.width) if turned else row, page.number, column) for row in rows]
    return _below_rules(lines, rows, page.rules)


def _below_rules(lines: list[Line], rows: Sequence[Sequence[Run]], rules: Sequence[Rule]) -> list[Line]:
    """Mark the lines right below a rule that stands over them: one such parts notes from the text."""
    across = [rule for rule in rules if rule.is_horizontal and rule.right - rule.left >= _SHORTEST_RULE]
    above = 0.0
    for at, (line, row) in enumerate(zip(lines, rows, strict=True)):
        left, right = min(run.left for run in row), max(run.right for run in row)
        over = (rule for rule in across if rule.left < right and rule.right > left)
        if any(above < rule.bottom <= line.top for rule in over):
            lines[at] = replace(line, below_rule=True)
        above = line.bottom
    return lines


def _from_right(row: Sequence[Run], width: float) -> list[Run]:
    """The runs of a row in reading order, their places counted from the right edge."""
    return [replace(run, left=width - run.right, right=width - run.left) for run in reversed(row)]


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one height, left to right; rows from top to bottom."""
    rows: list[list[Run]] = []
    widest: Run | None = None
    for run in sorted(runs, key=lambda one: one.middle):
        if widest and _on_one_height(widest, run):
            rows[-1].append(run)
            widest = max(widest, run, key=lambda one: one.right - one.left)
        else:
            rows.append([run])
            widest = run
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _on_one_height(one: Run, other: Run) -> bool:
    """Whether the middle of the lower one stands within the higher one: a stop or a raised mark does."""
    tall, low = (one, other) if one.bottom - one.top >= other.bottom - other.top else (other, one)
    return tall.top <= low.middle <= tall.bottom and not (one.table or other.table)


def _is_stretched(row: Sequence[Run], gaps: Sequence[float], size: float) -> bool:
    """Whether the gaps are blanks of a justified line: all alike, with one word between each two."""
    words = sum(len(run.text.split()) for run in row)
    alike = bool(gaps) and max(gaps) <= min(_ALIKE * max(min(gaps), 1.0), _WIDEST_BLANK * size)
    return len(gaps) > 1 and alike and words <= len(row) + 1


def _spanning(row: Sequence[Run]) -> Run:
    return replace(row[0], text=" ".join(run.text for run in row), right=row[-1].right)


def _line(row: list[Run], number: int, column: int) -> Line:
    row = _labelled(_with_marks(row))
    texts = [" ".join(run.text.split()) for run in row]
    size = median(run.size for run in row)
    gaps = [after.left - before.right for before, after in pairwise(row)]
    if _is_stretched(row, gaps, size):
        gaps, texts, row = [], [" ".join(texts)], [_spanning(row)]
    return Line(
        text=" ".join(texts) if not row[0].table else row[0].text,
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
        ends=tuple(run.right for run in row),
        gap=max(gaps, default=0.0) / max(size, 4.0),
        confidence=weighed((len(run.text), run.confidence) for run in row),
        table=row[0].table if len(row) == 1 else (),
        stands=max(row, key=lambda run: run.right - run.left).base,
    )


def _with_marks(row: list[Run]) -> list[Run]:
    """Digits that are a piece of their own and stand higher than the line are raised."""
    main = max(row, key=lambda run: run.right - run.left)
    return [replace(run, text=run.text.translate(RAISED)) if _is_raised(run, main) else run for run in row]


def _is_raised(run: Run, main: Run) -> bool:
    digits = run.text.strip().isdecimal() and not main.text.strip().isdecimal()
    return digits and main.base - run.base > _RAISED_BY * main.size


def _labelled(row: list[Run]) -> list[Run]:
    """A label set apart (`1.` and a tab) belongs to the text behind it."""
    if len(row) < 2 or not _LABEL.fullmatch(row[0].text.strip()):
        return row
    first, second = row[0], row[1]
    joined = replace(second, text=f"{first.text.strip()} {second.text}", left=first.left)
    return [joined, *row[2:]]

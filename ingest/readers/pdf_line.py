"""Lines of a page from its runs: rows, what stands in one, marks and labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.confidence import weighed
from ingest.readers.pdf_directions import is_right_to_left
from ingest.readers.pdf_page import Page, Run
from ingest.readers.pdf_raised import RAISED
from ingest.readers.pdf_rules import Rule

_ALIKE = 1.25
"""Most by which one gap of a justified line may exceed another."""
_WIDEST_BLANK = 8.0
"""Heights of the widest blank in a justified line of a narrow column."""
_RAISED_BY = 0.2
"""Share of the size of a line by which a mark stands higher."""
_SHORTEST_RULE = 30.0
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


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
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


def lines_in(runs: Sequence[Run], page: Page, column: int) -> list[Line]:
    """The lines that the runs of one column make, from top to bottom."""
    turned = is_turned(runs)
    rows = rows_of(runs)
    lines = [_line(_from_right(row, page.width) if turned else row, page.number, column) for row in rows]
    return _below_rules(lines, rows, page.rules)


def is_turned(runs: Sequence[Run]) -> bool:
    """Whether the runs together are written from right to left."""
    return is_right_to_left(" ".join(run.text for run in runs))


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


def _is_stretched(row: Sequence[Run], gaps: Sequence[float], size: float) -> bool:
    """Whether the gaps are blanks of a justified line: all alike, with one word between each two."""
    words = sum(len(run.text.split()) for run in row)
    alike = bool(gaps) and max(gaps) <= min(_ALIKE * max(min(gaps), 1.0), _WIDEST_BLANK * size)
    return len(gaps) > 1 and alike and words <= len(row) + 1


def _spanning(row: Sequence[Run]) -> Run:
    return replace(row[0], text=" ".join(run.text for run in row), right=row[-1].right)


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

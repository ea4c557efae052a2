"""Numbers of lines in the margin: every fifth or every line has one, in drafts and court prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.pdf_page import Run

_NUMBER = re.compile(r"[0-9\u0660-\u0669]{1,4}")
_ALIGNED = 6.0
"""Points by which the numbers may be off their column."""
_FEWEST_STEPPED, _FEWEST_EACH = 3, 10
"""Numbers on a page from which they count lines: by fives three tell; by ones a short list has as many."""
_MOST_STEP = 10
_UNEVEN, _LINES_THERE = 0.1, 0.6
"""Share by which the ways from number to number may differ; share of the lines between that are there."""
_ONE_PIECE = 0.7
"""Share of the numbered lines that are one piece of text; rows of a table have several cells."""


def without_line_numbers(runs: Sequence[Run]) -> list[Run]:
    """The runs of a page without numbers in its margins that count lines."""
    numbers = [run for run in runs if _NUMBER.fullmatch(run.text.strip())]
    dropped: set[int] = set()
    if len(numbers) >= _FEWEST_STEPPED:
        text = [run for run in runs if not _NUMBER.fullmatch(run.text.strip())]
        for margin in _margins(numbers, text):
            if _count_lines(margin, text):
                dropped |= {id(run) for run in margin}
    return [run for run in runs if id(run) not in dropped]


def _margins(numbers: Sequence[Run], text: Sequence[Run]) -> list[list[Run]]:
    """The numbers to the left of all text that stands beside them, and those to the right."""
    left = [n for n in numbers if all(n.right < run.left for run in text if _beside(n, run))]
    right = [n for n in numbers if all(n.left > run.right for run in text if _beside(n, run))]
    return [
        sorted((n for n in side if abs(edge(n) - edge(side[0])) < _ALIGNED), key=lambda n: n.top)
        for side, edge in ((left, _right), (left, _left), (right, _left), (right, _right))
        if side
    ]


def _left(run: Run) -> float:
    return run.left


def _right(run: Run) -> float:
    return run.right


def _beside(number: Run, run: Run) -> bool:
    return run.top <= number.middle <= run.bottom or number.top <= run.middle <= number.bottom


def _count_lines(numbers: Sequence[Run], text: Sequence[Run]) -> bool:
    """Whether the numbers rise by one step, and stand beside lines and not rows of a table."""
    values = [int(number.text) for number in numbers]
    steps = {after - before for before, after in pairwise(values)}
    if len(steps) != 1 or not 1 <= (step := steps.pop()) <= _MOST_STEP:
        return False
    if step > 1 and _are_stepped(numbers, text, step):
        return len(numbers) >= _FEWEST_STEPPED
    beside = [sum(_beside(number, run) for run in text) for number in numbers]
    alone = sum(count == 1 for count in beside) >= _ONE_PIECE * sum(count > 0 for count in beside)
    return alone and len(numbers) >= (_FEWEST_EACH if step == 1 else _FEWEST_STEPPED)


def _are_stepped(numbers: Sequence[Run], text: Sequence[Run], step: int) -> bool:
    """Whether numbers stand evenly, with the lines that they count between them, as rows do not."""
    ways = [after.middle - before.middle for before, after in pairwise(numbers)]
    if max(ways) - min(ways) > _UNEVEN * median(ways):
        return False
    first, last = numbers[0].middle, numbers[-1].middle
    line = median(ways) / step
    heights = {round((run.middle - first) / line) for run in text if first < run.middle < last}
    return len(heights) >= _LINES_THERE * step * (len(numbers) - 1)

"""From runs on a page to lines in reading order: columns one after the other, rows of tables across."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.pdf_columns import MOST_RUNS, goes_on, gutter_of, sides
from ingest.readers.pdf_directions import has_right_to_left, mirrored
from ingest.readers.pdf_line import Line, is_turned, lines_in
from ingest.readers.pdf_line_numbers import without_line_numbers
from ingest.readers.pdf_page import Page, Run
from ingest.readers.pdf_tables import ruled_tables
from ingest.readers.pdf_whole import whole


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
        gutter = gutter_of(runs)
        if gutter is None and self._gutter is not None and goes_on(runs, self._gutter):
            gutter = self._gutter
        self._gutter = gutter
        if gutter is None:
            return lines_in(runs, page, 0)
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
    if len(shown) > MOST_RUNS:
        return shown
    text = without_line_numbers(shown)
    steps["line_numbers"] += len(shown) - len(text)
    tables, runs = ruled_tables(text, page.rules)
    if any(has_right_to_left(run.text) for run in runs):
        runs = whole(runs)
        texts = mirrored([run.text for run in runs])
        runs = [replace(run, text=text) for run, text in zip(runs, texts, strict=True)]
        steps["right_to_left"] += sum(map(_was_reordered, runs))
    return [*runs, *tables]


def _was_reordered(run: Run) -> bool:
    """Whether a line from right to left is read in another order than the file has its letters."""
    printed = "".join(glyph.text for glyph in run.glyphs)
    return has_right_to_left(run.text) and "".join(printed.split()) != "".join(run.text.split())


def _in_columns(runs: Sequence[Run], gutter: float, page: Page) -> Iterator[Line]:
    """Bands between full-width lines, each band its first column first."""
    turned = all(is_turned(side) for side in sides(runs, gutter))
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
            yield from lines_in([run], page, 0)
    yield from _band(left, right, page, turned=turned)


def _band(left: list[Run], right: list[Run], page: Page, *, turned: bool) -> Iterator[Line]:
    """`turned`: both columns are written from right to left, and the right one is the first."""
    for column, runs in enumerate((right, left) if turned else (left, right), start=1):
        yield from lines_in(runs, page, column)

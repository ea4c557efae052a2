"""Recognised words into runs of a page, so that layout, furniture and paragraphs work as for any page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ingest.confidence import weighed
from ingest.readers.ocr import Word
from ingest.readers.pdf_layout import lines_of
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_page import Page, Run

LEAST_SURE = 0.4
"""Mean confidence of a line below which it is no text: stamps, signatures, and edges of pictures read as
letters have .0 to .3, lines of text that are hard to read .5 and more."""
_WIDE_GAP = 1.6
"""A gap of more than this many heights between two words divides a line (columns, tables)."""
_SAME_SIZE = 0.35
"""Share by which the height of a line may differ from the page's usual one and still be the same size:
boxes of words are as high as their letters happen to be."""
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3000-\u303f\uff00-\uffef"
_NO_BLANK = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}0-9])|(?<=[0-9]) (?=[{_HAN}])")
_PARENTHESIS = re.compile(r"^[CG€《〈](?=(?:[a-z]|[ivx]{1,5}|\d{1,2})\))")
_AFTER_HAN = re.compile("(?<=[\u4e00-\u9fff》）”])\\s?[,;:?!](?!\\d)")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def lines_of_words(
    words: Sequence[Sequence[Word]], number: int, scale: float, steps: Counter[str], *, rtl: bool
) -> list[Line]:
    """The lines of page `number` in reading order. `scale`: points a pixel; `steps`: what was put right.

    Columns of a text from right to left are in tesseract's own order, which knows the direction.
    """
    rows = [row for line in words if (row := [run for run in _runs(line, scale, steps) if _says(run)])]
    if not rows:
        return []
    _even(rows)
    if rtl:
        width = max(run.right for row in rows for run in row)
        return [_line([_from_right(run, width) for run in row], number) for row in rows]
    runs = tuple(run for row in rows for run in row)
    size = max(run.right for run in runs), max(run.bottom for run in runs)
    return lines_of(Page(number, runs, *size, is_blank=False, has_picture=True), steps)


def repaired(text: str) -> str:
    """What tesseract regularly takes for another sign, put right where the place proves it.

    >>> repaired("Cii) 逐步 实现 贸易 ;"), repaired("C) 5:30")
    ('(ii) 逐步实现贸易；', 'C) 5:30')
    """
    text = _AFTER_HAN.sub(lambda match: _FULL_WIDTH[match[0].strip()], _PARENTHESIS.sub("(", text))
    return _NO_BLANK.sub("", text)


def sureness(words: Sequence[Word]) -> float:
    """The mean confidence of words, each by its length."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / max(1, letters)


def _runs(words: Sequence[Word], scale: float, steps: Counter[str]) -> Iterator[Run]:
    """The words of a line, divided where a wide gap lies between two."""
    height = median(word.bottom - word.top for word in words)
    begun = 0
    for place, (word, after) in enumerate(pairwise(words), start=1):
        gap = max(after.left - word.right, word.left - after.right)
        if gap > _WIDE_GAP * height:
            yield _run(words[begun:place], scale, steps)
            begun = place
    yield _run(words[begun:], scale, steps)


def _run(words: Sequence[Word], scale: float, steps: Counter[str]) -> Run:
    recognised = " ".join(word.text for word in words)
    text = repaired(recognised)
    steps["recognised_signs"] += text != recognised
    middle = median((word.top + word.bottom) / 2 for word in words) * scale
    size = median(word.bottom - word.top for word in words) * scale
    return Run(
        text,
        min(word.left for word in words) * scale,
        middle - size / 2,
        max(word.right for word in words) * scale,
        middle + size / 2,
        size,
        confidence=sureness(words),
    )


def _says(run: Run) -> bool:
    return (run.confidence or 0.0) >= LEAST_SURE and any(map(str.isalnum, run.text))


def _even(rows: Sequence[Sequence[Run]]) -> None:
    """Give runs of nearly the page's usual height just that height, about their middle."""
    runs = [run for row in rows for run in row]
    usual = median(run.size for run in runs for _ in run.text)
    for run in runs:
        if abs(run.size - usual) <= _SAME_SIZE * usual:
            run.top, run.bottom, run.size = run.middle - usual / 2, run.middle + usual / 2, usual


def _from_right(run: Run, width: float) -> Run:
    """The run with its places counted from the right edge."""
    return replace(run, left=width - run.right, right=width - run.left)


def _line(row: Sequence[Run], number: int) -> Line:
    """A line whose runs are in reading order; it has cells where they stand in that order."""
    size = median(run.size for run in row)
    gaps = [after.left - run.right for run, after in pairwise(row)]
    apart = row if min(gaps, default=0.0) > 0 else ()  # a run alone is no cell
    return Line(
        " ".join(run.text for run in row),
        min(run.left for run in row),
        min(run.top for run in row),
        max(run.right for run in row),
        max(run.bottom for run in row),
        size,
        bold=False,
        page=number,
        cells=tuple(run.text for run in apart),
        stops=tuple(run.left for run in apart),
        ends=tuple(run.right for run in apart),
        gap=max(gaps, default=0.0) / max(size, 4.0),
        confidence=weighed((len(run.text), run.confidence) for run in row),
    )

"""Footnotes of PDF pages: told apart from the running text, tied to it by their marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import median

from ingest.readers.pdf_line import Line
from ingest.readers.pdf_packed import PackedPages
from ingest.readers.pdf_raised import LOWERED

_SMALLER = 0.92
"""Notes are set in less than this share of the size of the text."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SIGN = rf"[{_RAISED}]{{1,3}}|\*{{1,4}}|[†‡①-⑳]"
_OPENS = re.compile(rf"({_SIGN}|\d{{1,3}}(?=[\s.)])|\(\d{{1,2}}\))[.)]?\s*(?=\S)")
_SIGNED = re.compile(rf"(?:{_SIGN})\s*\w")
_MARK = re.compile(rf"(?<=[^\s(])\s?([{_RAISED}]{{1,3}}|(?:\*{{1,4}}|[†‡①-⑳])(?!\w))")
_MOST_LINES = 0.6
"""Share of a column that notes may fill; where all is small it is a page in small print."""


@dataclass(slots=True)
class _Note:
    """A note of a page: its number in the document and its mark as compared."""

    number: int
    mark: str


def with_notes(pages: Sequence[Sequence[Line]]) -> PackedPages:
    """The pages with the lines of notes numbered (`note`), and the lines that carry their marks (`marks`).

    A mark is written `[3]` in the text and before its note.
    """
    return PackedPages(_with_notes(pages, _usual_size(pages)))


def _usual_size(pages: Iterable[Iterable[Line]]) -> float:
    """The median size of all characters; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    ordered = sorted(size for size, count in sizes.items() if count)
    reached = list(accumulate(sizes[size] for size in ordered))
    if not reached:
        return 0.0
    middle = ((reached[-1] + 1) // 2, reached[-1] // 2 + 1)
    return sum(ordered[bisect_left(reached, place)] for place in middle) / 2


def _with_notes(pages: Iterable[Sequence[Line]], usual: float) -> Iterator[list[Line]]:
    count = 0
    for page in pages:
        lines = list(page)
        for column in sorted({line.column for line in lines}):
            places = [at for at, line in enumerate(lines) if line.column == column]
            begin = _begin([lines[at] for at in places], usual)
            notes = _number(lines, places[begin:], count)
            _tie(lines, places[:begin], notes)
            count += len(notes)
        yield lines


def _begin(lines: Sequence[Line], usual: float) -> int:
    """Where the notes of a column begin; its length where it has none.

    They are in small print up to the end of the column, the first opens with a mark, and either a rule
    stands above them or a mark of theirs is raised in the text.
    """
    begin = len(lines)
    while begin and _is_small(lines[begin - 1 :], usual):
        begin -= 1
    if begin < (1 - _MOST_LINES) * len(lines):
        return len(lines)
    for at in range(begin, len(lines)):
        marks = {_plain(match[1]) for line in lines[at:] if (match := _OPENS.match(line.text))}
        tied = marks & {_plain(mark) for line in lines[:at] for mark in _MARK.findall(line.text)}
        if (lines[at].below_rule and marks) or (_OPENS.match(lines[at].text) and tied):
            return at
    return len(lines)


def _is_small(lines: Sequence[Line], usual: float) -> bool:
    """Whether a line, taken with those below it, is in small print (one alone may have few tall letters)."""
    return (
        median(line.size for line in lines) <= _SMALLER * usual
        and lines[0].size <= usual
        and not lines[0].table
    )


def _number(lines: list[Line], places: Sequence[int], count: int) -> list[_Note]:
    """Number the notes from `count` on, in place; what comes before the first goes on the last one's."""
    notes: list[_Note] = []
    for at in places:
        line = lines[at]
        match = _OPENS.match(line.text)
        if match and _comes_next(notes, match[1]):
            notes.append(_Note(count + len(notes) + 1, _plain(match[1])))
            line = replace(line, text=f"[{notes[-1].mark}] {line.text[match.end() :]}")
        lines[at] = replace(line, note=count + len(notes), cells=(), stops=(), ends=())
    return notes


def _comes_next(notes: Sequence[_Note], mark: str) -> bool:
    """Whether a note opens here: by a raised sign, or by a number that follows the one before."""
    plain = _plain(mark)
    if not plain.isdecimal():
        return True
    if not notes or not notes[-1].mark.isdecimal():
        return mark[0] in _RAISED or not notes
    return int(plain) == int(notes[-1].mark) + 1


def _plain(mark: str) -> str:
    return mark.translate(LOWERED).strip("()")


def _tie(lines: list[Line], places: Sequence[int], notes: Sequence[_Note]) -> None:
    """Write the marks of these notes as marks; a note whose mark was not found goes with the last line."""
    waiting = {note.mark: note.number for note in notes}
    for at in places:
        line = lines[at]
        carried = [mark for mark in map(_plain, _MARK.findall(line.text)) if mark in waiting]
        if carried:
            shown = {mark: waiting[mark] for mark in carried}
            lines[at] = replace(
                line,
                text=_shown(line.text, shown),
                cells=tuple(_shown(cell, shown) for cell in line.cells),
                marks=tuple(waiting.pop(mark) for mark in dict.fromkeys(carried)),
            )
    if waiting and places:
        last = places[-1]
        lines[last] = replace(lines[last], marks=(*lines[last].marks, *waiting.values()))


def _shown(text: str, marks: dict[str, int]) -> str:
    return _MARK.sub(lambda match: f" [{mark}]" if (mark := _plain(match[1])) in marks else match[0], text)


def opens_note(text: str) -> bool:
    """Whether a line begins with a sign that only notes have.

    >>> opens_note("³ See above."), opens_note("3 See above.")
    (True, False)
    """
    return bool(_SIGNED.match(text))


def notes_of(pages: Iterable[Iterable[Line]]) -> dict[int, list[Line]]:
    """The lines of each note by its number."""
    found: dict[int, list[Line]] = {}
    for page in pages:
        for line in page:
            if line.note:
                found.setdefault(line.note, []).append(line)
    return found

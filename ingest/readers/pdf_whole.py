"""Pieces of a line from right to left made whole: a file has them in any order, its marks apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.pdf_directions import has_right_to_left, logical
from ingest.readers.pdf_line import rows_of
from ingest.readers.pdf_page import Run

_WORDS_APART = 1.6
"""Heights between pieces of a right-to-left line up to which they are read as one."""
_LONGEST_MARK, _MARK_LETTERS = 5.0, 3
"""Points across and down, and letters, of a mark that a file sets by itself."""
_OVER, _BESIDE = 1.0, 0.6
"""Heights of a piece by which the base of its mark may be above its own, and the mark beside it: small
letters are a third as high as lines are apart."""


def whole(runs: Sequence[Run]) -> list[Run]:
    """Pieces of one right-to-left line joined: the file has them in any order."""
    found: list[Run] = []
    for row in rows_of(_with_loose_marks(runs)):
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

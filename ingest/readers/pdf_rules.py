"""The straight lines drawn on a PDF page: the rules of tables, and the one above footnotes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2.raw as pdfium

_THIN = 2.0
"""Points up to which a filled box is a line."""
_SHORTEST = 4.0
_MOST_PATHS, _MOST_SEGMENTS = 3_000, 20_000
"""Paths and points looked at on one page: a table has some hundred; a map or a drawing has no rules."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line, in points from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        """Whether it runs across the page."""
        return self.right - self.left > self.bottom - self.top


def rules_of(paths: Iterable[object], height: float) -> tuple[Rule, ...]:
    """The straight lines among the path objects of a page of this height."""
    found: list[Rule] = []
    looked = 0
    for count, path in enumerate(paths):
        segments = pdfium.FPDFPath_CountSegments(path)
        looked += max(0, segments)
        if count > _MOST_PATHS or looked > _MOST_SEGMENTS:
            return ()
        found.extend(_rules(path, segments, height))
    return tuple(found)


def _rules(path: object, segments: int, height: float) -> Iterator[Rule]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return
    box = Rule(left.value, height - top.value, right.value, height - bottom.value)
    if min(box.right - box.left, box.bottom - box.top) <= _THIN:
        if max(box.right - box.left, box.bottom - box.top) >= _SHORTEST:
            yield box
        return
    for (x, y), (to_x, to_y) in pairwise(_points(path, segments, height)):
        straight = min(abs(x - to_x), abs(y - to_y)) <= _THIN
        if straight and max(abs(x - to_x), abs(y - to_y)) >= _SHORTEST:
            yield Rule(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))


def _points(path: object, segments: int, height: float) -> Iterator[tuple[float, float]]:
    """The corners of a path, placed on the page; a pen lifted in between makes no short straight line."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                height - (matrix.b * x.value + matrix.d * y.value + matrix.f),
            )

"""Raised signs of a PDF line: the 3 of `State³` marks a note, and is no part of a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Protocol

_DIGIT = re.compile(r"\d")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SMALL = 0.8
"""A raised digit is lower than this share of the tallest letter; a digit of the line is as tall."""
_UP = 0.2
"""Share of the line's height by which a raised sign stands above the base line."""


class Glyph(Protocol):
    """A character with its height on the page."""

    @property
    def text(self) -> str:
        """The character."""

    @property
    def top(self) -> float:
        """Top edge, from the top of the page."""

    @property
    def bottom(self) -> float:
        """Bottom edge, from the top of the page."""


def with_raised(glyphs: Sequence[Glyph]) -> str:
    """The text with digits that are printed raised written as such.

    Where nothing but digits stands in the piece its own height says nothing.
    """
    text = "".join([glyph.text for glyph in glyphs])
    letters = [glyph for glyph in glyphs if glyph.text.isalpha()] if _DIGIT.search(text) else []
    if not letters:
        return text
    base = median(glyph.bottom for glyph in letters)
    height = max(glyph.bottom - glyph.top for glyph in letters)
    return "".join(_shown(glyph, base, height) for glyph in glyphs)


def _shown(glyph: Glyph, base: float, height: float) -> str:
    small = glyph.bottom - glyph.top < _SMALL * height
    raised = base - glyph.bottom > _UP * height
    return glyph.text.translate(RAISED) if glyph.text.isdecimal() and small and raised else glyph.text

"""Where texts stand among the words that were recognised on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.page_images import Box
from ingest.page_places import Range, letters_of, ranges


class PlacedWord(NamedTuple):
    """A word and its box in shares of the width and height of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def word_places(words: Sequence[PlacedWord], texts: Iterable[str]) -> tuple[Box, ...]:
    """A box for each line of the texts among the words; none for a text that is not surely found there."""
    printed, indices = letters_of((at, letter) for at, word in enumerate(words) for letter in word.text)
    return tuple(
        box
        for text in texts
        for start, end in ranges(text, printed)
        for box in _boxes(words, (indices[start], indices[end - 1] + 1))
    )


def _boxes(words: Sequence[PlacedWord], found: Range) -> list[Box]:
    """One box for the words of each line."""
    boxes: list[Box] = []
    for word in words[slice(*found)]:
        box = Box(*word[1:])
        if boxes and _on_one_line(boxes[-1], box):
            boxes[-1] = _around(boxes[-1], box)
        else:
            boxes.append(box)
    return boxes


def _on_one_line(one: Box, other: Box) -> bool:
    """Whether two boxes share half the height of the lower one."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return 2 * shared > min(one.bottom - one.top, other.bottom - other.top)


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )

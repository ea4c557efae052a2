"""The way back: from a place in the text that was made to its place in the text that was read."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.model import Span

_STRIDE = 256
"""Characters compared at once where nothing was changed."""
_ANCHORS = ((2, 2), (6, 3), (48, 8))
"""Up to how many characters on, how many must agree for the texts to be in step again."""
_FAR = 24
"""Characters that are looked for in the whole rest of the source, where a part was left out."""


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Pairs (offset in the made text, offset in the source), both rising; in between, equal steps."""

    pairs: tuple[tuple[int, int], ...]
    length: int
    """Of the source."""

    def source(self, offset: int) -> int:
        """Where in the source the character at `offset` comes from; one put in, where it was put."""
        at = bisect_right(self.pairs, (offset, self.length + 1)) - 1
        if at < 0:
            return min(offset, self.length)
        made, read = self.pairs[at]
        end = self.pairs[at + 1][1] if at + 1 < len(self.pairs) else self.length
        return min(read + offset - made, end)

    def span(self, span: Span) -> Span:
        """The place in the source of a place in the made text."""
        last = self.source(span.end - 1) + 1 if span.end > span.start else self.source(span.end)
        start = self.source(span.start)
        return replace(span, start=start, end=max(start, last))


def align(source: str, made: str) -> OffsetMap:
    r"""How `made` came from `source` by repairs that keep the order: changed, put in or left out.

    >>> align("Arti-\ncle 1\n\nScope", "Article 1 Scope").source(10)
    13
    """
    source, made = _folded(source), _folded(made)
    pairs = [(0, 0)]
    i = j = 0
    while i < len(source) and j < len(made):
        if source[i : i + _STRIDE] == made[j : j + _STRIDE]:
            i, j = i + _STRIDE, j + _STRIDE
        elif source[i] == made[j]:
            i, j = i + 1, j + 1
        else:
            i, j = _in_step(source, made, i, j)
            if pairs[-1] != (j, i):
                pairs.append((j, i))
    return OffsetMap(tuple(pairs), len(source))


def _in_step(source: str, made: str, i: int, j: int) -> tuple[int, int]:
    """The next places from which both texts agree; one character on in both where there is none."""
    nearest = 1
    for farthest, anchor in _ANCHORS:
        for away in range(nearest, farthest + 1):
            for put_in in range(away + 1):
                left_out = away - put_in
                piece = made[j + put_in : j + put_in + anchor]
                if piece and source.startswith(piece, i + left_out):
                    return i + left_out, j + put_in
        nearest = farthest + 1
    far = made[j : j + _FAR]
    found = source.find(far, i) if len(far) == _FAR else -1
    return (found, j) if found >= 0 else (i + 1, j + 1)


def _folded(text: str) -> str:
    """The text with the bare letter for each character, so that marks and forms do not matter."""
    return text if text.isascii() else "".join(map(_bare, text))


@lru_cache(maxsize=8192)
def _bare(letter: str) -> str:
    return {"đ": "d", "Đ": "D"}.get(letter) or unicodedata.normalize("NFKD", letter)[0]

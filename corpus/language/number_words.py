"""Numbers written in words, by the words of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language.table import LanguageTable, key

# A word of letters with their combining marks (Arabic vowels), apostrophe (d'un) or Persian joint inside.
_WORD = re.compile(
    r"(?:[^\W\d_][\u0300-\u036f\u064b-\u0652\u0670]{0,3}(?:\u200c(?=\w))?){1,40}(?:['’][^\W\d_]{1,40})?"
)
_WORD_LIMIT = 8
_GAP = re.compile(r"[\s\u00a0\-\u2010-\u2013]{1,3}")


def read_words(text: str, start: int, words: LanguageTable) -> tuple[int, int] | None:
    """The value of a number in words at `start`, and where it ends; the longest reading wins.

    Values add up from high to low (vingt et un, décimo primero); in Arabic in any order, each
    magnitude once (السابعة والعشرون بعد المائة). A multiplier multiplies what stands before it
    (two hundred, hai mươi).
    """
    sum_ = _Sum(any_order=words.code == "ar")
    best = None
    for value, end, joined in _tokens(text, start, words):
        if value is None:
            continue
        if not sum_.take(value, joined=joined):
            break
        best = (sum_.value, end)
    return best


class _Sum:
    """Adds up the words of one number."""

    def __init__(self, *, any_order: bool) -> None:
        self._any_order = any_order
        self._thousands, self._group, self._lowest = 0, 0, 10**6
        self._magnitudes: set[int] = set()

    @property
    def value(self) -> int:
        return self._thousands + self._group

    def take(self, value: int, *, joined: bool) -> bool:
        """Take the next word; False where it belongs to no longer number.

        An Arabic unit stands before its tens, and without "and" before ten: الخامسة والعاشرة are two numbers.
        """
        if value < 0:
            self._multiply(-value)
            return True
        magnitude = len(str(value))
        if self._any_order:
            apart = (
                2 in self._magnitudes if magnitude == 1 else joined and value == 10 and 1 in self._magnitudes
            )
            fits = magnitude not in self._magnitudes and not apart
        else:
            fits = value < self._lowest
        if fits:
            self._group += value
            self._lowest = value
            self._magnitudes.add(magnitude)
        return fits

    def _multiply(self, factor: int) -> None:
        if factor >= 1000:
            self._thousands += max(self._group, 1) * factor
            self._group, self._lowest = 0, factor
            return
        low = self._group % factor
        self._group += max(low, 1) * factor - low
        self._lowest = factor


def _tokens(text: str, start: int, words: LanguageTable) -> Iterator[tuple[int | None, int, bool]]:
    """Up to _WORD_LIMIT number words from `start`: the value (None: a connector), its end, whether joined."""
    position = start
    for _ in range(_WORD_LIMIT):
        match = _WORD.match(text, position)
        if not match:
            return
        value, end, joined = _word_value(text, match, words)
        if value is None and key(match[0], words.code) not in words.connectors:
            return
        yield value, end, joined
        gap = _GAP.match(text, end)
        if not gap:
            return
        position = gap.end()


def _word_value(text: str, match: re.Match[str], words: LanguageTable) -> tuple[int | None, int, bool]:
    """The value of a word, or of it with the next (quatre-vingt), or (then joined) behind the Arabic و."""
    gap = _GAP.match(text, match.end())
    following = _WORD.match(text, gap.end()) if gap else None
    if following:
        pair = words.numerals.get(key(f"{match[0]} {following[0]}", words.code))
        if pair is not None:
            return pair, following.end(), False
    word = key(match[0], words.code)
    value = words.numerals.get(word)
    if value is None and words.code == "ar" and word.startswith("و"):
        return words.numerals.get(word[1:]), match.end(), True
    return value, match.end(), False

"""Words of a text with their places: runs of letters, runs of digits, characters of scripts without blanks.

A letter and a digit never share a word (`36bis` is `36 bis`, `Điều36` is `Điều 36`), so that what
one document glues together meets what another one separates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

SPACELESS = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Myanmar, Khmer
    "\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f"  # Hangul letters, 々〆〇, kana
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"  # Han, Hangul syllables
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Scripts in which a reader, not a blank, separates words: their characters and pairs are indexed."""

LONGEST_WORD = 64
"""Longer runs (a hash, a line of a damaged file) are cut here: nobody types them."""


def _marks() -> str:
    """Combining marks and invisible characters, which may stand inside a word, as a character class."""
    inside = {"Mn", "Mc", "Me", "Cf"}
    points = [p for p in range(0x10000) if unicodedata.category(chr(p)) in inside]
    ranges: list[list[int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in ranges)


_MARKS = _marks()
_WORD = (
    rf"\d[\d{_MARKS}]*"
    rf"|[{SPACELESS}][{_MARKS}]*"
    rf"|[^\W\d_{SPACELESS}](?:[^\W\d_{SPACELESS}]|[{_MARKS}])*"
)
WORD = re.compile(_WORD)
WORD_OR_BREAK = re.compile(rf"({_WORD})|[^\w\s{_MARKS}/\-\u2010\u2011]+")
"""A word, or a run of punctuation across which no pair is made; blanks, `/` and hyphens join pairs."""

_SPACELESS_START = re.compile(f"[{SPACELESS}]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text: `text[start:end]`. `joined`: a pair with the next is allowed."""

    text: str
    start: int
    end: int
    joined: bool


def is_spaceless(word: str) -> bool:
    """Whether the word is a character of a script written without blanks."""
    return _SPACELESS_START.match(word) is not None


def words(text: str) -> Iterator[Word]:
    """The words of `text` in reading order, with offsets into it."""
    previous: re.Match[str] | None = None
    for match in WORD_OR_BREAK.finditer(text):
        is_word = match[1] is not None
        if previous is not None:
            yield Word(previous[1], previous.start(), previous.end(), is_word)
        previous = match if is_word else None
    if previous is not None:
        yield Word(previous[1], previous.start(), previous.end(), False)

"""A text in the letters that patterns are written in, with the way back to its own places."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_ARABIC = str.maketrans(
    {
        "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك",
        **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
    }
)  # fmt: skip
_INNER_ALEF = re.compile(r"[أإآٱ](?:(?<=[^\W\d_].)|(?=[^\W\d_]))")
"""An alef alone is a letter that numbers (أ, إ), and stays what it is."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\n\r\t", " "),
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212～", "-"),
        **dict.fromkeys("“”„«»\u201f＂", '"'),
        "（": "(", "）": ")", "［": "(", "］": ")", "，": ",", "；": ";", "،": ",", "؛": ";", "：": ":",
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    }
)  # fmt: skip
_LETTERS = {**_SIGNS, **_ARABIC}
_CHANGED = re.compile("[" + re.escape("".join(map(chr, _LETTERS))) + "]")
_BREAK = re.compile("\n")
_NO_LETTERS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff*]"
)


@dataclass(frozen=True, slots=True)
class Flat:
    """`text` is flattened; `places[i]` is where its character `i` stands in the original."""

    text: str
    places: tuple[int, ...] | None
    breaks: tuple[int, ...] = ()
    """Where lines end in the flattened text."""

    def place(self, index: int) -> int:
        """Where the original has the character at `index`."""
        if self.places is None:
            return index
        return self.places[index] if index < len(self.places) else self.places[-1] + 1

    def index(self, place: int) -> int:
        """Where the flattened text has the character that stands at `place` of the original."""
        return place if self.places is None else bisect_left(self.places, place)


def flatten_letters(text: str) -> str:
    """Letters and signs in one form, each for each: quotation marks, dashes, blanks, alefs, digits."""
    return _INNER_ALEF.sub("ا", _CHANGED.sub(lambda found: _LETTERS[ord(found[0])], text))


def flatten(text: str) -> Flat:
    """Flatten; vowel signs, tatweel, what is invisible and asterisks of emphasis go, nothing else.

    >>> flatten("المادّة\u00a0٥").text
    'الماده 5'
    """
    plain = flatten_letters(text)
    if not _NO_LETTERS.search(plain):
        return Flat(plain, None, tuple(match.start() for match in _BREAK.finditer(text)))
    kept = [index for index, letter in enumerate(plain) if not _NO_LETTERS.match(letter)]
    breaks = tuple(at for at, index in enumerate(kept) if text[index] == "\n")
    return Flat("".join(plain[index] for index in kept), (*kept, len(plain)), breaks)

"""Letters that all stand a fixed number of places beside the right ones: a font's numbers taken for text.

The number is found, not known: it is the one by which the letters become words of a language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.language.table import tables
from ingest.readers.plausibility import plausibility
from ingest.readers.usable import is_clean

FEWEST = 40
"""Characters from which a shift can be told; fewer become words by chance."""
PLAUSIBLE = 0.15
"""Least plausibility of the text put right. Running law has .2 to .5, any wrong shift less than .05."""
_BETTER = 0.1
"""By how much it must be more plausible than as it was found."""
_SAMPLE = 4_000
_FREQUENT = 10
"""So many of the most frequent letters of a text are compared with as many of a language."""
_COVERED = 0.8
"""Share of the characters that a shift must turn into letters; the rest are digits and signs."""
_FIRST, _LAST = 0x20, 0xFFFF
"""What may stand in a font besides letters."""
_LAST_SIGN = 0x7E
_BLANKS = " \t\n\u00a0"
_SIGNS = frozenset(".,;:()-–'’\"«»“”/№،؛؟")
_STOPS = frozenset(".,;:")
"""What every running text has; any other sign may be a letter that was taken for another."""
_ALIKE = 0.05
"""Texts whose plausibility differs by less are told apart by their signs."""
_MOST_TRIED = 30


@dataclass(frozen=True, slots=True)
class Shift:
    """Characters from `low` to `high` stand `offset` places too low (negative: too high).

    `signs`: by how many places those of ASCII (blanks, digits, signs) do, where it is another number.
    """

    offset: int
    low: int
    high: int
    signs: int = 0

    def repair(self, text: str) -> str:
        r"""The text with these characters in their places; blanks stay.

        >>> Shift(29, 3, 97).repair("$UWLFOH\x03\x14\x11")
        'Article 1.'
        """
        lines = text.split("\n")
        return "\n".join("".join(map(self._moved, line[:-1])) + self._last(line[-1:]) for line in lines)

    def _last(self, letter: str) -> str:
        """The hyphen at the end of a line is none of the font's: whoever draws out the text puts it there."""
        return letter if letter in {"", "-"} else self._moved(letter)

    def _moved(self, letter: str) -> str:
        code = ord(letter)
        if letter in _BLANKS:
            return letter
        if self.low <= code <= self.high:
            return chr(code + self.offset)
        of_ascii = self.signs and _FIRST - self.signs <= code <= _LAST_SIGN - self.signs
        return chr(code + self.signs) if of_ascii else letter


def find_shift(text: str) -> Shift | None:
    """The shift that makes `text` a text in one of our languages; None where none does.

    Letters that were shifted onto Chinese characters look like Chinese, and are not found.
    """
    sample = text[:_SAMPLE]
    counts = Counter(letter for letter in sample if letter not in _BLANKS)
    if counts.total() < FEWEST:
        return None
    least = max(PLAUSIBLE, plausibility(sample) + _BETTER)
    shifts = [_with_signs(shift, counts) for shift in _candidates(counts)]
    found = [(_worth(shift.repair(sample)), shift) for shift in shifts]
    good = [(worth, shift) for worth, shift in found if worth[0] >= least and is_clean(shift.repair(sample))]
    if not good:
        return None
    best = max(worth[0] for worth, _ in good)
    return max((pair for pair in good if pair[0][0] >= best - _ALIKE), key=lambda pair: pair[0][1:])[1]


def _with_signs(shift: Shift, counts: Counter[str]) -> Shift:
    """The shift with that of the signs, where the commonest of what it leaves is a control character.

    In running text that is the blank.
    """
    left = [letter for letter, _ in counts.most_common() if not shift.low <= ord(letter) <= shift.high]
    blank = next(iter(left), " ")
    return replace(shift, signs=_FIRST - ord(blank)) if blank < " " else shift


def _worth(repaired: str) -> tuple[float, float, float]:
    """How plausible a text is; of equal ones, that with the fewest odd signs and the most stops.

    Capitals taken for small letters are as plausible, but turn full stops into letters.
    """
    shown = [letter for letter in repaired if letter not in _BLANKS]
    odd = sum(not letter.isalnum() and letter not in _SIGNS for letter in shown)
    stops = sum(letter in _STOPS for letter in shown)
    return plausibility(repaired), -odd / len(shown), stops / len(shown)


def _candidates(counts: Counter[str]) -> Iterator[Shift]:
    """Shifts that turn most characters into letters of one language, into its frequent ones first."""
    found: dict[Shift, float] = {}
    for letters, first, last in _alphabets():
        for offset in _offsets(counts, letters):
            moved = [(count, letters[_at(letter, offset).lower()]) for letter, count in counts.items()]
            covered = sum(count for count, frequency in moved if frequency)
            if offset and covered >= _COVERED * counts.total():
                fit = sum(count * frequency for count, frequency in moved) / letters.total()
                found[Shift(offset, max(0, first - offset), last - offset)] = fit
                # With the signs and digits, where the whole font is shifted.
                found[Shift(offset, max(0, _FIRST - offset), _LAST)] = fit
    yield from sorted(found, key=lambda shift: -found[shift])[:_MOST_TRIED]


def _offsets(counts: Counter[str], letters: Counter[str]) -> set[int]:
    here = [letter for letter, _ in counts.most_common(_FREQUENT)]
    there = [letter for letter, _ in letters.most_common(_FREQUENT)]
    capitals = [letter.upper() for letter in there if len(letter.upper()) == 1]
    return {ord(right) - ord(wrong) for wrong in here for right in there + capitals}


def _at(letter: str, offset: int) -> str:
    code = ord(letter) + offset
    return chr(code) if 0 <= code < 0x110000 else ""


@cache
def _alphabets() -> tuple[tuple[Counter[str], int, int], ...]:
    """Of each language its letters, how frequent in its short words, and the range of them all."""
    return tuple(
        _alphabet((*table.words, *table.alphabet, *table.letters)) for table in tables() if table.words
    )


def _alphabet(words: Iterable[str]) -> tuple[Counter[str], int, int]:
    letters = Counter(letter for word in words for letter in word.lower() if letter.isalpha())
    every = {form for letter in letters for form in (letter, letter.upper()) if len(form) == 1}
    first, last = min(map(ord, every)), max(map(ord, every))
    if first > _LAST_SIGN:  # the script has a block of its own, with its signs in it
        return letters, first & ~0xFF, last | 0xFF
    return letters, first, last

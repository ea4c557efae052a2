"""Letters that all stand a fixed number of places beside the right ones: a font's numbers taken for text.

The number is found, not known: it is the one by which the letters become words of a language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
_BLANKS = " \t\n\u00a0"
_SIGNS = frozenset(".,;:()-–'’\"«»“”/№،؛؟")
_ALIKE = 0.05
"""Texts whose plausibility differs by less are told apart by their signs."""
_MOST_TRIED = 30


@dataclass(frozen=True, slots=True)
class Shift:
    """Characters from `low` to `high` stand `offset` places too low (negative: too high)."""

    offset: int
    low: int
    high: int

    def repair(self, text: str) -> str:
        r"""The text with these characters in their places; blanks stay.

        >>> Shift(29, 3, 97).repair("$UWLFOH\x03\x14\x11")
        'Article 1.'
        """
        return "".join(map(self._moved, text))

    def _moved(self, letter: str) -> str:
        moves = self.low <= ord(letter) <= self.high and letter not in _BLANKS
        return chr(ord(letter) + self.offset) if moves else letter


def find_shift(text: str) -> Shift | None:
    """The shift that makes `text` a text in one of our languages; None where none does.

    Letters that were shifted onto Chinese characters look like Chinese, and are not found.
    """
    sample = text[:_SAMPLE]
    counts = Counter(letter for letter in sample if letter not in _BLANKS)
    if counts.total() < FEWEST:
        return None
    least = max(PLAUSIBLE, plausibility(sample) + _BETTER)
    found = [(_worth(shift.repair(sample)), shift) for shift in _candidates(counts)]
    good = [(worth, shift) for worth, shift in found if worth[0] >= least and is_clean(shift.repair(sample))]
    if not good:
        return None
    best = max(worth[0] for worth, _ in good)
    return max((pair for pair in good if pair[0][0] >= best - _ALIKE), key=lambda pair: pair[0][1:])[1]


def _worth(repaired: str) -> tuple[float, float, float]:
    """How plausible a text is; of equal ones, that with the fewest odd signs and the most usual ones.

    Capitals taken for small letters are as plausible, but turn full stops into letters.
    """
    shown = [letter for letter in repaired if letter not in _BLANKS]
    odd = sum(not letter.isalnum() and letter not in _SIGNS for letter in shown)
    usual = sum(letter in _SIGNS for letter in shown)
    return plausibility(repaired), -odd / len(shown), usual / len(shown)


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
    return letters, min(map(ord, every)), max(map(ord, every))

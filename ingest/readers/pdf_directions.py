"""Right-to-left text of a PDF in the order in which it is read, told by where its characters stand.

A PDF paints glyphs in any order: Arabic comes in logical order, from left to right, or half and half,
with its brackets as painted. The places of the characters do not lie.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Protocol

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WORD_GAP = 0.3
"""Gap between two characters, in heights of the line, from which there is a blank; letters that do not
join stand up to .19 apart, blanks are .25 and wider, with the margins of their letters."""
_TOUCH, _TOUCH_MARKED = 0.15, 0.24
"""Gap up to which two pieces of the file are one word: there is no room for a blank. A letter with its
mark, from another font, stands a little apart."""
_FLAT = 0.5
"""Share of the height of the tallest letter below which a box is that of a mark."""
_CUT = 0.1
"""Points by which edges that are one may differ."""
NUMBER = re.compile("[0-9\u0660-\u0669\u06f0-\u06f9](?:[.,:/\u066b\u066c]?[0-9\u0660-\u0669\u06f0-\u06f9])*")
LEFT_TO_RIGHT = re.compile(r"[A-Za-zÀ-ɏͰ-ӿ](?:[\w.,:/&'’@+-]*\w)?")
_BEFORE_STOP = re.compile(r"(?<=\w) (?=[،؛؟.:,;»)](?:\s|$))")
"""A stop stands at its word; a final alef leaves much room before it."""
_AFTER_QUOTE = re.compile(r"(?:(?<=\s[\"“«(])|(?<=^[\"“«(])) (?=\w)")
_PAIRS = str.maketrans("()[]{}«»", ")(][}{»«")
_OPENING, _CLOSING = frozenset("([{«"), frozenset(")]}»")


class Glyph(Protocol):
    """A character with its box; the order of the file is that of the sequence it stands in."""

    @property
    def text(self) -> str:
        """The character."""

    @property
    def left(self) -> float:
        """Left edge in points."""

    @property
    def right(self) -> float:
        """Right edge in points."""

    @property
    def top(self) -> float:
        """Top edge, from the top of the page."""

    @property
    def bottom(self) -> float:
        """Bottom edge, from the top of the page."""


def is_right_to_left(text: str) -> bool:
    """Whether most letters are written from right to left.

    >>> is_right_to_left("المادة 5 (WTO)"), is_right_to_left("Article 5 (مادة)")
    (True, False)
    """
    letters = {letter: count for letter, count in Counter(text).items() if letter.isalpha()}
    turned = sum(count for letter, count in letters.items() if _RIGHT_TO_LEFT.match(letter))
    return 2 * turned > sum(letters.values())


def has_right_to_left(text: str) -> bool:
    """Whether any letter is written from right to left."""
    return bool(_RIGHT_TO_LEFT.search(text))


def logical(glyphs: Sequence[Glyph]) -> str:
    """The text of one line of right-to-left writing, in reading order."""
    height = max((glyph.bottom - glyph.top for glyph in glyphs), default=1.0)
    words = _joined(sorted(_words(glyphs, height), key=lambda word: -_middle(word)), height)
    parts: list[str] = []
    for run in _left_to_right_together(words):
        parts.extend(_word(word) for word in run)
    return _AFTER_QUOTE.sub("", _BEFORE_STOP.sub("", " ".join(parts)))


def _words(glyphs: Sequence[Glyph], height: float) -> Iterator[list[Glyph]]:
    """Characters between blanks of the file or wide gaps of the page."""
    word: list[Glyph] = []
    for glyph in glyphs:
        apart = word and not glyph.text.isspace() and _distance(word[-1], glyph) > _WORD_GAP * height
        if word and (apart or glyph.text.isspace()):
            yield word
            word = []
        if not glyph.text.isspace():
            word.append(glyph)
    if word:
        yield word


def _joined(pieces: Sequence[list[Glyph]], height: float) -> list[list[Glyph]]:
    """Pieces that touch are one word: a mark from another font comes by itself, a stop behind a blank."""
    words: list[list[Glyph]] = []
    for piece in pieces:
        gap = min(g.left for g in words[-1]) - max(g.right for g in piece) if words else 0.0
        limit = _TOUCH_MARKED if words and (_is_marked(piece) or _is_marked(words[-1])) else _TOUCH
        if words and gap < limit * height:
            words[-1].extend(piece)
        else:
            words.append(list(piece))
    return words


def _is_marked(piece: Sequence[Glyph]) -> bool:
    return any(unicodedata.combining(glyph.text[0]) for glyph in piece)


def _distance(one: Glyph, other: Glyph) -> float:
    return max(one.left - other.right, other.left - one.right)


def _middle(word: Sequence[Glyph]) -> float:
    return (min(glyph.left for glyph in word) + max(glyph.right for glyph in word)) / 2


def _left_to_right_together(words: Sequence[list[Glyph]]) -> Iterator[list[list[Glyph]]]:
    """Latin words that follow one another are read from left to right: `World Trade` in an Arabic line."""
    for latin, run in groupby(words, key=_is_latin):
        together = list(run)
        yield together[::-1] if latin else together


def _is_latin(word: Sequence[Glyph]) -> bool:
    letters = [glyph.text for glyph in word if glyph.text.isalpha()]
    return bool(letters) and not any(map(has_right_to_left, letters))


def _word(glyphs: Sequence[Glyph]) -> str:
    """Right to left, marks behind their letters; numbers and Latin words in it the other way."""
    marks = [glyph for glyph in glyphs if unicodedata.combining(glyph.text[0])]
    letters = [glyph for glyph in glyphs if not unicodedata.combining(glyph.text[0])]
    letters = [glyph for glyph in letters if not _is_told_twice(glyph, letters, marks)]
    ordered = sorted(letters, key=lambda glyph: -(glyph.left + glyph.right))
    texts = {id(glyph): glyph.text for glyph in ordered}
    for mark in marks if ordered else ():
        bearer = id(_bearer(mark, ordered))
        texts[bearer] += "" if texts[bearer].endswith(mark.text) else mark.text
    text = "".join(texts[id(glyph)] for glyph in ordered) or "".join(mark.text for mark in marks)
    turned = LEFT_TO_RIGHT.sub(lambda match: match[0][::-1], text)
    return NUMBER.sub(lambda match: match[0][::-1], turned) if turned == text else turned


def _is_told_twice(letter: Glyph, letters: Sequence[Glyph], marks: Sequence[Glyph]) -> bool:
    """Whether a letter is only part of what a file says of a mark: it has the mark's box, and a twin beside.

    Of لاً some files say `لاً` of the two letters and `اً` of the mark, with its flat box.
    """
    low = _FLAT * max(other.bottom - other.top for other in letters)
    if letter.bottom - letter.top > low or not any(_is_level(letter, mark) for mark in marks):
        return False
    twins = (other for other in letters if other.text == letter.text and other.bottom - other.top > low)
    return any(_apart(letter, twin) < 2 * (twin.bottom - twin.top) for twin in twins)


def _bearer(mark: Glyph, letters: Sequence[Glyph]) -> Glyph:
    """The letter that a mark belongs to: the one whose box the file cut in two for it, else the nearest."""
    cut = [one for one in letters if _is_level(one, mark) and abs(one.left - mark.right) < _CUT]
    return min(cut or letters, key=lambda letter: _apart(letter, mark))


def _is_level(one: Glyph, other: Glyph) -> bool:
    return abs(one.top - other.top) < _CUT and abs(one.bottom - other.bottom) < _CUT


def _apart(letter: Glyph, mark: Glyph) -> float:
    return abs((letter.left + letter.right) - (mark.left + mark.right))


def mirrored(texts: Sequence[str]) -> list[str]:
    """The lines of a page with their brackets turned, where they come as painted: `)5(` for `(5)`."""
    right = turned = 0
    for text in texts:
        if has_right_to_left(text):
            first = next((sign for sign in text if sign in _OPENING | _CLOSING), "")
            right += first in _OPENING
            turned += first in _CLOSING
    if turned <= right:
        return list(texts)
    return [text.translate(_PAIRS) if has_right_to_left(text) else text for text in texts]

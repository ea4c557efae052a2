"""Regular expressions that find a table's words in text as it is really printed.

Case, accents left out (OCR, capitals), Arabic marks and letter forms, and any white space between
words make no difference; the text itself is not changed, so positions stay true.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_ARABIC_CLASSES = {
    **dict.fromkeys("اأإآٱ", "[اأإآٱ]"),
    **dict.fromkeys("ةه", "[ةه]"),
    **dict.fromkeys("يىئ", "[يىئ]"),
    **dict.fromkeys("وؤ", "[وؤ]"),
}
_ARABIC_MARKS = "[\u064b-\u0652\u0670\u0640]*"
WORD_END = "(?![^\\W\u2e80-\u9fff])"
"""No letter follows, but a Chinese character may: it begins a word of its own."""
SPACE = r"[\s\u00a0]+"
SPACE_FORM = r"(?:[\s\u00a0]+)"
DASHES = "[-\u2010-\u2015\u2212]"
APOSTROPHES = "['\u2018\u2019\u02bc`]"


@cache
def word_pattern(words: str) -> str:
    """The pattern of one word or phrase of a table (`#` is left alone).

    >>> bool(re.fullmatch(word_pattern("điều"), "DIEU", re.I))
    True
    """
    return SPACE.join("".join(_letter(letter) for letter in word) for word in words.split())


def any_of(phrases: Iterable[str]) -> str:
    """A group that matches any of the phrases, the longest first; `(?!)` for none."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(word_pattern(phrase) for phrase in ordered) + ")" if ordered else "(?!)"


def tolerant(form: str, code: str) -> str:
    """A regular expression of a table with any white space for a blank, any form of an Arabic letter for it.

    >>> bool(re.fullmatch(tolerant("لدى (?:الوديع|الأمين)", "ar"), "لدي  الامين"))
    True
    """
    letters = (
        SPACE_FORM if letter == " " else _arabic(letter) if code == "ar" else letter for letter in form
    )
    return "".join(letters)


def _arabic(letter: str) -> str:
    if letter in _ARABIC_CLASSES or "\u0621" <= letter <= "\u064a":
        return f"(?:{_ARABIC_CLASSES.get(letter, letter)}{_ARABIC_MARKS})"
    return letter


@cache
def starts_with(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for lines that open with one of the phrases as whole words, after marks and bullets."""
    return re.compile(r"[\W_]{0,6}?" + any_of(phrases) + WORD_END, re.IGNORECASE)


def _letter(letter: str) -> str:
    if letter == "#":
        return letter
    if letter in _ARABIC_CLASSES or "\u0621" <= letter <= "\u064a":
        return _ARABIC_CLASSES.get(letter, letter) + _ARABIC_MARKS
    if letter == "'":
        return APOSTROPHES
    if letter == "-":
        return DASHES
    forms = _forms(letter)
    if len(forms) == 1:
        return re.escape(letter)
    return "[" + "".join(sorted(forms)) + "]"


@cache
def _forms(letter: str) -> frozenset[str]:
    """The letter itself, without its accents step by step, and both cases."""
    forms = {letter, {"đ": "d", "Đ": "D", "œ": "œ", "ё": "е", "й": "й"}.get(letter, letter)}
    if letter not in "йЙёЁ":
        decomposed = unicodedata.normalize("NFD", letter)
        for cut in range(1, len(decomposed) + 1):
            forms.add(unicodedata.normalize("NFC", decomposed[:cut]))
    forms |= {form.upper() for form in forms} | {form.lower() for form in forms}
    return frozenset(form for form in forms if len(form) == 1)

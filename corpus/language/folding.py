"""The one fold of index and query: what counts as the same letter in each language.

Folding is done after normalisation to NFC and never needs the text around a word, so a token may
be folded alone. It is idempotent. It never reorders words and never joins or splits them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

# Soft hyphen, zero-width characters, marks of direction, byte order mark.
_INVISIBLE = [0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\u0060"
_HYPHENS = "\u2010\u2011\u2012\u2212\ufe63\uff0d"
_ARABIC_MARKS = [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE), 0x0640]
_ARABIC_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ى": "ي", "ی": "ي", "ئ": "ي", "ے": "ي",
    "ؤ": "و", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ک": "ك", "ڪ": "ك",
}  # fmt: skip

_COMMON: dict[int, str | None] = {
    **dict.fromkeys(_INVISIBLE),
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(_ARABIC_MARKS),
    **{ord(letter): base for letter, base in _ARABIC_LETTERS.items()},
    **{zero + digit: str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)},
    ord("ё"): "е",
}

# Vietnamese writes the tone of an open oa, oe, uy on either vowel (hoà, hòa); one is chosen.
_TONE_PAIRS = {
    old: new
    for olds, news in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for old, new in zip(olds.split(), news.split(), strict=True)
}
_TONES = re.compile(r"(?<!q)(?:" + "|".join(_TONE_PAIRS) + r")(?!\w)")
_VIETNAMESE_BAR = str.maketrans("đĐ", "dD")
_LATIN_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_LATIN_MARKED = re.compile("[\u0041-\u024f\u1e00-\u1eff][\u0300-\u036f]+")


def normalise(text: str) -> str:
    """NFC, the form in which every text is kept; letters stay what they are."""
    return unicodedata.normalize("NFC", text)


def fold(text: str, language: str) -> str:
    """Fold `text` for comparison in `language` (BCP 47; an unknown one gets the common fold).

    For every language: compatibility forms (full-width, Arabic presentation forms, ligatures)
    become plain, case goes, invisible characters go, Arabic marks and tatweel go, alef, ya and
    ta marbuta forms become one each, Arabic-Indic digits become European, ё becomes е.
    Latin accents go (é, ñ, ü) except in Vietnamese, where they tell words apart: there only the
    place of the tone mark is made one (hoà → hòa). See `strip_accents_vi` for the second form.

    >>> fold("ĐIỀU ƯỚC Hoà bình", "vi"), fold("الإقامةُ", "ar"), fold("Décision", "fr")
    ('điều ước hòa bình', 'الاقامه', 'decision')
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = _compatible(text)
    return _BY_LANGUAGE.get(language.partition("-")[0], _fold_latin)(folded)


def strip_accents_vi(text: str) -> str:
    """The text as typed on a keyboard without Vietnamese accents: điều ước → dieu uoc."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", bare).translate(_VIETNAMESE_BAR)


def has_accents_vi(text: str) -> bool:
    """Whether the text carries any Vietnamese accent: a query that has none is matched bare."""
    return strip_accents_vi(normalise(text)) != normalise(text)


def _compatible(text: str) -> str:
    """NFKC and casefold, repeated until both hold, then the tables that serve every language."""
    previous = ""
    while previous != text:
        previous = text
        text = unicodedata.normalize("NFKC", text).casefold().translate(_COMMON)
    return text


def _fold_vietnamese(text: str) -> str:
    return _TONES.sub(lambda match: _TONE_PAIRS[match[0]], text)


def _fold_latin(text: str) -> str:
    """Take the accents off Latin letters; other scripts keep theirs (й is not и)."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = _LATIN_MARKED.sub(lambda match: match[0][0], decomposed)
    return unicodedata.normalize("NFC", bare).translate(_LATIN_LETTERS)


_BY_LANGUAGE: dict[str, Callable[[str], str]] = {"vi": _fold_vietnamese}


@lru_cache(maxsize=65536)
def fold_word(word: str, language: str) -> str:
    """`fold` for single words, remembered: the words of a corpus repeat."""
    return fold(word, language)

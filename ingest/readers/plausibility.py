"""How much a string looks like text in a language that we know: the judge between decodings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

from corpus.language.table import profiles, tables

SAMPLE = 20_000
"""Characters judged: enough for some 3,000 words, and the cost stays below 10 ms."""
DOUBTFUL = 0.05
"""Text of a page below this may be none: text layers of old scans have .15 and more, lists of names .02,
noise 0 and less."""

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*")
_ADDRESS = re.compile(r"\S{0,200}(?:://|www\.)\S{0,400}")
"""Addresses of pages are words of no language."""
_ONLY_VIETNAMESE = re.compile("[ăđơưạ-ỹ]", re.IGNORECASE)
_HAN_COMMON_HIGH = range(0xB0, 0xD8)
"""First byte of the 3,755 characters of GB 2312 level 1, which are 99 % of running Chinese."""


@cache
def _words() -> tuple[frozenset[str], ...]:
    known = [table.words for table in tables() if table.words]
    return tuple(known) + tuple(profile.words for profile in profiles().values())


def plausibility(text: str) -> float:
    """From below 0 (noise) to about 1: the share of known short words, less twice the oddities.

    Chinese, which has no word breaks, is judged by the share of its common characters.
    """
    sample = _ADDRESS.sub(" ", text[:SAMPLE])
    words = [unicodedata.normalize("NFC", word) for word in _WORD.findall(sample)]
    letters = sum(map(len, words))
    if not letters:
        return 0.0
    han = [letter for letter in sample if "\u4e00" <= letter <= "\u9fff"]
    if len(han) > 0.4 * letters:
        return sum(map(_common_han, han)) / len(han) - 2 * _oddity(sample, words)
    return vocabulary_share(words) - 2 * _oddity(sample, words)


def vocabulary_share(words: list[str]) -> float:
    """The share of `words` that are frequent words of the one language that explains most of them."""
    lowered = Counter(word.lower() for word in words)
    explained = (sum(map(lowered.__getitem__, lowered.keys() & known)) for known in _words())
    return max(explained) / max(1, len(words))


def vietnamese(text: str) -> float:
    """The share of words that are frequent in Vietnamese and could be no other language's."""
    words = [word.lower() for word in _WORD.findall(unicodedata.normalize("NFC", text[:SAMPLE]))]
    known = next(table.words for table in tables() if table.code == "vi")
    marked = {word for word in known if not word.isascii()}
    return sum(word in marked for word in words) / max(1, len(words))


def has_vietnamese_letters(text: str) -> bool:
    """Whether every third word has a letter of Vietnamese alone, as its words do."""
    words = _WORD.findall(unicodedata.normalize("NFC", text[:SAMPLE]))
    return sum(bool(_ONLY_VIETNAMESE.search(word)) for word in words) > len(words) / 3


def _common_han(letter: str) -> bool:
    try:
        return letter.encode("gb2312")[0] in _HAN_COMMON_HIGH
    except UnicodeEncodeError:
        try:  # Traditional characters: the frequent ones are level 1 of Big5.
            return 0xA4 <= letter.encode("big5")[0] <= 0xC6
        except UnicodeEncodeError:
            return False


def _oddity(sample: str, words: list[str]) -> float:
    """The share of characters in words of two scripts or with a capital inside, or that are no text."""
    odd = sum(len(word) for word in words if _mixed(word))
    odd += sum(n for letter, n in Counter(sample).items() if ord(letter) > 0x7F and _is_junk(letter))
    return odd / max(1, len(sample))


def _mixed(word: str) -> bool:
    if word.isascii():
        return False
    scripts = {script(letter) for letter in word} - {""}
    return len(scripts) > 1 or (not word.isupper() and word[1:] != word[1:].lower())


@lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """The script of a letter, by the first word of its Unicode name; empty for other characters.

    >>> script("ж"), script("é"), script("第"), script("3")
    ('CYRILLIC', 'LATIN', 'CJK', '')
    """
    if not letter.isalpha():
        return ""
    return unicodedata.name(letter, "UNKNOWN").split(" ")[0].split("-")[0]


def _is_junk(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category in {"Cc", "Cn", "Co", "Cs", "So", "Sk", "Sm"} or letter in "¦§¶µ¤¢¥¨¬¯¸þÐðÞ\ufffd"

"""Is extracted text the text that a person sees? A broken character map gives letters of no language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from ingest.readers.plausibility import script

SHORTEST = 12
"""Letters and digits below which a page has no text to speak of (a page number, a stamp)."""
MOST_GARBAGE = 0.08
"""Share of characters that stand for no letter: private use, controls, unassigned, U+FFFD."""
MOST_ALIEN = 0.12
"""Share of letters in scripts beyond the page's two main ones, or in phonetic blocks. Real pages of
the test data stay below .02; pages with a broken map have .2 and more."""
_SAMPLE = 4_000
_PHONETIC = re.compile("[\u0180-\u019f\u01a2-\u01ae\u01b1-\u01cc\u0221-\u02ff\u1d00-\u1dbf\ua720-\ua7ff]")
"""Latin letters of phonetics and of no law (ơ and ư, caron vowels, ș and ț are outside)."""
_RARE_HAN = re.compile("[\u3400-\u4dbf\U00020000-\U0003ffff]")
_COMMON = frozenset(
    {"LATIN", "CYRILLIC", "ARABIC", "CJK", "HANGUL", "HIRAGANA", "KATAKANA", "GREEK", "HEBREW"}
)
_COMPANIONS = {
    "HIRAGANA": "CJK",
    "KATAKANA": "CJK",
    "FULLWIDTH": "LATIN",
    "IDEOGRAPHIC": "CJK",
    "BOPOMOFO": "CJK",
}


def is_usable(text: str, *, mapped: bool = True) -> bool:
    """Whether `text` (of a page, or of a file) is readable text.

    `mapped`: its letters come through a character map, as those of a PDF do, so that rare Han characters are
    a sign of a broken one. In a file of text they are what was written (Chữ Nôm, personal names).

    >>> is_usable("The sending State may appoint officers."), is_usable("ɋɈȽɅȺɒȿɇɂȿ ɇȺ ȻȺɁȿ ɄɈɇȼȿɇɐɂɂ")
    (True, False)
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalnum, sample)) < SHORTEST:
        return False
    return is_clean(sample, mapped=mapped)


def is_clean(sample: str, *, mapped: bool = True) -> bool:
    """Whether text of any length is free of what a broken character map leaves."""
    characters = Counter({letter: n for letter, n in Counter(sample).items() if not letter.isspace()})
    garbage = sum(n for letter, n in characters.items() if _is_garbage(letter))
    return garbage <= MOST_GARBAGE * characters.total() and _alien(characters, mapped=mapped) <= MOST_ALIEN


def is_debris(line: str) -> bool:
    """Whether a line holds nothing but characters that stand for no letter (dirt of a scan)."""
    return not any(map(str.isalnum, line)) and any(map(_is_garbage, line.strip()))


@lru_cache(maxsize=4096)
def _is_garbage(letter: str) -> bool:
    return letter == "\ufffd" or unicodedata.category(letter) in {"Cc", "Co", "Cn", "Cs"}


def _alien(characters: Counter[str], *, mapped: bool) -> float:
    """The share of letters that do not belong with the others."""
    letters = {letter: n for letter, n in characters.items() if letter.isalpha()}
    count = sum(letters.values())
    if count < SHORTEST:
        return 0.0
    scripts: Counter[str] = Counter()
    for letter, n in letters.items():
        scripts[_script(letter)] += n
    main = {name for name, _ in scripts.most_common(2)} | {"LATIN"}
    strangers = sum(n for name, n in scripts.items() if name not in main)
    odd = (n for each, n in letters.items() if _PHONETIC.match(each) or (mapped and _RARE_HAN.match(each)))
    return (strangers + sum(odd)) / count


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    name = script(letter)
    return _COMPANIONS.get(name, name)

"""Stems: what of a word is kept when its endings go. One table keyed by language."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

import snowballstemmer

_SNOWBALL = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip

LATIN_QUERY_LANGUAGES = ("en", "fr", "es")
"""A query in Latin letters is stemmed in each of these: the language of a short query is a guess,
and a wrong guess must not lose a match."""

_SCRIPT_LANGUAGE = ((re.compile("[а-яё]"), "ru", {"bg", "uk", "be", "sr", "mk", "kk", "mn"}),
                    (re.compile("[\u0620-\u064a]"), "ar", {"fa", "ur", "ps"}))  # fmt: skip
"""The stemmer of a script, whatever the passage's language, but not for these other languages of it."""

VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
"""Letters that only Vietnamese has: a word with one has no endings, and its accents tell it apart."""

_LATIN = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]")
_ARABIC_PREFIX = re.compile("^(?:و?(?:ال|بال|كال|فال|لل)|و(?=...))(?=..)")
_ARABIC_SUFFIX = re.compile("(?:ها|ان|ات|ون|ين|يه|ه|ي)$")


class _Stemmers(threading.local):
    """Stemmers by language, for one thread: they keep the word they are at in themselves."""

    def __init__(self) -> None:
        self.known: dict[str, Callable[[str], str]] = {}


_STEMMERS = _Stemmers()


def _snowball(language: str) -> Callable[[str], str]:
    known = _STEMMERS.known
    if language not in known:
        known[language] = snowballstemmer.stemmer(_SNOWBALL[language]).stemWord
    return known[language]


def arabic_stem(word: str) -> str:
    """Light stemming of a folded Arabic word: one prefix of article and particle, then endings.

    The prefixes and endings are those of Larkey, Ballesteros and Connell's "light10", the usual
    one in Arabic retrieval; at least two letters are left.

    >>> arabic_stem("والاتفاقيه"), arabic_stem("اتفاقيات"), arabic_stem("القنصليه")
    ('اتفاق', 'اتفاق', 'قنصل')
    """
    stem = _ARABIC_PREFIX.sub("", word)
    while (ending := _ARABIC_SUFFIX.search(stem)) and ending.start() >= 2:
        stem = stem[: ending.start()]
    return stem


def stem_language(word: str, language: str) -> str | None:
    """The language whose stemmer serves `word` (lower case) in a passage of `language`; None: no stemmer."""
    for letters, script_language, others in _SCRIPT_LANGUAGE:
        if letters.match(word):
            return None if language in others else script_language
    if language not in _SNOWBALL or VIETNAMESE.search(word) or not _LATIN.match(word):
        return None
    return language


def stem(word: str, language: str) -> str:
    """The stem of a lower-case word, accents still on, in a language that `stem_language` named."""
    return arabic_stem(word) if language == "ar" else _snowball(language)(word)

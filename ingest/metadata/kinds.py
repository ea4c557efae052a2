"""What sort of instrument a title names."""

from __future__ import annotations

import re
from functools import cache

from corpus.language.patterns import any_of, word_pattern
from corpus.language.table import LanguageTable, key
from corpus.model import WorkKind

_STRONGER = (WorkKind.EXCHANGE_OF_LETTERS, WorkKind.JOINT_CIRCULAR, WorkKind.CONSOLIDATED_TEXT)
"""Kinds that decide wherever the title names them: an agreement by exchange of letters is one."""
_SUFFIX_LANGUAGES = frozenset({"zh"})


def kind_of(title: str, words: LanguageTable) -> WorkKind | None:
    """The kind named first in the title (last in Chinese): a protocol to a convention is a protocol.

    >>> from corpus.language.table import table
    >>> kind_of("Protocol amending the Ostermere Convention", table("en")).value
    'protocol'
    """
    for kind in _STRONGER:
        phrases = [word for word, named in words.kinds.items() if named is kind]
        if any(re.search(rf"(?<!\w){word_pattern(p)}(?!\w)", title, re.IGNORECASE) for p in phrases):
            return kind
    if words.code in _SUFFIX_LANGUAGES:
        return _suffix_kind(title, words)
    match = _pattern(words.code, tuple(words.kinds)).search(title)
    return _named(match[0], words) if match else None


def _suffix_kind(title: str, words: LanguageTable) -> WorkKind | None:
    """The kind that ends the title, a bracket behind it aside; 《…》 names another instrument."""
    bare = re.sub(r"[（(][^（(）)]*[）)]\s*$", "", title.strip())
    for phrase in sorted(words.kinds, key=len, reverse=True):
        if bare.endswith(phrase):
            return words.kinds[phrase]
    return None


@cache
def _pattern(code: str, kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(kinds)}(?!\w)", re.IGNORECASE)


def _named(found: str, words: LanguageTable) -> WorkKind | None:
    wanted = key(found, words.code)
    return next((kind for word, kind in words.kinds.items() if key(word, words.code) == wanted), None)

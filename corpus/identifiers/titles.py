"""Titles in the form in which citations find them."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.language.folding import fold

LONGEST = 200
"""Characters of a key."""
_FEWEST_WORDS = 3
_FEWEST_HAN = 4
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_STEM = 5
"""Letters of a Russian word that its endings leave alone: Гражданского кодекса, Гражданский кодекс."""
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_APART = re.compile(
    r"^(?:the|la|le|el|los|las|les|l'|中华人民共和国|中華人民共和國)\s*"
    r"|\s*\([^)]*\)\s*$"
    r"|,?\s+(?:of|de|nam|от|لعام)?\s*(?:1[89]|20)\d\d$"
)
"""What a citation leaves out or adds: the article, the State's own name, an abbreviation, the year."""


@lru_cache(maxsize=8192)
def title_key(title: str) -> str:
    """The form in which titles are compared; empty for what is no title of its own (Constitution, 宪法).

    >>> title_key("Конвенции о Консульской Службе") == title_key("Конвенция о консульской службе")
    True
    >>> title_key("The Ostermere Convention on Consuls, 1961")
    'ostermereconventiononconsuls'
    """
    plain = fold(" ".join(title.split()), "und")
    while (shorter := _APART.sub("", plain)) != plain:
        plain = shorter
    words = _WORD.findall(plain)
    if len(words) < _FEWEST_WORDS and len(_HAN.findall(plain)) < _FEWEST_HAN:
        return ""
    return "".join(word[:_STEM] if _CYRILLIC.fullmatch(word) else word for word in words)[:LONGEST]


def title_lookup(title: str) -> str:
    """The key under which a work is looked up by its title: apart from those of slugs and numbers."""
    key = title_key(title)
    return f"title:{key}"[:LONGEST] if key else ""

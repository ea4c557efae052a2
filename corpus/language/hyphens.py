"""Hyphens that belong to a word, told from those that only divide it at the end of a line."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_SHORTEST_WORD = 5
"""Letters of what stands behind `non-` and the like: less may be the end of a divided word (`ex-` `port`)."""
_VIETNAMESE = re.compile("[ăđơưạ-ỹ]", re.IGNORECASE)


def keeps_hyphen(head: str, tail: str, words: frozenset[str]) -> bool:
    """Whether `head-tail` is one word with a hyphen; `words` are those that the text has elsewhere.

    Vietnamese divides no words, so each hyphen is its own.

    >>> keeps_hyphen("non", "discrimination", frozenset({"discrimination"}))
    True
    >>> keeps_hyphen("interna", "tional", frozenset())
    False
    """
    heads, tails = _table()
    if _VIETNAMESE.search(head + tail):
        return True
    if head in heads and tail in words and len(tail) >= _SHORTEST_WORD:
        return True
    return tail in tails and head in words


@cache
def _table() -> tuple[frozenset[str], frozenset[str]]:
    path = resources.files("corpus.language") / "tables" / "hyphens.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    heads, tails = ([word for entry in raw.values() for word in entry[key]] for key in ("heads", "tails"))
    return frozenset(heads), frozenset(tails)

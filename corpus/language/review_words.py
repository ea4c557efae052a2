"""The words by which a legal review judges (`tables/reviewing.toml`), as expressions."""

from __future__ import annotations

import re
from functools import cache

from corpus.language.force_words import boundary
from corpus.language.patterns import tolerant
from corpus.language.table import primary, shared_table

_NEVER = "(?!)"
_STOP = re.compile(r"[;；؛\n。]|\.(?=\s|$)")
_AROUND = 400
"""Characters of a sentence that are looked at on either side of a citation."""


@cache
def phrase(language: str, name: str) -> re.Pattern[str]:
    """One expression for the words of this name, at the beginnings of words.

    >>> bool(phrase("vi", "past").search("hồ sơ nộp trước ngày Thông tư này có hiệu lực"))
    True
    """
    return re.compile(boundary(language) + source(language, name), re.IGNORECASE)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence, or of the clause between semicolons, that holds these characters."""
    first = max(
        (stop.end() for stop in _STOP.finditer(text, max(0, start - _AROUND), start)),
        default=max(0, start - _AROUND),
    )
    stop = _STOP.search(text, end, end + _AROUND)
    return first, stop.start() if stop else min(len(text), end + _AROUND)


def source(language: str, name: str) -> str:
    """The source of one expression; what never matches where the language has none."""
    code = primary(language)
    return f"(?:{tolerant(shared_table('reviewing').get(code, {}).get(name, _NEVER), code)})"

"""Words of a provision that become others, go, or get others beside them."""

from __future__ import annotations

import re
from typing import Final

from corpus.language.amendments.model import Where, WordChange
from corpus.law.alignment import HAN

_APOSTROPHE: Final = "['\u2018\u2019\u02bc]"
_QUOTES: Final = {"'": _APOSTROPHE, "\u2019": _APOSTROPHE, '"': '["\u201c\u201d\u00ab\u00bb]'}
_HAN: Final = re.compile(f"[{HAN}]")
_CLOSES: Final = frozenset(",.;:)]»”，。；：）、،؛")


def pattern_of(words: str) -> re.Pattern[str]:
    """Where these words stand: whole words only, whatever blanks are between them.

    >>> pattern_of("48 hours").search("within 148 hours") is None
    True
    """
    parts = [_literal(part) for part in words.split()]
    body = r"\s+".join(parts)
    before = r"(?<!\w)" if words[:1].isalnum() and not _HAN.match(words) else ""
    after = r"(?!\w)" if words[-1:].isalnum() and not _HAN.match(words[-1]) else ""
    return re.compile(f"{before}{body}{after}")


def _literal(part: str) -> str:
    return "".join(_QUOTES.get(sign, re.escape(sign)) for sign in part)


def changed(text: str, change: WordChange, pattern: re.Pattern[str]) -> str:
    """The text with the change made wherever the words stand.

    >>> change = WordChange("in writing", "")
    >>> changed("It is sent in writing, at once.", change, pattern_of("in writing"))
    'It is sent, at once.'
    """
    if change.where is Where.INSTEAD and not change.new:
        return "".join(_without(text, pattern))
    return pattern.sub(lambda found: _with(found[0], change), text)


def _without(text: str, pattern: re.Pattern[str]) -> list[str]:
    pieces: list[str] = []
    at = 0
    for found in pattern.finditer(text):
        pieces.append(text[at : found.start()])
        at = found.end()
        rest = text[at : at + 1]
        if pieces[-1][-1:] in (" ", "") and rest == " ":
            at += 1
        elif pieces[-1].endswith(" ") and (not rest or rest in _CLOSES):
            pieces[-1] = pieces[-1][:-1]
    return [*pieces, text[at:]]


def _with(there: str, change: WordChange) -> str:
    if change.where is Where.INSTEAD:
        return change.new
    blank = "" if _HAN.search(there) or _HAN.search(change.new) else " "
    if change.where is Where.BEFORE:
        return f"{change.new}{blank}{there}"
    return f"{there}{'' if change.new[:1] in _CLOSES else blank}{change.new}"

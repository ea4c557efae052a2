"""A text in which each citation and each quotation is one sign: the words of instructions are left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.amendments.marks import Quote, quotes_in
from corpus.language.citations.flat import flatten
from corpus.language.citations.model import Citation

_PROVISIONS, _WORKS, _OWNS, _QUOTES = 0xE000, 0xE400, 0xE800, 0xF000
_MOST = 0x3FF
_TITLES = {"《": "》", "〈": "〉"}
PROVISION = "[\ue000-\ue3ff]"
"""Provisions of another work, or bare ones."""
WORK = "[\ue400-\ue7ff]"
"""Another work as a whole."""
OWN = "[\ue800-\uebff]"
"""A provision that is expressly of this work."""
QUOTED = "[\uf000-\uf3ff]"
OPEN = "\uf400"
"""A quotation that goes on below."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The text of signs, with the way back: `places[i]` is where its character `i` stands in the original."""

    original: str
    text: str
    places: tuple[int, ...]
    citations: tuple[Citation, ...]
    quotes: tuple[Quote, ...]

    def place(self, index: int) -> int:
        """Where the original has the character at `index`."""
        return self.places[index] if index < len(self.places) else len(self.original)

    def cited(self, signs: str) -> list[Citation]:
        """The citations for which signs in a piece of the skeleton stand."""
        wanted = [ord(sign) for sign in signs if _PROVISIONS <= ord(sign) <= _OWNS + _MOST]
        return [self.citations[sign & _MOST] for sign in wanted]

    def quoted(self, signs: str) -> list[str]:
        """What stands between the quotation marks for which signs stand."""
        wanted = [ord(sign) - _QUOTES for sign in signs if _QUOTES <= ord(sign) <= _QUOTES + _MOST]
        return [self.original[self.quotes[at].inner_start : self.quotes[at].inner_end] for at in wanted]

    def opened(self) -> str:
        """What begins with a mark that is not closed, with that mark."""
        return next((self.original[each.start :] for each in self.quotes if not each.closed), "")


def skeleton(
    text: str, citations: Sequence[Citation], own: re.Pattern[str], bracketed: re.Pattern[str]
) -> Skeleton:
    """The skeleton of a text with its citations; `own` is found in those expressly of this work."""
    quotes = quotes_in(text, [(one.start, one.end) for one in citations], bracketed)
    outside = [one for one in citations if not _within(one, quotes)]
    signs = [
        (*_marked(text, one), _sign(text, one, own) + index) for index, one in enumerate(outside[:_MOST])
    ]
    signs += [
        (each.start, each.end, _QUOTES + index if each.closed else ord(OPEN))
        for index, each in enumerate(quotes[:_MOST])
    ]
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for start, end, sign in sorted(signs):
        _plain(text, at, start, pieces, places)
        pieces.append(chr(sign))
        places.append(start)
        at = end
    _plain(text, at, len(text), pieces, places)
    return Skeleton(text, "".join(pieces), tuple(places), tuple(outside), tuple(quotes))


def _marked(text: str, citation: Citation) -> tuple[int, int]:
    """From where to where it stands, with the marks of a title around it: 《…》."""
    start, end = citation.start, citation.end
    closing = _TITLES.get(text[start - 1 : start]) if start else None
    if closing is None:
        return start, end
    if text[end : end + 1] == closing:
        return start - 1, end + 1
    return (start - 1, end) if closing in text[start:end] else (start, end)  # 《…》第五条


def _within(citation: Citation, quotes: Sequence[Quote]) -> bool:
    return any(each.start <= citation.start < each.end for each in quotes)


def _sign(text: str, citation: Citation, own: re.Pattern[str]) -> int:
    if any(target.work.is_this for target in citation.targets) and own.search(
        text, citation.start, citation.end
    ):
        return _OWNS
    if all(target.provision for target in citation.targets):
        return _PROVISIONS
    named = any(target.work.text or target.work.number for target in citation.targets)
    return _WORKS if named else _OWNS  # "the article" alone: no work, and no provision that is told


def _plain(text: str, start: int, end: int, pieces: list[str], places: list[int]) -> None:
    """Letters and signs in one form; lines stay lines."""
    flat = flatten(text[start:end])
    letters = list(flat.text)
    for at in flat.breaks:
        letters[at] = "\n"
    pieces.append("".join(letters))
    places += [start + flat.place(index) for index in range(len(letters))]

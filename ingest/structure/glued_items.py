"""Lists glued to the text around them: a long line is cut where `1.`, `2.`, `(a)`, `(b)` count up.

Only enumerators that belong to a rising list, and that stand where a sentence or a clause ends (or
touch the word before, as where line breaks were lost), are cut at: `paragraph 2. The` is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.language.signs import han, roman
from ingest.structure.lines import SEARCHED
from ingest.structure.outline import Entry

_LONG = 500
"""Characters from which a line may hold a list."""
_ENUMERATOR = re.compile(
    r"(?P<dot>(?<![\d.,/(（№-])\d{1,2}\.(?=\s?[^\W\d]))"
    r"|(?P<letterdot>(?<![\w.])[a-zđ]\.(?=\s))"
    r"|(?P<parens>[(（](?:\d{1,2}|[a-z]|[ivx]{1,6}|[一二三四五六七八九十]{1,3})[)）])"
    r"|(?P<comma>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<paren>(?<![\w(（])[a-zđ0-9]{1,2}\)(?=\s))"
)
_STOPS = re.compile(r"(?:[.;:!?。；：！؛,—–”»\"]\s*|[;,]\s?(?:and|or|et|ou|y|o|и|или|và|hoặc|和|及|或)\s+)$")
_LOOK_BACK = 12


def cut_lists(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, long lines of text cut at the items of their lists."""
    result: list[Entry] = []
    for entry in entries:
        begin = entry.opens.opening.rest if entry.opens else 0
        if len(entry.line.text) - begin < _LONG or entry.quoted or not entry.line.is_text:
            result.append(entry)
        else:
            result.extend(_cut(entry, begin))
    return result


def _cut(entry: Entry, begin: int) -> list[Entry]:
    line = entry.line
    places = [place for place in _places(line.text, begin) if place > begin]
    if not places:
        return [entry]
    bounds = [0, *places, len(line.text)]
    parts = [line.part(a, b, glued=False) for a, b in pairwise(bounds) if line.text[a:b].strip()]
    first = replace(entry, line=parts[0])
    if entry.opens:
        first = replace(first, opens=replace(entry.opens, rest=parts[0].text[begin:].strip()))
    return [first, *(Entry(part) for part in parts[1:])]


def _places(text: str, begin: int) -> list[int]:
    """Where the items of rising lists begin, in order."""
    found: set[int] = set()
    open_lists: dict[str, tuple[int, int]] = {}
    for match in _ENUMERATOR.finditer(text, begin, begin + SEARCHED):
        for style, value in _readings(match):
            if not _at_a_joint(text, match.start(), begin):
                continue
            last, place = open_lists.get(style, (0, -1))
            if value == 1:
                open_lists[style] = (1, match.start())
            elif value == last + 1:
                found.update({place, match.start()} if last == 1 else {match.start()})
                open_lists[style] = (value, match.start())
    return sorted(found)


def _readings(match: re.Match[str]) -> list[tuple[str, int]]:
    """Style and value of an enumerator; `(i)` has two readings."""
    style = match.lastgroup or ""
    sign = match[0].strip("()（）.、")
    if sign.isdecimal():
        return [(f"{style} digit", int(sign))]
    readings = []
    if han(sign):
        readings.append((f"{style} han", han(sign) or 0))
    if len(sign) == 1 and sign.isascii():
        readings.append((f"{style} letter", ord(sign) - ord("a") + 1))
    if value := roman(sign):
        readings.append((f"{style} roman", value))
    return readings


def _at_a_joint(text: str, place: int, begin: int) -> bool:
    """Whether an item may begin here: at the start, after a stop, or touching the word before."""
    if place == begin:
        return True
    before = text[max(begin, place - _LOOK_BACK) : place]
    touching = before[-1:].isalpha() and text[place].isdecimal()
    return touching or bool(_STOPS.search(before))

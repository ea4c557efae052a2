"""Lists of provisions where the inner one stands first: khoản 1, điểm đ khoản 2 Điều 43, Điều 44.

What an item lacks it takes from the next one: khoản 1 is one of Điều 43 here. An amending clause may list
forty provisions so, and no reading of them may be off by one; what two readings fit is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language.citations.flat import flatten
from corpus.language.citations.levels import ARTICLE, RANK, Step, address, step
from corpus.language.numerals import read_numeral

_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2})?[a-zđ]?\d?|[ivxl]{1,6}|[a-zđ]\d?)(?!\w)"
_SEPARATOR = re.compile(r"\s*(?:[,;]\s*(?:và\s+|hoặc\s+)?|(?:và|hoặc|cùng với)\s+)")


@dataclass(slots=True)
class _Item:
    """Numbers that stand side by side without a sign between them, the innermost first."""

    steps: list[Step]
    until: str | None = None


def listed(printed: str, levels: Mapping[str, str], until: str) -> list[str] | None:
    """The addresses of a list as it is printed; None where it is not such a list, or not sure.

    `levels` are the words for provisions with their level, `until` makes a range.

    >>> words = {"điểm": "point", "khoản": "para", "điều": "art"}
    >>> listed("khoản 1 và điểm đ khoản 2 Điều 43, Điều 44", words, "đến")
    ['art_43__para_1', 'art_43__para_2__point_đ', 'art_44']
    >>> listed("điểm a, khoản 2 Điều 5", words, "đến") is None
    True
    """
    items = _items(" ".join(flatten(printed).text.split()).casefold(), levels, until)
    if not items:
        return None
    outer: list[Step] = []
    found: list[list[str]] = []
    for item in reversed(items):
        below = RANK[item.steps[-1].levels[0]] > RANK[ARTICLE]
        lacking = [one for one in outer if below and RANK[one.levels[0]] < RANK[item.steps[-1].levels[0]]]
        innermost = RANK[outer[0].levels[0]] if outer else 0
        if lacking and innermost < RANK[item.steps[0].levels[0]]:
            return None
        item.steps += lacking
        outer = item.steps
        numbers = _counted(item)
        if numbers is None:
            return None
        found.insert(0, numbers)
    return [each for one in found for each in one]


def _items(text: str, levels: Mapping[str, str], until: str) -> list[_Item] | None:
    words = "|".join(sorted(map(re.escape, levels), key=len, reverse=True))
    unit = re.compile(rf"(?:các\s+)?(?P<word>{words})(?:\s+từ)?\s+(?P<number>{_NUMBER})\s*")
    bare = re.compile(rf"(?P<number>{_NUMBER})\s*")
    ranged = re.compile(rf"(?:{until})\s+(?:(?:{words})\s+)?(?P<number>{_NUMBER})\s*")
    items: list[_Item] = []
    at = 0
    while at < len(text):
        first = True
        item = _Item([])
        while match := unit.match(text, at) or (bare.match(text, at) if first and items else None):
            word = match.groupdict().get("word")
            level = levels[word] if word else items[-1].steps[0].levels[0]
            if item.steps and RANK[level] >= RANK[item.steps[-1].levels[0]]:
                return None
            item.steps.append(step(level, _number(match["number"], level)))
            at, first = match.end(), False
            to = ranged.match(text, at)
            if to and len(item.steps) == 1:
                item.until, at = _number(to["number"], level), to.end()
        if not item.steps:
            return None
        items.append(item)
        separator = _SEPARATOR.match(text, at)
        if separator is None or separator.end() >= len(text):
            return items if at >= len(text) else None
        at = separator.end()
    return items


def _number(printed: str, level: str) -> str:
    """The number as addresses have it: divisions and annexes count in Roman numerals."""
    read = read_numeral(printed.upper(), 0, None) if RANK[level] < RANK["art"] else None
    return read[0].normalised if read else printed


def _counted(item: _Item) -> list[str] | None:
    """The addresses of an item: a range of numbers is counted through."""
    first, outer = item.steps[0].number, item.steps[:0:-1]
    numbers = [first]
    if item.until is not None:
        if not (first.isdecimal() and item.until.isdecimal() and 0 < int(item.until) - int(first) <= 60):
            return None
        numbers = [str(number) for number in range(int(first), int(item.until) + 1)]
    made = [address((*outer, Step(item.steps[0].levels, number))) for number in numbers]
    return None if None in made else [one for one in made if one is not None]

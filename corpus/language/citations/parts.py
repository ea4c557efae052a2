"""The parts in brackets behind a number: 5(2)(a), 5(2) and (3), 5(1)(a) to (d), 5 a)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.language.citations.levels import ARTICLE, Levels
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.numbers import Number

_PART = re.compile(
    r" ?\( ?(?P<part>\d{1,2}°|\d{1,3}(?:\.\d{1,2})?[a-zA-Z]?|[a-zđ]{1,4}|[A-Z]|[\u0621-\u064a]"
    r"|الف|باء|جيم|دال|هاء|واو|زاي|حاء) ?\)"
)
_CYRILLIC_PART = re.compile(r"(\d+)([а-яё])")
"""Пункт 1с: a point within a paragraph."""
_HALF_PART = re.compile(
    r"(?: ?|\.)(?P<part>[a-zа-я]|(?<= )\d{1,2}|(?<=[a-z]\.)[ivx]{2,4})"
    r"(?: ?\)|(?<=\.[a-zа-я])(?=\.[ivx]{1,4}(?!\w)|(?![\w.]))|(?<=[ivx]{2})(?!\w))"
)
"""A part with a closing bracket only, or behind a point: paragraph 2 a), article 87 5) a), 91.b, 1.a.ii."""


_BEHIND_BIS = re.compile(r"\.(?P<part>\d{1,2})(?![\w.])")
"""The paragraph behind the point of an article numbered with a word: artículo 25 bis.1."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: a number with the parts in brackets behind it, or a range up to `until`."""

    number: str
    parts: tuple[str, ...] = ()
    until: str | None = None


def with_parts(text: str, number: Number, lexicon: Lexicon, levels: Levels) -> tuple[Item, int]:
    """The parts in brackets directly behind a number: 5(2)(a), 5 a); a Roman article has them as XXIV.12."""
    parts, end = [], number.end
    whole, point, minor = number.value.partition(".")
    if number.style == "roman" and point and levels == (ARTICLE,):
        number, parts = replace(number, value=whole), [minor]
    parts += number.parts
    behind = _BEHIND_BIS.match(text, end) if levels == (ARTICLE,) and number.value[-1].isalpha() else None
    if behind:
        parts, end = [*parts, behind["part"]], behind.end()
    lettered = _CYRILLIC_PART.fullmatch(number.value) if "para" in levels else None
    if lettered:
        number, parts = replace(number, value=lettered[1]), [lettered[2]]
    open_ended = number.style in {"digits", "roman"} and not number.enclosed
    while found := _part(text, end, number, lexicon, half=open_ended or bool(parts)):
        parts.append(found["part"].lower())
        end = found.end()
    if len(parts) > 1 and parts[0] == "l":  # a misread 1: no text numbers its paragraphs (l)
        parts[0] = "1"
    return Item(number.value, tuple(parts)), end


def _part(text: str, at: int, number: Number, lexicon: Lexicon, *, half: bool) -> re.Match[str] | None:
    """A part in brackets, or with a closing one only where that may be."""
    closed = _half_part(text, at, lexicon) if half else None
    if closed:
        return closed
    return _PART.match(text, at) if number.style in {"digits", "roman", "code"} or number.enclosed else None


def more_parts(text: str, items: list[Item], end: int, lexicon: Lexicon) -> int:
    """Further parts of the same number: 5(2) and (3), 5(e)(1) and (h)."""
    while (parts := items[-1].parts) and (separator := lexicon.separator.match(text, end)):
        if ";" in separator[0]:  # the label of the next line of a list
            break
        found = _PART.match(text, separator.end()) or _half_part(text, separator.end(), lexicon)
        alike = [
            at for at, part in enumerate(parts) if found and found["part"][0].isdigit() == part[0].isdigit()
        ]
        if not found or not alike:
            break
        items.append(Item(items[-1].number, (*parts[: alike[-1]], found["part"].lower())))
        end = found.end()
    return end


def _half_part(text: str, at: int, lexicon: Lexicon) -> re.Match[str] | None:
    """A part with a closing bracket only, where the text goes on behind it as citations do."""
    found = _HALF_PART.match(text, at)
    return found if found and lexicon.goes_on.match(text, found.end()) else None


def ranged_parts(text: str, item: Item, end: int, lexicon: Lexicon) -> tuple[Item, int]:
    """A range of parts: 5(1)(a) to (d)."""
    link = lexicon.until.match(text, end) if item.parts and item.until is None else None
    last = _PART.match(text, link.end()) or _half_part(text, link.end(), lexicon) if link else None
    if last is None or last["part"].isdecimal() != item.parts[-1].isdecimal():
        return item, end
    return replace(item, until=last["part"].lower()), last.end()

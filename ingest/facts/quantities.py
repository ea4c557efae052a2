"""Lengths of time and sums of money, read from a doc; what cannot be read for certain stays unread."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from spacy.tokens import Doc

from corpus.language.number_words import read_words
from corpus.language.signs import HAN, han
from ingest.facts.pipeline import CURRENCY, Cue, Cues
from ingest.facts.rules import FactRules

UNITS: Final = {
    "hour": ("hour", None, 1),
    "day": ("day", None, 1),
    "working_day": ("day", "working", 1),
    "calendar_day": ("day", "calendar", 1),
    "week": ("day", None, 7),
    "fortnight": ("day", None, 14),
    "month": ("month", None, 1),
    "quarter": ("month", None, 3),
    "half_year": ("month", None, 6),
    "year": ("year", None, 1),
}
"""By role: unit, kind of days, how many of the unit it is. A week is seven days."""
PRINTED: Final = "printed"
"""For a currency whose word (crowns, francs) stands for several."""
_NUMBER_WORDS: Final = 6
"""Words before a unit among which its number may begin."""
_OPEN: Final = frozenset("(（")
_CLOSE: Final = frozenset(")）")
_MONTHS: Final = frozenset("月")
"""Behind it a day is one of a date (11月30日)."""
_DASHES: Final = frozenset("-–—~")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[., \u00a0\u202f]\d{3})+")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time at some tokens; `count` is the larger of a range."""

    start: int
    end: int
    count: int
    unit: str
    days: str | None


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money at some tokens; `amount` is None where the marks in it can be read in two ways."""

    start: int
    end: int
    amount: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    value: int


def durations(doc: Doc, found: FactRules) -> list[Duration]:
    """Every length of time whose number could be read."""
    cues: Cues = doc._.cues
    read = []
    for cue in cues.of(*UNITS):
        number = _number_before(doc, cue.start, found) or _number_in(doc, cue, cues, found)
        if number:
            unit, days, factor = UNITS[cue.role]
            read.append(Duration(number.start, cue.end, number.value * factor, unit, days))
    return read


def _number_in(doc: Doc, cue: Cue, cues: Cues, found: FactRules) -> _Number | None:
    """A number that the unit's own form tells: Arabic duals (شهرين), or one (`half a year`)."""
    if any(two.start == cue.start for two in cues.of("two_units")):
        return _Number(cue.start, 2)
    often = cues.ending("once", cue.start) or cues.ending("every", cue.start)
    if often or cue.role == "half_year" or any(one.start == cue.start for one in cues.of("one_unit")):
        return _Number(cue.start, 1)
    return None


def _number_before(doc: Doc, end: int, found: FactRules) -> _Number | None:
    """The number that ends before a token: `30`, `thirty (30)`, `30 (thirty)`, `ba mươi`, `三十`."""
    while end and not doc[end - 1].text.strip():
        end -= 1
    if end and doc[end - 1].text in _CLOSE:
        return _with_parentheses(doc, end, found)
    return _plain(doc, end, found)


def _with_parentheses(doc: Doc, end: int, found: FactRules) -> _Number | None:
    """Both must say the same; a number of which only the parentheses hold one counts alone."""
    opening = next((i for i in range(end - 2, max(-1, end - 8), -1) if doc[i].text in _OPEN), None)
    if opening is None:
        return None
    inner = _plain(doc, end - 1, found)
    if inner is None or inner.start != opening + 1:
        return None
    outer = _plain(doc, opening, found)
    if outer and outer.value != inner.value:
        return None
    return outer or _Number(opening, inner.value)


def _plain(doc: Doc, end: int, found: FactRules) -> _Number | None:
    if not end:
        return None
    last = doc[end - 1].text
    if last.isdecimal():
        start = end - 1
        if start and doc[start - 1].text in _MONTHS:
            return None
        if start >= 2 and doc[start - 1].text in _DASHES and doc[start - 2].text.isdecimal():
            start -= 2
        return _Number(start, int(last)) if int(last) < 10_000 else None
    if last in HAN:
        return _chinese(doc, end)
    return _spelled(doc, end, found)


def _chinese(doc: Doc, end: int) -> _Number | None:
    start = end - 1
    while start and doc[start - 1].text in HAN:
        start -= 1
    if start and doc[start - 1].text in _MONTHS:
        return None
    value = han(str(doc[start:end].text))
    return _Number(start, value) if value else None


def _spelled(doc: Doc, end: int, found: FactRules) -> _Number | None:
    """The longest number in words that ends here; none that lacks a word of a number before it."""
    first = max(0, end - _NUMBER_WORDS - 1)
    text, begin = doc[first : end + _NUMBER_WORDS].text, doc[first].idx
    stop = doc[end - 1].idx + len(doc[end - 1].text) - begin
    for start in range(max(0, end - _NUMBER_WORDS), end):
        place = doc[start].idx - begin
        read = read_words(text, place, found.numbers) if text[place].isalpha() else None
        if read and read[1] == stop and read[0] > 0:
            before = start and read_words(text, doc[start - 1].idx - begin, found.numbers)
            return None if before else _Number(start, read[0])
    return None


def money(doc: Doc, found: FactRules) -> list[Money]:
    """Every sum with its currency, whose longest name counts: the number stands on either side of it."""
    cues: Cues = doc._.cues
    read: list[Money] = []
    for role in cues.roles(CURRENCY):
        read += [one for cue in cues.of(role) if (one := _sum(doc, cue, found))]
    kept: list[Money] = []
    for one in sorted(set(read), key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _sum(doc: Doc, cue: Cue, found: FactRules) -> Money | None:
    currency = cue.role.removeprefix(CURRENCY)
    before = _multiplied(doc, cue.start, found) or _amount_before(doc, cue.start, found)
    if before:
        return Money(before[0], cue.end, before[1], currency)
    if cue.end < len(doc) and doc[cue.end].text[0].isdecimal():
        return Money(cue.start, cue.end + 1, amount(doc[cue.end].text, found.thousands), currency)
    return None


def _multiplied(doc: Doc, end: int, found: FactRules) -> tuple[int, Decimal | None] | None:
    """The sum in figures and a word of thousands before a currency: `1,5 triệu đồng`."""
    factor = 1
    while end and (multiple := found.multiples.get(doc[end - 1].norm_)):
        factor, end = factor * multiple, end - 1
    if factor == 1 or not end or not doc[end - 1].text[0].isdecimal():
        return None
    value = amount(doc[end - 1].text, found.thousands)
    return end - 1, None if value is None else Decimal(int(value * factor))


def _amount_before(doc: Doc, end: int, found: FactRules) -> tuple[int, Decimal | None] | None:
    if not end:
        return None
    last = doc[end - 1].text
    if last[0].isdecimal():
        return end - 1, amount(last, found.thousands)
    number = _number_before(doc, end, found)
    return (number.start, Decimal(number.value)) if number else None


def amount(printed: str, thousands: str) -> Decimal | None:
    """The value of a printed sum, `thousands` being the mark between its groups; None where it is doubtful.

    >>> amount("1.000.000", "."), amount("22,50", "."), amount("1,500", ".")
    (Decimal('1000000'), Decimal('22.50'), None)
    """
    if printed.isdecimal():
        return Decimal(int(printed))
    marks = [sign for sign in printed if not sign.isdecimal()]
    if _GROUPED.fullmatch(printed) and len(set(marks)) == 1:
        grouping = len(marks) > 1 or marks[0] == thousands or marks[0].isspace()
        return Decimal(re.sub(r"\D", "", printed)) if grouping else None
    whole, mark, cents = printed.rpartition(marks[-1])
    if mark not in ".," or len(cents) == 3 or mark in whole:
        return None
    return Decimal(f"{re.sub(chr(92) + 'D', '', whole)}.{int(cents):0{len(cents)}}")

"""Rules of time in a text: thirty days after its signature, sau 45 ngày kể từ ngày ký, 自签字之日起.

The words stand in `tables/timing.toml`. A rule is what the text says; what day it comes to is counted by
`corpus.law.periods`, where the day of its event is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from corpus.language.number_words import read_words
from corpus.language.patterns import tolerant
from corpus.language.signs import han
from corpus.language.table import key, primary, shared_table, table
from corpus.model.timing import Counting, Event, Period, TimeRule, Unit

_LEAD: Final = 24
"""Characters between where a rule is looked for and its first word: adverbs, a verb that goes on."""
_WORDS: Final = r"[^\W\d_]+(?:[\s-][^\W\d_]+){0,3}?"
_DIGITS: Final = r"\d{1,3}(?:st|nd|rd|th|er|re|e|º|ª|°|\.|-?(?:й|го|я|ой))?"
_IN_BRACKETS: Final = r"(?:[(（]\s?\d{1,3}\s?[)）]\s?)?"
_NUMBER: Final = (
    rf"{_IN_BRACKETS}(?P<%s>{_DIGITS}|{_WORDS})"
    r"(?:\s?[(（]\s?(?P<%s_digits>\d{1,3})?[^()（）]{0,20}[)）])?"
)
_HAN_NUMBER: Final = r"(?P<%s>\d{1,3}|[〇零一二三四五六七八九十百]{1,5})(?P<%s_digits>(?!))?"
_ENDS: Final = r"(?=\s*(?:[.,;:。，；،؛(（)）¹²³*\]]|\d\s|$|(?:and|et|y|e|и|và|و|en|und)(?!\w)|و))"
"""What may follow a rule: nothing that goes on with it (`on the date of signature of the last State`)."""


@dataclass(frozen=True, slots=True)
class TimingMention:
    """A rule of time with its half-open range of characters; `whole`: nothing goes on with it behind."""

    start: int
    end: int
    rule: TimeRule
    whole: bool


def find_timing(text: str, start: int, language: str, end: int | None = None) -> TimingMention | None:
    """The rule of time that begins at `start` or a few words behind it; the first, of these the longest.

    >>> found = find_timing("shall enter into force thirty days after its signature.", 22, "en")
    >>> str(found.rule), found.whole
    ('signature + 30 days after', True)
    """
    last = len(text) if end is None else end
    code = primary(language)
    found = [
        one
        for one in _mentions(text, start, code, last)
        if one.start - start <= _LEAD and not _counts_in(code).search(text, start, one.start)
    ]
    return min(found, key=lambda one: (one.start, -one.end), default=None)


@cache
def _counts_in(code: str) -> re.Pattern[str]:
    """What a rule must not leave out: a number of days or months before the event."""
    return re.compile(rf"\d|{unit_form(code)}", re.IGNORECASE)


def _mentions(text: str, start: int, code: str, last: int) -> Iterator[TimingMention]:
    for rule, *patterns in _rules(code):
        for whole, pattern in zip((True, False), patterns, strict=True):
            match = pattern.search(text, start, last)
            made = _rule_of(match, rule, code) if match else None
            if match and made:
                yield TimingMention(match.start(), match.end(), made, whole)
                break


def _rule_of(match: re.Match[str], rule: Mapping[str, Any], code: str) -> TimeRule | None:
    """What a match says; None where a number in it cannot be read."""
    groups = match.groupdict()
    event = next(event for event in Event if groups.get(event.value))
    nth = [value for name, value in groups.items() if value and re.fullmatch(r"nth\d", name)]
    count = _last_number(nth[0], code) if nth else 0
    if count is None:
        return None
    if "counting" not in rule:
        return TimeRule(event, count)
    printed = groups.get("n_digits") or groups.get("n")
    long = rule.get("count") or (number(printed, code) if printed else None)
    unit = rule.get("unit") or next(unit for unit in Unit if groups.get(unit.value))
    return TimeRule(event, count, Period(long, Unit(unit), Counting(rule["counting"]))) if long else None


def _last_number(printed: str, code: str) -> int | None:
    """The number at the end of some words: `Генеральному секретарю двадцать второй`."""
    words = printed.split()
    tries = (number(" ".join(words[place:]), code) for place in range(len(words)))
    return next((found for found in tries if found is not None), None)


def number(printed: str, language: str) -> int | None:
    """A number of a rule, in digits or words; None where it cannot be read.

    >>> number("thirty-fifth", "en"), number("тридцати", "ru"), number("三十", "zh")
    (35, 30, 30)
    """
    code = primary(language)
    digits = re.match(r"\d+", printed)
    if digits:
        return int(digits[0])
    if code == "zh":
        return han(printed)
    counted = _counts(code).get(key(printed, code))
    words = table(code)
    read = read_words(printed, 0, words) if words and counted is None else None
    return counted if counted is not None else (read[0] if read and read[1] == len(printed) else None)


@cache
def _counts(code: str) -> Mapping[str, int]:
    return {key(word, code): count for word, count in _table(code).get("counts", {}).items()}


def _table(code: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = shared_table("timing").get(code, {})
    return found


@cache
def _rules(code: str) -> tuple[tuple[Any, ...], ...]:
    """The rules of a language, each with its expression where nothing goes on behind, and elsewhere."""
    words = _table(code)
    if not words:
        return ()
    boundary = "" if code == "zh" else r"(?<!\w)"
    slots = {"{n}": number_form(code, "n"), "{unit}": unit_form(code), "{event}": _events(code)}
    forms = ((rule, boundary + _filled(rule["form"], slots, code)) for rule in words["rules"])
    return tuple(
        (rule, re.compile(form + _ENDS, re.IGNORECASE), re.compile(form, re.IGNORECASE))
        for rule, form in forms
    )


def _filled(form: str, slots: Mapping[str, str], code: str) -> str:
    parts = re.split("(" + "|".join(map(re.escape, slots)) + ")", form)
    return "".join(slots[part] if part in slots else tolerant(part, code) for part in parts)


def _events(code: str) -> str:
    """One expression for all events, each a group of its name; how many is told by groups nth0, nth1."""
    groups: list[str] = []
    for name, form in _table(code)["events"].items():
        pieces = form.split("{nth}")
        made = tolerant(pieces[0], code)
        for place, piece in enumerate(pieces[1:]):
            made += number_form(code, f"nth{place}") + tolerant(piece, code)
        groups.append(f"(?P<{name}>{made})")
    return "(?:" + "|".join(groups) + ")"


def unit_form(code: str) -> str:
    """An expression for the units of a language, each a group of its name."""
    units = _table(code).get("units", {"days": "(?!)"}).items()
    return "(?:" + "|".join(f"(?P<{name}>{tolerant(form, code)})" for name, form in units) + ")"


def number_form(code: str, name: str) -> str:
    """An expression for a number in digits or words, as a group of that name."""
    return (_HAN_NUMBER if code == "zh" else _NUMBER) % (name, name)

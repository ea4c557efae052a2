"""By when a text orders that it be reviewed: on a day, or so long after its entry into force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from corpus.language.dates import find_dates
from corpus.language.review_words import phrase, source
from corpus.language.table import LanguageTable
from corpus.language.timing import number, number_form, unit_form
from corpus.model import ProvisionKind
from corpus.model.timing import Event, Period, TimeRule, Unit
from ingest.metadata.own import Found, Own, sentence

FIELD: Final = "review.due"
"""The field of the assertion: an ISO day, or a rule of time (`corpus.model.timing`)."""
_NEAR = 90
"""Characters between the word for a review and the name of the instrument that is reviewed."""
_LONG: Final = (Unit.YEARS, Unit.MONTHS)
"""A review within days or weeks is that of a case, not of the law."""
_TEXTS = frozenset(
    {
        ProvisionKind.ARTICLE, ProvisionKind.SECTION, ProvisionKind.PARAGRAPH, ProvisionKind.POINT,
        ProvisionKind.FINAL_CLAUSE,
    }
)  # fmt: skip
_YEARS_AT_MOST = 50


def find_reviews(own: Own, words: LanguageTable) -> list[Found]:
    """The sentences that order a review of the instrument itself, with the day or term of each."""
    return [
        own.found(part, value, begin, end)
        for part in own.parts
        if part.kind in _TEXTS
        for value, begin, end in _in_text(part.text, words)
    ]


def _in_text(text: str, words: LanguageTable) -> Iterator[tuple[str, int, int]]:
    seen: set[int] = set()
    for match in phrase(words.code, "due").finditer(text):
        first, last = sentence(text, match.start(), match.end())
        if first in seen:
            continue
        near = text[max(first, match.start() - _NEAR) : min(last, match.end() + _NEAR)]
        value = _due(text[first:last], words) if _is_ordered(near, words.code) else None
        if value:
            seen.add(first)
            yield value, first, last


def _is_ordered(near: str, code: str) -> bool:
    """Whether the instrument itself is to be reviewed: not what is decided under it, nor where one may."""
    return not phrase(code, "may").search(near) and any(
        not _under(code).search(near, 0, own.start()) and not _begins(code).match(near, own.end())
        for own in phrase(code, "own").finditer(near)
    )


@cache
def _under(code: str) -> re.Pattern[str]:
    return re.compile(rf"{source(code, 'under')}\s*(?:the\s+)?\Z", re.IGNORECASE)


@cache
def _begins(code: str) -> re.Pattern[str]:
    return re.compile(rf"\s*{source(code, 'begins')}", re.IGNORECASE)


def _due(said: str, words: LanguageTable) -> str | None:
    """The last day of a review, else its term; None where a sentence tells neither, or several."""
    days = [
        mention.date.day
        for mention in find_dates(said, words.code)
        if mention.date.day and _is_last(said[: mention.start], words.code)
    ]
    if days:
        return days[0].isoformat() if len(days) == 1 else None
    terms = set(_each_term(said, words.code))
    return str(TimeRule(Event.ENTRY, 0, terms.pop())) if len(terms) == 1 else None


def _each_term(said: str, code: str) -> Iterator[Period]:
    """The terms of a sentence; what begins a word too early to be a number hides none behind it."""
    place = 0
    while match := _terms(code).search(said, place):
        term = _term(match, code)
        if term:
            yield term
        place = match.end() if term else match.start() + 1


def _is_last(before: str, code: str) -> bool:
    return bool(re.search(rf"{source(code, 'by')}\s*$", before[-40:], re.IGNORECASE))


@cache
def _terms(code: str) -> re.Pattern[str]:
    gap = r"\s*(?:个)?\s*" if code == "zh" else r"\s+"
    boundary = "" if code == "zh" else r"(?<!\w)"
    number_words = rf"(?!{source(code, 'no_number')}){number_form(code, 'n')}"
    return re.compile(f"{boundary}{number_words}{gap}{unit_form(code)}", re.IGNORECASE)


def _term(match: re.Match[str], code: str) -> Period | None:
    groups = match.groupdict()
    printed = groups.get("n_digits") or groups.get("n") or ""
    unit = next((unit for unit in _LONG if groups.get(unit)), None)
    last = printed.split()[-1] if printed.strip() else ""
    count = number(last, code) if unit and not phrase(code, "no_number").fullmatch(last) else None
    if unit is None or not count or count > _YEARS_AT_MOST * (12 if unit is Unit.MONTHS else 1):
        return None
    return Period(count, unit)

"""Dates as texts print them, in seven languages, two calendars, digits or words.

Only what is a date for certain is returned: `08/09/2020` in an English text could be two days and
is passed over; a month with its year gives the range of the month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.language.hijri import YEARS as HIJRI_YEARS
from corpus.language.hijri import hijri_date
from corpus.language.number_words import read_words
from corpus.language.patterns import any_of
from corpus.language.signs import HAN, han
from corpus.language.table import LanguageTable, key, table
from corpus.model import LegalDate

YEARS = range(1500, 2201)
"""Gregorian years taken for a date of an instrument."""
_SHORT = r"(?P<day>\d{1,2})"
_MARK = r"(?:\s?(?:st|nd|rd|th|ers?|er|[ºª°.]|-?(?:го|ого|е|sten?|den?|e))(?!\w))?"
_DAY_WORDS = (
    r"(?:\s*(?:days?\s+of|días?\s+del?(?:\s+mes\s+de)?|jours?\s+de?"
    r"|of|de|du|del|d['’]|tag(?:es)? des monats|из|من|من شهر|ngày|van))?"
)
_YEAR_WORDS = r"[\s,،]*(?:(?:of|de|del|du|del año|de l['’]an|in the year|năm|سنة|عام|لعام|года)\s+)?"
_SEPARATOR = r"\s{0,2}[/\u2044.\-\u2013]\s{0,2}"
_SPACES = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e]")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date found in a text, with its half-open range of characters."""

    start: int
    end: int
    date: LegalDate


Build = Callable[[re.Match[str], LanguageTable], LegalDate | None]


def find_dates(text: str, language: str) -> list[DateMention]:
    """Every date in `text`, in order, none overlapping another.

    >>> [m.date.isoformat() for m in find_dates("có hiệu lực từ ngày 15 tháng 11 năm 2021", "vi")]
    ['2021-11-15']
    """
    words = table(language) or table("en")
    assert words is not None
    clean = _SPACES.sub(" ", text)
    found = sorted(_matches(clean, words), key=lambda mention: (mention.start, -mention.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def parse_date(text: str, language: str) -> LegalDate | None:
    """The first date in `text`, if any."""
    return next((mention.date for mention in find_dates(text, language)), None)


def _matches(text: str, words: LanguageTable) -> Iterator[DateMention]:
    for pattern, build in _patterns(words.code):
        for match in pattern.finditer(text):
            found = build(match, words)
            if found:
                yield DateMention(match.start(), match.end(), found)
    if words.code in _SPELLED:
        yield from _spelled(text, words)


@cache
def _patterns(code: str) -> tuple[tuple[re.Pattern[str], Build], ...]:
    """The forms of one language, those of all languages first."""
    words = table(code)
    assert words is not None
    forms: list[tuple[str, Build]] = [(_ISO, _numeric), *_BY_LANGUAGE.get(code, _EUROPEAN)]
    if words.months:
        forms.append((_day_month_year(words), _named))
        forms.append((_month_year(words), _named))
    return tuple((re.compile(form, re.IGNORECASE), build) for form, build in forms)


def _day_month_year(words: LanguageTable) -> str:
    return (
        rf"(?<![\d/.]){_SHORT}{_MARK}{_DAY_WORDS}[\s,]*{_month(words.month_names)}\.?"
        rf"{_YEAR_WORDS}(?P<year>\d{{4}})(?!\d)\s?(?P<era>هـ|ه(?!\w))?"
    )


def _month_year(words: LanguageTable) -> str:
    return rf"(?<!\w){_month(words.month_names)}\.?{_YEAR_WORDS}(?P<year>\d{{4}})(?![\d])"


def _month(names: Iterable[str]) -> str:
    """A month, or its two Arabic names (أيار/مايو)."""
    months = any_of(names)
    return rf"(?P<month>{months})(?!\w)(?:\s?/\s?{months}(?!\w))?"


def _named(match: re.Match[str], words: LanguageTable) -> LegalDate | None:
    month = words.months.get(key(match["month"], words.code))
    fields = match.groupdict()
    if month is None or fields.get("era") or (not fields.get("day") and match[0].startswith("may ")):
        return None
    return _gregorian(int(match["year"]), month, _number(fields.get("day")), match[0])


def _hijri_named(match: re.Match[str], words: LanguageTable) -> LegalDate | None:
    month = words.hijri_months.get(key(match["month"], words.code))
    return _hijri(int(match["year"]), month or 0, int(match["day"]), match[0])


def _numeric(match: re.Match[str], words: LanguageTable) -> LegalDate | None:
    return _gregorian(int(match["year"]), int(match["month"]), _number(match["day"]), match[0])


def _arabic_numeric(match: re.Match[str], words: LanguageTable) -> LegalDate | None:
    """Day and year may stand at either end; the year tells the calendar, and the sign هـ."""
    first, month, last = int(match["first"]), int(match["month"]), int(match["last"])
    year, day = (first, last) if first > 31 else (last, first)
    if match["era"] == "م" or (not match["era"] and year in YEARS and year > HIJRI_YEARS[-1]):
        return _gregorian(year, month, day, match[0])
    return _hijri(year, month, day, match[0]) if year > 1000 else None


def _vietnamese(match: re.Match[str], words: LanguageTable) -> LegalDate | None:
    return _gregorian(int(match["year"]), int(match["month"]), _number(match["day"]), match[0])


def _chinese(match: re.Match[str], words: LanguageTable) -> LegalDate | None:
    year, month = _han_or_digits(match["year"]), _han_or_digits(match["month"])
    day = _han_or_digits(match["day"]) if match["day"] else None
    return _gregorian(year or 0, month or 0, day, match[0])


def _han_or_digits(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isdecimal() else han(text)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _gregorian(year: int, month: int, day: int | None, printed: str) -> LegalDate | None:
    if year not in YEARS or not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    if day is None:
        return LegalDate(date(year, month, 1), date(year, month, last), printed.strip())
    return LegalDate.of(date(year, month, day), printed.strip()) if 1 <= day <= last else None


def _hijri(year: int, month: int, day: int, printed: str) -> LegalDate | None:
    try:
        return hijri_date(year, month, day, printed.strip())
    except ValueError:
        return None


_ISO = r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])"
_DMY = rf"(?<![\d/.]){_SHORT}{_SEPARATOR}(?P<month>\d{{1,2}}){_SEPARATOR}(?P<year>\d{{4}})(?![\d/])"
_VI_WORDS = (
    r"(?:ngày\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s*(?:,\s*)?năm\s+(?P<year>\d{4})(?!\d)"
)
_VI_MONTH = r"tháng\s+(?P<day>(?!))?(?P<month>\d{1,2})\s*(?:năm\s+|/)(?P<year>\d{4})(?!\d)"
_ZH = (
    rf"(?P<year>\d{{4}}|[{HAN}]{{4}}|[一二]千[{HAN}]{{2,7}})\s?年\s?(?P<month>\d{{1,2}}|[{HAN}]{{1,3}})\s?月"
    rf"(?:\s?(?P<day>\d{{1,2}}|[{HAN}]{{1,4}})\s?[日号號])?"
)
_AR_NUMERIC = (
    r"(?<![\d/])(?P<first>\d{1,4})\s{0,2}[/\-]\s{0,2}(?P<month>\d{1,2})"
    r"\s{0,2}[/\-]\s{0,2}(?P<last>\d{1,4})(?![\d/])"
    r"\s?(?P<era>هـ|ه(?!\w)|م(?!\w))?"
)
_EN_MONTH_FIRST = (
    r"(?<!\w)(?P<month>January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{4})(?!\d)"
)
_EN_UNAMBIGUOUS = (
    rf"(?<![\d/.])(?P<day>1[3-9]|2\d|3[01]){_SEPARATOR}(?P<month>\d{{1,2}})"
    rf"{_SEPARATOR}(?P<year>\d{{4}})(?![\d/])"
)  # fmt: skip


def _hijri_pattern() -> str:
    words = table("ar")
    assert words is not None
    return (
        rf"(?<![\d/]){_SHORT}\s*(?:من\s+)?(?:شهر\s+)?{_month(words.hijri_months)}"
        r"[\s,،]*(?:سنة\s+|عام\s+)?(?P<year>\d{4})\s?(?:هـ|ه(?!\w))?"
    )


_EUROPEAN: tuple[tuple[str, Build], ...] = ((_DMY, _numeric),)
_BY_LANGUAGE: Mapping[str, tuple[tuple[str, Build], ...]] = {
    "vi": ((_VI_WORDS, _vietnamese), (_VI_MONTH, _vietnamese), (_DMY, _numeric)),
    "zh": ((_ZH, _chinese),),
    "ar": ((_AR_NUMERIC, _arabic_numeric), (_hijri_pattern(), _hijri_named)),
    "en": ((_EN_MONTH_FIRST, _named), (_EN_UNAMBIGUOUS, _numeric)),
}
_SPELLED = {"en", "fr", "es"}
_SPELLED_WINDOW = 90
"""Characters around a month's name in which a spelled day and year are looked for."""
_DIGIT_DAY = re.compile(
    r"(?<!\d)(\d{1,2})\s?(?:st|nd|rd|th|er)?\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3}\s*$", re.IGNORECASE
)
_NUMBER_WORD = re.compile(r"[^\W\d_]+")


@cache
def _month_names(code: str) -> re.Pattern[str]:
    words = table(code)
    assert words is not None
    return re.compile(
        rf"(?<!\w){any_of(m for m in words.month_names if not m.endswith('.'))}(?!\w)", re.IGNORECASE
    )


def _spelled(text: str, words: LanguageTable) -> Iterator[DateMention]:
    """Days and years in words: `the third day of June, one thousand nine hundred and sixty-three`."""
    for match in _month_names(words.code).finditer(text):
        year = _spelled_year(text, match.end(), words)
        day = _spelled_day(text, match.start(), words)
        if year and day:
            start, end = day[1], year[1]
            month = words.months[key(match[0], words.code)]
            found = _gregorian(year[0], month, day[0], text[start:end])
            if found:
                yield DateMention(start, end, found)


def _spelled_year(text: str, position: int, words: LanguageTable) -> tuple[int, int] | None:
    """The year after a month, in words or digits, over the few words that may stand between."""
    window = text[position : position + _SPELLED_WINDOW]
    digits = re.match(r"[\s,]*(?:[^\W\d_]+\s+){0,4}?(?P<year>\d{4})(?!\d)", window)
    if digits:
        return int(digits["year"]), position + digits.end()
    for match in list(_NUMBER_WORD.finditer(window))[:6]:
        found = read_words(text, position + match.start(), words)
        if found and found[0] in YEARS:
            return found
        if found and found[0] > 2:
            return None
    return None


def _spelled_day(text: str, position: int, words: LanguageTable) -> tuple[int, int] | None:
    """The day before a month: the longest number that reads up to `day of`, and where it starts."""
    begin = max(0, position - _SPELLED_WINDOW)
    best = None
    for match in _NUMBER_WORD.finditer(text, begin, position):
        found = read_words(text, match.start(), words)
        if found and 1 <= found[0] <= 31 and _only_link(text[found[1] : position], words):
            best = best or (found[0], match.start())
    digits = re.search(
        r"(?<!\d)(\d{1,2})\s?(?:st|nd|rd|th|er)?\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3}\s*$", text[begin:position]
    )
    if not best and digits and _only_link(text[begin + digits.end(1) : position], words):
        best = (int(digits[1]), begin + digits.start(1))
    return best


_LINKS = {
    "en": frozenset({"day", "days", "of", "the", "month", "st", "nd", "rd", "th"}),
    "fr": frozenset({"jour", "jours", "du", "mois", "de", "d", "er"}),
    "es": frozenset({"dia", "dias", "del", "de", "mes"}),
}


def _only_link(between: str, words: LanguageTable) -> bool:
    """Whether only linking words (day of, días del mes de) stand between the day and the month."""
    return all(key(word, words.code) in _LINKS[words.code] for word in _NUMBER_WORD.findall(between))

"""How texts are cited, in the custom of each language (`tables/citing.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from babel.dates import format_date

from corpus.language.table import primary, shared_table
from corpus.model import ABOVE_ARTICLES, LegalDate, Provision, ProvisionKind, WorkKind

FALLBACK = "en"
_LAWS = frozenset({WorkKind.LAW, WorkKind.CONSTITUTION})
_LETTERED = frozenset({ProvisionKind.POINT, ProvisionKind.SUBPOINT})
_AROUND = "()（）[]{}.．。、,;:：-–—/\"'«»“” \u00a0"
"""Signs around the letter of a point: (a), a., б), （二）."""
_LONGEST_LETTER = 5
_HAN_DIGITS = "零一二三四五六七八九"
_WHOLE_NUMBER = re.compile(r"\d{1,4}")


@cache
def words(language: str) -> Mapping[str, Any]:
    """The words of a language (BCP 47), English where it has none of its own."""
    table = shared_table("citing")
    found: Mapping[str, Any] = table.get(primary(language), table[FALLBACK])
    return found


def spoken(language: str) -> str:
    """The language in which a text in this one is cited."""
    return primary(language) if primary(language) in shared_table("citing") else FALLBACK


def made_by_system(language: str) -> str:
    """What stands on a consolidation made by this system, in the language of the text."""
    return str(words(language)["made_by_system"])


def day_words(day: date, language: str) -> str:
    """A day as it is written in the language.

    >>> day_words(date(2022, 1, 1), "fr"), day_words(date(2022, 1, 1), "vi")
    ('1er janvier 2022', 'ngày 1 tháng 1 năm 2022')
    """
    told = words(language)
    text = str(format_date(day, told["date"], locale=spoken(language)))
    return text.replace("1", told["first"], 1) if day.day == 1 and "first" in told else text


def date_words(day: LegalDate, language: str) -> str:
    """As much of a date as is known; empty where not even the year is."""
    if day.day:
        return day_words(day.day, language)
    if (day.earliest.year, day.earliest.month) == (day.latest.year, day.latest.month):
        return str(format_date(day.earliest, words(language)["month"], locale=spoken(language)))
    return str(day.earliest.year) if day.earliest.year == day.latest.year else ""


def provision_words(path: Sequence[Provision], language: str, kind: WorkKind = WorkKind.OTHER) -> str:
    """A provision, given with those that contain it: "article 22, paragraph 1".

    Articles are cited without the chapter that holds them. What has no name of its own (a run of
    paragraphs without structure) is passed over: the citation then names what contains it.
    """
    told = words(language)
    named = [name for each in _cited(path) if (name := _name(each, told, kind))]
    return str(told["joint"].join(reversed(named) if told.get("inside_first") else named))


def _cited(path: Sequence[Provision]) -> Iterator[Provision]:
    """The provisions of a path that a citation names: those above articles only where nothing is below."""
    below = [each for each in path if each.kind not in ABOVE_ARTICLES]
    inside = bool(below) and below[-1].kind is not ProvisionKind.ANNEX
    for each in path:
        if each.kind not in ABOVE_ARTICLES or not inside or each is path[-1]:
            yield each


def _name(provision: Provision, told: Mapping[str, Any], kind: WorkKind) -> str:
    kinds = {**told["kinds"], **(told.get("law", {}) if kind in _LAWS else {})}
    number = provision.number
    name = provision.kind.value
    if number is None and provision.kind is ProvisionKind.PARAGRAPH and provision.ordinal:
        name, number = "alinea", str(provision.ordinal)
    if number is None:
        return str(told["bare"].get(name, ""))
    numeral = _printed_letter(provision) or _numeral(number, told)
    return str(kinds[name]).format(n=numeral) if name in kinds else ""


def _printed_letter(provision: Provision) -> str:
    """The letter of a point as it is printed, without what stands around it: ب, đ, 二; empty for no point."""
    bare = provision.label.strip(_AROUND) if provision.kind in _LETTERED else ""
    return bare if len(bare) <= _LONGEST_LETTER else ""


def _numeral(number: str, told: Mapping[str, Any]) -> str:
    """The number as the language writes it: 36bis, and in Chinese 三十六."""
    if told.get("numerals") != "han":
        return number
    first, *others = number.split("-")
    han = han_numeral(int(first)) if _WHOLE_NUMBER.fullmatch(first) else first
    return "-".join((han, *others))


def han_numeral(number: int) -> str:
    """A number below ten thousand in characters.

    >>> [han_numeral(number) for number in (10, 12, 36, 105, 120, 1001)]
    ['十', '十二', '三十六', '一百零五', '一百二十', '一千零一']
    """
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + _HAN_DIGITS[digit] + name
        gap = digit == 0
    return (text.removeprefix("一") if 10 <= number < 20 else text) or _HAN_DIGITS[0]

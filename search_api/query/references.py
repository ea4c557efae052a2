"""Provisions named in a query: `Điều 36`, `art. 22(1)(b)`, `المادة السادسة والثلاثون`, `第三十六条`.

The words come from the language tables; here only the forms that a sentence gives them are added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.language.numerals import read_numeral
from corpus.language.patterns import any_of
from corpus.language.table import LanguageTable, tables
from corpus.model import ProvisionKind

KINDS = (ProvisionKind.ARTICLE, ProvisionKind.SECTION, ProvisionKind.ANNEX)
"""Kinds by whose number people name a place in a text; smaller ones are found inside these."""

_INFLECTED: dict[tuple[str, ProvisionKind], tuple[str, ...]] = {
    ("ru", ProvisionKind.ARTICLE): ("статьи", "статье", "статью", "статьей", "статьёй"),
    ("ru", ProvisionKind.ANNEX): ("приложения", "приложению", "приложении"),
    ("ar", ProvisionKind.ARTICLE): ("للمادة", "بالمادة", "والمادة"),
    ("ar", ProvisionKind.ANNEX): ("للملحق", "بالملحق", "والملحق"),
}
"""Forms of a sentence that no heading has."""

_BETWEEN = r"[\s\u00a0]*[(\[]?[\s\u00a0]*"
_HAN_NUMBER = r"(?P<number>[〇零○一二三四五六七八九十百千两\d０-９]+(?:之[一二三四五六七八九十\d]+)?)"
_AFTER_HAN = re.compile(r"之([一二三四五六七八九十]+|\d+)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A provision named at `start` to `end` of the query: its kind and normalised number."""

    kind: ProvisionKind
    number: str
    language: str
    start: int
    end: int


def references_in(text: str) -> list[Reference]:
    """The provisions named in a text, in order, none overlapping another.

    >>> [(ref.kind.value, ref.number) for ref in references_in("Điều 36 Công ước Viên")]
    [('article', '36')]
    """
    found = sorted(_candidates(text), key=lambda ref: (ref.start, -ref.end))
    kept: list[Reference] = []
    for reference in found:
        if not kept or reference.start >= kept[-1].end:
            kept.append(reference)
    return kept


def _candidates(text: str) -> Iterator[Reference]:
    for words in tables():
        for kind in KINDS:
            for match in _openers(words.code, kind).finditer(text):
                reference = _numbered(text, match, kind, words)
                if reference is not None:
                    yield reference
            for match in _around(words.code, kind).finditer(text):
                reference = _enclosed(text, match, kind, words)
                if reference is not None:
                    yield reference


@cache
def _openers(code: str, kind: ProvisionKind) -> re.Pattern[str]:
    """The word for `kind` before its number, with the sign of a number between (số, №)."""
    words = next(each for each in tables() if each.code == code)
    names = [*words.divisions.get(kind, ()), *_INFLECTED.get((code, kind), ())]
    names = [name for name in names if "#" not in name]
    signs = any_of(words.number_signs)
    return re.compile(rf"(?<!\w){any_of(names)}{_BETWEEN}(?:{signs}{_BETWEEN})?(?=[\w])", re.IGNORECASE)


@cache
def _around(code: str, kind: ProvisionKind) -> re.Pattern[str]:
    """Words that stand round or close before the number without blanks: 第#条, 附件#."""
    words = next(each for each in tables() if each.code == code)
    forms = [form.split("#") for form in words.divisions.get(kind, ()) if "#" in form]
    pairs = "|".join(
        f"{re.escape(left)}\\s*{_HAN_NUMBER.replace('number', f'number{index}')}\\s*{re.escape(right)}"
        for index, (left, right) in enumerate(forms)
    )
    return re.compile(pairs or "(?!)")


def _numbered(text: str, match: re.Match[str], kind: ProvisionKind, words: LanguageTable) -> Reference | None:
    """The number after the word. A word glued to letters is none (`Điều ước`, `article concerning`)."""
    read = read_numeral(text, match.end(), words)
    if read is None:
        return None
    numeral, end = read
    if numeral.value is None and kind is not ProvisionKind.ANNEX:
        return None
    return Reference(kind, numeral.normalised, words.code, match.start(), end)


def _enclosed(text: str, match: re.Match[str], kind: ProvisionKind, words: LanguageTable) -> Reference | None:
    printed = next(value for name, value in match.groupdict().items() if name.startswith("number") and value)
    head, _, tail = printed.partition("之")
    after = _AFTER_HAN.match(text, match.end())
    base = read_numeral(head, 0, words)
    if base is None:
        return None
    minor = read_numeral(tail or (after[1] if after else ""), 0, words)
    number = f"{base[0].normalised}-{minor[0].normalised}" if minor else base[0].normalised
    return Reference(kind, number, words.code, match.start(), after.end() if after else match.end())

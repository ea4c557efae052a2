"""Conditions as people write them (`issuer:BĐN`, `kind:"thông tư"`, `language:zh`) to values of the index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.errors import InvalidIdentifier
from corpus.language.folding import fold, strip_accents_vi
from corpus.language.names import bcp47, language_name
from corpus.language.table import LANGUAGES, tables
from corpus.model import LegalDate
from search_api.errors import InvalidQuery
from search_api.query.faults import broken, refused
from search_api.query.fields import BY_NAME, FIELDS, FieldUse, near
from search_api.query.syntax import Condition
from search_api.results import AsOf

Vocabulary = Callable[[str], Mapping[str, int]]
"""The values that a field has in the index, within the scope, with their counts."""

Years = tuple[int | None, int | None]

_YEAR = re.compile(r"\d{1,4}")
_RANGE = re.compile(r"(\d{4})?\s*(?:\.\.|[-–])\s*(\d{4})?")
_NOTHING = "\x00"
"""A value that no passage has: what is left when every value is excluded."""
_FILTERS = tuple(field.name for field in FIELDS if field.use in (FieldUse.FILTER, FieldUse.RANGE))


@dataclass(frozen=True, slots=True)
class Conditions:
    """What filters a search. `as_of` None: not said. `notices` name values that the index does not have."""

    values: Mapping[str, tuple[str, ...]]
    years: Years = (None, None)
    as_of: date | AsOf | None = None
    notices: tuple[str, ...] = ()


def resolve(
    typed: Iterable[Condition], given: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary, query: str
) -> Conditions:
    """Join the conditions of the query text with those given beside it; the text wins for its fields.

    Raises InvalidQuery for an unknown field, a bad year or a bad date.
    """
    conditions = list(typed)
    named = {condition.field for condition in conditions}
    conditions += [Condition(_known(name), values) for name, values in given.items() if name not in named]
    return _Resolver(vocabulary, query).resolve([c for c in conditions if c.values])


def _known(name: str) -> str:
    field = BY_NAME.get(name)
    if field is None or field.name not in _FILTERS:
        raise refused("unknown_filter", field=name, suggestions=near(name) or _FILTERS)
    return field.name


class _Resolver:
    """Collects values, years and the day, condition by condition."""

    def __init__(self, vocabulary: Vocabulary, query: str) -> None:
        self.vocabulary, self.query = vocabulary, query
        self.values: dict[str, tuple[str, ...]] = {}
        self.years: Years = (None, None)
        self.as_of: date | AsOf | None = None
        self.notices: list[str] = []

    def resolve(self, conditions: list[Condition]) -> Conditions:
        for condition in conditions:
            use = BY_NAME[condition.field].use
            if use is FieldUse.DATE:
                self.as_of = self._day(condition)
            elif use is FieldUse.RANGE:
                self._year(condition)
            else:
                self._values(condition)
        return Conditions(self.values, self.years, self.as_of, tuple(dict.fromkeys(self.notices)))

    def _values(self, condition: Condition) -> None:
        meant = tuple(value for typed in condition.values for value in self._meant(condition.field, typed))
        if condition.excluded:
            before = self.values.get(condition.field) or tuple(self.vocabulary(condition.field))
            left = tuple(value for value in before if value not in meant)
            self.values[condition.field] = left or (_NOTHING,)
        else:
            earlier = self.values.get(condition.field, ())
            self.values[condition.field] = tuple(dict.fromkeys((*earlier, *meant)))

    def _meant(self, field: str, typed: str) -> tuple[str, ...]:
        """The values of the index that `typed` means; itself, with a notice, where there are none."""
        if field == "work":
            return (typed,)
        known = self.vocabulary(field)
        if typed in known:
            return (typed,)
        found = _MEANING.get(field, _containing)(typed, tuple(known))
        if not found:
            self.notices.append("no_such_value")
        return found or (typed,)

    def _year(self, condition: Condition) -> None:
        single = [value for value in condition.values if _YEAR.fullmatch(value)]
        for value in condition.values:
            if value not in single:
                self.years = self._range(value, condition)
        if single:
            self.values["year"] = (*self.values.get("year", ()), *single)

    def _range(self, value: str, condition: Condition) -> Years:
        match = _RANGE.fullmatch(value.strip())
        if match is None or not (match[1] or match[2]):
            raise broken("bad_year", self.query, condition.position, field="year", value=value)
        return (int(match[1]) if match[1] else None, int(match[2]) if match[2] else None)

    def _day(self, condition: Condition) -> date | AsOf:
        value = condition.values[-1]
        try:
            return as_of_value(value)
        except InvalidQuery as error:
            raise broken("bad_date", self.query, condition.position, field="as_of", value=value) from error


def as_of_value(text: str) -> date | AsOf:
    """A day as written for `as_of`: `any`, a date, or a month or year, which means its last day.

    Raises InvalidQuery (`bad_date`).
    """
    if text.strip().lower() == AsOf.ANY:
        return AsOf.ANY
    try:
        return LegalDate.parse(text).latest
    except InvalidIdentifier as error:
        raise broken("bad_date", text, 0, field="as_of", value=text) from error


# --- from what was typed to values of the index ----------------------------------------------------


def _bare(text: str) -> str:
    return " ".join(strip_accents_vi(fold(text, "und")).split())


def _containing(typed: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Values equal but for case and accents, else those that hold every word of `typed`."""
    wanted = _bare(typed)
    equal = tuple(value for value in known if _bare(value) == wanted)
    if equal or not wanted:
        return equal
    return tuple(value for value in known if all(word in _bare(value) for word in wanted.split()))


def _languages(typed: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """A language by code of two or three letters or by its own name; zh means every script of it."""
    by_name = {_bare(language_name(code)): code for code in (*LANGUAGES, "zh-Hans", "zh-Hant")}
    code = by_name.get(_bare(typed)) or bcp47(typed)
    return tuple(value for value in known if value == code or value.startswith(f"{code}-"))


def _kinds(typed: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """A kind of instrument by its word in any language: thông tư, Convention, 条约."""
    wanted = _bare(typed)
    kinds = {wanted.replace(" ", "_"), *_kind_words().get(wanted, ())}
    return tuple(value for value in known if value in kinds)


@cache
def _kind_words() -> Mapping[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for table in tables():
        for word, kind in table.kinds.items():
            words.setdefault(_bare(word), set()).add(kind.value)
    return {word: frozenset(kinds) for word, kinds in words.items()}


_MEANING: Mapping[str, Callable[[str, tuple[str, ...]], tuple[str, ...]]] = {
    "language": _languages,
    "kind": _kinds,
}

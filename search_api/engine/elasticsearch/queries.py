"""Word queries and filters of the port, in the query language of Elasticsearch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from search_api.analysis import WORD_FIELDS
from search_api.engine.conditions import conditions
from search_api.engine.port import And, Everything, Filter, Not, Or, Phrase, Prefix, Terms, WordQuery
from search_api.errors import InvalidQuery

Query = dict[str, Any]

EVERYTHING: Query = {"match_all": {}}
NOTHING: Query = {"match_none": {}}


def search(query: WordQuery, where: Filter) -> Query:
    """The query within the filter; the conditions do not score."""
    return {"bool": {"must": [words(query)], "filter": filters(where)}}


def words(query: WordQuery) -> Query:
    """A word query. Raises InvalidQuery for a field that is not one of words."""
    match query:
        case Terms():
            return _terms(query)
        case Phrase():
            return _phrase(query)
        case Prefix():
            return {"prefix": {_word_field(query.field): {"value": query.start}}}
        case And(parts):
            return _and(parts)
        case Or(parts):
            return _any(words(part) for part in parts)
        case Not():
            return _and((query,))
        case Everything():
            return EVERYTHING


def filters(where: Filter) -> list[Query]:
    """The conditions of a filter. Raises InvalidQuery for a field that cannot be filtered."""
    found = [condition(name, values) for name, values in conditions(where, ())]
    return found + years(where.years) + _alive(where.as_of)


def condition(name: str, values: Iterable[str]) -> Query:
    """One of these values; of languages, also what lies within them."""
    return {"terms": {"language_within" if name == "language" else name: list(values)}}


def _terms(query: Terms) -> Query:
    field = _word_field(query.field)
    clauses = [
        {"term": {field: {"value": token, "boost": count * query.boost}}}
        for token, count in Counter(query.tokens).items()
    ]
    if query.required and clauses:
        return {"bool": {"must": clauses}}
    return _any(clauses)


def _phrase(query: Phrase) -> Query:
    if len(query.tokens) < 2:
        return _terms(Terms(query.tokens, query.field))
    return {"match_phrase": {_word_field(query.field): {"query": " ".join(query.tokens), "slop": query.slop}}}


def _and(parts: Iterable[WordQuery]) -> Query:
    """All parts, less those that are negated; only negated ones take away from everything."""
    must: list[Query] = []
    must_not: list[Query] = []
    for part in parts:
        if isinstance(part, Not):
            must_not.append(words(part.part))
        else:
            must.append(words(part))
    return {"bool": {"must": must or [EVERYTHING], "must_not": must_not}}


def _any(clauses: Iterable[Query]) -> Query:
    """Any of them: scores add up. Of none, nothing."""
    listed = list(clauses)
    return {"bool": {"should": listed, "minimum_should_match": 1}} if listed else NOTHING


def years(asked: tuple[int | None, int | None]) -> list[Query]:
    """A range of years, both included; an absent bound excludes nothing."""
    first, last = asked
    bounds = {name: year for name, year in (("gte", first), ("lte", last)) if year is not None}
    return [{"range": {"year_number": bounds}}] if bounds else []


def _alive(day: int | None) -> list[Query]:
    """Without what a day excludes: not yet begun, or over. A bound that is absent excludes nothing."""
    if day is None:
        return []
    excluded = [{"range": {"alive_from": {"gt": day}}}, {"range": {"alive_to": {"lte": day}}}]
    return [{"bool": {"must_not": excluded}}]


def _word_field(name: str) -> str:
    if name not in WORD_FIELDS:
        raise InvalidQuery(f"{name!r} is not a field of words", field=name)
    return name

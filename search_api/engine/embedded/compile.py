"""Word queries and filters of the port, as tantivy queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import tantivy
from tantivy import Occur, Query

from search_api.analysis import WORD_FIELDS
from search_api.engine.conditions import conditions
from search_api.engine.embedded.schema import NO_END
from search_api.engine.port import (
    And,
    Everything,
    Filter,
    Not,
    Or,
    Phrase,
    Prefix,
    Terms,
    WordQuery,
)
from search_api.errors import InvalidQuery

_LAST_YEAR = 9999


class Compiler:
    """Compiles for one schema. Every method gives a tantivy query."""

    def __init__(self, schema: Any) -> None:
        self._schema = schema

    def search(self, query: WordQuery, where: Filter, languages: Iterable[str]) -> Any:
        """The query within the filter; the conditions do not score."""
        clauses = [(Occur.Must, self.words(query)), *self._conditions(where, languages)]
        return Query.boolean_query(clauses)

    def filter(self, where: Filter, languages: Iterable[str]) -> Any:
        """Every passage that passes the filter."""
        return self.search(Everything(), where, languages)

    def words(self, query: WordQuery) -> Any:
        """A word query. Raises InvalidQuery for a field that is not one of words."""
        match query:
            case Terms():
                return self._terms(query)
            case Phrase():
                return self._phrase(query)
            case Prefix():
                return self._prefix(query)
            case And(parts):
                return self._and(parts)
            case Or(parts):
                return Query.boolean_query([(Occur.Should, self.words(part)) for part in parts])
            case Not():
                return self._and((query,))
            case Everything():
                return Query.const_score_query(Query.all_query(), 1.0)

    def _terms(self, query: Terms) -> Any:
        field = _word_field(query.field)
        occur = Occur.Must if query.required else Occur.Should
        clauses = [
            (occur, _boosted(Query.term_query(self._schema, field, token), count * query.boost))
            for token, count in Counter(query.tokens).items()
        ]
        return Query.boolean_query(clauses)

    def _phrase(self, query: Phrase) -> Any:
        """A phrase of one word is that word: tantivy has no phrases of one."""
        field = _word_field(query.field)
        if len(query.tokens) < 2:
            return self._terms(Terms(query.tokens, field))
        return Query.phrase_query(self._schema, field, list(query.tokens), query.slop)

    def _prefix(self, query: Prefix) -> Any:
        field = _word_field(query.field)
        start = "".join(c if c.isalnum() else f"\\{c}" for c in query.start)
        return Query.regex_query(self._schema, field, f"{start}.*")

    def _and(self, parts: Iterable[WordQuery]) -> Any:
        """All parts, less those that are negated; only negated ones take away from everything."""
        clauses = []
        for part in parts:
            if isinstance(part, Not):
                clauses.append((Occur.MustNot, self.words(part.part)))
            else:
                clauses.append((Occur.Must, self.words(part)))
        if not any(occur == Occur.Must for occur, _ in clauses):
            clauses.append((Occur.Must, Query.const_score_query(Query.all_query(), 1.0)))
        return Query.boolean_query(clauses)

    def _conditions(self, where: Filter, languages: Iterable[str]) -> list[tuple[Any, Any]]:
        accepted = [self._any(name, values) for name, values in conditions(where, languages)]
        kept = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in accepted + self._years(where)]
        return kept + [(Occur.MustNot, query) for query in self._not_alive(where.as_of)]

    def _any(self, name: str, values: tuple[str, ...]) -> Any:
        return Query.term_set_query(self._schema, name, list(values))

    def _not_alive(self, day: int | None) -> list[Any]:
        """What a day excludes: not yet begun, or over. Few passages, so it is cheaper than what it keeps."""
        if day is None:
            return []
        return [
            self._range("alive_from", tantivy.FieldType.Unsigned, day + 1, NO_END),
            self._range("alive_to", tantivy.FieldType.Unsigned, 0, day),
        ]

    def _years(self, where: Filter) -> list[Any]:
        first, last = where.years
        if first is None and last is None:
            return []
        lower = -_LAST_YEAR if first is None else first
        upper = _LAST_YEAR if last is None else last
        return [self._range("year_number", tantivy.FieldType.Integer, lower, upper)]

    def _range(self, name: str, kind: Any, lower: int, upper: int) -> Any:
        """Both bounds included."""
        if lower > upper:
            return Query.empty_query()
        return Query.range_query(self._schema, name, kind, lower, upper)


def _boosted(query: Any, boost: float) -> Any:
    return query if boost == 1.0 else Query.boost_query(query, boost)


def _word_field(name: str) -> str:
    if name not in WORD_FIELDS:
        raise InvalidQuery(f"{name!r} is not a field of words", field=name)
    return name

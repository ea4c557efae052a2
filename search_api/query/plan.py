"""The plan of a search: what to ask for, in values that can be printed. It never sees an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from search_api.analysis import analyse
from search_api.engine.port import Everything, Filter, Or, WordQuery
from search_api.passage import day_number
from search_api.query.compile import compile_words
from search_api.query.conditions import Conditions, Vocabulary, resolve
from search_api.query.parse import parse
from search_api.query.syntax import ParsedQuery, Words
from search_api.query.understand import Understanding, languages_of, understand
from search_api.results import AsOf, Group, Mode, SearchRequest

DEPTH = 200
"""Passages asked of each side at least: the 100 that are fused, and what grouping takes together."""
DEPTH_PER_HIT = 8
"""Passages per hit shown: language versions and parts of one article become one hit."""
DEEPEST = 4000
"""Passages asked for at most, however far one pages."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a search will do.

    `words` None: no words to look for. Then everything that passes the filter is listed, unless
    something was typed that holds no word (`empty`): that finds nothing.
    `meaning` is the text to embed (None: not by meaning). `strict`: the query has syntax, and
    what is near in meaning counts only where the words agree.
    """

    request: SearchRequest
    parsed: ParsedQuery
    understanding: Understanding
    words: WordQuery | None
    meaning: str | None
    where: Filter
    as_of: date | None
    strict: bool
    empty: bool
    depth: int
    notices: tuple[str, ...] = ()

    @property
    def lookup(self) -> WordQuery:
        """What to ask of the words' side."""
        return self.words or Everything()

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        """The filters as shown to the reader: values by field, years as a range."""
        first, last = self.where.years
        years = {"year": (f"{first or ''}..{last or ''}",)} if (first or last) else {}
        return {**self.where.values, **years}


def plan(request: SearchRequest, vocabulary: Vocabulary, today: Callable[[], date]) -> Plan:
    """Plan a search. Raises InvalidQuery with the place of what is wrong."""
    parsed = parse(request.query)
    understanding = _understanding(parsed, request)
    conditions = resolve(parsed.conditions, request.filters, vocabulary, request.query)
    day = _as_of(request, conditions, understanding, today)
    words = _words(parsed, understanding)
    where = Filter(request.scope, conditions.values, day_number(day) if day else None, conditions.years)
    return Plan(
        request=request,
        parsed=parsed,
        understanding=understanding,
        words=words,
        empty=words is None and (parsed.tree is not None or _says_nothing(parsed)),
        meaning=_meaning(request.mode, understanding),
        where=where,
        as_of=day,
        strict=not parsed.plain,
        depth=_depth(request),
        notices=_notices(parsed.notices, conditions.notices, _day_notice(request, conditions, understanding)),
    )


def _understanding(parsed: ParsedQuery, request: SearchRequest) -> Understanding:
    """A plain question is read; a query with syntax says by itself what it wants."""
    if parsed.plain and parsed.tree is not None:
        return understand(parsed.wanted, request.language)
    return Understanding(parsed.wanted, languages_of(parsed.wanted, request.language))


def _as_of(
    request: SearchRequest, conditions: Conditions, understanding: Understanding, today: Callable[[], date]
) -> date | None:
    """`as_of:` in the query, else what the request says, else what the question says, else today."""
    chosen = conditions.as_of or request.as_of or understanding.as_of or today()
    return None if isinstance(chosen, AsOf) else chosen


def _day_notice(
    request: SearchRequest, conditions: Conditions, understanding: Understanding
) -> tuple[str, ...]:
    from_question = understanding.as_of and not (conditions.as_of or request.as_of)
    return ("as_of_from_query",) if from_question else ()


def _words(parsed: ParsedQuery, understanding: Understanding) -> WordQuery | None:
    if parsed.tree is None:
        return None
    if not parsed.plain:
        return compile_words(parsed.tree, understanding.languages)
    asked = compile_words(Words(tuple(understanding.looked_for.split())), understanding.languages)
    named = [analyse(title, [language]).in_field("title") for language, title in _titles(understanding)]
    return Or((asked, *named)) if asked is not None and named else asked


def _titles(understanding: Understanding) -> list[tuple[str, str]]:
    """The titles, with their languages, of the treaty that is named; none where several may be meant."""
    names = understanding.short_names
    return list(names[0].titles.items()) if len(names) == 1 else []


def _meaning(mode: Mode, understanding: Understanding) -> str | None:
    text = understanding.looked_for.strip() if any(map(str.isalnum, understanding.text)) else ""
    return text if text and mode is not Mode.LEXICAL else None


def _says_nothing(parsed: ParsedQuery) -> bool:
    """Whether something was typed that is neither a word nor a condition."""
    return bool(parsed.text.strip()) and not parsed.conditions


def _depth(request: SearchRequest) -> int:
    per_hit = DEPTH_PER_HIT if request.group is Group.PROVISION else 1
    return min(DEEPEST, max(DEPTH, (request.offset + request.limit) * per_hit))


def _notices(*several: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notice for notices in several for notice in notices))

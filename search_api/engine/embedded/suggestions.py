"""Suggestions: titles, numbers and headings as terms that begin with their folded words."""

from __future__ import annotations

from search_api.analysis import streams
from search_api.passage import Passage

_SEPARATOR = "\x1f"
_RANK_TITLE, _RANK_NUMBER, _RANK_HEADING = "0", "1", "2"
_LONGEST = 300
"""Characters of a suggestion: a longer title is cut, in sight."""


def suggestions(passage: Passage) -> list[str]:
    """The suggestion terms of a passage."""
    texts = [(_RANK_TITLE, passage.title), (_RANK_HEADING, passage.heading)]
    texts += [(_RANK_NUMBER, identifier) for identifier in passage.identifiers]
    return [_term(rank, text, passage.work_slug) for rank, text in texts if text.strip()]


def folded_start(text: str) -> str:
    """What is compared: folded words with one blank between, so that accents and signs do not matter."""
    return " ".join(streams(text, "und").surface)


def read_terms(terms: list[tuple[str, int]], limit: int) -> list[tuple[str, str]]:
    """The best `limit` of the terms found, as (text, work slug): titles first, then numbers, headings."""
    parts = sorted((term.split(_SEPARATOR) for term, _ in terms), key=lambda part: (part[1], part[0]))
    return list(dict.fromkeys((part[2], part[3]) for part in parts))[:limit]


def _term(rank: str, text: str, slug: str) -> str:
    shown = " ".join(text.split())
    shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    return _SEPARATOR.join((folded_start(shown), rank, shown, slug))

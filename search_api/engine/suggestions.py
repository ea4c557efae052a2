"""Suggestions: titles, numbers and headings as terms that begin with their folded words."""

from __future__ import annotations

from typing import Final

from search_api.analysis import streams
from search_api.analysis.segment import is_spaceless
from search_api.passage import Passage

NAMES: Final = "suggest_names"
"""The field of titles and numbers: what one looks for first, and few."""

HEADINGS: Final = "suggest_headings"
"""The field of headings: there may be one for each article."""

SHORTEST_FOR_HEADINGS: Final = 3
"""Letters typed before headings are looked at: every term that begins so is counted by the engine,
12 ms for ten thousand."""

_SEPARATOR = "\x1f"
_LONGEST = 300
"""Characters of a suggestion: a longer title is cut, in sight."""


def suggestions(passage: Passage) -> dict[str, list[str]]:
    """The suggestion terms of a passage, by field."""
    names = [text for text in (passage.title, *passage.identifiers) if text.strip()]
    headings = [passage.heading] if passage.heading.strip() else []
    return {
        NAMES: [_term(text, passage.work_slug) for text in names],
        HEADINGS: [_term(text, passage.work_slug) for text in headings],
    }


def folded_start(text: str) -> str:
    """What is compared: folded words with one blank between, so that accents and signs do not matter."""
    return " ".join(streams(text, "und").surface)


def looks_at_headings(start: str) -> bool:
    """Whether enough was typed."""
    return len(start) >= SHORTEST_FOR_HEADINGS or is_spaceless(start)


def read_terms(terms: list[tuple[str, int]]) -> list[tuple[str, str]]:
    """The terms found, as (text, work slug)."""
    parts = (term.split(_SEPARATOR) for term, _ in terms)
    return [(shown, slug) for _, shown, slug in parts]


def _term(text: str, slug: str) -> str:
    shown = " ".join(text.replace(_SEPARATOR, " ").split())
    shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    return _SEPARATOR.join((folded_start(shown), shown, slug))

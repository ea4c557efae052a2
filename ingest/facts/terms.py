"""Defined terms with their definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpus.model import Provision, Span, Term
from ingest.facts.rules import FactRules

_LONGEST: Final = 12
"""Words of a defined term: more are a sentence."""
_TRIM: Final = " \t\n\u00a0-–—•*\"'“”„«»‘’「」『』《》()（）:：,，،"


def terms(node: Provision, found: FactRules, *, defining: bool) -> Iterator[Term]:
    """The terms that the own text of a provision defines.

    `defining`: it stands where terms are defined (below such a heading or opening), so that a bare
    `term: definition` is one.
    """
    taken: list[tuple[int, int]] = []
    patterns = [*found.definitions, *([found.listed] if defining else [])]
    for pattern in patterns:
        for match in pattern.finditer(node.text):
            here = match.span("term")
            if all(here[1] <= start or end <= here[0] for start, end in taken) and (
                term := _term(node, match)
            ):
                taken.append(match.span())
                yield term


def _term(node: Provision, match: re.Match[str]) -> Term | None:
    start, end = match.span("term")
    while start < end and node.text[start] in _TRIM:
        start += 1
    while end > start and node.text[end - 1] in _TRIM:
        end -= 1
    term, definition = node.text[start:end], _definition(node, match).strip().strip(_TRIM + ";.；。؛").strip()
    if not term or not definition or len(term.split()) > _LONGEST or not any(map(str.isalpha, term)):
        return None
    if not term[0].isalnum():
        return None
    return Term(node.eid, term, definition, Span(start, end))


def _definition(node: Provision, match: re.Match[str]) -> str:
    """What stands behind the term; where that is a colon alone, what stands below."""
    told = match["definition"]
    below = match.end() >= len(node.text.rstrip()) and not told.strip(_TRIM)
    return node.full_text()[len(node.text) :] if below else told

"""Terms that a draft defines otherwise than a work in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from corpus.language.citations import cite
from corpus.language.folding import fold
from corpus.language.table import primary
from corpus.model import Term
from corpus.store.views import StoredExpression, StoredTerm, StoredWork
from search_api.checking.base import Base
from search_api.checking.draft import DraftText
from search_api.checking.likeness import content, says_the_same
from search_api.findings import Evidence, Finding, FindingKind, Role, Unjudged
from search_api.review.texts import applies, unclear

MOST: Final = 200
"""Definitions of one term that are compared."""
_NAMED: Final = 0.5
"""Share of a definition that is the name of a work: then a short name is given, and nothing defined."""


def redefined(draft: DraftText, base: Base) -> Iterator[Finding | Unjudged]:
    """A finding for each term that another work in force defines otherwise."""
    for term in draft.deposit.facts.terms:
        if _is_a_name(term, draft.language):
            continue
        others = _stored(term, draft.language, base)
        evidence: list[Evidence] = []
        for other in others:
            found = _differs(term, other, draft.language, base)
            if isinstance(found, Unjudged):
                yield found
            elif found is not None and found.place.work not in {one.place.work for one in evidence}:
                evidence.append(found)
        if evidence:
            span = (term.span.start, term.span.end) if term.span else None
            details = {"term": term.term, "definition": term.definition}
            place = draft.place(term.eid)
            yield Finding(FindingKind.TERM_REDEFINED, place, term.term, span, tuple(evidence), details)


def _stored(term: Term, language: str, base: Base) -> list[StoredTerm]:
    folded = fold(term.term, language)
    found = base.library.terms(base.scope, starting=folded, limit=MOST)
    return [
        each
        for each in found
        if primary(each.language) == primary(language) and fold(each.term.term, each.language) == folded
    ]


def _is_a_name(term: Term, language: str) -> bool:
    """Whether the term is a short name, of a work (`the Act`) or for a longer one: each text has its own."""
    if fold(term.term, language) in fold(term.definition, language) or not content(term.term, language):
        return True
    covered = sum(each.end - each.start for each in cite(term.definition, language))
    return covered >= _NAMED * len(term.definition) or not content(term.definition, language)


def _differs(term: Term, other: StoredTerm, language: str, base: Base) -> Evidence | Unjudged | None:
    if says_the_same(term.definition, other.term.definition, language) or _is_a_name(other.term, language):
        return None
    work = base.work(other.slug)
    expression = _expression(work, other.expression_id) if work else None
    if work is None or expression is None or expression.expression.valid.covers(base.on) is False:
        return None
    status = base.status(work, other.term.eid, expression)
    if unclear(status):
        return Unjudged.STATUS_UNKNOWN
    if not applies(status):
        return None
    return Evidence(Role.DEFINES, base.place(work, other.term.eid, expression), words=other.term.definition)


def _expression(work: StoredWork, number: int) -> StoredExpression | None:
    return next((each for each in work.expressions if each.id == number), None)

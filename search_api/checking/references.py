"""What a draft cites of other works, as it stands on the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from corpus.language.review_words import phrase, sentence_around
from corpus.law.effects import CHANGES
from corpus.model import ClauseKind, ProvisionKind, Relation
from search_api.checking.base import Base
from search_api.checking.cited import Cited, Stand, judge
from search_api.checking.draft import DraftText
from search_api.checking.naming import is_certain
from search_api.findings import Finding, FindingKind, Unjudged
from search_api.review.texts import unclear

Outcome = Finding | Unjudged

_PAST: Final = frozenset({ClauseKind.TRANSITION, ClauseKind.REPEAL, ClauseKind.ENTRY_INTO_FORCE})
"""Clauses that rightly speak of what is over."""
_KINDS: Final[Mapping[Stand, FindingKind]] = {
    Stand.ENDED: FindingKind.REFERENCE_ENDED,
    Stand.REPLACED: FindingKind.REFERENCE_REPLACED,
    Stand.NO_PROVISION: FindingKind.REFERENCE_NO_PROVISION,
}


def references(draft: DraftText, resolved: Iterable[Relation], base: Base) -> Iterator[Outcome]:
    """An outcome for each citation: a finding, RESOLVED, or why it could not be judged.

    What ended as a whole is told once for each provision that cites it, whatever it cites of it.
    """
    told: set[tuple[str | None, str]] = set()
    for relation in resolved:
        if relation.type in CHANGES or _is_own_title(draft, relation):
            continue
        for outcome in _outcomes(draft, relation, base):
            key = (relation.from_eid, _target(relation, outcome))
            if key not in told:
                told.add(key)
                yield outcome


def _is_own_title(draft: DraftText, relation: Relation) -> bool:
    """Whether it is a line of the head that names the draft itself."""
    node, span = draft.node(relation.from_eid), relation.origin.span
    if node is None or span is None or node.kind is not ProvisionKind.PREAMBLE:
        return False
    start = node.text.rfind("\n", 0, span.start) + 1
    before, behind = node.text[start : span.start], node.text[span.end :].partition("\n")[0]
    return not re.search(r"\w{4}", before) and not re.search(r"\w{4}", behind)


def missing(draft: DraftText, relation: Relation) -> Outcome:
    """A citation of which the base has no work, or of which it cannot tell which."""
    if relation.candidates:
        return Unjudged.AMBIGUOUS
    if not is_certain(relation.target):
        return Unjudged.UNNAMED
    return Finding(
        FindingKind.REFERENCE_MISSING,
        draft.place(relation.from_eid),
        words_of(draft, relation),
        span_of(relation),
        details={"target": relation.target},
    )


def words_of(draft: DraftText, relation: Relation) -> str:
    """The words that cite, else the name of what is cited."""
    return draft.words(relation.from_eid, relation.origin.span) or relation.target


def span_of(relation: Relation) -> tuple[int, int] | None:
    """Where they stand in the provision's own text."""
    span = relation.origin.span
    return (span.start, span.end) if span is not None and relation.from_eid else None


def _outcomes(draft: DraftText, relation: Relation, base: Base) -> Iterator[Outcome]:
    work = base.work(relation.target_slug) if relation.target_slug else None
    if work is None:
        yield missing(draft, relation)
        return
    cited = judge(base, work, relation.target_eid)
    if cited.stand is Stand.UNSEEN:
        yield Unjudged.WORDING_UNKNOWN
    elif unclear(cited.status):
        yield Unjudged.STATUS_UNKNOWN
    kind = _KINDS.get(cited.stand, FindingKind.RESOLVED)
    if cited.is_over and _speaks_of_the_past(draft, relation):
        kind = FindingKind.RESOLVED
    yield _finding(kind, draft, relation, cited)


def _speaks_of_the_past(draft: DraftText, relation: Relation) -> bool:
    """Whether it stands in a clause of transition or repeal: files opened under the old text go on."""
    if any(node.clause in _PAST for node in draft.paths.get(relation.from_eid or "", ())):
        return True
    node, span = draft.node(relation.from_eid), relation.origin.span
    if node is None or span is None:
        return False
    around = sentence_around(node.text, span.start, span.end)
    return phrase(draft.language, "past").search(node.text, *around) is not None


def _finding(kind: FindingKind, draft: DraftText, relation: Relation, cited: Cited) -> Finding:
    day = next((each.day for each in cited.evidence if each.day), None)
    details = {"target": relation.target, "state": cited.status.state.value}
    return Finding(
        kind,
        draft.place(relation.from_eid),
        words_of(draft, relation),
        span_of(relation),
        cited.evidence,
        details | ({"day": day.isoformat()} if day else {}),
    )


def _target(relation: Relation, outcome: Outcome) -> str:
    """What is told once a provision: a work that is over or away, else the cited provision."""
    named = relation.target_slug or relation.target
    if isinstance(outcome, Finding) and outcome.kind in (
        FindingKind.REFERENCE_NO_PROVISION,
        FindingKind.RESOLVED,
    ):
        return f"{named}#{relation.target_eid or ''}"
    return f"{named}#{outcome}" if isinstance(outcome, Unjudged) else named

"""What a draft would do to works of the base: told, and no fault unless the work has ended already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from corpus.law.effects import CHANGES
from corpus.model import ClauseKind, Relation, RelationType
from search_api.checking.base import Base
from search_api.checking.cited import Stand, judge
from search_api.checking.draft import DraftText
from search_api.checking.references import Outcome, missing, span_of, words_of
from search_api.findings import Finding, FindingKind, Unjudged

_ENDS: Final = frozenset({RelationType.REPEALS, RelationType.ANNULS, RelationType.TERMINATES})
_OPENS: Final = 4
"""Characters before the name with which a line begins: an article."""
_NEW: Final = frozenset({RelationType.INSERTS})
"""Of these the target is not there yet."""


def effects(draft: DraftText, resolved: Iterable[Relation], base: Base) -> Iterator[Outcome]:
    """An outcome for each change that the draft would make."""
    for relation in resolved:
        if relation.type not in CHANGES:
            continue
        work = base.work(relation.target_slug) if relation.target_slug else None
        if work is None:
            yield missing(draft, relation)
            continue
        cited = judge(base, work, None if relation.type in _NEW else relation.target_eid)
        repeals = ends(relation)
        kind = FindingKind.WOULD_REPEAL if repeals else FindingKind.WOULD_AMEND
        if cited.is_over:
            kind = FindingKind.WOULD_REPEAL_DEAD if repeals else FindingKind.REFERENCE_ENDED
        elif cited.stand is Stand.NO_PROVISION:
            kind = FindingKind.REFERENCE_NO_PROVISION
        elif cited.stand is Stand.UNSEEN:
            yield Unjudged.WORDING_UNKNOWN
        day = next((each.day for each in cited.evidence if each.day), None)
        yield Finding(
            kind,
            draft.place(relation.from_eid),
            words_of(draft, relation),
            span_of(relation),
            cited.evidence,
            {"target": relation.target, "change": relation.type.value, "provision": relation.target_eid or ""}
            | ({"day": day.isoformat()} if day else {}),
        )


def with_repeals(draft: DraftText, relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The relations, with what a clause of repeal lists told as repealed: `Quedan derogados: a) el Decreto`.

    Only whole works with which a provision in such a clause begins, and to which nothing else is done there.
    """
    changing = {each.from_eid for each in relations if each.type in CHANGES}
    return tuple(
        replace(each, type=RelationType.REPEALS)
        if each.type is RelationType.CITES
        and each.target_eid is None
        and each.from_eid not in changing
        and _is_listed(draft, each)
        else each
        for each in relations
    )


def _is_listed(draft: DraftText, relation: Relation) -> bool:
    span = relation.origin.span
    path = draft.paths.get(relation.from_eid or "", ())
    return (
        span is not None and span.start <= _OPENS and any(node.clause is ClauseKind.REPEAL for node in path)
    )


def ends(relation: Relation) -> bool:
    """Whether it ends what it is directed at: to replace a whole work ends it, a provision gets new words."""
    whole = relation.target_eid is None and not relation.partial
    return relation.type in _ENDS or (relation.type is RelationType.REPLACES and whole)

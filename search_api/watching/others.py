"""What other works do to a work or a provision, and who cites it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from corpus.law.attribution import target_of
from corpus.model import AlertKind, Event, Evidence, Phase, Relation, RelationType
from corpus.store.recorded import Recorded
from search_api.watching.keys import event

_KINDS: Final = {
    RelationType.AMENDS: AlertKind.AMENDED,
    RelationType.INSERTS: AlertKind.AMENDED,
    RelationType.REPLACES_WORDS: AlertKind.AMENDED,
    RelationType.RENUMBERS: AlertKind.AMENDED,
    RelationType.EXTENDS: AlertKind.AMENDED,
    RelationType.CORRECTS: AlertKind.CORRECTED,
    RelationType.SUSPENDS: AlertKind.SUSPENDED,
    RelationType.REPEALS: AlertKind.REPEALED,
    RelationType.ANNULS: AlertKind.REPEALED,
    RelationType.TERMINATES: AlertKind.REPEALED,
}
"""What is told of a relation; of any other, that the work is cited."""

Reaches = Callable[[Relation], bool]


def told_by_others(
    incoming: Iterable[tuple[str, Relation]], today: date, recorded: Recorded, reaches: Reaches
) -> Iterator[Event]:
    """One event for each deed, and a quiet or loud one for each work that cites: a deed says more."""
    relations = [(slug, relation) for slug, relation in incoming if reaches(relation)]
    doers = {slug for slug, relation in relations if kind_of(relation) is not None}
    for slug, relation in relations:
        moment = recorded.relations.get((slug, relation.type.value)) or recorded.work
        kind = kind_of(relation)
        if kind is not None:
            evidence = Evidence(relation.type.value, slug, relation.from_eid or "", partial=relation.partial)
            day, target = relation.effective.start.at, target_of(relation) or ""
            yield event(kind, day, today, evidence, relation.type, slug, eid=target, recorded=moment)
    for slug, relation in dict(reversed(relations)).items():
        moment = min((at for (by, _), at in recorded.relations.items() if by == slug), default=recorded.work)
        evidence = Evidence(relation.type.value, slug, relation.from_eid or "")
        yield event(
            *(AlertKind.CITED, None, today, evidence, slug),
            recorded=moment,
            phase=Phase.COME,
            quiet=slug in doers,
        )


def kind_of(relation: Relation) -> AlertKind | None:
    """What is told of a relation besides that it cites."""
    if relation.type is RelationType.REPLACES:
        whole = target_of(relation) is None and not relation.partial
        return AlertKind.REPEALED if whole else AlertKind.AMENDED
    return _KINDS.get(relation.type)

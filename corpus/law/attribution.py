"""Who changed a provision: relations of other works that account for a difference between wordings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.law.timeline import ancestors
from corpus.model import Relation, RelationType

CHANGES_WORDS: Final = frozenset(
    {
        RelationType.AMENDS,
        RelationType.INSERTS,
        RelationType.REPLACES_WORDS,
        RelationType.RENUMBERS,
        RelationType.CORRECTS,
    }
)
"""After these a text reads otherwise, whether they name a provision of it or the whole."""
CHANGES_PROVISIONS: Final = CHANGES_WORDS | {RelationType.REPLACES, RelationType.REPEALS, RelationType.ANNULS}
"""A whole work that is replaced or repealed reads as before; a provision does not."""


@dataclass(frozen=True, slots=True)
class Changer:
    """A work that changes another, by the relation recorded.

    `dated`: its day of effect is recorded and lies between the wordings; else nobody has said when.
    """

    slug: str
    relation: Relation
    dated: bool


@dataclass(frozen=True, slots=True)
class Named:
    """By which eIds an act may have named provisions: it knows the numbers before it.

    `before` are those of provisions as they stood; `came` those of provisions that are new under a
    number that another one had: only who inserts can mean the new one.
    """

    before: Collection[str] = ()
    came: Collection[str] = ()


def changers(
    incoming: Iterable[tuple[str, Relation]],
    named: Named | None,
    after: date | None,
    until: date | None,
) -> tuple[Changer, ...]:
    """Who changed any of these provisions after a day and up to another; those with a day first, in order.

    A relation to an article reaches its paragraphs and the other way round. `named` None: who changed
    the work without naming a provision. None for a day: not bounded there.
    """
    found = (
        Changer(slug, relation, within)
        for slug, relation in incoming
        if _reaches(relation, named) and (within := _within(relation, after, until)) is not None
    )
    unique = {(each.slug, each.relation.type, each.relation.from_eid, each.dated): each for each in found}
    return tuple(sorted(unique.values(), key=_order))


def target_of(relation: Relation) -> str | None:
    """The eId that a relation reaches: as it stands in the text, else as it is cited."""
    return relation.located or relation.target_eid


def _reaches(relation: Relation, named: Named | None) -> bool:
    target = target_of(relation)
    if named is None:
        return target is None and relation.type in CHANGES_WORDS
    if target is None or relation.type not in CHANGES_PROVISIONS:
        return False
    eids = [*named.before, *(named.came if relation.type is RelationType.INSERTS else ())]
    return any(target in ancestors(eid) or eid in ancestors(target) for eid in eids)


def _within(relation: Relation, after: date | None, until: date | None) -> bool | None:
    """Whether it took effect between the days; False where that is not recorded, None where it did not."""
    at = relation.effective.start.at
    if at is None:
        return False
    if (after and at.latest <= after) or (until and at.earliest > until):
        return None
    return (after is None or at.earliest > after) and (until is None or at.latest <= until)


def _order(each: Changer) -> tuple[bool, date, str]:
    at = each.relation.effective.start.at
    return not each.dated, at.earliest if at else date.max, each.slug

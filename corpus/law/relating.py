"""What a work is told to do to others, and others to it, as of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from corpus.model import Relation, RelationType
from corpus.store.views import StoredWork

_OF_A_TEXT: Final = frozenset(
    {
        RelationType.CITES,
        RelationType.BASED_ON,
        RelationType.IMPLEMENTS,
        RelationType.APPLIES_DIRECTLY,
        RelationType.INTERPRETS,
    }
)
"""What a text does as long as it says so; what changed another text stays done when the words are gone."""


def may_stand(relation: Relation, on: date) -> bool:
    """Whether nothing recorded speaks against a relation on a day.

    A decree that repeals a circular from 1 May does so from that day on; an article that no longer cites
    a convention does not cite it.
    """
    if relation.effective.covers(on) is False:
        return False
    return relation.type not in _OF_A_TEXT or relation.worded.covers(on) is not False


def related_on(stored: StoredWork, on: date | None) -> StoredWork:
    """The work with the relations that may stand on a day; None: with all that are recorded."""
    if on is None:
        return stored
    return replace(
        stored,
        relations=tuple(one for one in stored.relations if may_stand(one, on)),
        incoming=tuple((slug, one) for slug, one in stored.incoming if may_stand(one, on)),
    )

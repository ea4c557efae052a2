"""What is known beyond a wording: changes of others that it has not, and wordings that came after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from corpus.law.attribution import CHANGES_WORDS
from corpus.model import Expression, Making, Relation, RelationType
from corpus.store.views import StoredExpression, StoredWork

_CHANGES: Final = CHANGES_WORDS | {RelationType.REPLACES, RelationType.REPEALS, RelationType.ANNULS}


@dataclass(frozen=True, slots=True)
class Beyond:
    """Beyond a wording on a day.

    `now` and `later` are the work with no relations but those by which others changed it and which the
    wording has not: by the day, and from a later one. `newer` is the next wording in the language that
    began after this one. `unsure`: nobody has said that this one held on the day, and another may have.
    """

    now: StoredWork
    later: StoredWork
    newer: StoredExpression | None
    unsure: bool


def beyond(stored: StoredWork, shown: StoredExpression, on: date) -> Beyond:
    """What a reader of this wording must know besides."""
    wording = shown.expression
    lacks = [(slug, one) for slug, one in stored.incoming if is_lacking(wording, one)]
    later = [pair for pair in lacks if _begins_after(pair[1], on)]
    now = [pair for pair in lacks if not _begins_after(pair[1], on) and not _ends_whole(pair[1])]
    own = [each for each in stored.expressions if each.expression.language == wording.language]
    others = [each.expression for each in own if each.id != shown.id]
    return Beyond(
        _only(stored, now),
        _only(stored, later),
        min(_newer(own, shown), key=_began, default=None),
        wording.valid.covers(on) is None and any(each.valid.covers(on) is not False for each in others),
    )


def is_lacking(wording: Expression, change: Relation) -> bool:
    """Whether another work changed the text in a way that the wording surely or perhaps has not.

    It has what had effect by its beginning; a change without a day only an original one surely has not.
    A corrigendum has effect from the beginning of the text that it corrects.
    """
    if change.type not in _CHANGES:
        return False
    start, begun = change.effective.start.at, wording.valid.start.at
    if change.type is RelationType.CORRECTS or start is None or begun is None:
        return wording.making is Making.ORIGINAL
    return start.latest > begun.earliest


def _ends_whole(change: Relation) -> bool:
    """Whether it leaves no text to be read otherwise: the status tells of it."""
    return change.type not in CHANGES_WORDS and not change.partial and change.target_eid is None


def _begins_after(change: Relation, on: date) -> bool:
    start = change.effective.start.at
    return start is not None and start.earliest > on


def _only(stored: StoredWork, changes: Iterable[tuple[str, Relation]]) -> StoredWork:
    return replace(stored, relations=(), incoming=tuple(changes))


def _newer(own: Iterable[StoredExpression], shown: StoredExpression) -> list[StoredExpression]:
    """Those that surely began after it."""
    begun = shown.expression.valid.start.at
    starts = ((each, each.expression.valid.start.at) for each in own)
    return [each for each, start in starts if begun and start and start.earliest > begun.latest]


def _began(stored: StoredExpression) -> date:
    start = stored.expression.valid.start.at
    return start.earliest if start else date.max

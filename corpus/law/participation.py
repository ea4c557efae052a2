"""What parties did in respect of a treaty, wherever it was recorded."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from corpus.language.folding import fold
from corpus.model import PartyAction, RelationType, WorkKind
from corpus.store.views import StoredWork

_WORD = re.compile(r"\w+")


def recorded_actions(work: StoredWork, find: Callable[[str], StoredWork]) -> list[PartyAction]:
    """The acts recorded of the treaty itself, and in depositaries' status notes about it, by date.

    A status note is a work of its own that supplements its treaty. Undated acts come last.
    """
    actions = list(work.party_actions)
    for slug in dict.fromkeys(slug for slug, each in work.incoming if each.type is RelationType.SUPPLEMENTS):
        other = find(slug)
        if other.work.kind is WorkKind.STATUS_NOTE:
            actions += other.party_actions
    return sorted(actions, key=lambda action: action.date.earliest if action.date else date.max)


def is_named(party: str, name: str) -> bool:
    """Whether every word of `name` is in the party's name, whatever the case and the signs.

    >>> is_named("State of Marjana", "marjana"), is_named("Republic of Veloria", "Velor")
    (True, False)
    """
    wanted = set(_WORD.findall(fold(name, "und")))
    return bool(wanted) and wanted <= set(_WORD.findall(fold(party, "und")))

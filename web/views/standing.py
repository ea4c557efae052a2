"""Provisions whose state is another than that of their work, so that no article passes for law by mistake."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus.model import Status
from corpus.store.views import StoredWork
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one provision: its code, its word, and why."""

    state: str
    word: str
    reason: str


def standings(
    stored: StoredWork, whole: Status, status_of: Callable[[str], Status], wording: Wording
) -> Mapping[str, Standing]:
    """By eId, the provisions with intervals of force of their own that differ from the work's.

    Unknown counts as different from in force: a repeal without a date must be seen at the article.
    """
    own = dict.fromkeys(force.eid for force in stored.forces if force.eid)
    found = {eid: status_of(eid) for eid in own}
    return {
        eid: Standing(status.state, wording.state(status), wording.reason(status))
        for eid, status in found.items()
        if status.state is not whole.state
    }

"""Provisions whose state is another than that of their work, so that no article passes for law by mistake."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus.model import Status
from corpus.store.views import StoredWork
from web.views.evidence import Evidence
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one provision: its code, its word, why, and who says so."""

    state: str
    word: str
    reason: str
    evidence: tuple[Evidence, ...] = ()


def standings(
    stored: StoredWork,
    whole: Status,
    status_of: Callable[[str], Status],
    wording: Wording,
    told_by: Callable[[Status], tuple[Evidence, ...]] = lambda _: (),
) -> Mapping[str, Standing]:
    """By eId, the provisions with intervals of force of their own that differ from the work's.

    Unknown counts as different from in force: a repeal without a date must be seen at the article, and a
    change to its words that the wording has not.
    """
    reworded = (change.eid for change in stored.rewordings)
    own = dict.fromkeys((*(force.eid for force in stored.forces if force.eid), *reworded))
    found = {eid: status_of(eid) for eid in own}
    return {
        eid: Standing(status.state, wording.state(status), wording.reason(status), told_by(status))
        for eid, status in found.items()
        if status.state is not whole.state
    }

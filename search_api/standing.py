"""Statuses of works and provisions, decided by `corpus.law.status` from what the store holds."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import date

from corpus.law.rewording import missing
from corpus.law.status import status_of
from corpus.model import Reason, Scope, State, Status
from corpus.store.views import StoredStanding
from search_api.passage import Passage

REMEMBERED = 10_000
"""Works whose standings are remembered: about a kilobyte each."""


class Standings:
    """Remembers standings until the store changes. Safe between threads."""

    def __init__(self, load: Callable[[int, Scope], StoredStanding | None]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[int, Scope], StoredStanding | None] = OrderedDict()
        self._change = -1

    def status(self, passage: Passage, scope: Scope, on: date, change: int) -> Status:
        """The status of the provision of a passage; `change` is the store's newest change."""
        return self.of(passage.work_id, passage.eid, passage.expression_ids, scope, on, change)

    def of(
        self, work_id: int, eid: str | None, expressions: Iterable[int], scope: Scope, on: date, change: int
    ) -> Status:
        """The status of a provision as it is worded in these expressions."""
        standing = self._standing(work_id, scope, change)
        if standing is None:
            return Status(State.UNKNOWN, Reason("no_evidence"))
        held = _wording(standing, expressions, on)
        if held is None:
            return status_of(standing.forces, on, eid)
        wording = standing.expressions[held]
        reworded = missing(wording, standing.rewordings, eid, on) if eid else None
        return status_of(standing.forces_of(held), on, eid, wording.valid, reworded=reworded)

    def _standing(self, work_id: int, scope: Scope, change: int) -> StoredStanding | None:
        with self._lock:
            if change != self._change:
                self._known.clear()
                self._change = change
            if (work_id, scope) in self._known:
                self._known.move_to_end((work_id, scope))
                return self._known[work_id, scope]
        standing = self._load(work_id, scope)
        with self._lock:
            self._known[work_id, scope] = standing
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return standing


def _wording(standing: StoredStanding, expressions: Iterable[int], on: date) -> int | None:
    """The expression that holds on the day: the text stands in every one of them, so any may do.

    Of several the one that began last, for it has the most amendments.
    """
    rank = {True: 2, None: 1, False: 0}

    def fitness(expression_id: int) -> tuple[int, date]:
        valid = standing.expressions[expression_id].valid
        begun = valid.start.at
        return rank[valid.covers(on)], begun.earliest if begun else date.min

    found = [each for each in expressions if each in standing.expressions]
    return max(found, key=fitness, default=None)

"""The days on which a wording may be law, as far as anybody has recorded: what the as-of filter reads."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.law.timeline import alive, ancestors
from corpus.model import Force, Interval
from search_api.passage import day_number

Days = tuple[int | None, int | None]
"""[from, to) as day numbers; None where nothing is known to bound it."""


class Life:
    """Of one expression: from its validity and the recorded force of the work and its provisions."""

    def __init__(self, forces: Sequence[Force], valid: Interval) -> None:
        self._forces, self._valid = forces, valid
        self._named = {force.eid for force in forces}
        self._known: dict[str | None, Days] = {}

    def days(self, eid: str) -> Days:
        """Outside these days the provision is known not to be law in this wording."""
        decisive = self._decisive(eid)
        if decisive not in self._known:
            first, last = alive(self._forces, decisive, self._valid)
            self._known[decisive] = (
                day_number(first) if first else None,
                day_number(last) if last else None,
            )
        return self._known[decisive]

    def is_recorded(self, eid: str) -> bool:
        """Whether anything is recorded of the force of the provision, or of the whole."""
        return None in self._named or self._decisive(eid) is not None

    def _decisive(self, eid: str) -> str | None:
        """The nearest of the provision and those around it of which a force is recorded."""
        if not self._named - {None}:
            return None
        return next((name for name in reversed(ancestors(eid)) if name in self._named), None)

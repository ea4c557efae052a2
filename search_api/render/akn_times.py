"""When a work and its provisions have effect, as Akoma Ntoso tells it: events, and intervals between them.

A day that nobody has recorded is no event: the interval then points to the reference `unknown-day`. An
interval whose end is open has none. What holds only in some territories is left out. That a text goes on
until a day without ending then (it was amended, or its term may be renewed) is an interval of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from lxml import etree

from corpus.law.timeline import AMENDED, EXCEPTED, TERM, Joined, join
from corpus.model import UNKNOWN, End, EndKind, ForceState, Interval, OriginKind
from corpus.store.views import StoredExpression, StoredWork
from search_api.render.akn_elements import BASE, element, within

UNKNOWN_DAY_ID = "unknown-day"
ORIGINAL = "original"
"""The eId of the work itself among the references."""
CONCEPTS: dict[ForceState, str] = {
    ForceState.IN_FORCE: "in-force",
    ForceState.PROVISIONAL: "provisional-application",
    ForceState.SUSPENDED: "suspended",
}
"""What an interval says, by the name of its concept."""
CONTINUED: Final[Mapping[str, str]] = {
    "": "continued",
    AMENDED: "continued-amended",
    TERM: "continued-term",
}
"""What an interval says up to whose end a text had not ended, by the reason of the record."""
EFFECT = "effect"
"""The concept of the interval in which a change has effect."""


@dataclass
class Times:
    """The events and intervals of a document, gathered while it is made."""

    _events: dict[tuple[date, str, str], str] = field(default_factory=dict)
    _groups: list[tuple[str, list[tuple[str, str | None, str | None]]]] = field(default_factory=list)
    periods: dict[str | None, str] = field(default_factory=dict)
    """The group of the work (None) and of each provision that has intervals of its own."""

    @classmethod
    def of(cls, work: StoredWork, stored: StoredExpression) -> Times:
        """With the adoption of the work, and when it and the provisions of this wording have force."""
        times = cls()
        if work.work.adopted and work.work.adopted.day:
            times.event(work.work.adopted.day, "generation", ORIGINAL)
        forces = [force for force in work.forces_of(stored.id) if not force.territory]
        joined = join(forces)
        continued = dict.fromkeys(
            (force.eid, CONTINUED.get(force.reason, CONTINUED[""]), force.interval.end.at.day)
            for force in forces
            if force.state is ForceState.CONTINUED and force.interval.end.at and force.interval.end.at.day
        )
        for eid in dict.fromkeys([*(item.eid for item in joined), *(eid for eid, *_ in continued)]):
            own = [times._of_force(item) for item in joined if item.eid == eid]
            known = [times._until(concept, day) for of, concept, day in continued if of == eid]
            times.periods[eid] = times._group([*own, *known])
        return times

    def event(self, day: date, kind: str, source: str) -> str:
        """The eId of an event, entered if it is new."""
        return self._events.setdefault((day, kind, source), f"event_{len(self._events) + 1}")

    def effect(self, interval: Interval) -> str | None:
        """The group of the interval in which a change has effect; None where nothing is known of it."""
        if interval.start.at is None and interval.end.at is None:
            return None
        return self._group(
            [(EFFECT, self._ref(interval.start, "amendment", BASE), self._ref(interval.end, "repeal", BASE))]
        )

    def _group(self, intervals: Iterable[tuple[str, str | None, str | None]]) -> str:
        eid = f"period_{len(self._groups) + 1}"
        self._groups.append((eid, list(intervals)))
        return eid

    def _of_force(self, item: Joined) -> tuple[str, str | None, str | None]:
        own = ORIGINAL if item.start_by.origin.kind is OriginKind.TEXT else BASE
        suspends = item.state is ForceState.SUSPENDED
        start = self._ref(item.interval.start, "amendment" if suspends else "generation", own)
        # Where some parts go on, a day at which the whole ends would be told of them too.
        over = UNKNOWN if item.end_by.reason == EXCEPTED else item.interval.end
        end = self._ref(over, "amendment" if suspends else "repeal", BASE)
        return CONCEPTS[item.state], start, end

    def _until(self, concept: str, day: date) -> tuple[str, str | None, str | None]:
        """That it had not ended before a day."""
        return concept, UNKNOWN_DAY_ID, self.event(day, "amendment", BASE)

    def _ref(self, end: End, kind: str, source: str) -> str | None:
        """The event at one end; None where the interval is open there."""
        if end.kind is EndKind.OPEN:
            return None
        day = end.at.day if end.at else None
        return self.event(day, kind, source) if day else UNKNOWN_DAY_ID

    # --- elements --------------------------------------------------------------------------------

    def lifecycle(self) -> Iterable[etree._Element]:
        """The events, none where nothing is dated."""
        if self._events:
            found = element("lifecycle", source=f"#{BASE}")
            for (day, kind, source), eid in self._events.items():
                within(found, "eventRef", eId=eid, date=day.isoformat(), type=kind, source=f"#{source}")
            yield found

    def temporal_data(self) -> Iterable[etree._Element]:
        """The intervals."""
        if self._groups:
            found = element("temporalData", source=f"#{BASE}")
            for eid, intervals in self._groups:
                group = within(found, "temporalGroup", eId=eid)
                for concept, start, end in intervals:
                    ends = {"start": start, "end": end}
                    told = {name: f"#{ref}" for name, ref in ends.items() if ref}
                    within(group, "timeInterval", refersTo=f"#{concept}", **told)
            yield found

    def references(self) -> Iterable[etree._Element]:
        """The concepts that intervals refer to, and the day that nobody knows."""
        told = [interval for _, intervals in self._groups for interval in intervals]
        for concept in dict.fromkeys(concept for concept, _, _ in told):
            words = concept.replace("-", " ")
            yield element("TLCConcept", eId=concept, href=f"/ontology/concept/{concept}", showAs=words)
        if any(UNKNOWN_DAY_ID in (start, end) for _, start, end in told):
            yield element(
                "TLCEvent", eId=UNKNOWN_DAY_ID, href=f"/ontology/event/{UNKNOWN_DAY_ID}", showAs="unknown day"
            )

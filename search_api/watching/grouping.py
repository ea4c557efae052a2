"""From events to alerts: what one cause does on one day is told once, however many provisions it touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.model import AlertKind, Event, Evidence, LegalDate, Phase, RelationType
from search_api.watching.keys import digest


@dataclass(frozen=True, slots=True)
class Group:
    """Events that are told together."""

    kind: AlertKind
    phase: Phase
    day: LegalDate | None
    evidence: Evidence
    events: tuple[Event, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Of all its events."""
        return tuple(sorted(event.key for event in self.events))

    @property
    def key(self) -> str:
        """Of these events and no others."""
        return digest(*self.keys)

    @property
    def cause(self) -> str:
        """The same for whatever else this cause does on that day."""
        day = self.day.isoformat() if self.day else ""
        return digest(self.kind, self.phase, day, *map(str, _cause(self.events[0])))

    @property
    def eids(self) -> tuple[str, ...]:
        """The provisions concerned, the outermost of those that lie within each other."""
        found = tuple(dict.fromkeys(event.eid for event in self.events if event.eid))
        return tuple(eid for eid in found if not any(eid.startswith(f"{other}__") for other in found))


def grouped(events: Iterable[Event]) -> list[Group]:
    """What is to be told, without what is quiet, in the order in which it was found."""
    together: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in events:
        if not event.quiet:
            together[event.kind, event.phase, event.day, *_cause(event)].append(event)
    return [_group(found) for found in together.values()]


def _cause(event: Event) -> tuple[str, ...]:
    """A wording or an act is told by itself; of what another work does, the forms are one deed.

    What is done to the whole is not told together with what is done to provisions.
    """
    evidence = event.evidence
    if event.kind in (AlertKind.NEW_VERSION, AlertKind.NEW_PARTY):
        return (event.key,)
    code = "" if event.kind is AlertKind.AMENDED else evidence.code
    return (code, evidence.work, "part" if event.eid else "whole")


def _group(found: list[Event]) -> Group:
    first = found[0]
    evidence = first.evidence
    if any(each.evidence.code != evidence.code for each in found):
        evidence = replace(evidence, code=RelationType.AMENDS.value)
    return Group(first.kind, first.phase, first.day, evidence, tuple(found))

"""Entry into force, end, suspension and its end: days on which the status changes by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from corpus.law.status import status_of
from corpus.law.timeline import Joined, ancestors, in_force, join
from corpus.model import REVERSE, AlertKind, Event, Evidence, Force, ForceState, LegalDate, State
from corpus.store.recorded import Recorded
from search_api.watching.keys import event

_BY_OTHERS: Final = frozenset(REVERSE.values()) - {"commenced_by"}
"""Reasons of a force that says what another work did: that is told as the other's deed."""
_NOT_IN_FORCE: Final = (State.NOT_YET_IN_FORCE, State.ENDED)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A day on which an interval begins or ends, and the record that says so."""

    kind: AlertKind
    day: LegalDate
    by: Force


def of_work(forces: Sequence[Force], today: date, recorded: Recorded) -> Iterator[Event]:
    """Of the work, and of its provisions that have days of their own."""
    everywhere = [force for force in forces if not force.territory]
    joined = join(everywhere)
    whole = {(turn.kind, turn.day) for item in joined if item.eid is None for turn in _turns(item)}
    for item in joined:
        for turn in _turns(item):
            if item.eid is None or (turn.kind, turn.day) not in whole:
                yield from _told(turn, item.eid, everywhere, today, recorded)


def of_provision(forces: Sequence[Force], eid: str, today: date, recorded: Recorded) -> Iterator[Event]:
    """Of one provision, with what it has of the work around it."""
    everywhere = [force for force in forces if not force.territory]
    joined = join(everywhere)
    around = {None, *ancestors(eid)}
    suspended = [item for item in joined if item.state is ForceState.SUSPENDED and item.eid in around]
    for item in (*in_force(joined, eid), *suspended):
        for turn in _turns(item):
            yield from _told(turn, eid, everywhere, today, recorded)


def _turns(item: Joined) -> Iterator[_Turn]:
    kinds = {
        ForceState.IN_FORCE: (AlertKind.ENTERED_INTO_FORCE, AlertKind.ENDED),
        ForceState.SUSPENDED: (AlertKind.SUSPENDED, AlertKind.RESUMED),
    }
    begins, ends = kinds.get(item.state, (None, None))
    start, end = item.interval.start.at, item.interval.end.at
    if begins and start is not None and item.start_by.reason not in _BY_OTHERS:
        yield _Turn(begins, start, item.start_by)
    if ends and end is not None and item.end_by.reason not in _BY_OTHERS:
        yield _Turn(ends, end, item.end_by)


def _told(
    turn: _Turn, eid: str | None, forces: Sequence[Force], today: date, recorded: Recorded
) -> Iterator[Event]:
    """The event of a turn, where the status really turns on that day as far as anybody can say."""
    if not _turns_status(turn, eid, forces):
        return
    known = {slug for slug, _ in recorded.relations}
    by = turn.by.detail if turn.by.detail in known else ""
    evidence = Evidence(turn.by.reason, by)
    yield event(turn.kind, turn.day, today, evidence, eid=eid or "", recorded=recorded.work)


def _turns_status(turn: _Turn, eid: str | None, forces: Sequence[Force]) -> bool:
    """Whether the one function that decides statuses tells another one from that day on.

    A day of effect behind an amendment, for example, begins an interval, and is no entry into force.
    """
    if turn.day.earliest == date.min:
        return False
    before = status_of(forces, turn.day.earliest - timedelta(days=1), eid).state
    after = status_of(forces, turn.day.latest, eid).state
    match turn.kind:
        case AlertKind.ENTERED_INTO_FORCE:
            return before in _NOT_IN_FORCE and after not in _NOT_IN_FORCE
        case AlertKind.ENDED:
            return after is State.ENDED
        case AlertKind.SUSPENDED:
            return after is State.SUSPENDED
        case _:
            return after not in (State.SUSPENDED, State.ENDED)

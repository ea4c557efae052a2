"""The time line of a work: when it was made, when it had force, when its wording changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.law.timeline import Joined, join
from corpus.model import EndKind, LegalDate
from corpus.store.views import StoredExpression, StoredWork
from web.views.wordings import ReaderState
from web.wording import Wording

WIDTH = 1000
"""Units across, as in the drawing's viewBox."""
MARGIN = 0.04
"""Room before the first and after the last day, as a share of the span between."""


@dataclass(frozen=True, slots=True)
class Band:
    """A period of force, in units across."""

    state: str
    start: int
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on which something happened, with the address of the law of that day."""

    at: int
    text: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn and listed. `first` and `last` are the days at the two ends (ISO)."""

    first: str
    last: str
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    now: int
    day: str
    summary: str
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Event:
    day: LegalDate
    key: str


def timeline(
    stored: StoredWork,
    wordings: Sequence[StoredExpression],
    on: date,
    *,
    summary: str,
    state: ReaderState,
    wording: Wording,
) -> Timeline | None:
    """The time line, or None where no date is known."""
    whole = [period for period in join(stored.forces) if period.eid is None]
    events = sorted(set(_events(stored, whole, wordings)), key=lambda event: (event.day.earliest, event.key))
    if not events:
        return None
    days = [on, *(event.day.earliest for event in events), *(event.day.latest for event in events)]
    scale = _Scale.over(min(days), max(days))
    return Timeline(
        first=scale.first.isoformat(),
        last=scale.last.isoformat(),
        bands=tuple(_bands(whole, scale, wording)),
        marks=tuple(_mark(event, scale, on, state, wording) for event in events),
        now=scale.place(on),
        day=on.isoformat(),
        summary=summary,
        kept=tuple((name, value) for name, value in state.params() if value and name != "as_of"),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    @classmethod
    def over(cls, first: date, last: date) -> _Scale:
        room = max(timedelta(days=30), (last - first) * MARGIN)
        return cls(max(first, date.min + room) - room, min(last, date.max - room) + room)

    def place(self, day: date) -> int:
        share = (day - self.first) / (self.last - self.first)
        return round(min(max(share, 0.0), 1.0) * WIDTH)


def _events(
    stored: StoredWork, forces: Sequence[Joined], wordings: Sequence[StoredExpression]
) -> Iterator[_Event]:
    if stored.work.adopted:
        yield _Event(stored.work.adopted, "timeline.adopted")
    for force in forces:
        if force.interval.start.at:
            yield _Event(force.interval.start.at, "timeline.in_force")
        if force.interval.end.at:
            yield _Event(force.interval.end.at, "timeline.ends")
    starts = {force.interval.start.at.earliest for force in forces if force.interval.start.at}
    for each in wordings:
        start = each.expression.valid.start.at
        if start and start.earliest not in starts:
            yield _Event(start, "timeline.version")


def _bands(forces: Sequence[Joined], scale: _Scale, wording: Wording) -> Iterator[Band]:
    """The periods; one whose beginning nobody knows is not drawn, one whose end is unknown fades out."""
    for force in forces:
        begin = force.interval.start.at
        if begin is None:
            continue
        end = force.interval.end
        start = scale.place(begin.latest)
        stop = scale.place(end.at.earliest) if end.at else WIDTH
        state = force.state if end.at or end.kind is EndKind.OPEN else "unknown"
        text = f"{wording.t('period.' + force.state)}: {wording.interval(force.interval)}"
        yield Band(state, start, max(stop - start, 2), text)


def _mark(event: _Event, scale: _Scale, on: date, state: ReaderState, wording: Wording) -> Mark:
    day = event.day.latest
    text = wording.t(event.key, day=wording.date(event.day))
    return Mark(scale.place(day), text, state.but(as_of=day.isoformat()), day == on)

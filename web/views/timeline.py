"""The time line of a work, drawn: its wordings, its force, suspensions, the days of acts; in percent across.

What is not recorded is not drawn as if it were: an unknown end is a stub and then a dashed line, days
between the earliest and the latest of an uncertain date are dashed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.language.directions import direction
from corpus.model import End, EndKind, ForceState, Interval
from corpus.store.views import StoredExpression, StoredWork
from web.urls import timeline_url
from web.views.events import Event, events, whole_periods
from web.views.moments import described
from web.views.wordings import ReaderState
from web.wording import Wording

MARGIN = 0.04
"""Room before the first and after the last day, as a share of the span between."""
STUB = 1.5
"""Percent that a period of unknown end is drawn as certain: that it began."""
MOST_ROWS = 3
"""Rows of wordings that hold at once."""
MOST_LISTED = 5
"""Events listed below the thin line; the page of the time line has them all."""
MOST_TICKS = 8
STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
"""Years between two ticks."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a lane; `sure` is False where what it shows is not recorded."""

    lane: str
    """wording, in_force, provisional or suspended."""
    x: float
    width: float
    sure: bool
    text: str
    url: str = ""
    row: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A year, or the day of an act."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An event below the thin line, with the address of the law of its day."""

    text: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn and listed. `first` and `last` are the days at the two ends (ISO)."""

    first: str
    last: str
    bars: tuple[Bar, ...]
    rows: int
    """Rows of the lane of wordings."""
    halted: bool
    """Whether there are suspensions or provisional application."""
    acts: tuple[Tick, ...]
    years: tuple[Tick, ...]
    now: float
    day: str
    summary: str
    listed: tuple[Listed, ...]
    more: int
    all_url: str
    kept: tuple[tuple[str, str], ...]
    start: str
    """Where lines begin: 0 %, in right-to-left pages 100 %."""


def timeline(
    stored: StoredWork,
    wordings: Sequence[StoredExpression],
    on: date,
    *,
    summary: str,
    state: ReaderState,
    wording: Wording,
    found: Sequence[Event] = (),
) -> Timeline | None:
    """The time line, or None where no date is known; `found` are its events, where they are known already."""
    found = found or events(stored, wordings, str, wording)
    dated = [event for event in found if event.day]
    days = [day for event in dated if event.day for day in (event.day.earliest, event.day.latest)]
    if not days:
        return None
    scale = _Scale.over(min(on, *days), max(on, *days), direction(wording.t.language) == "rtl")
    worded = _stacked(wordings, scale)
    bars = (
        *_wording_bars(worded, scale, state, wording, on),
        *_force_bars(stored, scale, wording),
    )
    listed = dated[-MOST_LISTED:]
    return Timeline(
        first=scale.first.isoformat(),
        last=scale.last.isoformat(),
        bars=tuple(replace(bar, x=scale.turned(bar.x, bar.width)) for bar in bars),
        rows=max((bar.row for bar in bars if bar.lane == "wording"), default=-1) + 1,
        halted=any(bar.lane in (ForceState.PROVISIONAL, ForceState.SUSPENDED) for bar in bars),
        acts=tuple(
            Tick(scale.turned(scale.place(event.day.latest)), _line(event, wording))
            for event in dated
            if event.code == "act" and event.day
        ),
        years=tuple(_years(scale)),
        now=scale.turned(scale.place(on)),
        day=on.isoformat(),
        summary=summary,
        listed=tuple(_listed(event, on, state, wording) for event in listed),
        more=len(found) - len(listed),
        all_url=timeline_url(stored.work.slug, language=state.language, as_of=state.as_of),
        kept=tuple((name, value) for name, value in state.params() if value and name != "as_of"),
        start="100%" if scale.mirrored else "0",
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    mirrored: bool

    @classmethod
    def over(cls, first: date, last: date, mirrored: bool) -> _Scale:
        room = max(timedelta(days=30), (last - first) * MARGIN)
        return cls(max(first, date.min + room) - room, min(last, date.max - room) + room, mirrored)

    def place(self, day: date) -> float:
        """Percent from the beginning of the line."""
        share = (day - self.first) / (self.last - self.first)
        return round(min(max(share, 0.0), 1.0) * 100, 2)

    def turned(self, x: float, width: float = 0.0) -> float:
        """The same from the left edge, in a page that runs from the right."""
        return round(100 - x - width, 2) if self.mirrored else x

    def stretches(
        self, interval: Interval, until: float = 100.0, known: float = 0.0
    ) -> Iterator[tuple[float, float, bool]]:
        """From where to where an interval reaches, certain or not; an unknown end goes dashed to `until`.

        `known` is up to where it is known that it had not ended.
        """
        start, end = interval.start, interval.end
        if start.at is None and end.at is None:
            return
        began = self._two(start, 0.0)
        ended = self._two(end, 100.0)
        if start.kind is EndKind.UNKNOWN:
            yield 0.0, ended[1], False
            return
        yield began[0], began[1], False
        if end.kind is EndKind.UNKNOWN:
            stub = min(max(began[1] + STUB, known), until)
            yield began[1], stub, True
            yield stub, until, False
            return
        yield began[1], ended[0], True
        yield ended[0], ended[1], False

    def _two(self, end: End, otherwise: float) -> tuple[float, float]:
        if end.at is None:
            return otherwise, otherwise
        return self.place(end.at.earliest), self.place(end.at.latest)


def _stacked(wordings: Sequence[StoredExpression], scale: _Scale) -> list[tuple[StoredExpression, int]]:
    """Each wording with the row in which none before it still holds."""
    ends: list[float] = []
    made: list[tuple[StoredExpression, int]] = []
    for each in wordings:
        sure = [part for part in scale.stretches(each.expression.valid) if part[2]]
        if not sure:
            made.append((each, 0))
            continue
        begin, stop = sure[0][0], sure[-1][1]
        row = next((place for place, end in enumerate(ends) if end <= begin), len(ends))
        row = min(row, MOST_ROWS - 1)
        ends[row : row + 1] = [stop]
        made.append((each, row))
    return made


def _wording_bars(
    worded: Sequence[tuple[StoredExpression, int]],
    scale: _Scale,
    state: ReaderState,
    wording: Wording,
    on: date,
) -> Iterator[Bar]:
    starts = [scale.place(start.latest) for each, _ in worded if (start := each.expression.valid.start.at)]
    for each, row in worded:
        valid = each.expression.valid
        start = valid.start.at
        begin = scale.place(start.latest) if start else 0.0
        until = min((at for at in starts if at > begin), default=100.0)
        url = state.but(as_of=start.latest.isoformat(), part="") if start else ""
        text = described(each, wording)
        yield from _bars("wording", scale.stretches(valid, until), text, url, row, valid.covers(on) is True)


def _force_bars(stored: StoredWork, scale: _Scale, wording: Wording) -> Iterator[Bar]:
    """The periods of each state; where nothing is recorded of the force, that is drawn too."""
    if not whole_periods(stored, ForceState.IN_FORCE):
        yield Bar(ForceState.IN_FORCE.value, 0.0, 100.0, False, wording.t("date.span_unknown"))
    for state in ForceState:
        for period in whole_periods(stored, state):
            text = f"{wording.t('period.' + state)}: {wording.interval(period.interval)}"
            known = _continued(stored, scale) if state is ForceState.IN_FORCE else 0.0
            reach = scale.stretches(period.interval, known=known)
            yield from _bars(state.value, reach, text)


def _continued(stored: StoredWork, scale: _Scale) -> float:
    """Up to where it is recorded that the force of the work had not ended: it was amended then."""
    days = (
        force.interval.end.at.earliest
        for force in stored.forces
        if force.state is ForceState.CONTINUED and force.eid is None and force.interval.end.at
    )
    return max(map(scale.place, days), default=0.0)


def _bars(
    lane: str,
    stretches: Iterable[tuple[float, float, bool]],
    text: str,
    url: str = "",
    row: int = 0,
    current: bool = False,
) -> Iterator[Bar]:
    for first, last, sure in stretches:
        if last > first:
            yield Bar(lane, first, round(last - first, 2), sure, text, url, row, current)


def _years(scale: _Scale) -> Iterator[Tick]:
    first, last = scale.first.year + 1, scale.last.year
    step = next((each for each in STEPS if (last - first) / each < MOST_TICKS), STEPS[-1])
    for year in range(first, last + 1):
        x = scale.place(date(year, 1, 1))
        if year % step == 0 and 3 < x < 97:
            yield Tick(scale.turned(x), str(year))


def _listed(event: Event, on: date, state: ReaderState, wording: Wording) -> Listed:
    assert event.day is not None
    day = event.day.latest
    return Listed(_line(event, wording), state.but(as_of=day.isoformat(), part=""), day == on)


def _line(event: Event, wording: Wording) -> str:
    """An event in a few words."""
    places = ", ".join((*event.places[:2], *(("…",) if event.more or len(event.places) > 2 else ())))
    what = f"{event.text} ({places})" if places else event.text
    return wording.t("timeline.line", day=wording.date(event.day), what=what)

"""How many alerts a watch would have given in the last year, had it been there: told before it is saved.

Counted from the record, each by the day that the texts tell (of effect, of force, of an act, of the adoption
of what cites or is found), and where they tell none by the day on which it was recorded here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from corpus.model import AlertKind, LegalDate, Phase
from corpus.store.recorded import Card
from search_api.watching.grouping import Group

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class LastYear:
    """Alerts by the days that texts tell (`dated`), and by those on which something was recorded."""

    since: date
    dated: int
    recorded: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.dated + self.recorded


def last_year(groups: Iterable[Group], cards: Mapping[str, Card], today: date) -> LastYear:
    """Count what is told of a work or a provision; `cards` are those of the works that cite."""
    days = []
    for group in groups:
        day = group.day if group.phase is Phase.COME else None
        if group.kind is AlertKind.CITED and group.evidence.work in cards:
            day = cards[group.evidence.work].adopted
        moments = [event.recorded for event in group.events if event.recorded]
        days.append((day, min(moments, default=None)))
    return _count(days, today)


def last_year_of_hits(cards: Iterable[Card], today: date) -> LastYear:
    """Count the works that a search finds."""
    return _count([(card.adopted, card.recorded) for card in cards], today)


def _count(days: Iterable[tuple[LegalDate | None, datetime | None]], today: date) -> LastYear:
    since = today - YEAR
    dated = recorded = 0
    for day, moment in days:
        if day is not None:
            dated += since < day.latest <= today
        elif moment is not None:
            recorded += since < moment.date()
    return LastYear(since, dated, recorded)

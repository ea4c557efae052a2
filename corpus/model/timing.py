"""Rules of time as texts state them: so long after such an event. `corpus.law.periods` counts them out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import InvalidIdentifier


class Unit(StrEnum):
    """What a period counts."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Counting(StrEnum):
    """How a period is counted from the day of its event."""

    AFTER = "after"
    """`thirty days after`, `on the thirtieth day`: the day of the event is not counted, the last is."""
    ELAPSED = "elapsed"
    """`upon the expiry of thirty days`, `sau 45 ngày kể từ ngày ký`: that last day, or the one behind it."""
    FIRST_OF_MONTH = "first_of_month"
    """`on the first day of the second month following`."""


@dataclass(frozen=True, slots=True)
class Period:
    """So many units, counted so.

    >>> str(Period(45, Unit.DAYS, Counting.ELAPSED)), Period.parse("3 months after").count
    ('45 days elapsed', 3)
    """

    count: int
    unit: Unit = Unit.DAYS
    counting: Counting = Counting.AFTER

    def __str__(self) -> str:
        return f"{self.count} {self.unit} {self.counting}"

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read what `str` writes; raises InvalidIdentifier for anything else."""
        try:
            count, unit, counting = text.split()
            return cls(int(count), Unit(unit), Counting(counting))
        except ValueError as error:
            raise InvalidIdentifier(f"not a period: {text!r}", value=text) from error


class Event(StrEnum):
    """From what a rule counts."""

    SIGNATURE = "signature"
    ISSUE = "issue"
    """The signature of an act by who issues it, its adoption or its promulgation."""
    PUBLICATION = "publication"
    INSTRUMENTS = "instruments"
    """The deposit of so many instruments of ratification, acceptance, approval or accession."""
    EXCHANGE = "exchange"
    """The exchange of instruments of ratification, or of notes."""
    NOTIFICATION = "notification"
    """The last notification that internal procedures are completed."""
    ENTRY = "entry"
    """The entry into force itself: from it a term is counted."""
    OTHER = "other"
    """An event that is told and not understood."""


_RULE = re.compile(r"(?P<event>[a-z]+)(?: (?P<count>\d+))?(?: \+ (?P<period>[^,]+))?(?P<open>, open)?")


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A day by a rule: an event, so many times, and a period behind it.

    `open`: more is asked than the rule says (a condition, a further step), or a term goes on when
    it is over; then the rule gives no day by itself.

    >>> rule = TimeRule(Event.INSTRUMENTS, 22, Period(30))
    >>> str(rule), TimeRule.parse(str(rule)) == rule
    ('instruments 22 + 30 days after', True)
    """

    event: Event
    count: int = 0
    period: Period | None = None
    open: bool = False

    def __str__(self) -> str:
        count = f" {self.count}" if self.count else ""
        period = f" + {self.period}" if self.period else ""
        return f"{self.event}{count}{period}{', open' if self.open else ''}"

    @classmethod
    def parse(cls, text: str) -> TimeRule:
        """Read what `str` writes; raises InvalidIdentifier for anything else."""
        match = _RULE.fullmatch(text)
        if match is None or match["event"] not in tuple(Event):
            raise InvalidIdentifier(f"not a rule of time: {text!r}", value=text)
        period = Period.parse(match["period"]) if match["period"] else None
        return cls(Event(match["event"]), int(match["count"] or 0), period, bool(match["open"]))

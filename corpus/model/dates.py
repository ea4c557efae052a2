"""Dates as legal texts give them: sometimes partial, sometimes unknown, never rounded in silence."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from corpus.errors import InvalidIdentifier


class Calendar(StrEnum):
    """The calendar in which a date was printed."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"


@dataclass(frozen=True, slots=True)
class LegalDate:
    """A date as printed, with the earliest and the latest day that it can mean.

    "May 2009" is 2009-05-01 to 2009-05-31. A Hijri date converted by the tabular calendar
    carries the days by which observation may differ.
    """

    earliest: date
    latest: date
    printed: str = ""
    calendar: Calendar = Calendar.GREGORIAN

    @classmethod
    def of(cls, day: date, printed: str = "") -> LegalDate:
        """The certain day `day`."""
        return cls(day, day, printed or day.isoformat())

    @classmethod
    def parse(cls, text: str) -> LegalDate:
        """Read ISO 8601 at year, month or day precision: `2009`, `2009-05`, `2009-05-14`.

        Raises InvalidIdentifier for anything else.
        """
        parts = text.strip().split("-")
        try:
            numbers = [int(part) for part in parts]
            if not 1 <= len(numbers) <= 3 or len(parts[0]) != 4:
                raise ValueError(text)
            year, month = numbers[0], numbers[1] if len(numbers) > 1 else None
            first = date(year, month or 1, numbers[2] if len(numbers) > 2 else 1)
            if len(numbers) == 3:
                return cls(first, first, text.strip())
            last_month = month or 12
            last = date(year, last_month, monthrange(year, last_month)[1])
            return cls(first, last, text.strip())
        except ValueError as error:
            raise InvalidIdentifier(f"not a date: {text!r}", value=text) from error

    @property
    def day(self) -> date | None:
        """The day, where it is certain."""
        return self.earliest if self.earliest == self.latest else None

    def isoformat(self) -> str:
        """The shortest ISO form that says no more than is known."""
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        if self.earliest.day == 1 and (self.latest + timedelta(days=1)).day == 1:
            if (self.earliest.year, self.earliest.month) == (self.latest.year, self.latest.month):
                return f"{self.earliest:%Y-%m}"
            if self.earliest.year == self.latest.year and self.latest - self.earliest >= timedelta(days=364):
                return f"{self.earliest:%Y}"
        return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"


class EndKind(StrEnum):
    """The three different things an end of an interval can be."""

    KNOWN = "known"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class End:
    """One end of an interval: a date, open (it goes on), or unknown (nobody has said)."""

    kind: EndKind
    at: LegalDate | None = None

    @classmethod
    def on(cls, value: LegalDate | date | str) -> End:
        """The end at a known date, given as a value or as ISO text."""
        if isinstance(value, str):
            value = LegalDate.parse(value)
        elif isinstance(value, date):
            value = LegalDate.of(value)
        return cls(EndKind.KNOWN, value)

    def __str__(self) -> str:
        return self.at.isoformat() if self.at else self.kind.value


OPEN = End(EndKind.OPEN)
UNKNOWN = End(EndKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open interval [start, end) whose ends may be open or unknown."""

    start: End = UNKNOWN
    end: End = UNKNOWN

    def covers(self, day: date) -> bool | None:
        """Whether `day` lies inside: True, False, or None where the ends do not tell.

        An unknown end on one side leaves a day that the known side does not exclude unknown.
        """
        started = _reached(self.start, day, when_open=True)
        ended = _reached(self.end, day, when_open=False)
        if started is False or ended is True:
            return False
        if started is None or ended is None:
            return None
        return True


def _reached(end: End, day: date, *, when_open: bool) -> bool | None:
    """Whether the moment `end` has come on `day`; an open end has (start) or never does (end)."""
    if end.kind is EndKind.OPEN:
        return when_open
    if end.at is None:
        return None
    if day >= end.at.latest:
        return True
    return False if day < end.at.earliest else None

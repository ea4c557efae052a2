"""Hijri dates by the tabular calendar, which observation may leave by a day."""

from __future__ import annotations

from datetime import date, timedelta

from corpus.model import Calendar, LegalDate

_EPOCH = date(622, 7, 19).toordinal()
"""1 Muharram 1 in the proleptic Gregorian calendar (civil reckoning)."""
_CYCLE_DAYS = 10631
"""Days in the 30-year cycle: 354 each and 11 leap days."""
YEARS = range(1, 1601)
"""Hijri years that a document may name."""


def to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a tabular Hijri date; ValueError where there is no such date.

    >>> to_gregorian(1446, 1, 23)
    datetime.date(2024, 7, 30)
    """
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= 30:
        raise ValueError(f"not a Hijri date: {year}/{month}/{day}")
    cycles, years = divmod(year - 1, 30)
    leap_days = (11 * years + 14) // 30
    months = (month - 1) * 29 + month // 2
    return date.fromordinal(_EPOCH + cycles * _CYCLE_DAYS + years * 354 + leap_days + months + day - 1)


def hijri_date(year: int, month: int, day: int, printed: str) -> LegalDate:
    """The date as printed, with a day on either side for the difference of observation."""
    middle = to_gregorian(year, month, day)
    one = timedelta(days=1)
    return LegalDate(middle - one, middle + one, printed, Calendar.HIJRI)

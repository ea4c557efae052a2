"""Days counted from an event, exactly; where custom differs, from the earliest to the latest day.

The day of the event is never counted (dies a quo; Viet Nam: Civil Code 2015, article 147; China: Civil
Code, article 201; Russia: Civil Code, article 191; Council of Europe: ETS 76, article 3). So thirty days
after 1 January is 31 January, as depositaries count: the Washington convention on trade in species, 90
days after the tenth instrument of 2 April 1975, entered into force on 1 July 1975.

Custom differs where a period must have passed (`sau 45 ngày kể từ ngày ký`, `по истечении 30 дней`): some
take its last day, some the day behind it. The codification of Viet Nam does both: of four circulars with
45 days, three count to the 45th day and one to the 46th. Custom differs too where a month has no such day
(a month after 31 January): its last day, or the first of the next.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from corpus.model import LegalDate
from corpus.model.timing import Counting, Period, Unit

_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7}


def reached(base: LegalDate, period: Period | None, printed: str = "") -> LegalDate | None:
    """The day that a period after a day comes to; None where it cannot be counted (working days).

    >>> day = LegalDate.parse("2001-01-31")
    >>> reached(day, Period(30)).isoformat(), reached(day, Period(1, Unit.MONTHS)).isoformat()
    ('2001-03-02', '2001-02-28/2001-03-01')
    >>> reached(LegalDate.parse("2001-11-15"), Period(2, Unit.MONTHS, Counting.FIRST_OF_MONTH)).isoformat()
    '2002-01-01'
    """
    if period is None:
        return LegalDate(base.earliest, base.latest, printed or base.printed)
    first, last = _counted(base.earliest, period), _counted(base.latest, period)
    if first is None or last is None:
        return None
    return LegalDate(first[0], last[1], printed)


def _counted(base: date, period: Period) -> tuple[date, date] | None:
    """The earliest and the latest day so long after a certain one."""
    try:
        if period.unit in _DAYS:
            first = last = base + timedelta(days=period.count * _DAYS[period.unit])
        elif period.unit is Unit.WORKING_DAYS:
            return None
        else:
            first, last = _months_later(base, period.count * (12 if period.unit is Unit.YEARS else 1))
            if period.counting is Counting.FIRST_OF_MONTH:
                return first.replace(day=1), first.replace(day=1)
        return first, last + timedelta(days=1) if period.counting is Counting.ELAPSED else last
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def _months_later(base: date, count: int) -> tuple[date, date]:
    """The same day so many months later; where there is none, the last of that month and the next."""
    years, month = divmod(base.month - 1 + count, 12)
    year, month = base.year + years, month + 1
    length = monthrange(year, month)[1]
    day = date(year, month, min(base.day, length))
    return day, day if base.day <= length else day + timedelta(days=1)

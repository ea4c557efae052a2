"""Days counted from an event."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InvalidIdentifier
from corpus.law.periods import reached
from corpus.model import LegalDate
from corpus.model.timing import Counting, Event, Period, TimeRule, Unit

AFTER, ELAPSED, FIRST = Counting.AFTER, Counting.ELAPSED, Counting.FIRST_OF_MONTH
CASES = [
    # the event, the period, the day
    ("2001-01-01", Period(30), "2001-01-31"),
    ("1975-04-02", Period(90), "1975-07-01"),
    ("2010-06-28", Period(45, Unit.DAYS, ELAPSED), "2010-08-12/2010-08-13"),
    ("2011-05-03", Period(2, Unit.WEEKS), "2011-05-17"),
    ("1975-12-23", Period(3, Unit.MONTHS), "1976-03-23"),
    ("2001-01-31", Period(1, Unit.MONTHS), "2001-02-28/2001-03-01"),
    ("2001-01-31", Period(1, Unit.MONTHS, ELAPSED), "2001-02-28/2001-03-02"),
    ("2004-02-29", Period(1, Unit.YEARS), "2005-02-28/2005-03-01"),
    ("2004-02-29", Period(4, Unit.YEARS), "2008-02-29"),
    ("2011-05-03", Period(1, Unit.MONTHS, FIRST), "2011-06-01"),
    ("2011-05-31", Period(2, Unit.MONTHS, FIRST), "2011-07-01"),
    ("2001-11-15", Period(2, Unit.MONTHS, FIRST), "2002-01-01"),
    ("2011-05", Period(30), "2011-05-31/2011-06-30"),
]
days = st.dates(date(1800, 1, 1), date(2200, 12, 31))
periods = st.builds(Period, st.integers(1, 400), st.sampled_from([*Unit]), st.sampled_from([*Counting]))
rules = st.builds(
    TimeRule, st.sampled_from([*Event]), st.integers(0, 99), st.none() | periods, open=st.booleans()
)


@pytest.mark.parametrize(("base", "period", "day"), CASES)
def test_a_period_behind_a_day(base: str, period: Period, day: str) -> None:
    found = reached(LegalDate.parse(base), period)
    assert found is not None
    assert found.isoformat() == day


def test_working_days_are_not_counted_out() -> None:
    assert reached(LegalDate.parse("2011-05-03"), Period(10, Unit.WORKING_DAYS)) is None


def test_without_a_period_it_is_the_day_of_the_event() -> None:
    assert reached(LegalDate.parse("2011-05-03"), None) == LegalDate.parse("2011-05-03")


def test_beyond_the_calendar_there_is_none() -> None:
    assert reached(LegalDate.of(date(9999, 12, 1)), Period(60)) is None


@given(days, st.integers(0, 5000))
def test_days_are_exact_and_the_day_of_the_event_does_not_count(base: date, count: int) -> None:
    found = reached(LegalDate.of(base), Period(count))
    assert found is not None
    assert found.day == base + timedelta(days=count)


@given(days, periods)
def test_a_range_is_never_turned_round_and_lies_behind_the_event(base: date, period: Period) -> None:
    found = reached(LegalDate.of(base), period)
    if found is not None:
        assert base < found.earliest <= found.latest
        assert (found.latest - found.earliest).days <= 2


@given(days, st.integers(1, 600))
def test_months_end_on_the_same_day_or_are_unsure(base: date, count: int) -> None:
    found = reached(LegalDate.of(base), Period(count, Unit.MONTHS))
    assert found is not None
    length = monthrange(found.earliest.year, found.earliest.month)[1]
    if base.day <= length:
        assert found.day is not None
        assert found.day.day == base.day
    else:
        assert found.earliest.day == length
        assert found.latest == found.earliest + timedelta(days=1)


@given(days, days, periods)
def test_a_later_event_never_gives_an_earlier_day(one: date, other: date, period: Period) -> None:
    first, second = sorted((one, other))
    early, late = reached(LegalDate.of(first), period), reached(LegalDate.of(second), period)
    if early and late:
        assert early.earliest <= late.earliest
        assert early.latest <= late.latest


@given(days, days, periods, st.integers(0, 100))
def test_of_an_uncertain_event_every_day_is_within(one: date, other: date, period: Period, at: int) -> None:
    first, last = sorted((one, other))
    certain = min(first + timedelta(days=at), last)
    whole, single = reached(LegalDate(first, last), period), reached(LegalDate.of(certain), period)
    if whole and single:
        assert whole.earliest <= single.earliest
        assert single.latest <= whole.latest


@given(rules)
def test_a_rule_is_read_as_it_is_written(rule: TimeRule) -> None:
    assert TimeRule.parse(str(rule)) == rule


@pytest.mark.parametrize("text", ["", "art_2", "signature + soon", "signature + 3 moons after"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(InvalidIdentifier):
        TimeRule.parse(text)

"""The wordings of a work as moments to choose: by a day where a day names one, else by its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.law.comparison import wording_on
from corpus.law.history import placed, unplaced
from corpus.model import Making
from corpus.store.views import StoredExpression, StoredWork
from search_api.comparing import wordings_in
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class Moment:
    """A wording to choose: its value in an address, and what it is called."""

    value: str
    text: str
    chosen: bool


def ordered(stored: StoredWork, language: str) -> list[StoredExpression]:
    """The wordings in a language in the order of time, those without dates last."""
    own = wordings_in(stored, language)
    return [*placed(own), *unplaced(own)]


def moments(own: Sequence[StoredExpression], chosen: int, wording: Wording) -> tuple[Moment, ...]:
    """The wordings, the one with the number `chosen` marked."""
    return tuple(Moment(value_of(each, own), described(each, wording), each.id == chosen) for each in own)


def value_of(stored: StoredExpression, own: Sequence[StoredExpression]) -> str:
    """A day on which this wording is the one that holds, else its number."""
    for day in _days(stored):
        found = wording_on(own, day)
        if found is not None and found.certain and found.expression.id == stored.id:
            return day.isoformat()
    return f"expression-{stored.id}"


def _days(stored: StoredExpression) -> Iterator[date]:
    valid = stored.expression.valid
    if valid.start.at:
        yield valid.start.at.latest
    if valid.end.at and valid.end.at.earliest > date.min:
        yield valid.end.at.earliest - timedelta(days=1)


def described(stored: StoredExpression, wording: Wording) -> str:
    """When a wording held, how it was made where that is not its original one, and its own number.

    Of one that nobody has dated, the name of its file: else it could not be told from others.
    """
    expression = stored.expression
    made = wording.code("making", expression.making) if expression.making is not Making.ORIGINAL else ""
    dated = any((expression.valid.start.at, expression.valid.end.at))
    file = stored.preferred.source.path.rpartition("/")[2] if stored.preferred and not dated else ""
    parts = (wording.interval(expression.valid), made, expression.number, file)
    return " · ".join(part for part in parts if part)


def day_of(stored: StoredExpression) -> str:
    """The day by which the reader shows this wording."""
    start = stored.expression.valid.start.at
    return start.latest.isoformat() if start else ""

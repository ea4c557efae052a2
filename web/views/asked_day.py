"""The day that the address of a page about one work asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.datastructures import QueryParams

from web.views.cited import day_text
from web.views.search_state import read_day


@dataclass(frozen=True, slots=True)
class AskedDay:
    """`on` is the day of the wording and the status, today where the address names none.

    `only` is the day to which lists of what is recorded are held; None: all of it is told, for the address
    names no day, or `any`. `bad` is what was typed where it is no day.
    """

    on: date
    only: date | None = None
    text: str = ""
    """As addresses say it, so that links keep it."""
    bad: str = ""

    @classmethod
    def read(cls, params: QueryParams, today: date) -> AskedDay:
        """The day that an address tells; what cannot be read counts as not said."""
        day, bad = read_day(params.get("as_of", ""))
        only = day if isinstance(day, date) else None
        return cls(only or today, only, day_text(day), bad)

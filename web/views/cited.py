"""A provision as facts cite it: its name, its address, its status where that matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.language.directions import direction
from corpus.model import State
from search_api.facts.answers import Cited
from search_api.results import AsOf
from web.urls import work_url
from web.views.naming import BETWEEN
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class CitedView:
    """A provision in words. `warns`: it is not in force or nobody knows, and this was not said yet."""

    url: str
    place: str
    title: str
    number: str
    language: str
    direction: str
    state: str
    word: str
    reason: str
    warns: bool


def cited_view(cited: Cited, as_of: str, wording: Wording, said: State | None = None) -> CitedView:
    """The view of a citation; `as_of` is the day as the address of the page says it.

    `said`: the state that stands above it, which is not repeated.
    """
    status = cited.status
    return CitedView(
        url=work_url(cited.work, cited.eid, params=[("language", cited.language), ("as_of", as_of)]),
        place=BETWEEN.join(cited.steps) or wording.code("provision", cited.kind or "article"),
        title=cited.title,
        number=cited.number if cited.number not in cited.title else "",
        language=cited.language,
        direction=direction(cited.language),
        state=status.state,
        word=wording.state(status),
        reason=wording.reason(status),
        warns=status.state is not (said or State.IN_FORCE),
    )


def day_text(day: date | AsOf | None) -> str:
    """A day as addresses say it; empty: today."""
    return day.isoformat() if isinstance(day, date) else day or ""

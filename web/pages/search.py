"""The search page: the box, what was understood, facets, hits, and help where there are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from search_api.errors import InvalidQuery, SearchUnavailable
from search_api.http.problems import retry_seconds
from search_api.results import AsOf, Mode, SearchResponse
from web.site import Site, Visitor, render, retry_after, visitor_of
from web.urls import watch_url, with_params
from web.views.facets import Facet, facets
from web.views.hits import HitView, hit_view
from web.views.search_state import LAST_PAGE, PAGE_SIZE, SearchState
from web.views.understood import Part, parts
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class Help:
    """Something to try when nothing was found."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a search cannot be understood."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """That searches cannot be answered now: when it is worth trying again, and where."""

    again: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in words."""

    parts: tuple[Part, ...]
    notices: tuple[str, ...]
    facets: tuple[Facet, ...]
    hits: tuple[HitView, ...]
    tally: str
    first: int
    previous: str
    next: str
    help: tuple[Help, ...]
    watch_url: str
    feed_url: str


def search_page(request: Request, site: Site) -> Response:
    """`/search`: the state is in the address, so every search has a link."""
    visitor = visitor_of(request, site)
    state = SearchState.read(request.query_params).seen(site.today)
    answer, fault, unavailable, seconds = None, None, None, None
    if state.asked:
        try:
            answer = _answer(site, visitor, state)
        except InvalidQuery as error:
            fault = fault_of(error, visitor)
        except SearchUnavailable as error:
            seconds = retry_seconds(error.params)
            unavailable = Unavailable(visitor.t.count("unavailable.again", seconds), state.url())
    response = render(
        request,
        site,
        visitor,
        "search.html",
        status=400 if fault else 503 if unavailable else 200,
        answer=answer,
        fault=fault,
        unavailable=unavailable,
        bad_date=state.bad_date,
        **form_values(state, site.today, focus=False),
    )
    return retry_after(response, seconds)


def form_values(state: SearchState, today: date, *, focus: bool) -> dict[str, Any]:
    """What the search form shows; the day of the law is always told, today's where none was asked for."""
    day = state.as_of if isinstance(state.as_of, date) else today
    return {
        "state": state,
        "modes": tuple(Mode),
        "day": day.isoformat(),
        "today": today.isoformat(),
        "any_time": state.as_of is AsOf.ANY,
        "focus": focus,
    }


def fault_of(error: InvalidQuery, visitor: Visitor) -> Fault:
    """The fault of a query, with its place, in the visitor's language."""
    wording = Wording(visitor.t)
    params = error.params
    fault = wording.code("fault", str(params.get("reason", error)))
    place = params.get("position")
    text = visitor.t("error.invalid_query", position=place, fault=fault) if place else fault
    return Fault(visitor.t("error.invalid_query_title"), text)


def _answer(site: Site, visitor: Visitor, state: SearchState) -> Answer:
    request = state.request(visitor.language, visitor.scope, limit=PAGE_SIZE + 1)
    response = site.service.search(request)
    wording = Wording(visitor.t)
    catalogue = site.shelf.catalogue(visitor.scope)
    first = (state.page - 1) * PAGE_SIZE + 1
    more = len(response.hits) > PAGE_SIZE and state.page < LAST_PAGE
    return Answer(
        parts=parts(
            response, state, site.today, partial(catalogue.title_of, language=visitor.language), wording
        ),
        notices=tuple(wording.code("notice", code) for code in response.understood.notices),
        facets=facets(response.facets, state, wording),
        hits=tuple(
            hit_view(hit, state, place, wording)
            for place, hit in enumerate(response.hits[:PAGE_SIZE], start=first)
        ),
        tally=visitor.t.count("search.tally", response.total),
        first=first,
        previous=state.at_page(state.page - 1).url() if state.page > 1 else "",
        next=state.at_page(state.page + 1).url() if more else "",
        help=() if response.hits else tuple(_help(site, visitor, state, response)),
        watch_url=watch_url(params=state.at_page(1).by(Mode.HYBRID).params()),
        feed_url=with_params("/search/feed.atom", state.at_page(1).by(Mode.HYBRID).params()),
    )


def _help(site: Site, visitor: Visitor, state: SearchState, response: SearchResponse) -> Iterator[Help]:
    """What would find something: only ways that differ from what was asked."""
    t = visitor.t
    if "language" in state.filters:
        yield Help(t("nothing.other_language"), state.without("language").url())
    if state.filters and set(state.filters) != {"language"}:
        yield Help(t("nothing.no_filters"), state.unfiltered().url())
    if response.understood.as_of is not None:
        yield Help(t("nothing.any_time"), state.on(AsOf.ANY).url())
    if state.mode is Mode.LEXICAL:
        yield Help(t("nothing.by_meaning"), state.by(Mode.HYBRID).url())
    for text in _near(site, visitor, state, response.understood.as_of):
        yield Help(t("nothing.spelling", text=text), state.asking(text).url())


def _near(site: Site, visitor: Visitor, state: SearchState, day: date | None) -> list[str]:
    """Titles, numbers and headings of law of the day that begin like the question's first words."""
    words = state.query.split()
    for count in (3, 2, 1):
        if len(words) >= count:
            found = site.service.suggest(" ".join(words[:count]), visitor.scope, as_of=day)
            texts = [suggestion.text for suggestion in found if suggestion.text != state.query]
            if texts:
                return list(dict.fromkeys(texts))[:3]
    return []

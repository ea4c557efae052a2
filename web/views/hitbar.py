"""The bar that leads from a hit back to the results and on to the hits beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import QueryParams

from search_api.analysis import analyse, highlight
from search_api.errors import SearchError
from search_api.results import Hit
from web.site import Site, Visitor
from web.urls import work_url
from web.views.search_state import LAST_PAGE, PAGE_SIZE, SearchState
from web.views.wordings import ReaderState

MOST_CAME_FROM = 4000
"""Characters of a search kept in an address; a longer one is forgotten rather than followed."""


@dataclass(frozen=True, slots=True)
class HitBar:
    """Back, previous, next; and which words to mark in which provision."""

    back: str
    previous: str
    next: str
    number: int
    eid: str
    query: str
    languages: tuple[str, ...]

    def marks(self, text: str, language: str) -> Sequence[tuple[int, int]]:
        """Where the words of the question stand in a text."""
        words = analyse(self.query, self.languages)
        return highlight(text, words.tokens, language)


def hit_bar(site: Site, visitor: Visitor, state: ReaderState) -> HitBar | None:
    """The bar of a hit; None where the reader was not opened from a search that still answers."""
    if not state.came_from or not state.hit.isdecimal() or len(state.came_from) > MOST_CAME_FROM:
        return None
    place = min(max(int(state.hit), 1), PAGE_SIZE * LAST_PAGE)
    search = SearchState.read(QueryParams(parse_qsl(state.came_from)))
    before = 1 if place > 1 else 0
    request = search.request(visitor.language, visitor.scope, limit=before + 2, offset=place - 1 - before)
    try:
        response = site.service.search(request)
    except SearchError:
        return None
    hits = response.hits
    page = (place - 1) // PAGE_SIZE + 1
    return HitBar(
        back=search.at_page(page).url(),
        previous=_url(hits[0], search, place - 1) if before and hits else "",
        next=_url(hits[before + 1], search, place + 1) if len(hits) > before + 1 else "",
        number=place,
        eid=state.at,
        query=search.query,
        languages=tuple(dict.fromkeys((response.understood.language, visitor.language))),
    )


def _url(hit: Hit, search: SearchState, place: int) -> str:
    day = dict(search.params())["as_of"]
    came_from = search.at_page((place - 1) // PAGE_SIZE + 1).url().partition("?")[2]
    params = [("language", hit.language), ("as_of", day), ("from", came_from), ("hit", str(place))]
    return work_url(hit.work_slug, hit.eid, params=params)

"""The relations of a work, or of a provision of it, both ways: drawn, and as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from corpus.language.directions import direction
from corpus.law.relating import related_on
from search_api.choosing import choose_holding, find_provision
from web.site import Site, render, visitor_of
from web.urls import graph_url, work_url
from web.views.asked_day import AskedDay
from web.views.graph import Group, Node, groups, places
from web.views.graph_drawing import drawing
from web.views.rows import Tree
from web.views.tools import Tool, tools
from web.views.truth import truth
from web.wording import Wording

FIRST = 12
"""Of each type, listed on the page of all types."""
PAGE = 100
"""On the page of one type."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A group with the part of it that is listed, and the address of all of it."""

    group: Group
    nodes: tuple[Node, ...]
    more: int
    url: str


def graph_page(request: Request, site: Site, key: str) -> Response:
    """`/works/{key}/relations?at=&type=&page=&language=&as_of=`.

    `at` is a provision, `type` lists one type page by page. With a day, what may stand on it.
    """
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    params = request.query_params
    stored = site.service.work(key, visitor.scope)
    slug, at, kind = stored.work.slug, params.get("at", ""), params.get("type", "")
    asked = AskedDay.read(params, site.today)
    shown = choose_holding(stored, (params.get("language", ""), visitor.language), asked.on, at)
    if at:
        find_provision(shown.provisions, at)
    related = related_on(stored, asked.only)
    found = groups(related, shown, at, site.shelf.catalogue(visitor.scope), wording, asked.text)
    chosen = [group for group in found if not kind or group.code == kind]
    number = int(params["page"]) if params.get("page", "").isdecimal() else 1
    status = site.service.status(stored, asked.on)
    language = shown.expression.language
    kept = [("language", language), ("as_of", asked.text)]

    def of_type(code: str) -> str:
        return graph_url(slug, at, params=[("type", code), *kept])

    return render(
        request,
        site,
        visitor,
        "graph.html",
        truth=truth(stored, shown, status, asked.on, wording),
        tools=tools(stored, language, Tool.RELATIONS, wording, asked.text),
        day=asked.on.isoformat(),
        any_time=asked.only is None,
        bad_date=asked.bad,
        asked=[("at", at), ("type", kind), ("language", language)],
        text_language=language,
        text_direction=direction(language),
        place=Tree(shown.provisions).name(at, wording) if at else "",
        read_url=work_url(slug, at, params=kept),
        whole_url=graph_url(slug, params=kept) if at or kind else "",
        drawing=drawing(chosen, mirrored=direction(visitor.language) == "rtl") if number == 1 else None,
        sides=[
            (
                incoming,
                [_listed(group, kind, number, of_type) for group in chosen if group.incoming is incoming],
            )
            for incoming in (True, False)
        ],
        kind=kind,
        page=number,
        pages=_pages(chosen) if kind else 1,
        page_url=lambda page: graph_url(slug, at, params=[("type", kind), ("page", str(page)), *kept]),
        places=places(related, shown, at, wording, asked.text),
    )


def _listed(group: Group, kind: str, number: int, url_of: Callable[[str], str]) -> Listed:
    url = url_of(group.code)
    if kind:
        start = (max(number, 1) - 1) * PAGE
        return Listed(group, group.nodes[start : start + PAGE], 0, url)
    return Listed(group, group.nodes[:FIRST], len(group.nodes[FIRST:]), url)


def _pages(chosen: Sequence[Group]) -> int:
    return max((-(-len(group.nodes) // PAGE) for group in chosen), default=1)

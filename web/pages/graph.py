"""The relations of a work, or of a provision of it, both ways: drawn, and as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from search_api.choosing import choose_expression, find_provision
from web.languages import direction
from web.site import Site, render, visitor_of
from web.urls import graph_url, work_url
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
    """`/works/{key}/relations?at=&type=&page=`: `at` is a provision, `type` lists one type page by page."""
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    params = request.query_params
    stored = site.service.work(key, visitor.scope)
    slug, at, kind = stored.work.slug, params.get("at", ""), params.get("type", "")
    shown = choose_expression(stored, (params.get("language", ""), visitor.language), site.today)
    if at:
        find_provision(shown.provisions, at)
    found = groups(stored, shown, at, site.shelf.catalogue(visitor.scope), wording)
    chosen = [group for group in found if not kind or group.code == kind]
    number = int(params["page"]) if params.get("page", "").isdecimal() else 1
    status = site.service.status(stored, site.today)
    language = shown.expression.language
    return render(
        request,
        site,
        visitor,
        "graph.html",
        truth=truth(stored, shown, status, site.today, wording),
        tools=tools(stored, language, Tool.RELATIONS, wording),
        text_language=language,
        text_direction=direction(language),
        place=Tree(shown.provisions).name(at, wording) if at else "",
        read_url=work_url(slug, at, params=[("language", language)]),
        whole_url=graph_url(slug) if at or kind else "",
        all_url=graph_url(slug, at),
        drawing=drawing(chosen, mirrored=direction(visitor.language) == "rtl") if number == 1 else None,
        sides=[
            (
                incoming,
                [_listed(group, slug, at, kind, number) for group in chosen if group.incoming is incoming],
            )
            for incoming in (True, False)
        ],
        kind=kind,
        page=number,
        pages=_pages(chosen) if kind else 1,
        page_url=lambda page: graph_url(slug, at, params=[("type", kind), ("page", str(page))]),
        places=places(stored, shown, at, wording),
    )


def _listed(group: Group, slug: str, at: str, kind: str, number: int) -> Listed:
    url = graph_url(slug, at, params=[("type", group.code)])
    if kind:
        start = (max(number, 1) - 1) * PAGE
        return Listed(group, group.nodes[start : start + PAGE], 0, url)
    return Listed(group, group.nodes[:FIRST], len(group.nodes[FIRST:]), url)


def _pages(chosen: Sequence[Group]) -> int:
    return max((-(-len(group.nodes) // PAGE) for group in chosen), default=1)

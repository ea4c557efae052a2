"""How to search: the syntax with an example a line, the fields, and what the status words mean."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from corpus.model import State
from search_api.query.fields import FIELDS
from web.site import Site, render, visitor_of


@dataclass(frozen=True, slots=True)
class Example:
    """A query that can be typed, and the message that explains it."""

    key: str
    example: str


SYNTAX = (
    Example("phrase", '"consular post"'),
    Example("all", "passport AND fee"),
    Example("any", "denunciation OR withdrawal"),
    Example("none", "visa NOT diplomatic"),
    Example("prefix", "notif*"),
    Example("group", "(arrest OR detention) AND consul*"),
    Example("field", "kind:treaty language:fr"),
    Example("year", "year:2010..2020"),
)
"""Examples of each form, with the message `help.KEY`; a test runs every one of them."""


def help_page(request: Request, site: Site) -> Response:
    """`/help`."""
    visitor = visitor_of(request, site)
    return render(
        request,
        site,
        visitor,
        "help.html",
        syntax=SYNTAX,
        fields=tuple(field.name for field in FIELDS),
        states=tuple(State),
    )

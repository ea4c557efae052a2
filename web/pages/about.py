"""What the base holds and what is missing, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from search_api.health import Readiness
from web.messages import Messages
from web.shelf import Catalogue
from web.site import Site, render, visitor_of

COUNTED = (
    "works",
    "expressions",
    "sources",
    "provisions",
    "relations",
    "party_actions",
    "passages",
    "vectors",
    "lag",
)
"""The figures of `Health` that are shown; each has the message `about.NAME`."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and a value."""

    name: str
    value: str


def about_page(request: Request, site: Site) -> Response:
    """`/about`."""
    visitor = visitor_of(request, site)
    health = site.service.health(visitor.scope)
    t = visitor.t
    facts = tuple(Fact(t(f"about.{name}"), _number(getattr(health, name), t)) for name in COUNTED)
    return render(request, site, visitor, "about.html", facts=facts, missing=missing(health, t))


def _number(value: int | None, t: Messages) -> str:
    """The number, or that it is not known."""
    return t("about.unknown") if value is None else t.number(value)


def unread(catalogue: Catalogue, t: Messages) -> tuple[str, ...]:
    """That the list of works is not whole yet, where it is not."""
    return () if catalogue.complete else (t("works.unread"),)


def missing(now: Readiness, t: Messages) -> tuple[str, ...]:
    """What a search cannot do now, as sentences."""
    return tuple(_missing(now, t))


def _missing(now: Readiness, t: Messages) -> Iterator[str]:
    if not now.readable:
        yield t("error.store_unavailable_title")
    elif "engine" in now.missing:
        yield t("about.no_engine")
    elif not now.ready:
        yield t("error.index_unusable")
    elif now.lag:
        yield t("about.index_behind")
    if "model" in now.missing:
        yield t("about.no_model")
    elif "vectors" in now.missing:
        yield t("about.vectors_behind")

"""The list of works, by kind, language, issuer, party and year."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from web.pages.about import unread
from web.shelf import FIELDS, Catalogue
from web.site import Site, render, visitor_of
from web.urls import Params, with_params
from web.views.asked_day import AskedDay
from web.views.works import work_line
from web.wording import Wording

PAGE_SIZE = 40
MOST_OPTIONS = 200
"""Values in one list; the rest is found by search."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose, with how many works have it."""

    value: str
    name: str
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A field with its values."""

    field: str
    options: tuple[Option, ...]


def works_page(request: Request, site: Site) -> Response:
    """`/works`, by the values of fields; `as_of` is the day of the statuses."""
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    catalogue = site.shelf.catalogue(visitor.scope)
    day = AskedDay.read(request.query_params, site.today)
    kept = [("as_of", day.text)]
    where = {field: request.query_params.get(field, "") for field in FIELDS}
    chosen = catalogue.chosen(where)
    asked = request.query_params.get("page", "1")
    last = max(-(-len(chosen) // PAGE_SIZE), 1)
    page = min(max(int(asked), 1), last) if asked.isdecimal() else 1
    return render(
        request,
        site,
        visitor,
        "works.html",
        choices=tuple(_choice(field, catalogue, where, wording) for field in FIELDS),
        notices=unread(catalogue, visitor.t),
        tally=visitor.t.count("works.tally", len(chosen)),
        works=tuple(
            work_line(card, wording, site.service.standing(card.id, visitor.scope, day.on), kept)
            for card in chosen[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        ),
        day=day.on.isoformat(),
        bad_date=day.bad,
        on=wording.t("reader.as_of", day=wording.day(day.on)),
        page=page,
        previous=_address(where, page - 1, kept) if page > 1 else "",
        next=_address(where, page + 1, kept) if page < last else "",
    )


def _address(where: dict[str, str], page: int, kept: Params) -> str:
    return with_params("/works", [*where.items(), ("page", str(page)), *kept])


def _choice(field: str, catalogue: Catalogue, where: dict[str, str], wording: Wording) -> Choice:
    counts = catalogue.counts(field, where)
    if where[field]:
        counts.setdefault(where[field], 0)
    ordered = (
        sorted(counts, reverse=True) if field == "year" else [value for value, _ in counts.most_common()]
    )
    return Choice(
        field,
        tuple(
            Option(
                value,
                wording.facet_value(field, value),
                wording.t.number(counts[value]),
                value == where[field],
            )
            for value in ordered[:MOST_OPTIONS]
        ),
    )

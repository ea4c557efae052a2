"""Procedures: all of them by name, and those of one work with every line tied to its provision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from corpus.language.directions import direction
from corpus.model import ItemKind
from search_api.facts.answers import Found, ProcedureView
from search_api.results import AsOf
from web.languages import UI_LANGUAGES, own_name
from web.messages import Messages
from web.site import Site, render, visitor_of
from web.urls import procedures_url, with_params, work_url
from web.views.cited import CitedView, cited_view, day_text
from web.views.measures import measured
from web.views.search_state import read_day
from web.views.truth import truth
from web.wording import Wording

ORDER = (
    ItemKind.PAPER,
    ItemKind.STEP,
    ItemKind.DEADLINE,
    ItemKind.FEE,
    ItemKind.BODY,
    ItemKind.BASIS,
)
"""What the person at the counter asks first: what to bring, what happens, how long, how much, where."""
MOST_SHOWN = 60
"""Facts on one page: what is sought among more is sought by name."""
MOST_SHOWN = 60
"""Facts on one page: what is sought among more is sought by name."""
COUNTED = (ItemKind.PAPER, ItemKind.STEP, ItemKind.DEADLINE, ItemKind.FEE)


@dataclass(frozen=True, slots=True)
class LanguageOption:
    """A language to choose."""

    tag: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a procedure."""

    text: str
    measure: str
    cited: CitedView


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one kind; `kind` is the message `item.KIND`."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A procedure: in the list without its lines, but with how many there are."""

    name: str
    url: str
    body: str
    cited: CitedView
    holds: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    anchor: str = ""


def procedures_page(request: Request, site: Site) -> Response:
    """`/procedures?q=&language=&as_of=`."""
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    query = request.query_params.get("q", "").strip()
    language = request.query_params.get("language", "")
    day, bad = read_day(request.query_params.get("as_of", ""))
    found = site.service.procedures.named(
        visitor.scope, words=query, language=language or None, as_of=day, limit=MOST_SHOWN
    )
    ordered = sorted(found.found, key=lambda view: view.cited.language != visitor.language)
    return render(
        request,
        site,
        visitor,
        "procedures.html",
        query=query,
        cards=tuple(_card(view, day_text(day), wording) for view in ordered),
        **list_values("/procedures", [("q", query)], found, language, day, bad, visitor.t),
    )


def list_values(
    path: str,
    asked: list[tuple[str, str]],
    found: Found[Any],
    language: str,
    day: date | AsOf | None,
    bad: str,
    t: Messages,
) -> dict[str, Any]:
    """What the form over a list of facts shows, and what the list leaves out."""
    kept = [*asked, ("language", language)]
    return {
        "languages": language_options(language),
        "day": found.on.isoformat(),
        "bad_date": bad,
        "any_time": day is AsOf.ANY,
        "over": t.count("facts.over", found.over) if found.over else "",
        "over_url": with_params(path, [*kept, ("as_of", AsOf.ANY)]),
        "more": found.more,
    }


def language_options(chosen: str) -> tuple[LanguageOption, ...]:
    """The seven languages of the interface, and the one asked for."""
    tags = dict.fromkeys((*UI_LANGUAGES, *((chosen,) if chosen else ())))
    return tuple(LanguageOption(tag, own_name(tag), tag == chosen) for tag in tags)


def procedures_of_work_page(request: Request, site: Site, key: str) -> Response:
    """`/works/{key}/procedures?at=&language=&as_of=`: with `at` those that open there, to print alone."""
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    language, at = (request.query_params.get(name, "") for name in ("language", "at"))
    day, bad = read_day(request.query_params.get("as_of", ""))
    on = day if isinstance(day, date) else site.today
    wanted = [each for each in (language, visitor.language) if each]
    found = site.service.procedures.of_work(key, visitor.scope, wanted, as_of=on)
    chosen = [view for view in found.found if at in ("", view.procedure.eid)]
    stored, shown = found.work, found.expression
    as_of = day_text(day)
    return render(
        request,
        site,
        visitor,
        "procedures_of_work.html",
        truth=truth(stored, shown, found.status, on, wording),
        text_language=shown.expression.language,
        text_direction=direction(shown.expression.language),
        cards=tuple(_card(view, as_of, wording, whole=True) for view in chosen),
        all_url=procedures_url(stored.work.slug, language=language, as_of=as_of) if at else "",
        back=work_url(stored.work.slug, params=[("language", language), ("as_of", as_of)]),
        address=str(request.url),
        today=wording.day(site.today),
        bad_date=bad,
    )


def _card(view: ProcedureView, as_of: str, wording: Wording, *, whole: bool = False) -> Card:
    cited, procedure = view.cited, view.procedure
    return Card(
        name=procedure.name,
        url=procedures_url(cited.work, procedure.eid, language=cited.language, as_of=as_of),
        body=procedure.competent_body or "",
        cited=cited_view(cited, as_of, wording),
        holds=tuple(_holds(view, wording.t)),
        groups=tuple(_groups(view, as_of, wording)) if whole else (),
        anchor=procedure.eid,
    )


def _holds(view: ProcedureView, t: Messages) -> Iterator[str]:
    """What is told in it, as far as it is."""
    kinds = {item.kind for item, _ in view.items}
    return (t(f"item.{kind}") for kind in COUNTED if kind in kinds)


def _groups(view: ProcedureView, as_of: str, wording: Wording) -> Iterator[Group]:
    said = view.cited.status.state
    for kind in ORDER:
        lines = tuple(
            Line(item.text, measured(item, wording.t), cited_view(cited, as_of, wording, said))
            for item, cited in view.items
            if item.kind is kind
        )
        if lines:
            yield Group(kind, lines)

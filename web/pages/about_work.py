"""Everything recorded about a work, value by value, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from babel.dates import format_datetime
from starlette.requests import Request
from starlette.responses import Response

from corpus.law.timeline import cause
from corpus.model import Assertion, Force, PartyAction
from corpus.store.views import StoredWork
from search_api.choosing import choose_expression
from web.languages import locale_of
from web.site import Site, render, visitor_of
from web.urls import original_url, page_url, work_url
from web.views.asked_day import AskedDay
from web.views.naming import name_in_work
from web.views.relations import Item, items
from web.views.tools import Tool, tools
from web.views.truth import drawable, truth
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, with its address and language where it has them."""

    text: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name and columns are message keys `about_work.NAME` and `column.NAME`."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


COLUMNS: dict[str, tuple[str, ...]] = {
    "values": ("field", "value", "origin", "detail", "recorded"),
    "identifiers": ("scheme", "value"),
    "expressions": ("language", "authority", "making", "wording", "provisions"),
    "sources": ("source", "language", "pages", "licence", "access"),
    "force": ("state", "period", "provision", "origin", "detail"),
    "relations": ("relation", "work", "provision", "period"),
    "actions": ("party", "action", "date", "effective", "text"),
}
"""The tables of the page with their columns."""


def about_work_page(request: Request, site: Site, key: str) -> Response:
    """`/works/{key}/about?as_of=`: all that is recorded, with the status of the day."""
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    stored = site.service.work(key, visitor.scope)
    catalogue = site.shelf.catalogue(visitor.scope)
    asked = AskedDay.read(request.query_params, site.today)
    found = items(stored, lambda each: catalogue.title_of(each, visitor.language), wording, asked.text)
    shown = choose_expression(stored, (visitor.language,), asked.on)
    status = site.service.status(stored, asked.on)
    return render(
        request,
        site,
        visitor,
        "about_work.html",
        truth=truth(stored, shown, status, asked.on, wording),
        tools=tools(stored, shown.expression.language, Tool.ABOUT, wording, asked.text),
        tables=tuple(_tables(stored, found, wording)),
    )


def _tables(stored: StoredWork, found: tuple[Item, ...], wording: Wording) -> Iterator[Table]:
    rows = {
        "values": (_value(each, stored, wording) for each in sorted(_told_once(stored), key=_field)),
        "identifiers": _identifiers(stored, wording),
        "expressions": _expressions(stored, wording),
        "sources": _sources(stored, wording),
        "force": _force(stored, wording),
        "relations": (_relation(item, stored, wording) for item in found),
        "actions": (_action(each, wording) for each in sorted(stored.party_actions, key=_when)),
    }
    for name, columns in COLUMNS.items():
        yield Table(name, columns, tuple(dict.fromkeys(rows[name])))


def _told_once(stored: StoredWork) -> Iterator[Assertion]:
    """Every value recorded; a text's own title only where it is not the work's in that language too."""
    titles = {(a.value, a.origin.kind) for a in stored.work.assertions if a.field.startswith("title.")}
    for assertion in stored.work.assertions:
        if assertion.field != "expression.title" or (assertion.value, assertion.origin.kind) not in titles:
            yield assertion


def _field(assertion: Assertion) -> tuple[str, bool]:
    """By field, the values that hold before those superseded."""
    return assertion.field, assertion.superseded is not None


def _value(assertion: Assertion, stored: StoredWork, wording: Wording) -> tuple[Cell, ...]:
    name, value = wording.asserted(assertion.field, assertion.value)
    origin = wording.code("origin", assertion.origin.kind)
    recorded = assertion.recorded
    when = str(format_datetime(recorded, "short", locale=locale_of(wording.t.language))) if recorded else ""
    if assertion.superseded is not None:
        when = f"{when} {wording.t('about_work.superseded')}".strip()
    language = assertion.field.partition(".")[2] if assertion.field.startswith("title.") else ""
    return (
        Cell(name),
        Cell(_short(value), language=language),
        Cell(origin),
        _detail(assertion.origin.detail, stored, wording),
        Cell(when),
    )


def _detail(detail: str, stored: StoredWork, wording: Wording) -> Cell:
    """Where exactly: a provision by its name with a link, a code in words, anything else as it is."""
    code = detail.replace(" ", "_")
    if f"detail.{code}" in wording.t:
        return Cell(wording.t(f"detail.{code}"))
    return _place(detail, stored, wording)


def _place(eid: str, stored: StoredWork, wording: Wording) -> Cell:
    """A provision by its name, with its address."""
    name = name_in_work(stored, eid, wording.t.language) if eid else ""
    return Cell(name, work_url(stored.work.slug, eid) if name != eid else "")


def _short(text: str, most: int = 300) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _identifiers(stored: StoredWork, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    for identifier in stored.work.identifiers:
        yield Cell(wording.code("scheme", identifier.scheme)), Cell(identifier.value)


def _expressions(stored: StoredWork, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    for each in stored.expressions:
        expression = each.expression
        start = expression.valid.start.at
        day = start.latest.isoformat() if start else ""
        address = work_url(stored.work.slug, params=[("language", expression.language), ("as_of", day)])
        yield (
            Cell(wording.language(expression.language), address),
            Cell(wording.code("authority", expression.authority)),
            Cell(wording.code("making", expression.making)),
            Cell(wording.interval(expression.valid)),
            Cell(wording.t.number(sum(1 for root in each.provisions for _ in root.walk()))),
        )


def _sources(stored: StoredWork, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    for each in stored.expressions:
        language = each.expression.language
        for link in each.sources:
            source = link.source
            first, last = link.first_page, link.last_page
            pages = f"{first}–{last}" if first and last and first != last else str(first or "")
            picture = page_url(source.sha256, first or 1, work=stored.work.slug, language=language)
            yield (
                Cell(source.path, original_url(source.sha256)),
                Cell(wording.language(language)),
                Cell(pages or wording.t("hit.page", page=1), picture) if drawable(link) else Cell(pages),
                Cell(source.licence),
                Cell(wording.code("access", source.holding.access)),
            )


def _force(stored: StoredWork, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    for force in stored.forces:
        yield (
            Cell(wording.t(f"period.{force.state}")),
            Cell(wording.interval(force.interval)),
            _place(force.eid or "", stored, wording),
            Cell(wording.code("origin", force.origin.kind)),
            _ground(force, stored, wording),
        )


def _ground(force: Force, stored: StoredWork, wording: Wording) -> Cell:
    """What an interval of force rests on: the clause that states it, or the work that brought it about."""
    by = cause(force.reason)
    if f"relation.{by}" in wording.t:
        said = wording.t("reader.evidence", origin=wording.code("relation", by), place=force.detail)
        return Cell(said, work_url(force.detail))
    cell = _detail(force.detail, stored, wording)
    return replace(cell, text=" · ".join(part for part in (cell.text, force.territory) if part))


def _relation(item: Item, stored: StoredWork, wording: Wording) -> tuple[Cell, ...]:
    return Cell(item.type), Cell(item.text, item.url), _place(item.eid, stored, wording), Cell(item.when)


def _when(action: PartyAction) -> tuple[str, str]:
    return (action.date.isoformat() if action.date else "", action.party)


def _action(action: PartyAction, wording: Wording) -> tuple[Cell, ...]:
    touched = ", ".join((*action.articles, *((f"→ {action.towards}",) if action.towards else ())))
    return (
        Cell(action.party),
        Cell(wording.code("action", action.action)),
        Cell(wording.date(action.date)),
        Cell(wording.date(action.effective) if action.effective else ""),
        Cell(" ".join(part for part in (touched, _short(action.text)) if part)),
    )

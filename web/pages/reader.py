"""The reader: a work in one or two languages as of a day."""

from __future__ import annotations

from datetime import date
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.law.lacking import beyond
from corpus.law.relating import related_on
from corpus.model import Facts
from corpus.model.facts import NO_FACTS
from corpus.store.views import StoredExpression, StoredWork
from search_api.choosing import choose_expression, choose_holding, expressions_in
from search_api.citing import links
from search_api.http.context import address_of
from search_api.service import TextView
from search_api.showing import shown_of
from web.site import Site, Visitor, render, visitor_of
from web.urls import with_params, work_feed_url, work_url
from web.views.banners import Besides, Link, banners
from web.views.body import body
from web.views.evidence import evidence, transitional
from web.views.hitbar import hit_bar
from web.views.relations import TitleOf, by_provision, items
from web.views.sheet import sheet
from web.views.standing import standings
from web.views.timeline import timeline
from web.views.truth import truth
from web.views.wordings import ReaderState, beside_tabs, tabs, wordings
from web.wording import Wording


def reader_page(request: Request, site: Site, key: str) -> Response:
    """`/works/{slug}`: `language`, `as_of`, `with` (a second language), `part`, `at` (a provision).

    A number, id or record id in the place of the slug leads there.
    """
    visitor = visitor_of(request, site)
    stored = site.service.work(key, visitor.scope)
    if key != stored.work.slug:
        return RedirectResponse(with_params(work_url(stored.work.slug), request.query_params.multi_items()))
    return read(request, site, visitor, stored, ReaderState.read(stored.work.slug, request.query_params))


def read(request: Request, site: Site, visitor: Visitor, stored: StoredWork, state: ReaderState) -> Response:
    """The page of a work in the state that its address tells."""
    wording = Wording(visitor.t)
    on = state.day(site.today)
    shown = choose_holding(stored, (state.language, visitor.language), on, state.at)
    beside = _beside(stored, shown, state, site)
    status = site.service.status(stored, on, None, shown)
    catalogue = site.shelf.catalogue(visitor.scope)
    title_of = partial(catalogue.title_of, language=visitor.language)
    found = items(related_on(stored, on), title_of, wording, state.as_of)
    besides = _besides(stored, shown, state, on, title_of, wording)
    bar = hit_bar(site, visitor, state)
    line = truth(stored, shown, status, on, wording)
    language = shown.expression.language
    given = shown_of(site.service, TextView(stored, shown, status, on), address=address_of(request))
    text = body(
        shown,
        beside,
        state,
        by_provision(found),
        standings(
            stored,
            status,
            lambda eid: site.service.status(stored, on, eid, shown),
            wording,
            lambda told: evidence(stored, shown, told, title_of, wording),
        ),
        marks=bar.marks if bar else None,
        marked=bar.eid if bar else "",
        links=partial(links, stored, shown),
    )
    return render(
        request,
        site,
        visitor,
        "reader.html",
        truth=line,
        evidence=evidence(stored, shown, status, title_of, wording),
        transitional=transitional(
            stored.transitions_on(on), partial(catalogue.name_of, language=visitor.language)
        ),
        canonical=given.expression_url(shown),
        feed_url=work_feed_url(stored.work.slug),
        bad_date=state.bad_date,
        banners=banners(shown, status, found, on, text.anchor, wording, besides),
        timeline=timeline(
            stored,
            wordings(stored, language),
            on,
            summary=f"{line.state_word}, {line.as_of}",
            state=state,
            wording=wording,
        ),
        tabs=tabs(stored, language, state, wording),
        beside=beside_tabs(stored, language, state, wording),
        single_url=state.but(beside="") if beside else "",
        reader=text,
        sheet=sheet(stored, shown, found, title_of, state, wording, _told(stored, shown, visitor, site)),
        hits=bar,
        today=wording.day(site.today),
    )


def _besides(
    stored: StoredWork,
    shown: StoredExpression,
    state: ReaderState,
    on: date,
    title_of: TitleOf,
    wording: Wording,
) -> Besides:
    """What a reader must know beyond the wording shown, with links that keep the day."""
    more = beyond(stored, shown, on)
    now, later = (items(each, title_of, wording, state.as_of) for each in (more.now, more.later))
    start = more.newer.expression.valid.start.at if more.newer else None
    newer = Link(wording.date(start), state.but(as_of=start.latest.isoformat(), part="")) if start else None
    return Besides(now, later, newer, more.unsure)


def _beside(
    stored: StoredWork, shown: StoredExpression, state: ReaderState, site: Site
) -> StoredExpression | None:
    """The wording of the same day in the second language, where the work has one."""
    if not state.beside or not expressions_in(stored, state.beside):
        return None
    other = choose_expression(stored, (state.beside,), state.day(site.today))
    return None if other.expression.language == shown.expression.language else other


def _told(stored: StoredWork, shown: StoredExpression, visitor: Visitor, site: Site) -> Facts:
    """What was read out of the provisions of the wording shown."""
    return site.service.store.facts(stored.id, visitor.scope).get(shown.id, NO_FACTS)

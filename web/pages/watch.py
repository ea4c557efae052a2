"""What is watched: made, paused and removed here, each with its feed and what it told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from babel.lists import format_list
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.errors import CorpusError, InvalidIdentifier, NotFound
from corpus.model import Alert, AlertKind, DeliveryState, SavedSearch, Watch, Watched, Webhook
from search_api.http.context import address_of, context_of
from search_api.http.messages import sentence
from search_api.render.watches import alert_url, feed_path
from search_api.watching.desk import OF_PROVISIONS, OF_WORKS, Preview, WatchDesk, counted
from search_api.watching.errors import NothingWatched, SearchTooWide, WebhookNotAllowed
from search_api.watching.looking import label_of
from search_api.watching.telling import headline, what
from web.curating import demand_own_form, keep_token, may_change, token_of
from web.languages import locale_of
from web.pages.doubts import LONGEST, WHO, remembering, who_of
from web.site import Site, Visitor, render, visitor_of
from web.urls import with_params, work_url
from web.views.search_state import FILTER_FIELDS
from web.wording import Wording

PATH = "/watch"
_SHOWN = 5
"""Alerts of a watch that the list shows."""
_KIND = "kind_"
"""Begins the names of the fields that choose what to tell: a form has each name once."""

_FAULTS = {"not_found": "watch.fault_not_found", "search_too_wide": "watch.fault_search_too_wide"}
"""Why a watch could not look, in words."""


@dataclass(frozen=True, slots=True)
class KindChoice:
    """Something that may be told, with how often it would have been."""

    field: str
    name: str
    count: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A watch that can be made: what it watches and what it would have told."""

    title: str
    url: str
    hidden: tuple[tuple[str, str], ...]
    found: str
    tally: str
    counted: str
    kinds: tuple[KindChoice, ...]


@dataclass(frozen=True, slots=True)
class AlertView:
    """An alert in words."""

    day: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class WatchView:
    """A watch in words."""

    number: int
    title: str
    url: str
    name: str
    kinds: str
    feed: str
    tally: str
    paused: bool
    private: bool
    fault: str
    webhook: str
    secret: str
    sending: str
    dead: bool
    alerts: tuple[AlertView, ...]


def watch_page(request: Request, site: Site) -> Response:
    """`/watch?work=&eid=` or `/watch?q=…` offers a watch; all list what is watched."""
    return _page(request, site, request.query_params, "")


def change_watches(request: Request, site: Site, form: Mapping[str, str]) -> Response:
    """`POST /watch`: `action` make, pause, resume, resend or remove. Raises NotAllowed, NotFound."""
    demand_own_form(request, form, site.curation)
    visitor = visitor_of(request, site)
    if form.get("action", "make") == "make":
        try:
            _desk(request, site, visitor).add(_asked(form, site, visitor))
        except (NothingWatched, SearchTooWide, WebhookNotAllowed, InvalidIdentifier) as error:
            return _page(request, site, form, _fault(error, visitor))
    else:
        _act(form, site, visitor)
    return remembering(form, RedirectResponse(PATH, 303))


def _act(form: Mapping[str, str], site: Site, visitor: Visitor) -> None:
    store, number = site.service.store, form.get("number", "")
    if not (number.isascii() and number.isdecimal()):
        raise NotFound("there is no such watch", key=number, near=())
    watch = store.watches.one(int(number), visitor.scope.principal)
    match form.get("action"):
        case "pause" | "resume":
            store.watches.put(replace(watch, paused=form["action"] == "pause"))
        case "resend":
            store.deliveries.again(watch.number)
        case "remove":
            store.watches.remove(watch.number)


def _asked(form: Mapping[str, str], site: Site, visitor: Visitor) -> Watch:
    kinds = frozenset(kind for kind in AlertKind if form.get(f"{_KIND}{kind}"))
    hook = form.get("webhook", "").strip()[:LONGEST]
    watched = _watched(form, visitor.language)
    if not kinds and watched.search is None:
        raise NothingWatched("nothing to be told of was chosen")
    return Watch(
        watched=watched,
        kinds=kinds,
        on=site.today,
        name=form.get("name", "").strip(),
        who=who_of(form),
        scope=visitor.scope,
        private=bool(form.get("private")),
        webhook=Webhook(hook, "") if hook else None,
    )


def _watched(given: Mapping[str, str], language: str) -> Watched:
    """A work or provision, or a search with its filters (several values of one parted by lines in a form)."""
    if given.get("q") or not given.get("work"):
        several = given.getlist if isinstance(given, QueryParams) else lambda name: _lines(given, name)
        filters = {name: tuple(values) for name in FILTER_FIELDS if (values := several(name))}
        query, day = given.get("q", "").strip()[:LONGEST], given.get("as_of", "")
        return Watched(search=SavedSearch(query, filters, day, language))
    return Watched(given["work"], given.get("eid", ""))


def _lines(given: Mapping[str, str], name: str) -> list[str]:
    return [line for line in given.get(name, "").splitlines() if line]


def _page(request: Request, site: Site, given: Mapping[str, str], fault: str) -> Response:
    visitor = visitor_of(request, site)
    may = may_change(request, site.curation)
    token = token_of(request)
    offer = None
    if any(given.get(name) for name in ("work", "q", *FILTER_FIELDS)):
        try:
            offer = _offer(_desk(request, site, visitor), _watched(given, visitor.language), site, visitor)
        except (NothingWatched, SearchTooWide) as error:
            fault = fault or _fault(error, visitor)
    hosts = context_of(request).settings.webhook_hosts
    response = render(
        request,
        site,
        visitor,
        "watch.html",
        status=400 if fault else 200,
        offer=offer,
        fault=fault,
        sends=bool(hosts),
        watches=tuple(_views(request, site, visitor, may=may)),
        may_change=may,
        token=token,
        who=request.cookies.get(WHO, ""),
    )
    return keep_token(request, response, token)


def _desk(request: Request, site: Site, visitor: Visitor) -> WatchDesk:
    return WatchDesk(site.service, context_of(request).settings.webhook_hosts, visitor.language)


def _fault(error: CorpusError, visitor: Visitor) -> str:
    return sentence(visitor.language, "detail", error.code, error.params) or error.code


def _offer(desk: WatchDesk, watched: Watched, site: Site, visitor: Visitor) -> Offer:
    t, preview = visitor.t, desk.preview(watched, visitor.scope)
    year, search = preview.last_year, preview.watched.search
    return Offer(
        title=_title(preview.watched, preview.label, site, visitor),
        url=_url(preview.watched),
        hidden=tuple(_hidden(preview.watched)),
        found=t.count("watch.found", preview.found) if search else "",
        tally=t.count("watch.last_year", year.total),
        counted=t("watch.counted", dated=t.number(year.dated), recorded=t.number(year.recorded)),
        kinds=() if search else tuple(_choices(preview, visitor)),
    )


def _choices(preview: Preview, visitor: Visitor) -> Iterator[KindChoice]:
    for kind, year in preview.by_kind.items():
        name = Wording(visitor.t).code("watch_kind", kind)
        yield KindChoice(f"{_KIND}{kind}", name, visitor.t.number(year.total))


def _hidden(watched: Watched) -> Iterator[tuple[str, str]]:
    """What a form sends to name the same again."""
    search = watched.search
    if search is None:
        yield from (("work", watched.work), ("eid", watched.eid))
        return
    yield from (("q", search.query), ("as_of", search.as_of))
    yield from ((name, "\n".join(values)) for name, values in search.filters.items())


def _url(watched: Watched) -> str:
    search = watched.search
    if search is None:
        return work_url(watched.work, watched.eid)
    pairs = [(name, value) for name, values in search.filters.items() for value in values]
    return with_params("/search", [("q", search.query), *pairs, ("as_of", search.as_of)])


def _title(watched: Watched, label: str, site: Site, visitor: Visitor) -> str:
    """What is watched, in the visitor's language."""
    search = watched.search
    if search is not None:
        word = Wording(visitor.t).code
        values = (word(name, value) for name, values in search.filters.items() for value in values)
        return visitor.t("watch.search", query=" · ".join(filter(None, (search.query, *values))))
    title = site.shelf.catalogue(visitor.scope).title_of(watched.work, visitor.language)
    place = label or watched.eid
    return visitor.t("watch.place", place=place, title=title) if place else title


def _views(request: Request, site: Site, visitor: Visitor, *, may: bool) -> Iterator[WatchView]:
    store, t = site.service.store, visitor.t
    own = [each for each in store.watches.of(visitor.scope.principal) if may or not each.private]
    for watch, (given, sent, fault) in counted(store, own):
        hook = watch.webhook if may else None
        counts = {state.value: t.number(sent.get(state, 0)) for state in DeliveryState}
        told = t("watch.sending", **counts) if hook else ""
        yield WatchView(
            number=watch.number,
            title=_title(watch.watched, _label(watch, site, visitor), site, visitor),
            url=_url(watch.watched),
            name=watch.name,
            kinds=_told_kinds(watch, visitor),
            feed=address_of(request) + feed_path(watch),
            tally=t.count("watch.alerts", given),
            paused=watch.paused,
            private=watch.private,
            fault=_why(watch, visitor),
            webhook=hook.url if hook else "",
            secret=hook.secret if hook else "",
            sending=f"{told} ({fault})" if fault and hook else told,
            dead=bool(hook and sent.get(DeliveryState.DEAD)),
            alerts=tuple(
                _alert(each, site, visitor) for each in store.watches.alerts(watch.number, limit=_SHOWN)
            ),
        )


def _label(watch: Watch, site: Site, visitor: Visitor) -> str:
    """What a provision is called; empty: a whole work is watched, or it is no longer there."""
    if not watch.watched.eid:
        return ""
    with suppress(NotFound):
        stored = site.service.work(watch.watched.work, visitor.scope)
        return label_of(stored, watch.watched.eid, visitor.language, watch.on)
    return ""


def _told_kinds(watch: Watch, visitor: Visitor) -> str:
    """What is told, where that is not everything."""
    everything = OF_PROVISIONS if watch.watched.eid else OF_WORKS
    if watch.watched.search or watch.kinds >= everything:
        return ""
    words = [Wording(visitor.t).code("watch_kind", kind) for kind in AlertKind if kind in watch.kinds]
    return str(format_list(words, "unit", locale_of(visitor.language)))


def _why(watch: Watch, visitor: Visitor) -> str:
    """Why a watch could not look; empty: it could."""
    if not watch.fault:
        return ""
    return visitor.t(_FAULTS.get(watch.fault, "watch.fault_other"))


def _alert(alert: Alert, site: Site, visitor: Visitor) -> AlertView:
    wording, by = Wording(visitor.t), alert.evidence.work
    title_of = site.shelf.catalogue(visitor.scope).title_of
    happened = what(
        alert, visitor.language, by=title_of(by, visitor.language) if by else "", days=wording.date
    )
    title = title_of(alert.work, visitor.language)
    text = headline(alert, visitor.language, title=title, happened=happened)
    return AlertView(wording.day(alert.on), text, alert_url(alert))

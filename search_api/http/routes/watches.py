"""Watches: made, listed, changed and removed by those who may change something; their alerts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from corpus.errors import InvalidIdentifier, NotFound
from corpus.model import AlertKind, SavedSearch, Scope, Watch, Watched, Webhook
from corpus.store.store import Store
from search_api.http.context import PREFIX, LanguageOf, ScopeOf, ServiceOf, address_of, context_of
from search_api.http.models.watches import (
    AlertsModel,
    ChangedWatch,
    MadeWatchModel,
    NewWatch,
    PreviewModel,
    WatchesModel,
    WatchModel,
)
from search_api.http.parameters import Filters, filters_of
from search_api.http.permission import demand_change, may_change
from search_api.render.watches import alert_json, last_year_json, preview_json, watch_json
from search_api.watching.desk import OF_PROVISIONS, OF_WORKS, WatchDesk, counted

router = APIRouter(prefix=f"{PREFIX}/watches", tags=["watches"])

Number = Annotated[int, Path(ge=1, description="Number of the watch.")]


def _demand_change(request: Request) -> None:
    demand_change(request, context_of(request).settings.curation)


def desk_of(request: Request, service: ServiceOf, ui: LanguageOf) -> WatchDesk:
    """Where watches are made; titles in the client's language."""
    return WatchDesk(service, context_of(request).settings.webhook_hosts, ui)


DeskOf = Annotated[WatchDesk, Depends(desk_of)]
CHANGING = [Depends(_demand_change)]


@router.get("", summary="Watches")
def watches(request: Request, service: ServiceOf, scope: ScopeOf) -> WatchesModel:
    """Those that are not private; who may change something sees all, with where they send."""
    may = _may_change(request)
    found = [each for each in service.store.watches.of(scope.principal) if may or not each.private]
    return WatchesModel(watches=[WatchModel.model_validate(each) for each in _told(request, service, found)])


@router.get("/preview", summary="What a watch would have told in the last year")
def preview(
    desk: DeskOf,
    scope: ScopeOf,
    ui: LanguageOf,
    work: Annotated[str, Query(description="Slug, number, record id or key of a work.")] = "",
    provision: Annotated[str, Query(description="eId of a provision of the work.")] = "",
    q: Annotated[str, Query(description="Or a search: every word must be there.")] = "",
    filters: Filters = None,
    as_of: Annotated[str, Query(description="Of the search: ISO day or `any`.")] = "",
    kind: Annotated[list[str] | None, Query(description="Only these kinds of alerts.")] = None,
) -> PreviewModel:
    """How many alerts, by which days that is counted; nothing is saved."""
    watched = _watched(work, provision, SavedSearch(q, filters_of(filters or ()), as_of, ui))
    found = desk.preview(watched, scope, _kinds(kind or ()))
    return PreviewModel.model_validate(preview_json(found))


@router.post("", summary="Make a watch", status_code=201, dependencies=CHANGING)
def make(
    asked: NewWatch, request: Request, desk: DeskOf, service: ServiceOf, scope: ScopeOf, ui: LanguageOf
) -> MadeWatchModel:
    """What is so now is known to it; what comes is told. The answer has the address of its feed."""
    filters = {name: tuple(values) for name, values in asked.filters.items()}
    search = SavedSearch(asked.query, filters, asked.as_of, asked.language or ui)
    watch = Watch(
        watched=_watched(asked.work, asked.provision, search),
        kinds=_kinds(asked.kinds),
        on=service.today(),
        name=asked.name,
        who=asked.who,
        scope=scope,
        private=asked.private,
        webhook=Webhook(asked.webhook, "") if asked.webhook else None,
    )
    made, found = desk.add(watch)
    (told,) = _told(request, service, [made])
    return MadeWatchModel.model_validate({**told, "last_year": last_year_json(found.last_year)})


@router.get("/{number}", summary="A watch")
def one(number: Number, request: Request, service: ServiceOf, scope: ScopeOf) -> WatchModel:
    """A watch; one that is private only for who may change it."""
    watch = _seen(request, service.store, number, scope)
    return WatchModel.model_validate(_told(request, service, [watch])[0])


@router.patch("/{number}", summary="Change a watch", dependencies=CHANGING)
def change(
    number: Number, asked: ChangedWatch, request: Request, desk: DeskOf, service: ServiceOf, scope: ScopeOf
) -> WatchModel:
    """Pause it, name it, send it elsewhere; what is not given stays."""
    store = service.store
    watch = changed(store.watches.one(number, scope.principal), asked, desk)
    store.watches.put(watch)
    if asked.resend:
        store.deliveries.again(number)
    return WatchModel.model_validate(_told(request, service, [watch])[0])


@router.delete("/{number}", summary="Remove a watch", status_code=204, dependencies=CHANGING)
def remove(number: Number, service: ServiceOf, scope: ScopeOf) -> Response:
    """Forget it with all that it told."""
    service.store.watches.remove(service.store.watches.one(number, scope.principal).number)
    return Response(status_code=204)


@router.get("/{number}/alerts", summary="What a watch told")
def alerts(
    number: Number,
    request: Request,
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    before: Annotated[int | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=200, description="How many.")] = 50,
) -> AlertsModel:
    """The newest first, each with its evidence and the status of that time."""
    watch = _seen(request, service.store, number, scope)
    found = service.store.watches.alerts(number, limit=limit + 1, before=before)
    page = found[:limit]
    return AlertsModel.model_validate(
        {
            "alerts": [alert_json(watch, each, ui, address_of(request)) for each in page],
            "next": page[-1].number if len(found) > limit else None,
        }
    )


def changed(watch: Watch, asked: ChangedWatch, desk: WatchDesk) -> Watch:
    """The watch with what is given. Raises WebhookNotAllowed, InvalidIdentifier."""
    values = asked.model_dump(include={"name", "paused", "private"}, exclude_none=True)
    made = replace(watch, **values)
    if asked.kinds is not None:
        allowed = OF_PROVISIONS if watch.watched.eid else OF_WORKS
        made = made if watch.watched.search else replace(made, kinds=_kinds(asked.kinds) & allowed)
    if asked.webhook is not None:
        same = watch.webhook if watch.webhook and watch.webhook.url == asked.webhook else None
        made = replace(made, webhook=same or (desk.hook(asked.webhook) if asked.webhook else None))
    return made


def _watched(work: str, provision: str, search: SavedSearch) -> Watched:
    return (
        Watched(work, provision) if work or not (search.query or search.filters) else Watched(search=search)
    )


def _kinds(codes: Iterable[str]) -> frozenset[AlertKind]:
    """Raises InvalidIdentifier for a kind that is none."""
    for code in codes:
        if code not in set(AlertKind):
            raise InvalidIdentifier(f"no alert of the kind {code!r}", value=code)
    return frozenset(map(AlertKind, codes))


def _may_change(request: Request) -> bool:
    return may_change(request, context_of(request).settings.curation)


def _seen(request: Request, store: Store, number: int, scope: Scope) -> Watch:
    watch = store.watches.one(number, scope.principal)
    if watch.private and not _may_change(request):
        raise NotFound(f"there is no watch {number}", key=str(number), near=())
    return watch


def _told(request: Request, service: ServiceOf, found: Sequence[Watch]) -> list[dict[str, Any]]:
    """Watches with what became of their alerts."""
    may, address = _may_change(request), address_of(request)
    return [
        watch_json(watch, *counts, address=address, secrets=may)
        for watch, counts in counted(service.store, found)
    ]

"""Atom feeds: of a watch by its token, and of a work or a search without any."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from corpus.model import SavedSearch
from search_api.http.context import LanguageOf, ScopeOf, ServiceOf, address_of
from search_api.query.fields import FILTERS
from search_api.render.atom import MEDIA_TYPE, Feed, atom
from search_api.watching.feeds import feed_of_search, feed_of_watch, feed_of_work

router = APIRouter(tags=["feeds"])

_ATOM: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPE: {}}},
    304: {"description": "Nothing new since the client asked."},
}
_NOT_FILTERS = frozenset({"as_of"})


@router.get("/feeds/{token}.atom", summary="What a watch told", response_class=Response, responses=_ATOM)
def of_watch(
    token: Annotated[str, Path(description="The token of the watch, which nobody guesses.")],
    request: Request,
    service: ServiceOf,
    ui: LanguageOf,
) -> Response:
    """Alerts of a watch, the newest first."""
    watch = service.store.watches.with_token(token)
    return _answer(request, feed_of_watch(service, watch, ui, address_of(request)), private=watch.private)


@router.get(
    "/works/{key:path}/feed.atom",
    summary="What is new of a work",
    response_class=Response,
    responses=_ATOM,
)
def of_work(
    key: Annotated[str, Path(description="Slug, number, record id or key of the work.")],
    request: Request,
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
) -> Response:
    """New texts, amendments, repeals, entry into force, parties, who cites it: the newest first."""
    return _answer(request, feed_of_work(service, key, scope, ui, address_of(request)))


@router.get("/search/feed.atom", summary="What a search finds", response_class=Response, responses=_ATOM)
def of_search(
    request: Request,
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    q: Annotated[str, Query(description="What to look for: every word must be there.")] = "",
    as_of: Annotated[str, Query(description="ISO day or `any`; not given: today.")] = "",
) -> Response:
    """The works that a search finds, the last recorded first; filters by their names: `kind=law`."""
    given = request.query_params
    names = [name for name in dict.fromkeys(given) if name in FILTERS - _NOT_FILTERS]
    filters = {name: tuple(given.getlist(name)) for name in names}
    search = SavedSearch(q, filters, as_of, ui)
    return _answer(request, feed_of_search(service, search, scope, ui, address_of(request)))


def _answer(request: Request, feed: Feed, *, private: bool = False) -> Response:
    """The feed, or that nothing is new since the client got it."""
    body = atom(feed)
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    changed = feed.changed.astimezone(UTC).replace(microsecond=0)
    headers = {
        "ETag": tag,
        "Last-Modified": format_datetime(changed, usegmt=True),
        "Cache-Control": "private, no-cache" if private else "no-cache",
        "Vary": "Accept-Language",
        "Content-Language": feed.language,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    if _has_it(request, tag, changed):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=f"{MEDIA_TYPE}; charset=utf-8")


def _has_it(request: Request, tag: str, changed: datetime) -> bool:
    """Whether the client has this very feed; its tag tells it better than its clock."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        known = {each.strip().removeprefix("W/") for each in tags.split(",")}
        return "*" in known or tag in known
    try:
        since = parsedate_to_datetime(request.headers["if-modified-since"])
    except (KeyError, ValueError):
        return False
    return changed <= (since if since.tzinfo else since.replace(tzinfo=UTC))

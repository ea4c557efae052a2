"""Errors as pages: what happened, what is safe, what to do next, in the visitor's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import CorpusError, InvalidIdentifier, NotFound, SchemaMismatch, StoreUnavailable
from search_api.errors import IndexUnusable, InvalidQuery, SearchUnavailable
from search_api.http.problems import retry_seconds
from web.curating import NotAllowed
from web.pages.search import fault_of
from web.shelf import Catalogue
from web.site import Site, Visitor, render, retry_after, visitor_of
from web.urls import with_params, work_url

STATUS: dict[type[CorpusError], int] = {
    NotFound: 404,
    InvalidQuery: 400,
    InvalidIdentifier: 400,
    IndexUnusable: 503,
    SearchUnavailable: 503,
    StoreUnavailable: 503,
    SchemaMismatch: 503,
    NotAllowed: 403,
}
"""HTTP status by error; anything else is 500."""


@dataclass(frozen=True, slots=True)
class Near:
    """Something that was perhaps meant."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ErrorView:
    """An error in words."""

    title: str
    text: str
    near: tuple[Near, ...] = ()
    again: str = ""
    """The address to try again, where that may help."""


def error_page(request: Request, site: Site, error: CorpusError) -> Response:
    """The page for an error of ours."""
    visitor = visitor_of(request, site)
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    view = _view(error, request, site, visitor)
    response = render(request, site, visitor, "error.html", status=status, error=view)
    return retry_after(response, retry_seconds(error.params) if view.again else None)


def no_such_page(request: Request, site: Site) -> Response:
    """The page for an address that leads nowhere."""
    visitor = visitor_of(request, site)
    view = ErrorView(visitor.t("error.not_found_title"), visitor.t("error.page_not_found"))
    return render(request, site, visitor, "error.html", status=404, error=view)


def _view(error: CorpusError, request: Request, site: Site, visitor: Visitor) -> ErrorView:
    t, params = visitor.t, error.params
    here = with_params(request.url.path, request.query_params.multi_items())
    match error:
        case NotFound():
            text = t("error.not_found", key=params.get("key", ""))
            near = _near(params.get("near"), site.shelf.catalogue(visitor.scope), visitor.language)
            return ErrorView(t("error.not_found_title"), text, near)
        case InvalidQuery():
            fault = fault_of(error, visitor)
            return ErrorView(fault.title, fault.text)
        case InvalidIdentifier():
            text = t("error.invalid_identifier", value=params.get("value", ""))
            return ErrorView(t("error.invalid_identifier_title"), text)
        case NotAllowed():
            return ErrorView(t("error.not_allowed_title"), t("error.not_allowed"))
        case IndexUnusable():
            return ErrorView(t("error.index_unusable_title"), t("error.index_unusable"))
        case SearchUnavailable():
            return ErrorView(t("unavailable.title"), t("unavailable.reading"), again=here)
        case StoreUnavailable() | SchemaMismatch():
            title, text = t("error.store_unavailable_title"), t("error.store_unavailable")
            return ErrorView(title, text, again=here)
    return ErrorView(t("error.failed_title"), t("error.failed", code=error.code))


def _near(near: object, catalogue: Catalogue, language: str) -> tuple[Near, ...]:
    """Suggestions of the store that are slugs of works, by their titles."""
    if not isinstance(near, Iterable) or isinstance(near, str):
        return ()
    slugs = [str(key) for key in near if str(key) in catalogue.by_slug]
    return tuple(Near(catalogue.title_of(slug, language), work_url(slug)) for slug in slugs)

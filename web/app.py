"""Mounts the pages on the application that serves the API."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from inspect import isawaitable, signature
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from corpus.doubts import Doubts
from corpus.errors import CorpusError
from corpus.model import LOCAL
from search_api.http.uploads import read_upload
from search_api.service import SearchService
from web.curating import Curation, read_form
from web.languages import UI_LANGUAGES
from web.pages.about import about_page
from web.pages.about_work import about_work_page
from web.pages.address import ADDRESSES
from web.pages.check import check_draft, check_page, refused, take_report
from web.pages.cite import cite_page
from web.pages.diff import diff_page
from web.pages.doubts import doubts_page, mark_doubt
from web.pages.edit import edit_page, set_value
from web.pages.errors import error_page, no_such_page
from web.pages.glossary import glossary_page
from web.pages.graph import graph_page
from web.pages.help import help_page
from web.pages.history import history_page
from web.pages.home import home_page
from web.pages.obligations import obligations_page
from web.pages.procedures import procedures_of_work_page, procedures_page
from web.pages.reader import reader_page
from web.pages.report import file_page, report_page
from web.pages.review import review_page
from web.pages.search import search_page
from web.pages.source_page import source_page
from web.pages.timeline import timeline_page
from web.pages.watch import change_watches, watch_page
from web.pages.works import works_page
from web.shelf import Shelf
from web.site import HERE, Site, environment

log = logging.getLogger(__name__)

Page = Callable[..., Response]

PAGES: dict[str, Page] = {
    "/": home_page,
    "/search": search_page,
    "/works": works_page,
    **ADDRESSES,
    "/works/{key:path}/about": about_work_page,
    "/works/{key:path}/cite": cite_page,
    "/works/{key:path}/procedures": procedures_of_work_page,
    "/works/{key:path}/obligations": obligations_page,
    "/works/{key:path}/edit": edit_page,
    "/works/{key:path}/diff": diff_page,
    "/works/{key:path}/history": history_page,
    "/works/{key:path}/timeline": timeline_page,
    "/works/{key:path}/relations": graph_page,
    "/works/{key:path}": reader_page,
    "/sources/{sha256}/pages/{number:int}": source_page,
    "/procedures": procedures_page,
    "/glossary": glossary_page,
    "/doubts": doubts_page,
    "/review": review_page,
    "/check": check_page,
    "/watch": watch_page,
    "/report": report_page,
    "/report/{sha256}": file_page,
    "/help": help_page,
    "/about": about_page,
}
"""Every page by its address; the names in braces are arguments of the function."""

FORMS: dict[str, Page] = {
    "/doubts": mark_doubt,
    "/works/{key:path}/edit": set_value,
    "/watch": change_watches,
}
"""What takes forms, by address; the function gets the fields as `form` besides."""

UPLOADS: dict[str, Page] = {
    "/check": check_draft,
    "/check/report": take_report,
}
"""What takes forms with a file; the function gets what was sent as `upload`, and nobody keeps it."""

SMALLEST_ZIPPED = 1000
"""Bytes under which packing gains nothing."""
PROGRAMS = ("/api/", "/docs", "/openapi.json", "/health", "/metrics")
"""Addresses for programs: they answer errors as problem+json, not as pages."""
STOP_SECONDS = 5.0
"""How long an application that ends waits for the list of works to be put away."""
ONE_YEAR = "public, max-age=31536000, immutable"


def mount(
    app: FastAPI,
    service: SearchService,
    *,
    language: str = "en",
    curation: Curation | str = Curation.LOCAL,
) -> Site:
    """Put the pages on `app`. `language`: for visitors whose browsers ask for none of the seven.

    `curation`: from where pages may change something.
    """
    if language not in UI_LANGUAGES:
        raise ValueError(f"no interface language {language!r}; there are {', '.join(UI_LANGUAGES)}")
    store = service.store
    site = Site(service, environment(), language, Shelf(store), Doubts(store), Curation(curation))
    for path, page in PAGES.items():
        app.router.routes.append(Route(path, _endpoint(page, site), methods=["GET"]))
    for path, taker in FORMS.items():
        app.router.routes.append(Route(path, _form_endpoint(taker, site), methods=["POST"]))
    for path, taker in UPLOADS.items():
        app.router.routes.append(Route(path, _upload_endpoint(taker, site), methods=["POST"]))
    app.mount("/static", _Static(directory=HERE / "static"))
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_ZIPPED)
    _answer_unknown(app, site)
    _warm_while_serving(app, site.shelf)
    return site


def _endpoint(page: Page, site: Site) -> Callable[[Request], Response]:
    """The route's function: arguments from the path, errors of ours as pages."""
    names = [name for name in signature(page).parameters if name not in ("request", "site", "form", "upload")]
    called = getattr(page, "func", page).__name__

    def endpoint(request: Request) -> Response:
        try:
            return page(request, site, **{name: request.path_params[name] for name in names})
        except CorpusError as error:
            return error_page(request, site, error)
        except Exception:
            log.exception("the page %s failed", called)
            return error_page(request, site, CorpusError("a page failed"))

    return endpoint


def _form_endpoint(taker: Page, site: Site) -> Callable[[Request], Awaitable[Response]]:
    """The route's function for a form: its fields are read, then it is taken as a page is made."""

    async def endpoint(request: Request) -> Response:
        try:
            form = await read_form(request)
        except CorpusError as error:
            return await run_in_threadpool(error_page, request, site, error)
        take = _endpoint(partial(taker, form=form), site)
        return await run_in_threadpool(take, request)

    return endpoint


def _upload_endpoint(taker: Page, site: Site) -> Callable[[Request], Awaitable[Response]]:
    """The route's function for a form with a file."""

    async def endpoint(request: Request) -> Response:
        try:
            upload = await read_upload(request, site.service.checks.most)
        except CorpusError as error:
            return await run_in_threadpool(refused, request, site, error)
        return await run_in_threadpool(_endpoint(partial(taker, upload=upload), site), request)

    return endpoint


def _answer_unknown(app: FastAPI, site: Site) -> None:
    """An address of no page is a page that says so; the API's own answers stay."""
    programs = app.exception_handlers[HTTPException]

    async def unknown(request: Request, error: Exception) -> Response:
        missing = isinstance(error, HTTPException) and error.status_code == 404
        if missing and not request.url.path.startswith(PROGRAMS):
            return await run_in_threadpool(no_such_page, request, site)
        answer: Any = programs(request, error)
        response: Response = await answer if isawaitable(answer) else answer
        return response

    app.add_exception_handler(HTTPException, unknown)


def _warm_while_serving(app: FastAPI, shelf: Shelf) -> None:
    """Read the list of works while the application starts; stop when it stops."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(served: FastAPI) -> AsyncIterator[Any]:
        stopping = threading.Event()
        warming = threading.Thread(target=shelf.warm, args=(LOCAL, stopping.is_set), daemon=True)
        warming.start()
        try:
            async with inner(served) as state:
                yield state
        finally:
            stopping.set()
            warming.join(STOP_SECONDS)

    app.router.lifespan_context = lifespan


class _Static(StaticFiles):
    """Static files whose addresses carry a checksum: kept for good."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """The file, to be kept by the browser."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = ONE_YEAR
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

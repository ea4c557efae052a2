"""The application: routes, errors, metrics, documentation."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from anyio import to_thread
from fastapi import FastAPI

from search_api.http import docs
from search_api.http.context import ApiSettings, Context
from search_api.http.metrics import Measured, Metrics
from search_api.http.models.operations import ProblemModel
from search_api.http.problems import add_handlers
from search_api.http.routes import (
    changes,
    checking,
    facts,
    feeds,
    operations,
    reviewing,
    search,
    sources,
    watches,
    works,
)
from search_api.service import SearchService

_PROBLEM: dict[str, Any] = {
    "description": "A problem, in the client's language.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemModel"}}},
}
THREADS = 64
"""Requests answered at a time: twice as many as may search (`search_api.admission`), so that reading goes on
while searches wait for an engine that is slow."""
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: _PROBLEM | {"model": ProblemModel},
    404: _PROBLEM,
    422: _PROBLEM,
    503: _PROBLEM | {"description": "The engine or the store is away; `Retry-After` says when to try again."},
}

DESCRIPTION = """\
Treaties and regulations with search in seven languages: provisions found by words and by meaning, as of
a day, each with its status, its source and the reason why it was found. Errors are
`application/problem+json`.
"""


def _lifespan(service: SearchService) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Give requests their threads; warm the service up beside the first, and wait for that at the end."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        warming = threading.Thread(target=service.warm, name="warm", daemon=True)
        warming.start()
        yield
        warming.join()

    return lifespan


def create_app(service: SearchService, settings: ApiSettings | None = None) -> FastAPI:
    """The API over a service. Pages may be mounted on what is returned."""
    chosen = settings or ApiSettings()
    app = FastAPI(
        lifespan=_lifespan(service),
        title=chosen.title,
        version=chosen.version,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    app.state.treatybase = Context(service, chosen)
    app.state.metrics = Metrics(service)
    app.add_middleware(Measured, metrics=app.state.metrics)
    for module in (search, facts, reviewing, checking, changes, watches, feeds, works, sources):
        app.include_router(module.router, responses=_PROBLEMS)
    app.include_router(operations.router)
    app.include_router(docs.router)
    add_handlers(app)
    return app

"""Whether the service lives, how it is, and what it measured."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, fields
from typing import Any, TypeVar

from fastapi import APIRouter, Request, Response

from search_api.health import Health, Readiness
from search_api.http.context import context_of, scope_of
from search_api.http.messages import sentence
from search_api.http.metrics import CONTENT_TYPE, Metrics
from search_api.http.models.operations import HealthModel, LiveModel, QueueModel, ReadyModel, ReasonModel
from search_api.http.problems import language_of_messages

router = APIRouter(tags=["operations"])

T = TypeVar("T")

_THREADS = ThreadPoolExecutor(4, "health")
"""Threads of their own: health is told also while every other thread waits for something that is away."""
_UNREADY: dict[int | str, dict[str, Any]] = {503: {"description": "It cannot; the body says why."}}


async def _apart(ask: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(_THREADS, ask)


@router.get("/health/live", summary="Whether the process answers")
async def live() -> LiveModel:
    """Always `ok` while the process answers; asks nothing of store or index, waits for no thread."""
    return LiveModel(status="ok")


@router.get("/health/reading", summary="Whether documents can be read", responses=_UNREADY)
async def reading(request: Request, response: Response) -> ReadyModel:
    """200 while the store answers and is of this version's schema; 503 with the reasons else.

    For a load balancer: a server that cannot search still serves those who read.
    """
    found = await _apart(context_of(request).service.readiness)
    response.status_code = 200 if found.readable else 503
    return _ready(request, found, found.readable)


@router.get("/health/ready", summary="Whether searches can be answered", responses=_UNREADY)
async def ready(request: Request, response: Response) -> ReadyModel:
    """200 while store, search engine and index answer and fit each other; 503 with the reasons else.

    Each is given a moment, so that the answer comes within a few seconds whatever hangs.
    """
    found = await _apart(context_of(request).service.readiness)
    response.status_code = 200 if found.ready else 503
    return _ready(request, found, found.ready)


@router.get("/health", summary="How the base and its index are", responses=_UNREADY)
async def health(request: Request, response: Response) -> HealthModel:
    """Counts, the engine, the lag of the index, what is missing; 503 where searches cannot be answered.

    What could not be asked in time is null.
    """
    service, scope = context_of(request).service, scope_of(request)
    found = await _apart(lambda: service.health(scope))
    response.status_code = 200 if found.ready else 503
    return health_answer(found)


@router.get("/metrics", summary="Metrics in Prometheus' text format", response_class=Response)
async def metrics(request: Request) -> Response:
    """Requests and seconds by route, the state of store, engine and index. Nothing that was asked."""
    measured = request.app.state.metrics
    assert isinstance(measured, Metrics)
    return Response(await _apart(measured.text), headers={"Content-Type": CONTENT_TYPE})


def _ready(request: Request, found: Readiness, able: bool) -> ReadyModel:
    language = language_of_messages(request)
    reasons = [
        ReasonModel(code=code, title=sentence(language, "title", code, {}) or code) for code in found.problems
    ]
    status = "unready" if not able else "degraded" if found.missing else "ok"
    return ReadyModel(status=status, missing=list(found.missing), reasons=reasons, lag=found.lag)


def health_answer(found: Health) -> HealthModel:
    """The health as answered."""
    status = "ok" if not found.missing else "degraded" if found.ready else "unready"
    values = {field.name: getattr(found, field.name) for field in fields(Health)}
    queue = QueueModel(**asdict(found.queue)) if found.queue else None
    values |= {
        "queue": queue,
        "missing": list(found.missing),
        "lag": found.lag,
        "same_epoch": found.same_epoch,
    }
    return HealthModel(status=status, **values)

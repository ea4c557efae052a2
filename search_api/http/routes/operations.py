"""Whether the service lives, how it is, and what it measured."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from search_api.health import Health
from search_api.http.context import ScopeOf, ServiceOf
from search_api.http.metrics import CONTENT_TYPE, Metrics
from search_api.http.models.operations import HealthModel, LiveModel

router = APIRouter(tags=["operations"])


@router.get("/health/live", summary="Whether the process answers")
def live() -> LiveModel:
    """Always `ok` while the process answers; asks nothing of store or index."""
    return LiveModel(status="ok")


@router.get("/health", summary="How the base and its index are")
@router.get("/health/ready", summary="Whether searches can be answered")
def health(service: ServiceOf, scope: ScopeOf, response: Response) -> HealthModel:
    """Counts, the lag of the index, what is missing; 503 where searches cannot be answered."""
    found = service.health(scope)
    response.status_code = 200 if found.ready else 503
    return health_answer(found)


@router.get("/metrics", summary="Metrics in Prometheus' text format", response_class=Response)
def metrics(request: Request) -> Response:
    """Requests and seconds by route, and the state of the index. Nothing that was asked."""
    measured = request.app.state.metrics
    assert isinstance(measured, Metrics)
    return Response(measured.text(), headers={"Content-Type": CONTENT_TYPE})


def health_answer(found: Health) -> HealthModel:
    """The health as answered."""
    status = "ok" if not found.missing else "degraded" if found.ready else "unready"
    return HealthModel(
        status=status,
        works=found.works,
        expressions=found.expressions,
        sources=found.sources,
        provisions=found.provisions,
        relations=found.relations,
        party_actions=found.party_actions,
        passages=found.passages,
        vectors=found.vectors,
        change=found.change,
        index_change=found.index_change,
        lag=found.lag,
        model=found.model,
        missing=list(found.missing),
    )

"""What is measured: requests by route, their seconds, and the state of the index. No query, no address."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.model import LOCAL
from search_api.service import SearchService

log = logging.getLogger("treatybase.http")

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_GAUGES = {
    "works": "Works in the store.",
    "provisions": "Provisions in the store.",
    "passages": "Passages in the index.",
    "vectors": "Passages that have a vector.",
    "lag": "Change numbers by which the index is behind the store.",
}


class Metrics:
    """The metrics of one application."""

    def __init__(self, service: SearchService) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_State(service))
        labels = ("method", "route", "status")
        self.requests = Counter("treatybase_requests", "Requests.", labels, registry=self._registry)
        self.seconds = Histogram(
            "treatybase_request_seconds", "Seconds by route.", ("route",),
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip

    def text(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self._registry)


class _State(Collector):
    """The state of store and index at the moment of asking."""

    def __init__(self, service: SearchService) -> None:
        self._service = service

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """The names alone, so that nothing is asked of the store when it is registered."""
        return [GaugeMetricFamily(f"treatybase_{name}", text) for name, text in _GAUGES.items()]

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """One gauge for each count."""
        health = self._service.health(LOCAL)
        for name, text in _GAUGES.items():
            yield GaugeMetricFamily(f"treatybase_{name}", text, value=float(getattr(health, name)))


class Measured:
    """Counts, times and logs every request by the pattern of its route."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and note what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._note(scope, status, perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = str(getattr(scope.get("route"), "path", "other"))
        self._metrics.requests.labels(scope["method"], route, str(status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        log.info("%s %s %d %.0f ms", scope["method"], route, status, seconds * 1000)

"""What is measured: requests by route, their seconds, and the state of the index. No query, no address."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.model import LOCAL
from search_api.engine.breaker import BreakerState
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
    "lag_seconds": "Seconds for which the oldest change that is not in the index has waited.",
}
_STATE = "Whether calls go through to the search engine: 1 for the state in which its circuit breaker is."
_FAILED = "Searches, counts and suggestions that failed, by the code of the problem."
_QUEUE = "Files in the queue of ingest, by state."
_UP = "Whether a part answers: the store, the search engine."


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

    def describe(self) -> Iterable[Metric]:
        """The names alone, so that nothing is asked of the store when it is registered."""
        yield from (GaugeMetricFamily(f"treatybase_{name}", text) for name, text in _GAUGES.items())
        yield from (_up(), _breaker(), _queue(), _failed())

    def collect(self) -> Iterable[Metric]:
        """What can be known within a moment; what cannot is left out, never told as nought."""
        health = self._service.health(LOCAL)
        values = {name: health.behind if name == "lag_seconds" else getattr(health, name) for name in _GAUGES}
        for name, value in values.items():
            if value is not None:
                yield GaugeMetricFamily(f"treatybase_{name}", _GAUGES[name], value=float(value))
        up, breaker, failed = _up(), _breaker(), _failed()
        for part in ("store", "engine"):
            up.add_metric((part,), float(part not in health.missing))
        for state in BreakerState:
            breaker.add_metric((health.engine, state.value), float(state == health.breaker))
        for code, count in self._service.failed.items():
            failed.add_metric((code,), float(count))
        yield from (up, breaker, failed)
        if health.queue:
            queue = _queue()
            for name in ("waiting", "done", "failed"):
                queue.add_metric((name,), float(getattr(health.queue, name)))
            yield queue


def _up() -> GaugeMetricFamily:
    return GaugeMetricFamily("treatybase_up", _UP, labels=("part",))


def _breaker() -> GaugeMetricFamily:
    return GaugeMetricFamily("treatybase_breaker", _STATE, labels=("engine", "state"))


def _queue() -> GaugeMetricFamily:
    return GaugeMetricFamily("treatybase_queue", _QUEUE, labels=("state",))


def _failed() -> CounterMetricFamily:
    return CounterMetricFamily("treatybase_searches_failed", _FAILED, labels=("code",))


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

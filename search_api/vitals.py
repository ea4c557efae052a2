"""Looks how store and index are, without ever waiting long for either."""

from __future__ import annotations

import logging
import time
from concurrent.futures import Future
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Generic, TypeVar

from corpus.errors import CorpusError, SchemaMismatch
from corpus.model import Scope
from corpus.store.queue import QueueCounts
from corpus.store.store import Store
from corpus.store.views import Counts
from search_api.engine.port import Engine, EngineCounts
from search_api.errors import IndexUnusable
from search_api.health import Health, Readiness
from search_api.probing import Probe

log = logging.getLogger(__name__)

T = TypeVar("T")

PROBE_SECONDS = 2.0
"""How long a look may take: those who ask whether a server is ready give up after a few seconds."""
_NO_INDEX = EngineCounts(0, 0, 0, "")


@dataclass(frozen=True, slots=True)
class _Answered(Generic[T]):
    """What was answered, or the code of what is missing."""

    value: T | None
    fault: str = ""


class Vitals:
    """Asks store and engine side by side. Safe between threads. `model`: the embedder's name."""

    def __init__(self, store: Store, engine: Engine, model: str | None) -> None:
        self._store, self._engine, self._model = store, engine, model
        self._stored, self._indexed = Probe(lambda: (store.check(), store.epoch)), Probe(engine.counts)
        self._counts: dict[Scope, Probe[tuple[Counts, QueueCounts]]] = {}

    def readiness(self, seconds: float = PROBE_SECONDS) -> Readiness:
        """What can be answered now, told within so many seconds."""
        until = time.monotonic() + seconds
        checking, counting = self._stored.begin(), self._indexed.begin()
        stored = _answer(checking, until, SchemaMismatch, "schema", "store")
        counted = _answer(counting, until, IndexUnusable, "index", "engine")
        change, epoch = stored.value or (None, "")
        indexed, fault = counted.value, counted.fault
        if fault == "index" or (indexed and change and indexed.epoch != epoch):
            indexed, fault = indexed or _NO_INDEX, "index"
        missing = [each for each in (stored.fault, fault, "" if self._model else "model") if each]
        if indexed and indexed.vectors < indexed.passages:
            missing.append("vectors")
        return Readiness(
            engine=self._engine.name,
            breaker=self._engine.state.value,
            model=self._model,
            change=change,
            index_change=None if indexed is None else 0 if fault else indexed.change,
            passages=indexed.passages if indexed else None,
            vectors=indexed.vectors if indexed else None,
            missing=tuple(missing),
        )

    def health(self, scope: Scope, seconds: float = PROBE_SECONDS) -> Health:
        """The same with counts within a scope, and for how long the index has been behind."""
        until = time.monotonic() + seconds
        probe = Probe(lambda: (self._store.counts(scope), self._store.queue()))
        counting = self._counts.setdefault(scope, probe).begin()
        now = self.readiness(seconds)
        counted = _answer(counting, until, SchemaMismatch, "schema", "store").value
        counts, queue = counted or (None, None)
        values = {field.name: getattr(now, field.name) for field in fields(Readiness)}
        return Health(
            **values,
            works=counts.works if counts else None,
            expressions=counts.expressions if counts else None,
            sources=counts.sources if counts else None,
            provisions=counts.provisions if counts else None,
            relations=counts.relations if counts else None,
            party_actions=counts.party_actions if counts else None,
            queue=queue,
            behind=self._behind(now, until),
        )

    def _behind(self, now: Readiness, until: float) -> float | None:
        """For about how many seconds the index has been behind."""
        if not now.lag or now.index_change is None:
            return 0.0 if now.lag == 0 else None
        reached = now.index_change
        asking = Probe(lambda: self._store.waiting_since(reached)).begin()
        since = _answer(asking, until, SchemaMismatch, "schema", "store").value
        return max(0.0, (datetime.now(UTC) - since).total_seconds()) if since else None


def _answer(
    future: Future[T], until: float, kind: type[CorpusError], code: str, otherwise: str
) -> _Answered[T]:
    """What was answered by then; else the code for this kind of error, or for any other."""
    try:
        return _Answered(future.result(max(0.0, until - time.monotonic())))
    except kind:
        return _Answered(None, code)
    except (CorpusError, TimeoutError):
        return _Answered(None, otherwise)
    except Exception:  # whoever asks how things are gets an answer
        log.exception("the %s could not be asked", otherwise)
        return _Answered(None, otherwise)

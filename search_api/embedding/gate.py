"""Lets a bounded number of queries be embedded at a time, so that a crowd cannot exhaust the machine."""

from __future__ import annotations

import threading

from search_api.embedding.port import Embedder
from search_api.engine.port import Vector

AT_ONCE = 2
"""Queries embedded at a time: each takes about 7 ms of one core."""
WAITING = 64
"""Queries that may wait; beyond that a search goes on by words alone at once."""
SECONDS = 5.0
"""Longest wait, in seconds."""


class EmbeddingGate:
    """The way of queries to the model."""

    def __init__(self, embedder: Embedder, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._places = threading.BoundedSemaphore(at_once)
        self._queue = threading.BoundedSemaphore(at_once + waiting)

    def query(self, text: str) -> Vector | None:
        """The vector of a query; None where too many wait."""
        if not self._queue.acquire(blocking=False):
            return None
        try:
            if not self._places.acquire(timeout=SECONDS):
                return None
            try:
                return self._embedder.query(text)
            finally:
                self._places.release()
        finally:
            self._queue.release()

"""A process that follows a store into Elasticsearch, to be killed or frozen from outside or by itself.

`python following.py '{"url": …, "index": …, "store": …, "die_at": 5}'`: `die_at` kills it at its fifth
request that writes, before it is sent (odd numbers) or when it was answered (even ones). It says when it
begins, which commits it made, and what stopped it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import zlib
from contextlib import closing
from typing import Any

import numpy as np
from elastic_transport import OrjsonSerializer, Urllib3HttpNode
from elasticsearch import Elasticsearch
from numpy.typing import NDArray

from corpus.store.store import Store
from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings, lease
from search_api.errors import IndexBusy, SearchUnavailable
from search_api.index import indexer as indexer_module
from search_api.index.indexer import Indexer

PATIENCE = 60.0
QUICK = {"LEASE_SECONDS": 0.4, "BEAT_SECONDS": 0.1, "GAP_SECONDS": 0.3}
"""A lease for those who wait for the next process of many; the real one is tested too."""


class LengthOfWords:
    """An embedder that needs no model."""

    name, dimensions = "lengths/1", 8

    def passages(self, texts: list[str]) -> NDArray[np.float32]:
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> NDArray[np.float32]:
        vector = np.full(self.dimensions, 0.1, np.float32)
        for word in text.split():
            vector[zlib.crc32(word.encode()) % self.dimensions] += 1
        return vector / np.float32(np.linalg.norm(vector))

    def known(self, texts: list[str]) -> dict[str, NDArray[np.float32]]:
        return {}

    def count_tokens(self, text: str) -> int:
        return 3 + len(text.split())


class Mortal(Urllib3HttpNode):
    """The client's connection, which kills its process at a request."""

    left = 0

    def perform_request(self, method: str, target: str, *more: Any, **options: Any) -> Any:
        self.count(method, target)
        answer = super().perform_request(method, target, *more, **options)
        self.count(method, target)
        return answer

    def count(self, method: str, target: str) -> None:
        """Only requests that write: how often others ask depends on time."""
        if method in ("GET", "HEAD") or target.endswith("_search") or "lease-" in target:
            return
        Mortal.left -= 1
        if Mortal.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def connect(url: str, die_at: int) -> Elasticsearch:
    Mortal.left = die_at
    return Elasticsearch(url, node_class=Mortal, serializer=OrjsonSerializer(), request_timeout=30)


def quicken(**values: float) -> None:
    """Let leases run out sooner."""
    for name, value in (QUICK | values).items():
        setattr(lease, name, value)


def follow(
    url: str, index: str, store: str, *, die_at: int = 0, vectors: bool = True, passages: int = 5
) -> None:
    """Bring the index up to the store, as soon as nobody else does."""
    indexer_module.COMMIT_PASSAGES = passages  # type: ignore[misc]
    indexer_module.EMBEDDED_AT_ONCE = passages  # type: ignore[misc]
    settings = ElasticsearchSettings((url,), index=index, vectors="flat", timeout=30)
    until = time.monotonic() + PATIENCE
    with (
        closing(Store.open(f"sqlite:///{store}")) as base,
        closing(ElasticsearchEngine(settings, connect(url, die_at))) as engine,
    ):
        while time.monotonic() < until:
            try:
                counts = Indexer(base, engine, LengthOfWords()).sync(vectors=vectors).counts
                if not vectors or counts.vectors == counts.passages:
                    return
            except (IndexBusy, SearchUnavailable):  # the other is making the first index
                time.sleep(0.05)
    raise TimeoutError("another process wrote the index all the time")


def main() -> None:
    asked = json.loads(sys.argv[1])
    if asked.pop("quick", True):
        quicken()
    print("begins", flush=True)
    for _ in range(asked.pop("turns", 1)):
        follow(**asked)
    print("done", flush=True)


if __name__ == "__main__":
    main()

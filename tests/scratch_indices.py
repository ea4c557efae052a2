"""Indices for one test in an Elasticsearch that others use too."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from elasticsearch import Elasticsearch

from search_api.engine.elasticsearch import ElasticsearchSettings
from search_api.engine.elasticsearch.connection import connect


@contextmanager
def scratch(url: str, **values: Any) -> Iterator[ElasticsearchSettings]:
    """Settings with a prefix that nobody else has; what was made under it goes with the block."""
    chosen = {"index": f"test-{uuid.uuid4().hex}", "vectors": "flat", "timeout": 30.0} | values
    settings = ElasticsearchSettings((url,), **chosen)
    try:
        yield settings
    finally:
        remove(settings)


def remove(settings: ElasticsearchSettings, names: str = "") -> None:
    """Remove all indices under the prefix, or those that match a pattern."""
    with closing(connect(settings)) as client:
        found = all_indices(client, names or f"{settings.index}-*")
        if found:
            client.options(ignore_status=404, request_timeout=60).indices.delete(index=found)


def all_indices(client: Elasticsearch, names: str) -> list[str]:
    """The indices that match a pattern."""
    return sorted(client.options(request_timeout=60).indices.get(index=names))


def served(client: Elasticsearch, settings: ElasticsearchSettings) -> str:
    """The index that is searched."""
    (name,) = client.indices.get_alias(name=f"{settings.index}-*-read")
    return str(name)

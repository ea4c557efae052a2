"""How much an index holds."""

from __future__ import annotations

from typing import Any

from elasticsearch import Elasticsearch

from search_api.engine.elasticsearch.control import State
from search_api.engine.port import EngineCounts


def count(client: Elasticsearch, name: str | None, state: State) -> EngineCounts:
    """The passages and vectors of an index that can be seen, with its state."""
    passages = vectors = 0
    if name:
        of_set = {"term": {"vector_set": str(state.vector_set)}}
        answer = client.search(
            index=name, size=0, track_total_hits=True, aggs={"vectors": {"filter": of_set}}
        )
        passages, vectors = total_of(answer.body), answer["aggregations"]["vectors"]["doc_count"]
    return EngineCounts(passages, vectors, state.change, state.epoch, state.recipe, state.model)


def total_of(answer: dict[str, Any]) -> int:
    """How many match."""
    return int(answer["hits"]["total"]["value"])


def most_segments(client: Elasticsearch, name: str) -> int:
    """How many segments the shard that has most of them has."""
    found = client.indices.stats(index=name, metric="segments", level="shards")
    copies = (copy for shard in found["indices"][name]["shards"].values() for copy in shard)
    return max((int(copy["segments"]["count"]) for copy in copies), default=0)

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


def kept_deleted(client: Elasticsearch, name: str) -> int:
    """How many deleted documents shards keep for copies that have yet to say that they have them all.

    Merging segments does not remove these, and they count in what words weigh.
    """
    found = client.indices.stats(index=name, metric="docs", level="shards")
    copies = (copy for shard in found["indices"][name]["shards"].values() for copy in shard)
    return sum(
        copy["docs"]["deleted"]
        for copy in copies
        for reached in [copy["seq_no"]["max_seq_no"]]
        if any(lease["retaining_seq_no"] <= reached for lease in copy["retention_leases"]["leases"])
    )

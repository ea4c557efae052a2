"""Settings and mapping of an index of passages. Nothing of a paid tier, no script, no plugin."""

from __future__ import annotations

from typing import Any, Final

from search_api.analysis import ANALYSIS_VERSION, WORD_FIELDS
from search_api.engine.elasticsearch.connection import ElasticsearchSettings, VectorIndex
from search_api.engine.port import FACET_FIELDS

SCHEMA: Final = f"1.{ANALYSIS_VERSION}"
"""Version of the mapping, and of the tokens. Indices of two versions stand beside each other."""

SUGGESTED: Final = ("suggest_names", "suggest_headings")

_VALUES = ("id", "work", "owner", "access", "language_within", "digest", "text_digest", "vector_set")
"""Further fields of values as they are: the facet fields come first."""

_STORED = ["record", "vector_bytes"]
"""What is kept to be read back: the passage, and its vector in 8 bits. Tokens and floats are not."""

_LONGEST_VALUE: Final = 8_000
"""Characters of a value that can be filtered by: Lucene takes 32,766 bytes."""

HNSW_LINKS, HNSW_EFFORT = 16, 100
"""Lucene's own defaults; bench/RESULTS.md has the recall."""

GC_DELETES = "10m"
"""How long a deletion is remembered: a late write with a lower number cannot bring a passage back."""


def index_settings(settings: ElasticsearchSettings, *, loading: bool) -> dict[str, Any]:
    """Settings of a new index; while `loading`, before it is served, it has no replicas."""
    return {
        "number_of_shards": settings.shards,
        "number_of_replicas": 0 if loading else settings.replicas,
        "refresh_interval": "-1",  # a commit refreshes: half of one is never seen
        "gc_deletes": GC_DELETES,
        "max_result_window": 100_000,
    }


def index_mapping() -> dict[str, Any]:
    """The mapping of a new index. Vectors come with `vector_mapping`, when their width is known."""
    words = {"type": "text", "analyzer": "whitespace", "index_options": "positions"}
    value = {"type": "keyword", "ignore_above": _LONGEST_VALUE}
    number = {"type": "integer"}
    return {
        "dynamic": "strict",
        "_source": {"includes": _STORED},
        "properties": {
            **dict.fromkeys(WORD_FIELDS, words),
            **dict.fromkeys((*FACET_FIELDS, *_VALUES, *SUGGESTED), value),
            **dict.fromkeys(("work_id", "alive_from", "alive_to", "year_number"), number),
            "record": {"type": "keyword", "index": False, "doc_values": False},
            "vector_bytes": {"type": "binary"},
        },
    }


def vector_field(vector_set: int, dimensions: int) -> str:
    """The field of the vectors of one model; another model begins another field."""
    return f"vector_{vector_set}_{dimensions}"


def vector_mapping(vector_set: int, dimensions: int, kind: VectorIndex) -> dict[str, Any]:
    """What `index_mapping` gets besides for a set of vectors of this width."""
    options: dict[str, Any] = {"type": kind}
    if kind.endswith("hnsw"):
        options |= {"m": HNSW_LINKS, "ef_construction": HNSW_EFFORT}
    field = {
        "type": "dense_vector",
        "dims": dimensions,
        "index": True,
        "similarity": "dot_product",
        "index_options": options,
    }
    return {"properties": {vector_field(vector_set, dimensions): field}}

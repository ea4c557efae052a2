"""The bodies of searches, and what is read from their answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from search_api.engine.elasticsearch import queries
from search_api.engine.elasticsearch.mapping import vector_field
from search_api.engine.port import FACET_FIELDS, Filter, Scored, Vector, WordQuery
from search_api.errors import InvalidQuery

Body = dict[str, Any]

MOST_VALUES: Final = 1_000
"""Values of a facet that are counted, the most frequent first; nobody reads more."""

_SHARD_VALUES: Final = 10_000
"""Values that each shard counts, so that the sums of the most frequent are right."""

FIRST_LOOK: Final = 4
"""A graph is asked for so many times more candidates than are wanted; bench/RESULTS.md has the recall."""

LEAST_CANDIDATES: Final = 400

LEAST_TO_MERGE: Final = 10_000
"""Documents written below which merging segments is not worth its while."""

_TIED: Final = 16
"""Vectors fetched beyond the limit, to put those that score the same in the order of their ids."""


def best(query: WordQuery, where: Filter, limit: int) -> Body:
    """The best hits by score, then id."""
    return {
        "query": queries.search(query, where),
        "size": limit,
        "sort": [{"_score": "desc"}, {"id": "asc"}],
        "_source": False,
        "track_total_hits": False,
    }


def total(query: WordQuery, where: Filter) -> Body:
    """How many match: asked apart from the best, which need not look at all of them."""
    return {"query": queries.search(query, where), "size": 0, "track_total_hits": True}


def frequencies(tokens: Sequence[tuple[str, str]]) -> Body:
    """In how many passages each (token, field) occurs, and how many there are."""
    asked = {str(n): {"term": {field: token}} for n, (token, field) in enumerate(tokens)}
    aggregations = {"of": {"filters": {"filters": asked}}} if asked else {}
    return {"size": 0, "track_total_hits": True, "query": queries.EVERYTHING, "aggs": aggregations}


def nearest(vector: Vector, vector_set: int, kind: str, where: Filter, limit: int) -> Body:
    """The nearest vectors among those that pass the filter; a graph's candidates are compared exactly."""
    wanted = limit + _TIED
    knn: Body = {
        "field": vector_field(vector_set, len(vector)),
        "query_vector": vector.tolist(),
        "k": wanted,
        "num_candidates": min(max(FIRST_LOOK * wanted, LEAST_CANDIDATES), 10_000),
        "filter": queries.filters(where),
    }
    if kind.startswith("int8"):
        knn["rescore_vector"] = {"oversample": 2.0}
    return {"knn": knn, "size": wanted, "_source": False, "track_total_hits": False}


def facets(query: WordQuery, where: Filter, fields: Sequence[str]) -> Body:
    """Counts of each field, which ignores its own condition. Raises InvalidQuery for what is no facet."""
    for name in fields:
        if name not in FACET_FIELDS:
            raise InvalidQuery(f"{name!r} is not a facet", field=name)
    own = {name: part for name in fields if (part := _own(where, name)) is not None}
    common = Filter(
        where.scope,
        {name: values for name, values in where.values.items() if name not in own},
        where.as_of,
        (None, None) if "year" in own else where.years,
    )
    counted = {
        name: _counted(name, [part for other, part in own.items() if other != name]) for name in fields
    }
    return {"query": queries.search(query, common), "size": 0, "track_total_hits": False, "aggs": counted}


def _own(where: Filter, name: str) -> queries.Query | None:
    """The condition on a field; the range of years is one on `year`."""
    values = {name: where.values[name]} if name in where.values else {}
    years = where.years if name == "year" else (None, None)
    if not values and years == (None, None):
        return None
    parts = [queries.condition(name, accepted) for accepted in values.values()]
    return {"bool": {"filter": parts + queries.years(years)}}


def _counted(name: str, others: list[queries.Query]) -> Body:
    terms = {
        "field": name,
        "size": MOST_VALUES,
        "shard_size": _SHARD_VALUES,
        "order": [{"_count": "desc"}, {"_key": "asc"}],
    }
    return {"filter": {"bool": {"filter": others}}, "aggs": {"values": {"terms": terms}}}


def read_facets(answer: Body, fields: Iterable[str]) -> dict[str, dict[str, int]]:
    """Counts by field and value, the most frequent first."""
    found = answer.get("aggregations", {})
    return {
        name: {
            bucket["key"]: bucket["doc_count"]
            for bucket in found.get(name, {}).get("values", {}).get("buckets", [])
        }
        for name in fields
    }


def suggested(field: str, start: str, where: Filter, limit: int) -> Body:
    """Terms of a field that begin so, in the passages that pass the filter."""
    terms = {
        "field": field,
        "size": limit,
        "shard_size": max(limit, _SHARD_VALUES),
        "include": f"{_literally(start)}.*",
        "order": [{"_count": "desc"}, {"_key": "asc"}],
    }
    begins: queries.Query = {"prefix": {field: {"value": start}}}
    return {
        "query": {"bool": {"filter": [begins, *queries.filters(where)]}},
        "size": 0,
        "track_total_hits": False,
        "aggs": {"found": {"terms": terms}},
    }


def read_suggested(answer: Body) -> list[tuple[str, int]]:
    """The terms with their counts."""
    buckets = answer.get("aggregations", {}).get("found", {}).get("buckets", [])
    return [(bucket["key"], bucket["doc_count"]) for bucket in buckets]


def by_id(ids: Sequence[str]) -> Body:
    """The records of these passages."""
    return {
        "query": {"bool": {"filter": [{"terms": {"id": list(ids)}}]}},
        "size": len(ids),
        "_source": ["record"],
        "track_total_hits": False,
    }


def vectors_by_id(ids: Sequence[str], vector_set: int) -> Body:
    """The vectors of these passages, those of one model, with the texts that they were made of."""
    of_set = {"term": {"vector_set": str(vector_set)}}
    return {
        "query": {"bool": {"filter": [{"terms": {"id": list(ids)}}, of_set]}},
        "size": len(ids),
        "_source": ["vector_bytes"],
        "docvalue_fields": [{"field": "text_digest"}],
        "track_total_hits": False,
    }


def read_hits(answer: Body) -> list[Scored]:
    """Ids with their scores, by score, then id."""
    hits = (Scored(hit["_id"], hit["_score"]) for hit in answer["hits"]["hits"])
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))


def _literally(text: str) -> str:
    """The text as a pattern of Lucene that matches it alone."""
    return re.sub(r"([^\w ])", r"\\\1", text)

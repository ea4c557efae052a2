"""Facets on one snapshot: how many passages of the result have each value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from search_api.engine.embedded.snapshot import Snapshot
from search_api.engine.port import FACET_FIELDS, Filter, WordQuery
from search_api.errors import InvalidQuery

_MOST_VALUES: Final = 1_000
"""Values of a facet that are counted, the most frequent first; nobody reads more."""

Counts = dict[str, int]


def count_facets(
    snapshot: Snapshot, query: WordQuery, where: Filter, fields: Iterable[str]
) -> dict[str, Counts]:
    """Counts by field and value, the most frequent first; each field ignores its own filter."""
    wanted = list(fields)
    for name in wanted:
        if name not in FACET_FIELDS:
            raise InvalidQuery(f"{name!r} is not a facet", field=name)
    filtered = [name for name in wanted if _without(where, name) != where]
    counts = _aggregate(snapshot, query, where, [name for name in wanted if name not in filtered])
    for name in filtered:
        counts |= _aggregate(snapshot, query, _without(where, name), [name])
    return {name: counts[name] for name in wanted}


def _without(where: Filter, name: str) -> Filter:
    """The filter without its own condition on a field; the range of years is one on `year`."""
    rest = where.without(name)
    return replace(rest, years=(None, None)) if name == "year" else rest


def _aggregate(snapshot: Snapshot, query: WordQuery, where: Filter, fields: list[str]) -> dict[str, Counts]:
    if not fields:
        return {}
    compiled = snapshot.compiler.search(query, where, snapshot.columns.languages)
    asked = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in fields}
    found = snapshot.searcher.aggregate(compiled, asked)
    return {name: _read(found[name]["buckets"]) for name in fields}


def _read(buckets: list[dict[str, int | str]]) -> Counts:
    counts = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

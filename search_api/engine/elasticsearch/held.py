"""What an index holds, read by its writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from elasticsearch import Elasticsearch

from search_api.engine.elasticsearch.document import vector_of

NO_WORK: Final = 0
"""What documents count as that name no work: somebody else wrote them. No work has this number."""

PAGE: Final = 2_000

_FIELDS: Final = [{"field": name} for name in ("work_id", "digest", "text_digest", "vector_set")]

Condition = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A document without its words. `source` has what was asked for."""

    id: str
    work_id: int
    digest: str
    text_digest: str
    vector_set: str
    routing: str | None
    source: dict[str, Any]


def of_works(client: Elasticsearch, index: str, works: Sequence[int]) -> Iterator[Held]:
    """The documents of these works."""
    named: list[Condition] = [{"terms": {"work_id": [work for work in works if work != NO_WORK]}}]
    if NO_WORK in works:
        named.append({"bool": {"must_not": [{"exists": {"field": "work_id"}}]}})
    return documents(client, index, [{"bool": {"should": named, "minimum_should_match": 1}}], ())


def vectors_by_text(client: Elasticsearch, index: str, held: Iterable[Held], of_set: str) -> dict[str, bytes]:
    """The vectors of these documents by the text they were made of: a text keeps its vector."""
    ids = [one.id for one in held if one.vector_set == of_set]
    found: dict[str, bytes] = {}
    for one in documents(client, index, [{"terms": {"id": ids}}], ("vector_bytes",)) if ids else ():
        vector = vector_of(one.source)
        if vector is not None:
            found[one.text_digest] = vector
    return found


def documents(
    client: Elasticsearch,
    index: str,
    conditions: list[Condition],
    source: Sequence[str],
    *,
    without: list[Condition] | None = None,
) -> Iterator[Held]:
    """Documents that can be seen and meet the conditions, and none of those of `without`, by id.

    By the id that passages bear: documents of somebody else's have none and come first.
    """
    after: list[Any] | None = None
    while True:
        hits = client.search(
            index=index,
            query={"bool": {"filter": conditions, "must_not": without or []}},
            size=PAGE,
            sort=[{"id": {"order": "asc", "missing": "_first"}}, {"_doc": "asc"}],
            search_after=after,
            source={"includes": list(source)} if source else False,
            docvalue_fields=_FIELDS,
            track_total_hits=False,
            allow_partial_search_results=False,
        )["hits"]["hits"]
        yield from map(_held, hits)
        if len(hits) < PAGE:
            return
        after = hits[-1]["sort"]


def _held(hit: dict[str, Any]) -> Held:
    fields = hit.get("fields", {})
    work_id, digest, text_digest, vector_set = (fields.get(one["field"], [""])[0] for one in _FIELDS)
    return Held(
        hit["_id"], work_id or NO_WORK, digest, text_digest, vector_set, hit.get("_routing"),
        hit.get("_source", {}),
    )  # fmt: skip

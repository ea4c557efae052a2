"""The one writer of an index: it gathers what changes, and sends it with the commit."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
from elasticsearch import Elasticsearch, helpers
from numpy.typing import NDArray

from search_api.engine.elasticsearch.connection import AWAY_STATUSES, ElasticsearchSettings, asking
from search_api.engine.elasticsearch.control import Control, State
from search_api.engine.elasticsearch.counting import count, most_segments
from search_api.engine.elasticsearch.document import document, pack, passage_of, text_key, vector_of
from search_api.engine.elasticsearch.indices import Indices
from search_api.engine.elasticsearch.lease import Lease
from search_api.engine.elasticsearch.mapping import vector_mapping
from search_api.engine.port import EngineCounts, Vector
from search_api.engine.record import digest
from search_api.errors import IndexUnusable
from search_api.passage import Passage

Action = dict[str, Any]

_BULK_DOCUMENTS, _BULK_BYTES = 500, 8_000_000
"""What goes into one request; the cluster refuses single ones far above 10 MB sooner."""

_BULK_RETRIES, _FIRST_PAUSE, _LONGEST_PAUSE = 8, 0.5, 20.0
"""A cluster that has too much to do is given time: about 80 seconds before the commit fails."""

_PAGE: Final = 2_000
_WORKS_AT_ONCE: Final = 500

_MERGE_PAUSE: Final = 0.5

_FIELDS: Final = [{"field": name} for name in ("work_id", "digest", "text_digest", "vector_set")]

Held = dict[str, Any]
"""A hit with `id`, `digest`, `text_digest`, `vector_set` and, where asked for, its source."""


def vectors_of(state: State) -> tuple[int, int]:
    """What names the field of vectors."""
    return state.vector_set, state.dimensions


class ElasticsearchWriter:
    """Implements `IndexWriter`.

    Every document carries the change number of the commit that wrote it as its external version, so
    that what is sent twice, or late by a writer that lost its lease, changes nothing. A commit that fails
    half way is repeated by whoever follows next, from the change number of the last whole one.
    """

    def __init__(
        self,
        client: Elasticsearch,
        indices: Indices,
        control: Control,
        lease: Lease,
        name: str,
        settings: ElasticsearchSettings,
        *,
        fresh: bool,
        committed: Callable[[], None],
    ) -> None:
        self._client, self._indices, self._control, self._lease = client, indices, control, lease
        self._name, self._settings, self._fresh, self._told = name, settings, fresh, committed
        self._state = self._kept = control.state(name) or State()
        self._client.indices.refresh(index=name)  # what a writer that died had sent
        self._works: dict[int, dict[str, Passage]] = {}
        self._vectors: dict[str, tuple[Passage, bytes]] = {}
        self._given: dict[str, bytes] = {}
        """Vectors that came with passages."""
        self._listed: list[tuple[str, str]] = []
        """Passages known to have no vector, until something is replaced."""

    # --- passages ------------------------------------------------------------------------------

    def replace_work(
        self, work_id: int, passages: Sequence[Passage], vectors: Mapping[str, Vector] | None = None
    ) -> None:
        """Put these passages in place of the work's earlier ones."""
        self._works[work_id] = {passage.id: passage for passage in passages}
        if vectors:
            self._given |= zip(vectors, self._packed(np.stack(list(vectors.values()))), strict=True)
        self._listed = []

    def commit(self, change: int) -> None:
        """Send what was gathered, show it, then say up to which change the index is in step."""
        self._lease.demand()
        with asking():
            self._map_vectors()
            written = self._send(self._changed(change)) + self._send(self._embedded(change))
            self._client.indices.refresh(index=self._name)
            self._lease.demand()
            self._state = replace(self._state, change=change, unmerged=self._state.unmerged + written)
            self._control.put_state(self._name, self._state)
        self._kept = self._state
        self._works, self._vectors, self._given = {}, {}, {}
        self._told()

    def _changed(self, change: int) -> Iterator[Action]:
        """What to write and delete so that each work has its passages; what is the same stays."""
        works = list(self._works)
        for start in range(0, len(works), _WORKS_AT_ONCE):
            chunk = works[start : start + _WORKS_AT_ONCE]
            held: dict[int, dict[str, Held]] = {}
            for hit in self._held(chunk):
                held.setdefault(hit["work_id"], {})[hit["id"]] = hit
            for work_id in chunk:
                yield from self._of_work(work_id, held.get(work_id, {}), change)

    def _of_work(self, work_id: int, held: dict[str, Held], change: int) -> Iterator[Action]:
        wanted = self._works[work_id]
        added = [p for p in wanted.values() if held.get(p.id, {}).get("digest") != digest(p).hex()]
        by_text = self._vectors_by_text([hit for hit in held.values() if hit["id"] not in wanted or added])
        for passage in added:
            vector = self._given.get(passage.id) or by_text.get(text_key(passage))
            yield self._index(passage, vector, change)
        for passage_id in held.keys() - wanted.keys():
            yield self._action("delete", passage_id, work_id, change)

    def _vectors_by_text(self, held: Sequence[Held]) -> dict[str, bytes]:
        """The vectors of a work's passages by the text they were made of: a text keeps its vector."""
        of_set = str(self._state.vector_set)
        ids = [hit["id"] for hit in held if hit["vector_set"] == of_set]
        found: dict[str, bytes] = {}
        for hit in self._documents([{"terms": {"id": ids}}], ["vector_bytes"]) if ids else ():
            vector = vector_of(hit["source"])
            if vector is not None:
                found[hit["text_digest"]] = vector
        return found

    # --- vectors -------------------------------------------------------------------------------

    @property
    def model(self) -> str:
        """Whose vectors are being written."""
        return self._state.model

    def use_model(self, name: str) -> None:
        """Say whose vectors follow: those of another model are left in a field that is no longer read."""
        if name == self._state.model:
            return
        if self._state.model:
            self._state = replace(self._state, vector_set=self._state.vector_set + 1, dimensions=0)
            self._vectors, self._given, self._listed = {}, {}, []
        self._state = replace(self._state, model=name)

    def missing_vectors(self, limit: int) -> list[tuple[str, str]]:
        """Committed passages without a vector, by id."""
        if len(self._listed) < limit:
            with asking():
                self._listed = [
                    (passage.id, passage.embedding_text) for passage in self._without(max(limit, _PAGE))
                ]
        return self._listed[:limit]

    def put_vectors(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Give vectors to committed passages; those that are gone or have one are passed over."""
        packed = dict(zip(ids, self._packed(np.asarray(vectors, np.float32)), strict=True))
        with asking():
            for start in range(0, len(ids), _PAGE):
                here: list[dict[str, Any]] = [{"terms": {"id": list(ids[start : start + _PAGE])}}]
                for hit in self._documents(here, ["record"], without_vector=True):
                    self._vectors[hit["id"]] = (passage_of(hit["source"]), packed[hit["id"]])
        self._listed = [one for one in self._listed if one[0] not in self._vectors]

    def _packed(self, vectors: NDArray[np.float32]) -> list[bytes]:
        """Vectors as they are kept. Raises ValueError for another width than those before had."""
        dimensions = self._state.dimensions or vectors.shape[1]
        if vectors.shape[1] != dimensions:
            raise ValueError(f"vectors of shape {vectors.shape}, expected {dimensions} columns")
        self._state = replace(self._state, dimensions=dimensions)
        return pack(vectors) if len(vectors) else []

    def _map_vectors(self) -> None:
        """Make the field of the vectors, where these are the first of their model."""
        if self._state.dimensions and vectors_of(self._kept) != vectors_of(self._state):
            mapping = vector_mapping(*vectors_of(self._state), self._settings.vectors)
            self._client.indices.put_mapping(index=self._name, **mapping)

    def _embedded(self, change: int) -> Iterator[Action]:
        """The passages that got a vector, whole; those of works that are replaced get theirs later."""
        for passage, vector in self._vectors.values():
            if passage.work_id not in self._works:
                yield self._index(passage, vector, change)

    def _without(self, limit: int) -> list[Passage]:
        given = set(self._vectors)
        found: list[Passage] = []
        for hit in self._documents([], ["record"], without_vector=True, limit=limit + len(given)):
            if hit["id"] not in given:
                found.append(passage_of(hit["source"]))
        return found

    # --- what the index holds ------------------------------------------------------------------

    def _held(self, works: Sequence[int]) -> Iterator[Held]:
        return self._documents([{"terms": {"work_id": list(works)}}], [])

    def _documents(
        self,
        conditions: list[dict[str, Any]],
        source: list[str],
        *,
        without_vector: bool = False,
        limit: int | None = None,
    ) -> Iterator[Held]:
        """Committed documents that meet the conditions, by id."""
        excluded = [{"term": {"vector_set": str(self._state.vector_set)}}] if without_vector else []
        after: list[Any] | None = None
        left = limit
        while left is None or left > 0:
            page = _PAGE if left is None else min(_PAGE, left)
            hits = self._client.search(
                index=self._name,
                query={"bool": {"filter": conditions, "must_not": excluded}},
                size=page,
                sort=["id"],
                search_after=after,
                source={"includes": source} if source else False,
                docvalue_fields=_FIELDS,
                track_total_hits=False,
                allow_partial_search_results=False,
            )["hits"]["hits"]
            for hit in hits:
                fields = hit["fields"]
                yield {
                    "id": hit["_id"],
                    "work_id": fields["work_id"][0],
                    "digest": fields["digest"][0],
                    "text_digest": fields["text_digest"][0],
                    "vector_set": fields.get("vector_set", [""])[0],
                    "source": hit.get("_source", {}),
                }
            if len(hits) < page:
                return
            after = hits[-1]["sort"]
            left = None if left is None else left - len(hits)

    # --- sending -------------------------------------------------------------------------------

    def _index(self, passage: Passage, vector: bytes | None, change: int) -> Action:
        action = self._action("index", passage.id, passage.work_id, change)
        return action | {"_source": document(passage, vector, self._state.vector_set)}

    def _action(self, kind: str, passage_id: str, work_id: int, change: int) -> Action:
        action = {
            "_op_type": kind,
            "_index": self._name,
            "_id": passage_id,
            "version": change,
            "version_type": "external_gte",
        }
        return action | {"routing": str(work_id)} if self._settings.routing == "work" else action

    def _send(self, actions: Iterator[Action]) -> int:
        """Send in bulk, slower when the cluster says so; gives how many were written.

        A document that is newer there (409) or gone already (404) is as it should be.
        """
        written = 0
        for done, result in helpers.streaming_bulk(
            self._client,
            actions,
            chunk_size=_BULK_DOCUMENTS,
            max_chunk_bytes=_BULK_BYTES,
            max_retries=_BULK_RETRIES,
            initial_backoff=_FIRST_PAUSE,
            max_backoff=_LONGEST_PAUSE,
            retry_on_status=AWAY_STATUSES,
            raise_on_error=False,
        ):
            (answer,) = result.values()
            if not done and answer["status"] not in (404, 409):
                reason = answer.get("error")
                told = reason.get("reason") if isinstance(reason, dict) else reason
                raise IndexUnusable(f"Elasticsearch refuses passage {answer.get('_id')}: {told}")
            written += done
            self._lease.demand()
        return written

    # --- the index as a whole ------------------------------------------------------------------

    def describe(self, *, epoch: str, recipe: str) -> None:
        """Say from which store and how the passages are made."""
        self._state = replace(self._state, epoch=epoch, recipe=recipe)

    def counts(self) -> EngineCounts:
        """What is committed in this index."""
        with asking():
            return count(self._client, self._name, self._kept)

    def merge(self) -> None:
        """Make one segment of each shard: fewer to search, and nothing of what was deleted."""
        with asking():
            self._client.indices.forcemerge(index=self._name, max_num_segments=1, wait_for_completion=False)
            while most_segments(self._client, self._name) > 1:
                self._lease.demand()
                time.sleep(_MERGE_PAUSE)
            self._state = replace(self._state, unmerged=0)
            self._kept = replace(self._kept, unmerged=0)
            self._control.put_state(self._name, self._kept)

    def publish(self) -> None:
        """Merge a fresh index and serve it, committed as it is; the one before is kept to roll back to."""
        if not self._fresh:
            return
        self.merge()
        with asking():
            self._kept = self._indices.publish(self._name, self._kept)
            self._state = replace(self._state, published=self._kept.published)
        self._fresh = False
        self._told()

    def close(self) -> None:
        """Drop what was not committed, and give the lease back."""
        if not self._lease.held:
            self._lease.release()
            return
        try:
            if self._fresh:
                with asking():
                    self._indices.drop(self._name)
        finally:
            self._lease.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

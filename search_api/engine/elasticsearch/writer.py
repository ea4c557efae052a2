"""The one writer of an index: it gathers what changes, and sends it with the commit."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from types import TracebackType
from typing import Final, Self

import numpy as np
from elasticsearch import Elasticsearch
from numpy.typing import NDArray

from search_api.engine.elasticsearch import bulk, held
from search_api.engine.elasticsearch.bulk import Action
from search_api.engine.elasticsearch.connection import ElasticsearchSettings, asking
from search_api.engine.elasticsearch.control import Control, State, state_of
from search_api.engine.elasticsearch.counting import count, kept_deleted
from search_api.engine.elasticsearch.document import document, pack, passage_of, text_key
from search_api.engine.elasticsearch.held import Held
from search_api.engine.elasticsearch.indices import Indices, own_alias
from search_api.engine.elasticsearch.lease import Lease
from search_api.engine.elasticsearch.mapping import vector_mapping
from search_api.engine.elasticsearch.requests import LEAST_TO_MERGE
from search_api.engine.port import EngineCounts, Vector
from search_api.engine.record import digest
from search_api.errors import IndexBusy, SearchUnavailable
from search_api.passage import Passage

_WORKS_AT_ONCE: Final = 500

_MERGE_PAUSE: Final = 0.5

HISTORY_SECONDS: Final = 90.0
"""How long copies may take to tell each other that they have all deletions: they do it every 30 s."""

REBUILD_PATIENCE: Final = 300.0
"""Seconds that a rebuild waits for a cluster that is away, rather than lose what it has built; who follows
the store gives up at once and tries again from the last whole commit."""

_PATIENCE_PAUSE: Final = 2.0


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
        refused: set[str],
        lease_of_served: Callable[[], Lease],
        committed: Callable[[], None],
    ) -> None:
        """`refused` are ids of passages that the cluster does not take: each is tried once in a process."""
        self._client, self._indices, self._control, self._lease = client, indices, control, lease
        self._name, self._settings, self._fresh, self._refused = name, settings, fresh, refused
        self._lease_of_served, self._told = lease_of_served, committed
        self._entry = control.entry(name)
        self._state = self._kept = state_of(self._entry)
        client.indices.refresh(index=name)  # what a writer that died had sent
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
        with asking():
            self._lease.demand()
        until = time.monotonic() + (REBUILD_PATIENCE if self._fresh else 0.0)
        while True:
            try:
                with asking():
                    self._commit(change)
                break
            except SearchUnavailable:
                if time.monotonic() >= until:
                    raise
                time.sleep(_PATIENCE_PAUSE)
        self._works, self._vectors, self._given = {}, {}, {}
        self._told()

    def _commit(self, change: int) -> None:
        """As `commit`; what was sent by an earlier try does no harm."""
        self._announce()
        written = self._send(self._changed(change)) + self._send(self._embedded(change))
        self._client.indices.refresh(index=self._name)
        self._lease.demand()
        state = replace(self._state, change=change, unmerged=self._state.unmerged + written)
        self._keep(state)
        self._state = state

    def _keep(self, state: State) -> None:
        """Say what the index holds. Raises IndexBusy where another said something meanwhile."""
        self._entry = self._control.keep(self._name, state, self._entry)
        self._kept = state

    def _changed(self, change: int) -> Iterator[Action]:
        """What to write and delete so that each work has its passages; what is the same stays."""
        works = list(self._works)
        for start in range(0, len(works), _WORKS_AT_ONCE):
            chunk = works[start : start + _WORKS_AT_ONCE]
            by_work: dict[int, dict[str, Held]] = {}
            for one in held.of_works(self._client, self._name, chunk):
                by_work.setdefault(one.work_id, {})[one.id] = one
            for work_id in chunk:
                yield from self._of_work(work_id, by_work.get(work_id, {}), change)

    def _of_work(self, work_id: int, had: dict[str, Held], change: int) -> Iterator[Action]:
        wanted = self._works[work_id]
        added = [p for p in wanted.values() if p.id not in had or had[p.id].digest != digest(p).hex()]
        changing = had.values() if added else []
        of_set = str(self._state.vector_set)
        by_text = held.vectors_by_text(self._client, self._name, changing, of_set)
        for passage in added:
            vector = self._given.get(passage.id) or by_text.get(text_key(passage))
            yield self._index(passage, vector, change)
        for passage_id in had.keys() - wanted.keys():
            yield self._action("delete", passage_id, had[passage_id].routing, change)

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
        """Committed passages without a vector, by id; not those that the cluster does not take."""
        if len(self._listed) < limit:
            with asking():
                found = (passage_of(one.source) for one in self._without_vector([]) if self._wants(one))
                listed = islice(found, max(limit, held.PAGE))
                self._listed = [(passage.id, passage.embedding_text) for passage in listed]
        return self._listed[:limit]

    def _wants(self, one: Held) -> bool:
        return one.id not in self._vectors and one.id not in self._refused and "record" in one.source

    def _without_vector(self, conditions: list[held.Condition]) -> Iterator[Held]:
        given = {"term": {"vector_set": str(self._state.vector_set)}}
        return held.documents(self._client, self._name, conditions, ("record",), without=[given])

    def put_vectors(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Give vectors to committed passages; those that are gone or have one are passed over."""
        packed = dict(zip(ids, self._packed(np.asarray(vectors, np.float32)), strict=True))
        with asking():
            for start in range(0, len(ids), held.PAGE):
                here: held.Condition = {"terms": {"id": list(ids[start : start + held.PAGE])}}
                for one in self._without_vector([here]):
                    self._vectors[one.id] = (passage_of(one.source), packed[one.id])
        self._listed = [one for one in self._listed if one[0] not in self._vectors]

    def _packed(self, vectors: NDArray[np.float32]) -> list[bytes]:
        """Vectors as they are kept. Raises ValueError for another width than those before had."""
        dimensions = self._state.dimensions or vectors.shape[1]
        if vectors.shape[1] != dimensions:
            raise ValueError(f"vectors of shape {vectors.shape}, expected {dimensions} columns")
        self._state = replace(self._state, dimensions=dimensions)
        return pack(vectors) if len(vectors) else []

    def _announce(self) -> None:
        """Say from which store and of whose vectors the documents are, before any is sent.

        Who dies between documents and state leaves none of which the next one does not know what they are.
        """
        if self._state == self._kept:
            return
        if self._state.dimensions and vectors_of(self._kept) != vectors_of(self._state):
            mapping = vector_mapping(*vectors_of(self._state), self._settings.vectors)
            self._client.indices.put_mapping(index=self._name, **mapping)
        self._keep(self._state)

    def _embedded(self, change: int) -> Iterator[Action]:
        """The passages that got a vector, whole; those of works that are replaced get theirs later."""
        for passage, vector in self._vectors.values():
            if passage.work_id not in self._works:
                yield self._index(passage, vector, change)

    # --- sending -------------------------------------------------------------------------------

    def _index(self, passage: Passage, vector: bytes | None, change: int) -> Action:
        routing = str(passage.work_id) if self._settings.routing == "work" else None
        action = self._action("index", passage.id, routing, change)
        return action | {"_source": document(passage, vector, self._state.vector_set)}

    def _action(self, kind: str, passage_id: str, routing: str | None, change: int) -> Action:
        action = {"_op_type": kind, "_id": passage_id, "version": change, "version_type": "external_gte"}
        return action | {"routing": routing} if routing else action

    def _send(self, actions: Iterator[Action]) -> int:
        """Send in bulk; gives how many were written."""
        outcome = bulk.send(self._client, own_alias(self._name), actions, self._lease.demand)
        self._refused.update(outcome.refused)
        return outcome.written

    # --- the index as a whole ------------------------------------------------------------------

    def describe(self, *, epoch: str, recipe: str) -> None:
        """Say from which store and how the passages are made."""
        self._state = replace(self._state, epoch=epoch, recipe=recipe)

    def counts(self) -> EngineCounts:
        """What is committed in this index."""
        with asking():
            return count(self._client, self._name, self._kept)

    def merge(self, worth_waiting: int = LEAST_TO_MERGE) -> None:
        """Make one segment of each shard: fewer to search, and nothing of what was deleted.

        Where so many deleted documents are still kept by the shards, that is waited for.
        """
        with asking():
            self._let_go_of_deleted(worth_waiting)
            self._lease.demand()
            merging = self._client.indices.forcemerge(
                index=self._name, max_num_segments=1, wait_for_completion=False
            )
            while self._is_running(str(merging["task"])):
                self._lease.demand()
                time.sleep(_MERGE_PAUSE)
            self._keep(replace(self._kept, unmerged=0))
            self._state = replace(self._state, unmerged=0)

    def _let_go_of_deleted(self, many: int) -> None:
        """Wait until shards no longer keep what was deleted, where it is many: then merging removes it."""
        self._client.indices.flush(index=self._name)
        until = time.monotonic() + HISTORY_SECONDS
        while kept_deleted(self._client, self._name) >= many and time.monotonic() < until:
            self._lease.demand()
            time.sleep(_MERGE_PAUSE)

    def _is_running(self, task: str) -> bool:
        """Whether a task goes on; not by the method of the client, which warns that it may change."""
        client = self._client.options(ignore_status=404)
        found = client.perform_request("GET", f"/_tasks/{task}", headers={"accept": "application/json"})
        return not found.body.get("completed", True)

    def publish(self) -> None:
        """Merge a fresh index and serve it, committed as it is; the one before is kept to roll back to."""
        if not self._fresh:
            return
        self.merge()
        with asking():
            self._indices.ready(self._name)
            self._lease.demand()
            self._keep(replace(self._kept, published=self._indices.next_publication()))
            self._state = replace(self._state, published=self._kept.published)
            self._indices.serve(self._name)
            self._fresh = False
            self._indices.sweep()
            self._go_on()
        self._told()

    def _go_on(self) -> None:
        """What follows is written to the index that is served: under its lease, where nobody has it."""
        self._lease.release()
        with suppress(IndexBusy):
            self._lease = self._lease_of_served()

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

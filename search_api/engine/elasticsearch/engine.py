"""The Elasticsearch engine: for several API servers and workers over one cluster."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
import orjson
import xxhash
from elasticsearch import Elasticsearch

from search_api.engine.breaker import Breaker, BreakerState
from search_api.engine.elasticsearch import queries, requests
from search_api.engine.elasticsearch.connection import (
    ElasticsearchSettings,
    asking,
    connect,
    failed,
    patient,
)
from search_api.engine.elasticsearch.control import Control, State
from search_api.engine.elasticsearch.counting import count, total_of
from search_api.engine.elasticsearch.document import passage_of, text_key, unpack, vector_of
from search_api.engine.elasticsearch.held import NO_WORK
from search_api.engine.elasticsearch.indices import Indices
from search_api.engine.elasticsearch.lease import FRESH, SERVED, Lease, Watch
from search_api.engine.elasticsearch.mapping import SUGGESTED
from search_api.engine.elasticsearch.writer import ElasticsearchWriter
from search_api.engine.port import EngineCounts, Filter, Scored, Vector, WordHits, WordQuery
from search_api.engine.suggestions import folded_start, looks_at_headings, read_terms
from search_api.engine.tokens import tokens_of
from search_api.errors import IndexUnusable, SearchUnavailable
from search_api.passage import Passage

T = TypeVar("T")

FAILURES: Final = 3
"""Searches in a row that fail before the others are spared the wait."""
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 2.0, 15.0
"""How long they are, at first and at most, until one of them tries again."""

STATE_SECONDS: Final = 1.0
"""How long the state of the index is believed: another process may have committed meanwhile."""

_REMEMBERED: Final = 20_000
"""Tokens whose frequency is kept until the next commit."""

_PAGE: Final = 2_000


@dataclass(frozen=True, slots=True)
class _Now:
    """What is known of the index that is served, and until when that is believed."""

    state: State
    until: float


class ElasticsearchEngine:
    """Implements `Engine`. Every search goes through a circuit breaker; raises SearchUnavailable."""

    name = "elasticsearch"

    def __init__(self, settings: ElasticsearchSettings, client: Elasticsearch | None = None) -> None:
        self.settings = settings
        self._breaker = Breaker(FAILURES, PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, (SearchUnavailable,))
        self._client = client or connect(settings)
        self._control = Control(self._client, settings)
        self._indices = Indices(self._client, settings, self._control)
        self._slow = patient(self._client)
        self._slow_control = Control(self._slow, settings)
        self._slow_indices = Indices(self._slow, settings, self._slow_control)
        self._watch = Watch()
        self._refused: set[str] = set()
        self._lock = threading.Lock()
        self._known: _Now | None = None
        self._frequencies: dict[tuple[str, str], int] = {}

    # --- writing -------------------------------------------------------------------------------

    def writer(self, *, fresh: bool = False) -> ElasticsearchWriter:
        """Take the lease of the index that is served, or of a fresh one: both can be written at a time."""
        with asking():
            lease = self._lease(FRESH if fresh else SERVED)
            try:
                name = self._slow_indices.create_fresh() if fresh else self._slow_indices.demand()
                return ElasticsearchWriter(
                    self._slow, self._slow_indices, self._slow_control, lease, name, self.settings,
                    fresh=fresh, refused=self._refused, lease_of_served=lambda: self._lease(SERVED),
                    committed=self.refresh,
                )  # fmt: skip
            except BaseException:
                lease.release()
                raise

    def _lease(self, name: str) -> Lease:
        return Lease(self._slow_control, name, self._watch)

    def tidy(self) -> bool:
        """Merge segments, where as much was written since as the index holds (a bulk load)."""
        counts = self.counts()
        with asking():
            name = self._indices.served()
            state = self._control.state(name) if name else None
        if state is None or state.unmerged < max(requests.LEAST_TO_MERGE, counts.passages):
            return False
        with self.writer() as writer:
            writer.merge()
        return True

    def roll_back(self) -> None:
        """Serve the index from before the last rebuild. Raises NoEarlierIndex, IndexBusy."""
        with asking():
            lease = self._lease(FRESH)
            try:
                self._slow_indices.roll_back()
            finally:
                lease.release()
        self.refresh()

    # --- reading -------------------------------------------------------------------------------

    def words(self, query: WordQuery, where: Filter, limit: int) -> WordHits:
        """The best passages by BM25."""
        table = self._table(tokens_of(query))
        unknown = [pair for pair, frequency in table.items() if frequency is None]
        asked = [requests.total(query, where), requests.frequencies(unknown)]
        if limit:
            asked.append(requests.best(query, where, limit))
        total, counted, *best = self._search(asked)
        table |= self._learn(unknown, counted)
        hits = requests.read_hits(best[0]) if best else []
        frequency = {token: found or 0 for (token, _), found in table.items()}
        return WordHits(tuple(hits), total_of(total), frequency, total_of(counted))

    def nearest(self, vector: Vector, where: Filter, limit: int) -> tuple[Scored, ...]:
        """The passages nearest in meaning. Raises IndexUnusable for a vector of another model's width."""
        queries.filters(where)  # a bad filter is refused also where there is no vector yet
        if not limit:
            return ()
        unit = np.asarray(vector, np.float32)
        unit = unit / max(float(np.linalg.norm(unit)), 1e-12)
        state = self._state()
        if len(unit) == state.dimensions and (hits := self._nearest(unit, state, where, limit)):
            return hits
        # Nothing is also found in a field that is not there: another index, or another model, may have
        # taken over since we looked.
        self.refresh()
        now = self._state()
        if not now.dimensions:
            return ()
        if len(unit) != now.dimensions:
            held = f"{now.dimensions} dimensions ({now.model or 'unnamed model'})"
            raise IndexUnusable(f"the index holds vectors of {held}, the question has {len(unit)}")
        return () if now == state else self._nearest(unit, now, where, limit)

    def _nearest(self, unit: Vector, state: State, where: Filter, limit: int) -> tuple[Scored, ...]:
        body = requests.nearest(unit, state.vector_set, self.settings.vectors, where, limit)
        hits = requests.read_hits(self._search([body])[0])[:limit]
        # Elasticsearch gives (1 + cosine) / 2, so that no score is negative.
        return tuple(Scored(hit.id, 2.0 * hit.score - 1.0) for hit in hits)

    def facets(self, query: WordQuery, where: Filter, fields: Iterable[str]) -> dict[str, dict[str, int]]:
        """Counts of passages per value."""
        wanted = list(fields)
        return requests.read_facets(self._search([requests.facets(query, where, wanted)])[0], wanted)

    def passages(self, ids: Sequence[str]) -> list[Passage | None]:
        """The passages with these ids, in this order."""
        unique = list(dict.fromkeys(ids))
        pages = [unique[start : start + _PAGE] for start in range(0, len(unique), _PAGE)]
        answers = self._search([requests.by_id(page) for page in pages]) if pages else []
        hits = (hit for answer in answers for hit in answer["hits"]["hits"])
        found = {hit["_id"]: passage_of(hit["_source"]) for hit in hits if "record" in hit["_source"]}
        return [found.get(passage_id) for passage_id in ids]

    def vectors(self, passages: Sequence[Passage]) -> dict[str, Vector]:
        """The vectors that it holds of these very texts, by passage id."""
        state = self._state()
        if not state.dimensions:
            return {}
        texts = {passage.id: text_key(passage) for passage in passages}
        ids = list(texts)
        pages = [ids[start : start + _PAGE] for start in range(0, len(ids), _PAGE)]
        answers = self._search([requests.vectors_by_id(page, state.vector_set) for page in pages])
        hits = (hit for answer in answers for hit in answer["hits"]["hits"])
        return {
            hit["_id"]: unpack(vector)
            for hit in hits
            if hit["fields"]["text_digest"] == [texts[hit["_id"]]] and (vector := vector_of(hit["_source"]))
        }

    def suggest(self, start: str, where: Filter, limit: int) -> list[tuple[str, str]]:
        """Titles, numbers and headings that begin so (folded)."""
        folded = folded_start(start)
        if not folded or limit < 1:
            return []
        fields = SUGGESTED if looks_at_headings(folded) else SUGGESTED[:1]
        answers = self._search([requests.suggested(field, folded, where, limit) for field in fields])
        found = [
            suggestion for answer in answers for suggestion in read_terms(requests.read_suggested(answer))
        ]
        return list(dict.fromkeys(found))[:limit]

    def explain(self, query: WordQuery, passage_id: str) -> str:
        """Lucene's explanation of one score."""
        this = {"term": {"id": passage_id}}
        body = {
            "query": {"bool": {"must": [queries.words(query)], "filter": [this]}},
            "explain": True,
            "_source": False,
        }
        hits = self._search([body])[0]["hits"]["hits"]
        return json.dumps(hits[0]["_explanation"], ensure_ascii=False) if hits else ""

    def digests(self) -> Iterator[tuple[int, str, str]]:
        """Every passage as (work id, passage id, digest), as they were at the first look."""
        with asking():
            name = self._indices.served()
            if name is None:
                return
            pit = self._client.open_point_in_time(index=name, keep_alive="2m")["id"]
            after: list[Any] | None = None
            try:
                while hits := self._digest_page(pit, after):
                    for hit in hits:
                        fields = hit.get("fields", {})
                        (work_id,), (digest,) = fields.get("work_id", [NO_WORK]), fields.get("digest", [""])
                        yield int(work_id), hit["_id"], str(digest)
                    after = hits[-1]["sort"]
            finally:
                self._client.options(ignore_status=404).close_point_in_time(id=pit)

    def _digest_page(self, pit: str, after: list[Any] | None) -> list[dict[str, Any]]:
        found = self._slow.search(
            pit={"id": pit, "keep_alive": "2m"},
            size=_PAGE,
            sort=["_shard_doc"],
            search_after=after,
            source=False,
            docvalue_fields=[{"field": "work_id"}, {"field": "digest"}],
            track_total_hits=False,
        )
        hits: list[dict[str, Any]] = found["hits"]["hits"]
        return hits

    def counts(self) -> EngineCounts:
        """What it holds, asked anew."""
        return self._guarded(self._count)

    def _count(self) -> EngineCounts:
        name = self._indices.served()
        state = (self._control.state(name) if name else None) or State()
        return count(self._client, name, state)

    def refresh(self) -> None:
        """Believe nothing that was known of the index."""
        with self._lock:
            self._known = None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    @property
    def state(self) -> BreakerState:
        """Whether calls go through to the cluster."""
        return self._breaker.state

    # --- asking --------------------------------------------------------------------------------

    def _guarded(self, ask: Callable[[], T]) -> T:
        def asked() -> T:
            with asking():
                return ask()

        return self._breaker.call(asked)

    def _search(self, bodies: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Several searches in one request. One that fails in part fails: half an answer misleads."""
        header = {
            "index": self._indices.read,
            "ignore_unavailable": True,
            "allow_partial_search_results": False,
            # The copies of a shard differ in what they still count of deleted passages: the same
            # question always asks the same copy, so that its answer does not change from one to the next.
            "preference": f"q{xxhash.xxh3_64_hexdigest(orjson.dumps(bodies))}",
        }
        if self.settings.shards > 1:
            header["search_type"] = "dfs_query_then_fetch"
        lines = [line for body in bodies for line in (header, body)]
        return self._guarded(lambda: self._answers(lines))

    def _answers(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        answers: list[dict[str, Any]] = self._client.msearch(searches=lines)["responses"]
        for answer in answers:
            if "error" in answer:
                raise failed(answer)
        return answers

    # --- what is remembered between commits -----------------------------------------------------

    def _state(self) -> State:
        with self._lock:
            known = self._known
        if known is None or known.until < time.monotonic():
            known = _Now(self._guarded(self._read_state), time.monotonic() + STATE_SECONDS)
            self._keep(known)
        return known.state

    def _read_state(self) -> State:
        name = self._indices.served()
        return (self._control.state(name) if name else None) or State()

    def _keep(self, known: _Now) -> None:
        """Take the new state; frequencies counted before a commit are forgotten with the old one."""
        with self._lock:
            if self._known is None or self._known.state != known.state:
                self._frequencies = {}
            self._known = known

    def _table(self, tokens: dict[str, str]) -> dict[tuple[str, str], int | None]:
        """The frequency of each (token, field), None where it is to be counted.

        One table for every query: over the whole index, whatever its shards and copies.
        """
        self._state()
        with self._lock:
            if len(self._frequencies) > _REMEMBERED:
                self._frequencies = {}
            return {pair: self._frequencies.get(pair) for pair in tokens.items()}

    def _learn(self, asked: list[tuple[str, str]], answer: dict[str, Any]) -> dict[tuple[str, str], int]:
        buckets = answer.get("aggregations", {}).get("of", {}).get("buckets", {})
        counted = {pair: int(buckets.get(str(n), {}).get("doc_count", 0)) for n, pair in enumerate(asked)}
        with self._lock:
            self._frequencies |= counted
        return counted

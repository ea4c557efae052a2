"""The embedded engine: thread-safe, always one whole committed state at a time."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np
from tantivy import Occur, Query

from search_api.engine.breaker import BreakerState
from search_api.engine.embedded.compaction import compact, is_wasteful
from search_api.engine.embedded.counting import count_facets
from search_api.engine.embedded.generation import Generations
from search_api.engine.embedded.lexical import nearest_passages, search_words
from search_api.engine.embedded.lock import WriterLock
from search_api.engine.embedded.snapshot import WORDS, Snapshot
from search_api.engine.embedded.writer import EmbeddedWriter, create_index
from search_api.engine.port import EngineCounts, Filter, Scored, Vector, WordHits, WordQuery
from search_api.engine.suggestions import (
    HEADINGS,
    NAMES,
    folded_start,
    looks_at_headings,
    read_terms,
)
from search_api.errors import IndexBusy, IndexUnusable, NoEarlierIndex
from search_api.passage import Passage

_LOCK = "writer.lock"

_OPEN_SECONDS: Final = 5.0
"""How long a reader tries to open an index that is being replaced under it, before it is called damaged."""

_OPEN_PAUSE: Final = 0.02


class EmbeddedEngine:
    """Implements `Engine` in a local folder, which is made where it does not exist."""

    name = "embedded"
    state = BreakerState.CLOSED

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self._root = root
        self._generations = Generations(root)
        self._opening = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._seen: object = None

    # --- writing -------------------------------------------------------------------------------

    def writer(self, *, fresh: bool = False) -> EmbeddedWriter:
        """Take the writer lock. Raises IndexBusy when another holds it."""
        lock = WriterLock(self._root / _LOCK)
        try:
            current = None if fresh else self._generations.current()
            if not fresh:
                self._generations.sweep(current)
            folder = current or self._new_folder(publish=not fresh)
            return EmbeddedWriter(self._generations, lock, folder, fresh=fresh)
        except (OSError, ValueError) as error:
            lock.release()
            if "LockBusy" in str(error):
                raise IndexBusy("a child of a writer that died still holds the index") from error
            raise IndexUnusable(f"the index cannot be opened for writing: {error}") from error
        except BaseException:
            lock.release()
            raise

    def _new_folder(self, *, publish: bool) -> Path:
        folder = self._generations.fresh()
        create_index(folder)
        if publish:
            self._generations.publish(folder)
        return folder

    def tidy(self) -> bool:
        """Write the index anew without its deleted passages, where they outnumber the others."""
        if not is_wasteful(self._now().state):
            return False
        with self.writer(fresh=True) as writer:
            compact(self._now(), writer)
        return True

    def roll_back(self) -> None:
        """Nothing is kept on one machine's disk but the index that is served."""
        raise NoEarlierIndex("the embedded engine keeps no earlier index: `treatybase reindex` rebuilds it")

    # --- reading -------------------------------------------------------------------------------

    def words(self, query: WordQuery, where: Filter, limit: int) -> WordHits:
        """The best passages by BM25."""
        return search_words(self._now(), query, where, limit)

    def nearest(self, vector: Vector, where: Filter, limit: int) -> tuple[Scored, ...]:
        """The passages nearest in meaning."""
        return tuple(nearest_passages(self._now(), np.asarray(vector, np.float32), where, limit))

    def facets(self, query: WordQuery, where: Filter, fields: Iterable[str]) -> dict[str, dict[str, int]]:
        """Counts of passages per value."""
        return count_facets(self._now(), query, where, fields)

    def passages(self, ids: Sequence[str]) -> list[Passage | None]:
        """The passages with these ids, in this order."""
        return self._now().passages(ids)

    def vectors(self, passages: Sequence[Passage]) -> dict[str, Vector]:
        """The vectors that it holds of these very texts, by passage id."""
        return self._now().vectors_of(passages)

    def suggest(self, start: str, where: Filter, limit: int) -> list[tuple[str, str]]:
        """Titles, numbers and headings that begin so (folded)."""
        folded = folded_start(start)
        if not folded or limit < 1:
            return []
        snapshot = self._now()
        allowed = snapshot.compiler.filter(where, snapshot.columns.languages)
        fields = (NAMES, HEADINGS) if looks_at_headings(folded) else (NAMES,)
        found: dict[tuple[str, str], None] = {}
        for field in fields:
            if len(found) < limit:
                terms = snapshot.searcher.terms_with_prefix(field, folded, allowed, limit)
                found |= dict.fromkeys(read_terms(terms))
        return list(found)[:limit]

    def explain(self, query: WordQuery, passage_id: str) -> str:
        """Tantivy's explanation of one score."""
        snapshot = self._now()
        words = snapshot.compiler.words(query)
        this = Query.term_query(snapshot.index.schema, "id", passage_id, "basic")
        both = Query.boolean_query([(Occur.Must, words), (Occur.Must, this)])
        hits = snapshot.searcher.search(both, 1, count=False).hits
        return str(words.explain(snapshot.searcher, hits[0][1]).to_json()) if hits else ""

    def digests(self) -> Iterator[tuple[int, str, str]]:
        """Every passage as (work id, passage id, digest)."""
        yield from self._now().digests()

    def counts(self) -> EngineCounts:
        """What it holds."""
        return self._now().counts()

    def refresh(self) -> None:
        """See the newest generation."""
        self._now()

    def close(self) -> None:
        """Release files, once nobody uses them."""
        with self._opening:
            self._snapshot = None
            self._seen = None

    # --- the newest committed state ------------------------------------------------------------

    def _now(self) -> Snapshot:
        """The newest snapshot; a new one is opened only when the files on disk say so."""
        snapshot = self._snapshot
        if snapshot is not None and self._signature(snapshot.folder) == self._seen:
            return snapshot
        with self._opening:
            return self._open()

    def _open(self) -> Snapshot:
        """Open the newest state. While a rebuilt index takes over, a folder may vanish: try again."""
        until = time.monotonic() + _OPEN_SECONDS
        while True:
            folder = self._generations.current() or self._make_first()
            try:
                seen = self._signature(folder)
                self._snapshot = Snapshot.open(folder, self._snapshot)
                self._seen = seen
                return self._snapshot
            except (OSError, ValueError) as error:
                if time.monotonic() > until:
                    raise IndexUnusable(f"the index cannot be read: {error}") from error
                time.sleep(_OPEN_PAUSE)

    def _signature(self, folder: Path) -> object:
        """What changes on disk with every commit and with every change of generation."""
        try:
            current = os.stat(self._root / "current.json")
            commit = os.stat(folder / WORDS / "meta.json")
        except OSError:
            return None
        return (folder, *((stat.st_ino, stat.st_mtime_ns, stat.st_size) for stat in (current, commit)))

    def _make_first(self) -> Path:
        """An empty index where there is none yet; another process may be making it too."""
        with suppress(IndexBusy):
            self.writer().close()
        folder = self._generations.current()
        if folder is None:
            raise IndexUnusable("there is no index yet, and another process is about to make one")
        return folder

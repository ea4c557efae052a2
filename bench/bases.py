"""Judged collections to be filled into any engine: copies of the stores and vectors of `bench.evaluate`."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.evaluate import SAME_RECORDS, charter_adapter, treatybase
from corpus.store.store import Store
from corpus.store.views import StoredWork
from search_api.embedding.cache import VectorCache, cache_key
from search_api.embedding.port import Embedder
from search_api.engine.port import Engine, Filter
from search_api.evaluate.trec import Qrels, Query, read_qrels, read_queries
from search_api.index.indexer import Indexer
from search_api.passage import Passage
from search_api.service import SearchService
from treatybase.settings import Settings
from treatybase.wiring import Installation

LOTS: Final = {"1 %": ("hundredth", "thousandth"), "0.1 %": ("thousandth",)}
"""Filters by collection, and the values that they accept: passages are put into collections by lot."""


@dataclass(frozen=True, slots=True)
class Base:
    """A judged collection: its store, its questions, and the model with the vectors of its passages."""

    name: str
    store: Store
    embedder: Embedder
    queries: Sequence[Query]
    qrels: Qrels
    installation: Installation

    def fill(self, engine: Engine) -> None:
        """Bring an empty index up to the store, vectors included."""
        Drawing(self.store, engine, self.embedder).sync()

    def service(self, engine: Engine) -> SearchService:
        """Searches as the command line and the API run them."""
        return SearchService(self.store, engine, self.embedder, self.installation.today)


class Drawing(Indexer):
    """An indexer that puts passages into collections by lot (`LOTS`), so that filters can be as narrow."""

    def passages(self, work: StoredWork | None) -> list[Passage]:
        """The passages of a work, each in its collection."""
        return [replace(passage, collection=lot(passage.id)) for passage in super().passages(work)]


def lot(passage_id: str) -> str:
    """The collection of a passage: the same in every engine and run."""
    number = int.from_bytes(hashlib.blake2b(passage_id.encode(), digest_size=8).digest()) % 1000
    return "thousandth" if number == 0 else "hundredth" if number < 10 else "rest"


def narrowed(where: Filter, share: str) -> Filter:
    """The filter with the condition that only a share of the passages meets."""
    return replace(where, values={**where.values, "collection": LOTS[share]}) if share in LOTS else where


class RememberingQueries:
    """An embedder that keeps the vectors of queries too: the same questions are asked of every engine."""

    def __init__(self, inner: Embedder, cache: VectorCache) -> None:
        self._inner, self._cache = inner, cache
        self.name, self.dimensions, self.window = inner.name, inner.dimensions, inner.window
        self.passages, self.known, self.count_tokens = inner.passages, inner.known, inner.count_tokens

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a query, computed the first time."""
        key = cache_key(f"{self.name} query", text)
        if key not in (found := self._cache.get([key])):
            self._cache.put([key], self._inner.query(text)[None, :])
            found = self._cache.get([key])  # rounded as it is kept
        return found[key]


@contextmanager
def base(name: str, work: Path, data: Path, folder: Path) -> Iterator[Base]:
    """The base of a collection under `work` (that of `bench.evaluate`), copied into `folder` and migrated.

    What was not ingested and embedded there before is now. `data`: the test data.
    """
    adapter = str(charter_adapter(work, data)) if name.startswith("udhr") else ""
    collection, origin = work / "collections" / name, work / "data" / SAME_RECORDS.get(name, name)
    if not (origin / "vectors.cache").is_file():
        records = str(collection / "records.jsonl")
        treatybase("ingest", records, "--json", data=origin, settings={"TREATYBASE_ADAPTER": adapter})
    folder.mkdir(parents=True)
    for file in ("treatybase.db", "vectors.cache"):
        copy_database(origin / file, folder / file)
    (folder / "models").symlink_to((work / "models").resolve())
    installation = Installation(Settings(data=folder, adapter=adapter), migrate=True)
    with closing(installation), closing(VectorCache(work / "queries.cache")) as remembered:
        assert installation.embedder is not None, "the built-in model is not installed"
        yield Base(
            name,
            installation.store,
            RememberingQueries(installation.embedder, remembered),
            read_queries(collection / "queries.jsonl"),
            read_qrels(collection / "qrels.txt"),
            installation,
        )


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite file as it was last committed."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as one,
        closing(sqlite3.connect(target)) as other,
    ):
        one.backup(other)

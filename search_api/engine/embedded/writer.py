"""The one writer of the embedded index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
import tantivy
from numpy.typing import NDArray

from search_api.engine.embedded.columns import ROW, row_of
from search_api.engine.embedded.dictionary import Dictionary
from search_api.engine.embedded.files import GrowingFile, sync_folder
from search_api.engine.embedded.generation import Generations
from search_api.engine.embedded.lock import WriterLock
from search_api.engine.embedded.schema import build_schema, passage_document
from search_api.engine.embedded.snapshot import DICTIONARY, ROWS, TOMBSTONES, WORDS, Snapshot, open_words
from search_api.engine.embedded.state import State, announce
from search_api.engine.embedded.vectors import VectorFiles
from search_api.engine.embedded.vectorwriter import VectorWriter
from search_api.engine.port import EngineCounts, Vector
from search_api.engine.record import digest, text_digest
from search_api.passage import Passage

_HEAP: Final = 100_000_000
"""Bytes that tantivy gathers before it writes a segment."""
_NOBODY: Final = ""
"""An id that no passage has: a commit without any operation would have the number of the one before."""


def create_index(folder: Path) -> None:
    """An empty index in a new folder."""
    (folder / WORDS).mkdir()
    tantivy.Index(build_schema(), path=str(folder / WORDS))
    announce(folder, folder / WORDS, State(), State())
    for name in (ROWS, TOMBSTONES, DICTIONARY):
        (folder / name).touch()
    sync_folder(folder)


class EmbeddedWriter:
    """Implements `IndexWriter`. Flat files are synced and their lengths announced, then tantivy commits."""

    def __init__(self, generations: Generations, lock: WriterLock, folder: Path, *, fresh: bool) -> None:
        self._generations, self._lock, self._folder, self._fresh = generations, lock, folder, fresh
        self._index = open_words(folder)
        self._snapshot = Snapshot.open(folder)
        self._state = self._snapshot.state
        self._schema: Any = self._index.schema
        self._words: Any = self._index.writer(_HEAP, 1)
        self._rows_file = GrowingFile(folder / ROWS, self._state.rows * ROW.itemsize)
        self._tombstones = GrowingFile(folder / TOMBSTONES, self._state.tombstones * 4)
        self._names = GrowingFile(folder / DICTIONARY, self._state.dictionary)
        self._dictionary: Dictionary = self._snapshot.dictionary.copy()
        self._vectors = self._open_vectors()
        self._committed = self._snapshot.table()
        self._new_rows: list[NDArray[np.void]] = []
        self._carried: list[tuple[int, int]] = []
        self._given: dict[int, Vector] = {}

    # --- passages ------------------------------------------------------------------------------

    def replace_work(
        self, work_id: int, passages: Sequence[Passage], vectors: Mapping[str, Vector] | None = None
    ) -> None:
        """Put these passages in place of the work's earlier ones; what did not change stays untouched."""
        old = {bytes(self._row(row)["id"]): row for row in self._by_work.pop(work_id, [])}
        kept: list[int] = []
        added: list[Passage] = []
        for passage in {passage.id: passage for passage in passages}.values():
            row = old.get(passage.id.encode())
            if row is not None and self._row(row)["digest"].tobytes() == digest(passage):
                kept.append(old.pop(passage.id.encode()))
            else:
                added.append(passage)
        for row in old.values():
            self._remove(row)
        by_text = {int(self._row(row)["text"]): row for row in old.values()}
        kept += [self._add(passage, by_text, (vectors or {}).get(passage.id)) for passage in added]
        if kept:
            self._by_work[work_id] = kept

    def _add(self, passage: Passage, by_text: dict[int, int], vector: Vector | None) -> int:
        """Add a passage, with its vector or that of a removed one with the same text to embed."""
        number = self._total
        row, lines = row_of(passage, self._dictionary)
        self._words.add_document(passage_document(self._schema, passage, number))
        self._rows_file.add(row.tobytes())
        self._names.add(lines)
        self._new_rows.append(row)
        same = by_text.get(text_digest(passage))
        if vector is not None:
            self._given[number] = vector
        elif same is not None:
            self._carried.append((same, number))
        return number

    def _remove(self, row: int) -> None:
        """By id, as text: tantivy-py deletes nothing by the term of a number, and does not say so."""
        self._words.delete_documents_by_term("id", bytes(self._row(row)["id"]).decode())
        self._tombstones.add(np.uint32(row).tobytes())

    @property
    def _total(self) -> int:
        return len(self._committed) + len(self._new_rows)

    def _row(self, row: int) -> Any:
        known = len(self._committed)
        return self._committed[row] if row < known else self._new_rows[row - known][0]

    # --- commits -------------------------------------------------------------------------------

    def describe(self, *, epoch: str, recipe: str) -> None:
        """Say from which store and how the passages are made."""
        self._state = replace(self._state, epoch=epoch, recipe=recipe)

    def commit(self, change: int) -> None:
        """Sync the flat files, then let tantivy's commit make all of it visible at once."""
        for file in (self._rows_file, self._tombstones, self._names):
            file.flush()
        self._vectors.carry(self._carried, self._total)
        if self._given:
            rows = np.fromiter(self._given, np.int64, len(self._given))
            self._vectors.put(rows, np.stack(list(self._given.values())), self._total)
        self._vectors.flush(self._total)
        self._state = replace(
            self._state,
            change=change,
            rows=self._total,
            tombstones=self._tombstones.length // 4,
            dictionary=self._names.length,
            embedded=self._vectors.count,
            dimensions=self._vectors.dimensions,
            coded=self._vectors.coded,
        )
        announce(self._folder, self._folder / WORDS, self._snapshot.state, self._state)
        self._words.delete_documents_by_term("id", _NOBODY)
        self._words.commit()
        self._carried.clear()
        self._given.clear()
        self._new_rows.clear()
        self._snapshot = Snapshot.open(self._folder, self._snapshot)
        self._committed = self._snapshot.table()

    def counts(self) -> EngineCounts:
        """What is committed here."""
        return self._snapshot.counts()

    def publish(self) -> None:
        """Name this folder as the index, and remove the one it replaces."""
        if self._fresh:
            self._generations.publish(self._folder)
            self._generations.sweep(self._folder)
            self._fresh = False

    def close(self) -> None:
        """Drop what was not committed, let merges end, give the lock back."""
        if not self._lock.held:
            return
        try:
            self._words.rollback()
            self._words.wait_merging_threads()
            for file in (self._rows_file, self._tombstones, self._names, self._vectors):
                file.close()
            if self._fresh:
                self._generations.sweep(self._generations.current())
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- vectors -------------------------------------------------------------------------------

    @property
    def model(self) -> str:
        """Whose vectors are being written."""
        return self._state.model

    def use_model(self, name: str) -> None:
        """Say whose vectors follow: those of another model go with the next commit."""
        if name == self._state.model:
            return
        if self._state.model:
            self._vectors.close()
            self._state = replace(
                self._state, vector_set=self._state.vector_set + 1, embedded=0, dimensions=0, coded=False
            )
            self._vectors = self._open_vectors()
        self._state = replace(self._state, model=name)

    def missing_vectors(self, limit: int) -> list[tuple[str, str]]:
        """Committed passages without a vector, in the order in which they came."""
        visible = np.flatnonzero(self._snapshot.visible)
        missing = visible[~self._vectors.have(visible)][:limit]
        passages = self._snapshot.passages([self._snapshot.columns.id(row) for row in missing])
        return [(passage.id, passage.embedding_text) for passage in passages if passage]

    def put_vectors(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Give vectors to committed passages; those that are gone or have one are passed over."""
        places = {passage_id: index for index, passage_id in enumerate(ids)}
        rows = self._snapshot.rows_of(list(places))
        numbers = np.array(list(rows.values()), np.int64)
        wanted = ~self._vectors.have(numbers)
        indexes = np.array([places[passage_id] for passage_id in rows], np.int64)
        if wanted.any():
            chosen = np.asarray(vectors, np.float32)[indexes[wanted]]
            self._vectors.put(numbers[wanted], chosen, self._total)

    # --- opening -------------------------------------------------------------------------------

    def _open_vectors(self) -> VectorWriter:
        state = self._state
        files = VectorFiles(self._folder, state.vector_set)
        return VectorWriter(files, state.dimensions, state.embedded, state.coded)

    @cached_property
    def _by_work(self) -> dict[int, list[int]]:
        """The rows that are not gone, by work; kept up to date from the first replacement on."""
        rows = np.flatnonzero(self._snapshot.visible)
        works = self._committed["work_id"][rows]
        order = np.argsort(works, kind="stable")
        unique, starts = np.unique(works[order], return_index=True)
        groups = np.split(rows[order], starts[1:])
        return {int(work): group.tolist() for work, group in zip(unique, groups, strict=False)}

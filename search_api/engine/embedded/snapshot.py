"""One committed state of an index, whole: words, columns, tombstones and vectors that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from search_api.engine.embedded.columns import ROW, Columns, Mask
from search_api.engine.embedded.compile import Compiler
from search_api.engine.embedded.dictionary import Dictionary
from search_api.engine.embedded.files import read_items
from search_api.engine.embedded.state import State, reload
from search_api.engine.embedded.vectors import VectorFiles, VectorTable
from search_api.engine.port import EngineCounts, Filter, Vector
from search_api.engine.record import load_passage, text_digest
from search_api.passage import Passage

WORDS, ROWS, TOMBSTONES, DICTIONARY = "words", "rows.bin", "tombstones.u32", "dictionary.jsonl"
"""Names in the folder of a generation; vector files: `VectorFiles`."""


def open_words(folder: Path) -> Any:
    """The tantivy index of a generation; it sees a new commit only when told to."""
    index = tantivy.Index.open(str(folder / WORDS))
    index.config_reader("manual")
    index.reload()
    return index


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a reader works on. `visible` rows are not gone, `embedded` ones have a vector."""

    folder: Path
    index: Any
    searcher: Any
    state: State
    dictionary: Dictionary
    columns: Columns
    visible: Mask
    embedded: Mask
    vectors: VectorTable | None

    @classmethod
    def open(cls, folder: Path, previous: Snapshot | None = None) -> Snapshot:
        """The newest committed state of the generation in `folder`.

        What `previous`, an earlier state of it, has read already is not read again.
        """
        known = previous if previous is not None and previous.folder == folder else None
        index = known.index if known else open_words(folder)
        searcher, state = reload(folder, folder / WORDS, index)
        if known and known.state == state:  # tantivy merged segments, nothing else
            return replace(known, searcher=searcher)
        dictionary = (known.dictionary if known else Dictionary()).extended(
            folder / DICTIONARY, state.dictionary
        )
        columns = _columns(folder, state, dictionary, known.columns if known else None)
        files = VectorFiles(folder, state.vector_set)
        embedded = _marked(files.embedded, state.embedded, state.rows)
        return cls(
            folder, index, searcher, state, dictionary, columns,
            ~_marked(folder / TOMBSTONES, state.tombstones, state.rows),
            embedded, _vectors(files, state, known),
        )  # fmt: skip

    @property
    def compiler(self) -> Compiler:
        """Compiles queries for this index."""
        return Compiler(self.index.schema)

    def rows(self, where: Filter) -> NDArray[np.int64]:
        """The rows of the passages with a vector that pass the filter."""
        return np.flatnonzero(self.columns.mask(where) & self.visible & self.embedded)

    def passages(self, ids: Sequence[str]) -> list[Passage | None]:
        """The passages with these ids, in this order."""
        hits = self._by_id(ids)
        records = (self.searcher.doc(address)["record"][0] for _, address in hits)
        found = {passage.id: passage for passage in map(load_passage, records)}
        return [found.get(passage_id) for passage_id in ids]

    def rows_of(self, ids: Sequence[str]) -> dict[str, int]:
        """The rows of those of these passages that are here."""
        addresses = [address for _, address in self._by_id(ids)]
        rows = self.searcher.fast_field_values("row", addresses)
        return {self.columns.id(row): row for row in rows}

    def vectors_of(self, passages: Sequence[Passage]) -> dict[str, Vector]:
        """The vectors of these texts, by passage id."""
        if self.vectors is None:
            return {}
        rows = self.rows_of([passage.id for passage in passages])
        texts = self.table()["text"]
        same = [
            passage.id
            for passage in passages
            if (row := rows.get(passage.id)) is not None
            and self.embedded[row]
            and texts[row] == text_digest(passage)
        ]
        found = self.vectors.vectors(np.array([rows[passage_id] for passage_id in same], np.int64))
        return dict(zip(same, found, strict=True))

    def _by_id(self, ids: Sequence[str]) -> list[tuple[float, Any]]:
        if not ids:
            return []
        query = tantivy.Query.term_set_query(self.index.schema, "id", list(ids))
        hits: list[tuple[float, Any]] = self.searcher.search(query, len(ids), count=False).hits
        return hits

    def digests(self) -> Iterator[tuple[int, str, str]]:
        """Every passage as (work id, passage id, digest in hexadecimal)."""
        table = self.table()
        for row in np.flatnonzero(self.visible):
            yield int(table["work_id"][row]), self.columns.id(int(row)), table["digest"][row].tobytes().hex()

    def table(self) -> NDArray[np.void]:
        """The rows as they lie on disk."""
        if not self.state.rows:
            return np.empty(0, ROW)
        return np.memmap(self.folder / ROWS, ROW, "r", shape=(self.state.rows,))

    def counts(self) -> EngineCounts:
        """What it holds."""
        state = self.state
        return EngineCounts(
            passages=int(self.visible.sum()),
            vectors=int((self.visible & self.embedded).sum()),
            change=state.change,
            epoch=state.epoch,
            recipe=state.recipe,
            model=state.model,
        )


def _columns(folder: Path, state: State, dictionary: Dictionary, known: Columns | None) -> Columns:
    have = len(known) if known else 0
    rows = read_items(folder / ROWS, ROW, state.rows - have, have)
    return known.extended(dictionary, rows) if known else Columns(dictionary, rows)


def _marked(path: Path, count: int, rows: int) -> Mask:
    """A mask over the rows, true for those that the first `count` entries of a file name."""
    mask = np.zeros(rows, np.bool_)
    mask[read_items(path, np.dtype(np.uint32), count)] = True
    return mask


def _vectors(files: VectorFiles, state: State, known: Snapshot | None) -> VectorTable | None:
    if not state.embedded:
        return None
    unchanged = known and (known.state.vector_set, known.state.embedded, known.state.rows) == (
        state.vector_set,
        state.embedded,
        state.rows,
    )
    if known and unchanged and known.state.coded == state.coded:
        return known.vectors
    return VectorTable(files, state.rows, state.dimensions, state.coded)

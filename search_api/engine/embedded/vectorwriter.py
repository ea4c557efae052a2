"""Writes the vector files of one set: in place by row, made durable by `flush`, told by the state."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search_api.engine.embedded.columns import Mask
from search_api.engine.embedded.files import GrowingFile, sync_folder
from search_api.engine.embedded.vectors import EXACT_ROWS, VectorFiles, code_width, sign_codes
from search_api.engine.quantise import Floats, quantise

_SAMPLE = 100_000
"""Vectors from which the mean is taken; it moves little after some thousand."""

_STEP = 8_192
"""Rows coded at a time."""


class VectorWriter:
    """The vectors of rows, committed or about to be.

    A row's vector is written once, before the row is told to have one, so readers never see half.
    """

    def __init__(self, files: VectorFiles, dimensions: int, embedded: int, coded: bool) -> None:
        self._files = files
        self._list = GrowingFile(files.embedded, embedded * 4)
        self.dimensions = dimensions
        self.coded = coded
        self._has = np.zeros(0, np.bool_)
        if embedded:
            self._mark(np.fromfile(files.embedded, np.uint32, embedded).astype(np.int64))
        self._new: list[int] = []

    @property
    def count(self) -> int:
        """Rows that ever had a vector in this set, as the state will tell."""
        return self._list.length // 4

    def have(self, rows: NDArray[np.int64]) -> Mask:
        """Which of these rows have a vector."""
        within = rows < len(self._has)
        return within & self._has[np.where(within, rows, 0)] if len(self._has) else within & False

    def put(self, rows: NDArray[np.int64], vectors: Floats, total: int) -> None:
        """Give vectors to `rows` that have none, of `total` rows. Raises ValueError for another width."""
        self.dimensions = self.dimensions or vectors.shape[1]
        if vectors.shape != (len(rows), self.dimensions):
            raise ValueError(f"vectors of shape {vectors.shape}, not ({len(rows)}, {self.dimensions})")
        integers, scales = quantise(vectors)
        self._map(self._files.integers, np.int8, total, self.dimensions)[rows] = integers
        self._map(self._files.scales, np.float32, total, 1)[rows, 0] = scales
        self._new += rows.tolist()
        self._mark(rows)
        self._list.add(rows.astype(np.uint32).tobytes())

    def carry(self, pairs: list[tuple[int, int]], total: int) -> None:
        """Give to new rows the vectors of old ones that had the same text."""
        if pairs:
            old, new = np.array(pairs, np.int64).T
            known = self.have(old)
            if known.any():
                self.put(new[known], self._read(old[known], total), total)

    def flush(self, total: int) -> None:
        """Make everything durable that the state may now tell, the files long enough for `total` rows."""
        if not self.dimensions:
            return
        self._code(total)
        self._new.clear()
        paths = [(self._files.integers, self.dimensions), (self._files.scales, 4)]
        if self.coded:
            paths.append((self._files.codes, 8 * code_width(self.dimensions)))
        for path, width in paths:
            _lengthen(path, total * width)
            _sync(path)
        self._list.flush()
        sync_folder(self._files.folder)

    def close(self) -> None:
        """Close the files."""
        self._list.close()

    def _code(self, total: int) -> None:
        """Sign codes for the new rows; once the collection is large enough, for all."""
        rows = np.array(self._new, np.int64)
        if not self.coded:
            rows = np.flatnonzero(self._has)
            if len(rows) <= EXACT_ROWS:
                return
            sample = rows[:: max(1, len(rows) // _SAMPLE)]
            self._read(sample, total).mean(axis=0).astype(np.float32).tofile(self._files.mean)
            _sync(self._files.mean)
            self.coded = True
        mean = np.fromfile(self._files.mean, np.float32, self.dimensions)
        codes = self._map(self._files.codes, np.uint64, total, code_width(self.dimensions))
        for part in _parts(rows):
            codes[part] = sign_codes(self._read(part, total), mean)

    def _mark(self, rows: NDArray[np.int64]) -> None:
        longest = int(rows.max(initial=-1)) + 1
        if longest > len(self._has):
            self._has = np.concatenate([self._has, np.zeros(longest - len(self._has), np.bool_)])
        self._has[rows] = True

    def _read(self, rows: NDArray[np.int64], total: int) -> Floats:
        integers = self._map(self._files.integers, np.int8, total, self.dimensions)[rows]
        scales = self._map(self._files.scales, np.float32, total, 1)[rows]
        return integers.astype(np.float32) * scales.astype(np.float32)

    def _map(self, path: Path, dtype: type[np.generic], total: int, width: int) -> NDArray[np.generic]:
        _lengthen(path, total * width * np.dtype(dtype).itemsize)
        return np.memmap(path, dtype, "r+", shape=(total, width))


def _parts(rows: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    for start in range(0, len(rows), _STEP):
        yield rows[start : start + _STEP]


def _lengthen(path: Path, length: int) -> None:
    """Make the file at least so long; it never gets shorter, for a reader may have it mapped."""
    with path.open("ab") as file:
        if file.tell() < length:
            os.truncate(path, length)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

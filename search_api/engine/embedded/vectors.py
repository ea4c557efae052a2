"""Vectors as flat arrays, row by row: 8-bit integers with a scale, and sign bits for a first look.

A collection of up to `EXACT_ROWS` is compared whole. Above, the sign bits of every vector (less
the collection's mean, without which real model vectors all have much the same signs) are compared
by Hamming distance, and the `RESCORED` nearest of them by the integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search_api.engine.quantise import Floats, dequantise

EXACT_ROWS: Final = 50_000
"""Up to here all rows are compared, in float32: 10 ms and 77 MB at 384 dimensions."""

RESCORED: Final = 2_500
"""Candidates of the first look that are compared exactly; recall@10 .988 at a million passages."""

_BLOCK: Final = 32_768
"""Rows of one step of the scan: what it needs stays in the processor's cache."""

Rows = NDArray[np.int64]


def sign_codes(vectors: Floats, mean: Floats) -> NDArray[np.uint64]:
    """One bit a dimension: on which side of the mean; shape (n, dimensions / 64 rounded up)."""
    bits = np.packbits(vectors > mean, axis=1)
    padded = np.zeros((len(bits), -(-bits.shape[1] // 8) * 8), np.uint8)
    padded[:, : bits.shape[1]] = bits
    return padded.view(np.uint64)


def code_width(dimensions: int) -> int:
    """64-bit words of one sign code."""
    return -(-dimensions // 64)


@dataclass(frozen=True, slots=True)
class VectorFiles:
    """Paths of one vector set, in the folder of the generation."""

    folder: Path
    number: int

    @property
    def integers(self) -> Path:
        """int8, shape (rows, dimensions); a row without a vector is anything."""
        return self.folder / f"vectors.{self.number}.i8"

    @property
    def scales(self) -> Path:
        """float32, one a row."""
        return self.folder / f"scales.{self.number}.f32"

    @property
    def embedded(self) -> Path:
        """uint32: the rows that have a vector, in the order in which they came."""
        return self.folder / f"embedded.{self.number}.u32"

    @property
    def codes(self) -> Path:
        """uint64, shape (rows, words): the sign codes, once there are any."""
        return self.folder / f"codes.{self.number}.u64"

    @property
    def mean(self) -> Path:
        """float32, shape (dimensions,): the mean taken away before the signs."""
        return self.folder / f"mean.{self.number}.f32"


class VectorTable:
    """The committed vectors of a generation, read only."""

    def __init__(self, files: VectorFiles, rows: int, dimensions: int, coded: bool) -> None:
        shape = (rows, dimensions)
        self._integers = np.memmap(files.integers, np.int8, "r", shape=shape)
        self._scales = np.memmap(files.scales, np.float32, "r", shape=(rows,))
        self._whole: Floats | None = None
        self._codes: NDArray[np.uint64] | None = None
        if coded:
            codes = np.memmap(files.codes, np.uint64, "r", shape=(rows, code_width(dimensions)))
            self._codes = np.asfortranarray(codes)
            self._mean = np.fromfile(files.mean, np.float32, dimensions)

    def nearest(self, vector: Floats, rows: Rows, limit: int) -> tuple[Rows, Floats]:
        """The rows, among `rows`, whose cosine to `vector` is highest, with it; best first."""
        if self._codes is not None and len(rows) > max(RESCORED, 4 * limit):
            rows = self._first_look(vector, rows, max(RESCORED, 4 * limit))
        scores = self._cosines(vector, rows)
        best = np.argsort(-scores, kind="stable")[:limit]
        return rows[best], scores[best]

    def vectors(self, rows: Rows) -> Floats:
        """The vectors of these rows, as kept."""
        return dequantise(self._integers[rows], self._scales[rows])

    def _cosines(self, vector: Floats, rows: Rows) -> Floats:
        if self._codes is not None or len(rows) * 4 < len(self._scales):
            return self.vectors(rows) @ vector
        if self._whole is None:
            self._whole = self.vectors(np.arange(len(self._scales)))
        return (self._whole @ vector)[rows]

    def _first_look(self, vector: Floats, rows: Rows, keep: int) -> Rows:
        """The rows with the nearest sign codes, by Hamming distance, at least `keep` of them."""
        distances = self._distances(sign_codes(vector[None, :], self._mean)[0])[rows]
        within = np.searchsorted(np.cumsum(np.bincount(distances)), keep)
        return rows[distances <= within]

    def _distances(self, code: NDArray[np.uint64]) -> NDArray[np.uint16]:
        """Hamming distances of every row, block by block, one 64-bit column after another."""
        assert self._codes is not None
        total = np.zeros(len(self._codes), np.uint16)
        for start in range(0, len(total), _BLOCK):
            block = total[start : start + _BLOCK]
            for column, word in enumerate(code):
                block += np.bitwise_count(self._codes[start : start + _BLOCK, column] ^ word)
        return total

"""Vectors as every engine keeps them: 8-bit integers with one scale a row.

Both engines compare what these integers stand for, so that exact search gives the same results in both.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def quantise(vectors: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Vectors, shape (n, dimensions), as int8 with one scale a row: vector ≈ int8 × scale.

    The scale gives the row the length it had: rounding, which lengthens some rows, would favour them.
    """
    largest = np.abs(vectors).max(axis=1)
    steps = (np.where(largest > 0, largest, 1.0) / 127.0).astype(np.float32)
    integers = np.rint(vectors / steps[:, None]).astype(np.int8)
    lengths = np.linalg.norm(integers.astype(np.float32), axis=1)
    scales = np.linalg.norm(vectors, axis=1) / np.where(lengths > 0, lengths, 1.0)
    return integers, scales.astype(np.float32)


def dequantise(integers: NDArray[np.int8], scales: Floats) -> Floats:
    """The vectors that `quantise` kept, shape (n, dimensions)."""
    restored: Floats = integers.astype(np.float32) * scales[:, None]
    return restored

"""The port that every embedding model implements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts into unit vectors. `name` identifies model, graph and prompt (the cache key).

    Vectors are raw: the language adapter comes after the cache. `window` is the longest text, in tokens,
    that the model reads: what comes behind it is not in the vector.
    """

    name: str
    dimensions: int
    window: int

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages, shape (len(texts), dimensions), each of unit length."""

    def known(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of those passages that need not be computed, by text."""

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a query, shape (dimensions,)."""

    def count_tokens(self, text: str) -> int:
        """Model tokens of a passage with its prompt."""

"""Raw vectors by text and model, so that a rebuilt index embeds nothing twice."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search_api.embedding.port import Embedder

_LOOK_UP = 500
"""Keys per query: below SQLite's limit on variables."""


class VectorCache:
    """A SQLite file of float16 vectors. float16 keeps cosine to 1e-6 and halves the file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path, check_same_thread=False, timeout=60)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
        )

    def get(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """The vectors that are there, by key."""
        found: dict[bytes, NDArray[np.float32]] = {}
        with self._lock:
            for start in range(0, len(keys), _LOOK_UP):
                some = keys[start : start + _LOOK_UP]
                marks = ",".join("?" * len(some))
                rows = self._connection.execute(f"SELECT key, value FROM vector WHERE key IN ({marks})", some)
                for key, value in rows:
                    found[key] = np.frombuffer(value, np.float16).astype(np.float32)
        return found

    def put(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Keep vectors, shape (len(keys), dimensions)."""
        rows = [(key, row.tobytes()) for key, row in zip(keys, vectors.astype(np.float16), strict=True)]
        with self._lock, self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()


def cache_key(model: str, text: str) -> bytes:
    """The key of a text under a model (its name holds graph and prompt)."""
    return hashlib.blake2b(f"{model}\0{text}".encode(), digest_size=16).digest()


class CachedEmbedder:
    """An embedder that asks the cache first; otherwise the same."""

    def __init__(self, inner: Embedder, cache: VectorCache) -> None:
        self._inner, self._cache = inner, cache
        self.name, self.dimensions, self.window = inner.name, inner.dimensions, inner.window

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages, shape (len(texts), dimensions); only unknown texts are computed."""
        keys = [cache_key(self.name, text) for text in texts]
        known = self._cache.get(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            # Rounded as the cache rounds, so that a vector is the same whether cached or computed.
            computed = self._inner.passages(list(missing.values())).astype(np.float16).astype(np.float32)
            self._cache.put(list(missing), computed)
            known.update(zip(missing, computed, strict=True))
        out = np.empty((len(keys), self.dimensions), np.float32)
        for row, key in enumerate(keys):
            out[row] = known[key]
        return out

    def known(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors that are in the cache, by text."""
        keys = {text: cache_key(self.name, text) for text in texts}
        found = self._cache.get(list(keys.values()))
        return {text: found[key] for text, key in keys.items() if key in found}

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a query: never cached (query texts are not kept)."""
        return self._inner.query(text)

    def count_tokens(self, text: str) -> int:
        """Model tokens of a passage with its prompt."""
        return self._inner.count_tokens(text)

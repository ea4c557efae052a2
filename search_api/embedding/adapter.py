"""A linear adapter that takes the language out of a model's vectors.

e5 puts texts of one language near each other, whatever they say. From texts that are translations
of each other (articles aligned by number) the adapter learns what must not matter: it takes away
most of the common mean, projects out the span of the language means, and shrinks the directions
in which translations of one article differ (a shrunk whitening of the within-article covariance).

Measured, article-to-article accuracy@1: UN Charter in six languages .813 → .888 fitted on the
UDHR alone, UDHR in seven languages .953 → .977 fitted on the Charter alone (both sides as passages).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import xxhash
from numpy.typing import NDArray

from search_api.embedding.port import Embedder

MEAN_SHARE = 0.8
"""How much of the common mean is taken away; all of it costs precision within one language."""
RIDGE = 10.0
"""Ridge on the covariance, in units of its mean eigenvalue. Of .3 to 30 on two legal collections it is
within .005 of the best across languages (English to Vietnamese nDCG@10 .502, Charter .888) and costs
least within Vietnamese (.913, raw .918; a ridge of 1 costs .015)."""
RANK_TOLERANCE = 1e-6
"""Singular values below this share of the largest do not count to the span of the language means."""

CARRIED = "adapter.npz"
"""The adapter in a model's own folder."""

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Adapter:
    """x ↦ unit((x − shift) · matrix), shapes (dimensions,) and (dimensions, dimensions)."""

    name: str
    shift: Matrix
    matrix: Matrix

    def apply(self, vectors: Matrix) -> Matrix:
        """Adapt vectors, shape (n, dimensions) or (dimensions,); the result has unit length."""
        moved = (vectors - self.shift) @ self.matrix
        length = np.linalg.norm(moved, axis=-1, keepdims=True)
        adapted: Matrix = (moved / np.maximum(length, 1e-12)).astype(np.float32)
        return adapted

    def save(self, path: Path) -> None:
        """Write as .npz in float16 (cosines stay within 1e-4)."""
        np.savez_compressed(
            path, name=self.name, shift=self.shift.astype(np.float16), matrix=self.matrix.astype(np.float16)
        )


def fit(name: str, aligned: Sequence[Mapping[str, Matrix]]) -> Adapter:
    """Fit on aligned sets: each maps a language to vectors, row i saying the same in every language.

    Sets may cover different languages; shape of each array (texts, dimensions).
    """
    everything = np.concatenate([rows for group in aligned for rows in group.values()])
    mean = everything.mean(axis=0)
    span = _language_span(aligned, mean)
    differences = np.concatenate([_differences(group, span) for group in aligned])
    covariance = differences.T @ differences / len(differences)
    values, axes = np.linalg.eigh(covariance)
    shrink = (values + RIDGE * values.mean()) ** -0.5
    whitening = (axes * shrink) @ axes.T
    projection = np.eye(len(mean)) - span.T @ span
    return Adapter(name, (MEAN_SHARE * mean).astype(np.float32), (projection @ whitening).astype(np.float32))


def as_queries(embedder: Embedder, texts: Sequence[str]) -> Matrix:
    """Raw vectors of texts read as queries, shape (len(texts), dimensions): what an adapter is fitted on.

    Questions are what crosses languages. Fitted so rather than on passages: UN Charter .865 → .879, UDHR
    .956 → .966 (accuracy@1, queries to passages), nDCG@10 of meaning alone ALQAC 2022 .925 → .931,
    LeCoQA .521 → .526, Zalo .851 → .851, English to Vietnamese .521 → .516; first hits of 140 gold
    questions, joined with words, 87 → 89.
    """
    return np.stack([embedder.query(text) for text in texts])


def _language_span(aligned: Sequence[Mapping[str, Matrix]], mean: Matrix) -> NDArray[np.float64]:
    """An orthonormal basis, shape (rank, dimensions), of where the languages' means lie."""
    rows: dict[str, list[Matrix]] = {}
    for group in aligned:
        centre = np.mean([vectors.mean(axis=0) for vectors in group.values()], axis=0)
        for language, vectors in group.items():
            rows.setdefault(language, []).append(vectors.mean(axis=0) - centre)
    means = np.stack([np.mean(found, axis=0) for found in rows.values()]).astype(np.float64)
    _, sizes, basis = np.linalg.svd(means, full_matrices=False)
    return np.asarray(basis[sizes > RANK_TOLERANCE * sizes[0]])


def _differences(group: Mapping[str, Matrix], span: NDArray[np.float64]) -> NDArray[np.float64]:
    """How each text differs from the mean of its translations, the language span taken out."""
    stack = np.stack(list(group.values())).astype(np.float64)
    stack = stack - stack.mean(axis=1, keepdims=True)
    stack = stack - (stack @ span.T) @ span
    difference = stack - stack.mean(axis=0)
    return np.asarray(difference.reshape(-1, stack.shape[-1]))


def shipped(model: str) -> Adapter | None:
    """The adapter shipped for a model (the first part of its name), or None."""
    file = resources.files("search_api.embedding") / "adapters" / f"{model.partition('/')[0]}.npz"
    if not file.is_file():
        return None
    with resources.as_file(file) as path:
        return load(path)


def load(path: Path) -> Adapter:
    """Read an adapter written by `save`. Raises ValueError where the file is not one."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            shift, matrix = (data[part].astype(np.float32) for part in ("shift", "matrix"))
            return Adapter(str(data["name"]), shift, matrix)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, BadZipFile) as error:
        raise ValueError(f"{path} is not an adapter: {error}") from error


def own(path: Path) -> Adapter:
    """An adapter of the user's own: one fitted anew under an old name is another, and so are its vectors."""
    adapter = load(path)
    return replace(adapter, name=f"{adapter.name}-{xxhash.xxh3_64_hexdigest(path.read_bytes())[:8]}")


class AdaptedEmbedder:
    """An embedder whose vectors went through an adapter; the cache below it keeps the raw ones."""

    def __init__(self, inner: Embedder, adapter: Adapter) -> None:
        """Raises ValueError where the adapter was fitted for a model of other dimensions."""
        self._inner, self._adapter = inner, adapter
        self.name, self.dimensions = f"{inner.name}+{adapter.name}", inner.dimensions
        self.window = inner.window
        if adapter.matrix.shape != (self.dimensions, self.dimensions):
            raise ValueError(
                f"the adapter {adapter.name} was fitted for {len(adapter.matrix)} dimensions; "
                f"the model {inner.name} has {self.dimensions}"
            )

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Adapted vectors of passages, shape (len(texts), dimensions)."""
        return self._adapter.apply(self._inner.passages(texts))

    def known(self, texts: Sequence[str]) -> dict[str, Matrix]:
        """The adapted vectors of those passages that need not be computed, by text."""
        found = self._inner.known(texts)
        if not found:
            return {}
        return dict(zip(found, self._adapter.apply(np.stack(list(found.values()))), strict=True))

    def query(self, text: str) -> Matrix:
        """The adapted vector of a query, shape (dimensions,)."""
        return self._adapter.apply(self._inner.query(text))

    def count_tokens(self, text: str) -> int:
        """Model tokens of a passage with its prompt."""
        return self._inner.count_tokens(text)

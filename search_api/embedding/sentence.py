"""Any sentence-transformers model, by name or folder (extra `models`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_api.errors import ModelMissing

BATCH = 8
"""Texts run together: on a processor, padding costs more than larger batches gain."""


class SentenceEmbedder:
    """An embedder over a SentenceTransformer; the model's own prompts are used where it has them."""

    def __init__(self, model: str, *, offline: bool = True) -> None:
        """Load `model`. Raises ModelMissing without the extra, or where the model is not on disk.

        `offline`: only what is already on disk (no network at run time unless asked for).
        """
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelMissing(
                "sentence-transformers is not installed: `pip install treatybase[models]`"
            ) from error
        try:
            self._model: Any = SentenceTransformer(model, device="cpu", local_files_only=offline)
        except (OSError, ValueError) as error:
            raise ModelMissing(f"the model {model!r} cannot be loaded: {error}") from error
        prompts: dict[str, str] = self._model.prompts
        self._passage = prompts.get("passage") or prompts.get("document") or ""
        self._query = prompts.get("query") or ""
        self.name = f"{model}/{self._passage}"
        self.dimensions = len(self._encode([""], self._query)[0])

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, shape (len(texts), dimensions)."""
        return self._encode(texts, self._passage)

    def query(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a query, shape (dimensions,)."""
        vector: NDArray[np.float32] = self._encode([text], self._query)[0]
        return vector

    def count_tokens(self, text: str) -> int:
        """Model tokens of a passage with its prompt."""
        return len(self._model.tokenizer(self._passage + text)["input_ids"])

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        vectors = self._model.encode(
            list(texts), prompt=prompt, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)

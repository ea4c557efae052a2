"""Any sentence-transformers model, by folder or by name (extra `models`)."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray
from tokenizers import Tokenizer

from search_api.embedding.adapter import CARRIED
from search_api.errors import ModelMissing

MISSING = (
    "sentence-transformers is not installed: "
    "`make install EXTRAS=models`, or `pip install sentence-transformers`"
)
BATCH = 8
"""Texts run together: on a processor, padding costs more than larger batches gain."""
ENDLESS = 1_000_000
"""The window, in tokens, of a model that cuts nothing."""
_BESIDE = {"README.md", CARRIED}
"""Files of a model's folder that do not change its vectors."""


class SentenceEmbedder:
    """An embedder over a SentenceTransformer; safe to share between threads.

    The prompts are those given, else those the model carries (`query`; `passage` or `document`).
    """

    def __init__(
        self, model: str, *, query_prompt: str = "", passage_prompt: str = "", threads: int = 0
    ) -> None:
        """Load `model`, the folder of one or a name that was downloaded before: nothing is fetched here.

        `threads` 0: as many as PyTorch likes. Raises ModelMissing without the extra, where the model
        is not on this machine, or where it cannot be loaded.
        """
        self._model = _load(model, threads)
        # The library's tokenizers are set anew for each call: two threads at once would break them.
        self._lock = threading.Lock()
        self._count = _counter(self._model.tokenizer)
        prompts: dict[str, str] = self._model.prompts
        usual = prompts.get(self._model.default_prompt_name or "") or ""
        self._passage = passage_prompt or prompts.get("passage") or prompts.get("document") or usual
        self._query = query_prompt or prompts.get("query") or usual
        self.name = f"sentence/{_version(model, self._model)}/{self._passage.strip()}"
        self.window = min(int(self._model.max_seq_length or ENDLESS), ENDLESS)
        self.dimensions = self._encode([""], self._query).shape[1]

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, shape (len(texts), dimensions)."""
        out = np.empty((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), BATCH):
            out[start : start + BATCH] = self._encode(texts[start : start + BATCH], self._passage)
        return out

    def known(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """None: a model keeps nothing."""
        return {}

    def query(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a query, shape (dimensions,)."""
        vector: NDArray[np.float32] = self._encode([text], self._query)[0]
        return vector

    def count_tokens(self, text: str) -> int:
        """Model tokens of a passage, its prompt and special tokens included."""
        return self._count(self._passage + text)

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        with self._lock:
            vectors = self._model.encode(
                list(texts),
                prompt=prompt,
                batch_size=BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return np.asarray(vectors, np.float32)


def _load(model: str, threads: int) -> Any:
    # Read when the library is imported: files on this disk alone are not offline enough for it, it asks
    # the hub for a list of its own.
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar
    except ImportError as error:
        raise ModelMissing(MISSING) from error
    disable_progress_bar()
    if threads:
        torch.set_num_threads(threads)
    try:
        return SentenceTransformer(model, device="cpu", local_files_only=True)
    except Exception as error:  # of any kind: each architecture has a loader of its own
        raise ModelMissing(_why(model, error), model=model) from error


def _why(model: str, error: Exception) -> str:
    if Path(model).is_dir():
        reason = " ".join(str(error).split()) or type(error).__name__
        return f"the model in the folder {model} cannot be loaded: {reason}"
    return (
        f"the embedding model {model!r} is not on this machine: TREATYBASE_MODEL is `e5-small`, `none`, "
        "the folder of a SentenceTransformer, or the name of one downloaded before (`hf download NAME`)"
    )


def _version(model: str, loaded: Any) -> str:
    """What tells this model from every other, wherever it lies: its files, or its commit on the hub.

    A folder that was trained further in place is another model: its vectors must not mix with the
    old ones.
    """
    folder = Path(model)
    if not folder.is_dir():
        config = getattr(getattr(loaded[0], "auto_model", None), "config", None)
        return f"{model}/{getattr(config, '_commit_hash', None) or ''}"
    digest = xxhash.xxh3_128()
    for path in sorted(_files(folder)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return f"{folder.resolve().name.replace('+', '-')}-{digest.hexdigest()[:16]}"


def _files(folder: Path) -> list[Path]:
    """The files of a model: of the folder itself and of its modules, not of copies in other formats."""
    listed = folder / "modules.json"
    modules = json.loads(listed.read_text("utf-8")) if listed.is_file() else []
    folders = {folder, *(folder / module["path"] for module in modules)}
    every = [path for each in folders if each.is_dir() for path in each.iterdir() if path.is_file()]
    return [path for path in every if path.name not in _BESIDE]


def _counter(tokenizer: Any) -> Callable[[str], int]:
    """Counts tokens uncut. A copy of a fast tokenizer is free of the cuts that the model sets on its own."""
    fast = getattr(tokenizer, "backend_tokenizer", tokenizer)
    if not isinstance(fast, Tokenizer):
        return lambda text: len(tokenizer.encode(text))
    copy = Tokenizer.from_str(fast.to_str())
    copy.no_truncation()
    copy.no_padding()
    return lambda text: len(copy.encode(text))

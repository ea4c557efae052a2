"""multilingual-e5-small under onnxruntime: the default embedder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from search_api.embedding.convert import write_runtime
from search_api.embedding.weights import SHA256, installed_weights, read_weights

PASSAGE_PROMPT = "passage: "
QUERY_PROMPT = "query: "
GRAPH = "int8-b128-v1"
"""Changes whenever the graph computes something else: it is part of the cache key."""
POSITIONS = 512
"""The model's window in tokens."""


def prepare(models: Path) -> Path:
    """Convert the installed weights once into `models` and give the folder (about 5 s, 140 MB).

    The folder is written aside and renamed, so that a killed conversion leaves nothing half done.
    Raises ModelMissing where the weights are not installed.
    """
    folder = models / f"e5-small-{SHA256[:8]}-{GRAPH}"
    if folder.is_dir():
        return folder
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=models) as aside:
        work = Path(aside) / "model"
        work.mkdir()
        write_runtime(read_weights(installed_weights()), work)
        try:
            work.rename(folder)
        except OSError:  # another process was first
            if not folder.is_dir():
                raise
    return folder


class E5:
    """The embedder; safe to share between threads. `threads` 0: one per core."""

    window = POSITIONS

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self.name = f"e5-small/{SHA256[:8]}/{GRAPH}/{PASSAGE_PROMPT.strip()}"
        self._threads = threads or os.cpu_count() or 1
        options = onnxruntime.SessionOptions()
        # Two texts on two cores beat one text on both: the pool below spreads the texts.
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.dimensions = int(self._session.get_outputs()[0].shape[1])

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, shape (len(texts), dimensions), in the order given."""
        out = np.empty((len(texts), self.dimensions), np.float32)
        with ThreadPoolExecutor(self._threads) as pool:
            for row, vector in enumerate(pool.map(self._passage, texts)):
                out[row] = vector
        return out

    def known(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """None: a model keeps nothing."""
        return {}

    def query(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a query, shape (dimensions,)."""
        return self._run(QUERY_PROMPT + text)

    def count_tokens(self, text: str) -> int:
        """Model tokens of a passage, its prompt and the two special tokens included."""
        return len(self._tokenizer.encode(PASSAGE_PROMPT + text).ids)

    def _passage(self, text: str) -> NDArray[np.float32]:
        return self._run(PASSAGE_PROMPT + text)

    def _run(self, text: str) -> NDArray[np.float32]:
        """The vector of one text, run alone.

        In a batch the quantisation of activations would depend on the neighbours: one text would
        have several vectors. Alone it has one, and batching gains nothing on a processor anyway.
        """
        ids: list[int] = self._tokenizer.encode(text).ids
        if len(ids) > POSITIONS:  # passages are cut shorter before; a pasted query may not be
            ids = [*ids[: POSITIONS - 1], ids[-1]]
        vector: NDArray[np.float32] = self._session.run(None, {"ids": np.array([ids], np.int64)})[0][0]
        return vector

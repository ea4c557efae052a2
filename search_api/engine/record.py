"""A passage as the bytes that are stored, and their digests."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import orjson
import xxhash

from corpus.model import Access
from search_api.passage import Passage

_NAMES = tuple(field.name for field in fields(Passage))
_TUPLES = ("expression_ids", "identifiers", "issuers", "parties")


def dump_passage(passage: Passage) -> bytes:
    """The passage as a JSON array of its fields, in the order of the class."""
    return orjson.dumps([getattr(passage, name) for name in _NAMES])


def load_passage(raw: bytes) -> Passage:
    """Read back what `dump_passage` wrote; an index from before the last fields has their defaults."""
    values: dict[str, Any] = dict(zip(_NAMES, orjson.loads(raw), strict=False))
    for name in _TUPLES:
        values[name] = tuple(values[name])
    return Passage(**(values | {"access": Access(values["access"])}))


def digest(passage: Passage) -> bytes:
    """Sixteen bytes that differ when anything of the passage does."""
    return xxhash.xxh3_128_digest(dump_passage(passage))


def text_digest(passage: Passage) -> int:
    """A number that differs when the text to embed does: a vector is kept as long as it is the same."""
    return xxhash.xxh3_64_intdigest(passage.embedding_text.encode())

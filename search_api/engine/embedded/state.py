"""What of the flat files is committed: kept in one document of the tantivy index itself.

Tantivy's commit is atomic, and this document changes in the same commit as the passages. So words,
vectors, tombstones and change number become visible together, or not at all. The flat files only
grow; what lies beyond the lengths given here was never committed, and is overwritten.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import orjson


@dataclass(frozen=True, slots=True)
class State:
    """Lengths of the flat files, and what the index was built from.

    `rows` passages were ever added, `tombstones` of them are gone, `embedded` have had a vector.
    `dictionary` is a length in bytes. `vector_set` numbers the vector files: another model begins
    a new set. `coded`: sign codes and their mean exist (see `vectors`).
    """

    change: int = 0
    epoch: str = ""
    recipe: str = ""
    model: str = ""
    dimensions: int = 0
    rows: int = 0
    tombstones: int = 0
    dictionary: int = 0
    vector_set: int = 0
    embedded: int = 0
    coded: bool = False

    def dump(self) -> bytes:
        """As kept in the index."""
        return orjson.dumps(asdict(self))

    @classmethod
    def load(cls, raw: bytes) -> State:
        """Read back what `dump` wrote."""
        return cls(**orjson.loads(raw))

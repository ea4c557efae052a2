"""The columns of the passages: what a filter compares, as integers, row by row.

Row n of `rows.bin` is the n-th passage ever added. A row never changes; a passage that changes
gets a new one, and the old one a tombstone.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from search_api.engine.conditions import conditions
from search_api.engine.embedded.dictionary import Dictionary, Value
from search_api.engine.embedded.schema import NO_BEGINNING, NO_END
from search_api.engine.port import Filter
from search_api.engine.record import digest, text_digest
from search_api.passage import Passage

LONGEST_ID: Final = 48
"""Bytes of a passage id (ours have 32)."""

NO_YEAR: Final = np.iinfo(np.int32).min

COLUMNS: Final = (
    "kind", "language", "issuer", "party", "authority", "collection", "owner", "access", "work",
    "alive_from", "alive_to", "year",
)  # fmt: skip

ROW: Final = np.dtype(
    [("id", f"S{LONGEST_ID}"), ("digest", "V16"), ("text", "<u8"), ("work_id", "<i8"),
     ("columns", "<i4", (len(COLUMNS),))]
)  # fmt: skip

_CODED: Final = COLUMNS[:9]
_INDEX: Final = {name: index for index, name in enumerate(COLUMNS)}

Mask = NDArray[np.bool_]


def row_of(passage: Passage, dictionary: Dictionary) -> tuple[NDArray[np.void], bytes]:
    """The row of a passage, and the lines that its values add to the dictionary file."""
    coded = [dictionary.code(name, value) for name, value in _values(passage).items()]
    row = np.zeros(1, ROW)
    row["id"] = _id_bytes(passage.id)
    row["digest"] = np.void(digest(passage))
    row["text"] = text_digest(passage)
    row["work_id"] = passage.work_id
    row["columns"] = [
        *(code for code, _ in coded),
        NO_BEGINNING if passage.alive_from is None else passage.alive_from,
        NO_END if passage.alive_to is None else passage.alive_to,
        NO_YEAR if passage.year is None else passage.year,
    ]
    return row, b"".join(line for _, line in coded)


def _values(passage: Passage) -> dict[str, Value]:
    """The dictionary-coded values, in the order of `_CODED`."""
    return {
        "kind": passage.kind,
        "language": passage.language,
        "issuer": passage.issuers,
        "party": passage.parties,
        "authority": passage.authority,
        "collection": passage.collection,
        "owner": passage.owner,
        "access": passage.access.value,
        "work": passage.work_slug,
    }


def _id_bytes(passage_id: str) -> bytes:
    raw = passage_id.encode()
    if len(raw) > LONGEST_ID:
        raise ValueError(f"a passage id has at most {LONGEST_ID} bytes: {passage_id!r}")
    return raw


class Columns:
    """The columns of all rows, one contiguous array each, and the filter over them."""

    def __init__(self, dictionary: Dictionary, rows: NDArray[np.void]) -> None:
        self._dictionary = dictionary
        self._columns = np.ascontiguousarray(rows["columns"].T)
        self.ids = np.ascontiguousarray(rows["id"])

    def extended(self, dictionary: Dictionary, rows: NDArray[np.void]) -> Columns:
        """With further rows."""
        longer = Columns(dictionary, rows)
        longer._columns = np.concatenate([self._columns, longer._columns], axis=1)
        longer.ids = np.concatenate([self.ids, longer.ids])
        return longer

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def languages(self) -> tuple[str, ...]:
        """The language tags that occur."""
        return tuple(str(value) for value in self._dictionary.values("language"))

    def id(self, row: int) -> str:
        """The id of the passage at a row."""
        return bytes(self.ids[row]).decode()

    def mask(self, where: Filter) -> Mask:
        """Which rows pass the filter. The scope is part of it, always."""
        mask = np.ones(len(self), np.bool_)
        for name, accepted in conditions(where, self.languages):
            mask &= self._any(name, accepted)
        if where.as_of is not None:
            mask &= (self._column("alive_from") <= where.as_of) & (self._column("alive_to") > where.as_of)
        return mask & self._years(where.years)

    def _column(self, name: str) -> NDArray[np.int32]:
        column: NDArray[np.int32] = self._columns[_INDEX[name]]
        return column

    def _any(self, name: str, values: tuple[str, ...]) -> Mask:
        """Rows whose value is one of `values`, by a table over the numbers of the dictionary."""
        if name == "year":
            numbers = [int(value) for value in values if value.lstrip("-").isdigit()]
            return np.isin(self._column("year"), numbers)
        accepted = np.zeros(len(self._dictionary.values(name)), np.bool_)
        accepted[self._dictionary.codes_of(name, values)] = True
        return accepted[self._column(name)]

    def _years(self, years: tuple[int | None, int | None]) -> Mask:
        """Rows whose year lies between (both included); a passage without a year is in no range."""
        year = self._column("year")
        mask = np.ones(len(self), np.bool_)
        if years != (None, None):
            mask &= year != NO_YEAR
        if years[0] is not None:
            mask &= year >= years[0]
        if years[1] is not None:
            mask &= year <= years[1]
        return mask

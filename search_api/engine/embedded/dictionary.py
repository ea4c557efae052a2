"""Texts as numbers: every value of a facet column once, so that a filter is a comparison of integers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import orjson

Value = str | tuple[str, ...]


class Dictionary:
    """Values by column, numbered in the order in which they came.

    The file has one JSON line for each value: its column and itself. A column with several values
    a passage (issuers, parties) holds each combination as one value. Readers share a dictionary
    between threads: it is extended by a copy.
    """

    def __init__(self) -> None:
        self._codes: dict[str, dict[Value, int]] = {}
        self._loaded = 0

    def extended(self, path: Path, length: int) -> Dictionary:
        """With the lines up to `length` bytes of the file; itself where there are no further ones."""
        if length == self._loaded:
            return self
        longer = self.copy()
        longer._loaded = length
        with path.open("rb") as file:
            file.seek(self._loaded)
            added = file.read(length - self._loaded)
            if len(added) < length - self._loaded:
                raise ValueError(f"{path.name} is shorter than what was committed")
            for line in added.splitlines():
                column, value = orjson.loads(line)
                longer._number(column, tuple(value) if isinstance(value, list) else value)
        return longer

    def copy(self) -> Dictionary:
        """The same values, apart from this one: for a writer to add to."""
        other = Dictionary()
        other._codes = {column: dict(codes) for column, codes in self._codes.items()}
        other._loaded = self._loaded
        return other

    def code(self, column: str, value: Value) -> tuple[int, bytes]:
        """The number of a value, and the line to add to the file where it is new (else nothing)."""
        known = self._codes.setdefault(column, {}).get(value)
        if known is not None:
            return known, b""
        return self._number(column, value), orjson.dumps([column, value]) + b"\n"

    def codes_of(self, column: str, accepted: Iterable[str]) -> list[int]:
        """The numbers of the values that are, or contain, one of `accepted`."""
        wanted = frozenset(accepted)
        known = self._codes.get(column, {})
        return [
            code
            for value, code in known.items()
            if (value in wanted if isinstance(value, str) else not wanted.isdisjoint(value))
        ]

    def values(self, column: str) -> list[Value]:
        """The values of a column, by number."""
        return list(self._codes.get(column, {}))

    def _number(self, column: str, value: Value) -> int:
        codes = self._codes.setdefault(column, {})
        return codes.setdefault(value, len(codes))

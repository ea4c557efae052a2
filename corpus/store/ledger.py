"""The ledger of one writing transaction: ids, the clock, and the change numbers of touched works."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from corpus.store.engine import bound_idleness
from corpus.store.rows import Row
from corpus.store.schema import Base, BaseRow, WorkRow


class Ledger:
    """Holds the lock of the base row until the transaction ends, so that writers follow one another.

    Every touched work gets a new change number in `close`; numbers rise in the order of commits.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        bound_idleness(connection)
        row = connection.execute(
            select(BaseRow.change, BaseRow.next_work, BaseRow.next_row).with_for_update()
        ).one()
        self.change, self._next_work, self._next_row = row
        self.now = datetime.now(UTC)
        self.touched: set[int] = set()

    def work_id(self) -> int:
        """A new id of a work."""
        self._next_work += 1
        return self._next_work - 1

    def row_id(self) -> int:
        """A new id of any other row."""
        self._next_row += 1
        return self._next_row - 1

    def touch(self, *work_ids: int) -> None:
        """Note that works changed."""
        self.touched.update(work_ids)

    def insert(self, table: type[Base], rows: Iterable[Row]) -> None:
        """Insert many rows at once."""
        listed = list(rows)
        if listed:
            self.connection.execute(insert(table), listed)

    def close(self) -> None:
        """Give the change numbers and write the counters back."""
        numbered: list[dict[str, Any]] = []
        for work_id in sorted(self.touched):
            self.change += 1
            numbered.append({"_id": work_id, "_change": self.change})
        if numbered:
            statement = update(WorkRow).where(WorkRow.id == bindparam("_id"))
            self.connection.execute(statement.values(change=bindparam("_change")), numbered)
        self.connection.execute(
            update(BaseRow).values(change=self.change, next_work=self._next_work, next_row=self._next_row)
        )

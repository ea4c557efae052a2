"""What a principal sees, and as of which moment of the base's own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select, true

from corpus.model import Access, Holding, Scope
from corpus.store.schema import AssertionRow, CopyRow, HoldingRow, ReadingRow, WorkRow


@dataclass(frozen=True, slots=True)
class View:
    """The holdings that a scope lets see (None: all of them), at a moment (None: now)."""

    holdings: frozenset[int] | None
    moment: datetime | None = None

    def readings(self) -> ColumnElement[bool]:
        """The condition on readings (joined with their copies) that are seen."""
        return and_(said_at(ReadingRow, self.moment), self.copies())

    def copies(self) -> ColumnElement[bool]:
        """The condition on copies that are seen."""
        return true() if self.holdings is None else CopyRow.holding_id.in_(self.holdings)

    def works(self) -> ColumnElement[bool]:
        """The condition on works of which something is seen."""
        reading = (
            select(ReadingRow.id)
            .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
            .where(ReadingRow.work_id == WorkRow.id, self.readings())
        )
        return reading.correlate(WorkRow).exists()


def view(connection: Connection, scope: Scope, moment: datetime | None = None) -> View:
    """The view of a scope. Every holding is asked, so that nothing new is seen by mistake."""
    allowed: set[int] = set()
    everything = True
    for row in connection.execute(select(HoldingRow.__table__)).mappings():
        if scope.allows(Holding(row["owner"], row["collection"], Access(row["access"]))):
            allowed.add(row["id"])
        else:
            everything = False
    return View(None if everything else frozenset(allowed), moment)


def said_at(table: type[ReadingRow] | type[AssertionRow], moment: datetime | None) -> ColumnElement[bool]:
    """Whether the base says so at the moment (None: now)."""
    if moment is None:
        return table.superseded.is_(None)
    not_yet_taken_back = or_(table.superseded.is_(None), table.superseded > moment)
    return and_(table.recorded <= moment, not_yet_taken_back)

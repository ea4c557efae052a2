"""What rules of ours make of what the base holds: written beside it, and made anew when it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select, update

from corpus.law.effects import CHANGES
from corpus.model import Deposit
from corpus.store.depositing import Depositing, prepare
from corpus.store.files import DepositCounts
from corpus.store.ledger import Ledger
from corpus.store.rows import in_chunks
from corpus.store.schema import BaseRow, ReadingRow, RelationRow, WorkRow
from corpus.store.superseding import IdSet, retire

_DERIVED = "derived:"
"""Begins what stands in place of the name of a file: nothing was read."""


def derive(ledger: Ledger, work_id: int, change: int, deposits: Sequence[Deposit]) -> DepositCounts | None:
    """Write what was made of a work as it was at `change`, in place of what was made of it before.

    None where the work has changed since: then it must be made anew.
    """
    now = ledger.connection.execute(select(WorkRow.change).where(WorkRow.id == work_id)).scalar_one()
    if now != change:
        return None
    name, seen = f"{_DERIVED}{work_id}", IdSet()
    counts = Depositing(ledger, name, seen).write(prepare(deposits, name))
    for each in sorted({name, *derived_of(ledger.connection, work_id)}):
        retire(ledger, each, seen)
    return counts


def derived_of(connection: Connection, work_id: int) -> list[str]:
    """Under which names something was made of the work, of works merged into it too."""
    query = (
        select(ReadingRow.file)
        .where(
            ReadingRow.work_id == work_id,
            ReadingRow.superseded.is_(None),
            ReadingRow.file.startswith(_DERIVED, autoescape=True),
        )
        .distinct()
    )
    return list(connection.scalars(query))


def made_of(connection: Connection) -> list[int]:
    """All works of which something was made."""
    query = select(ReadingRow.work_id).where(
        ReadingRow.superseded.is_(None), ReadingRow.file.startswith(_DERIVED, autoescape=True)
    )
    return sorted(connection.scalars(query.distinct()))


def amended_of(connection: Connection, work_ids: Iterable[int]) -> list[int]:
    """Those of these works that others change, or of which something was made."""
    found: set[int] = set()
    for chunk in in_chunks(sorted(set(work_ids))):
        changed = select(RelationRow.target_id).where(
            RelationRow.target_id.in_(chunk), RelationRow.type.in_([kind.value for kind in CHANGES])
        )
        made = select(ReadingRow.work_id).where(
            ReadingRow.work_id.in_(chunk),
            ReadingRow.superseded.is_(None),
            ReadingRow.file.startswith(_DERIVED, autoescape=True),
        )
        for query in (changed, made):
            found.update(each for each in connection.scalars(query.distinct()) if each is not None)
    return sorted(found)


def consolidated_to(connection: Connection) -> int:
    """Up to which change number texts were consolidated."""
    return connection.execute(select(BaseRow.consolidated)).scalar_one()


def mark_consolidated(ledger: Ledger, change: int) -> None:
    """Note how far texts are consolidated: never less than another process noted, but for 0 (all anew)."""
    behind = update(BaseRow) if not change else update(BaseRow).where(BaseRow.consolidated < change)
    ledger.connection.execute(behind.values(consolidated=change))

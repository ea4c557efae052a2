"""Merges and splits of works: decided by a person, recorded, and reversible."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, insert, or_, select, update

from corpus.errors import InvalidIdentifier
from corpus.identifiers import slugify, unique_slug
from corpus.store.ledger import Ledger
from corpus.store.resolving import resolve_components, resolve_relations
from corpus.store.rows import in_chunks
from corpus.store.schema import (
    AssertionRow,
    DoubtfulPairRow,
    ExpressionRow,
    ForceRow,
    KeyRow,
    PartyActionRow,
    ReadingRow,
    RegroupingItemRow,
    RegroupingRow,
    RelationRow,
    WorkRow,
)
from corpus.store.settling import settle_works
from corpus.store.superseding import bury, revive

MERGE, SPLIT = "merge", "split"


def merge(ledger: Ledger, kept: int, other: int, who: str, reason: str) -> int:
    """Make `other` part of `kept`: its slug leads there from now on. Returns the id of the record."""
    if kept == other:
        raise InvalidIdentifier("a work cannot be merged with itself", value=str(kept))
    query = select(ExpressionRow.id).where(ExpressionRow.work_id == other)
    expressions = list(ledger.connection.scalars(query))
    number = _record(ledger, MERGE, other, kept, expressions, who, reason)
    ledger.connection.execute(
        update(WorkRow).where(WorkRow.id == other).values(merged_into_id=kept, gone=True)
    )
    _move(ledger, expressions, other, kept)
    _decide(ledger, kept, other, "merged")
    return number


def split(ledger: Ledger, work: int, expressions: Iterable[int], slug: str, who: str, reason: str) -> int:
    """Take these expressions out of a work and make another work of them. Returns the id of the record."""
    wanted = sorted(set(expressions))
    own = select(ExpressionRow.id).where(ExpressionRow.work_id == work)
    left = set(ledger.connection.scalars(own)) - set(wanted)
    if not wanted or not left or len(left) + len(wanted) != len(left | set(wanted)):
        raise InvalidIdentifier("a split takes some expressions of the work, not all", value=str(wanted))
    _demand_own(ledger.connection, work, wanted)
    new = ledger.work_id()
    free = unique_slug(slugify(slug), str(wanted), lambda name: _taken(ledger.connection, name))
    row = {"id": new, "slug": free, "gone": False, "kind": "other", "change": -new}
    ledger.connection.execute(insert(WorkRow), {**row, "recorded": ledger.now})
    number = _record(ledger, SPLIT, work, new, wanted, who, reason)
    _move(ledger, wanted, work, new)
    return number


def undo(ledger: Ledger, number: int) -> None:
    """Move back what a merge or split moved. Raises InvalidIdentifier where there is nothing to undo."""
    connection = ledger.connection
    query = select(RegroupingRow.kind, RegroupingRow.from_id, RegroupingRow.to_id)
    row = connection.execute(query.where(RegroupingRow.id == number, RegroupingRow.undone.is_(None))).first()
    if row is None:
        raise InvalidIdentifier(f"no merge or split {number} to undo", value=str(number))
    kind, from_id, to_id = row
    items = select(RegroupingItemRow.expression_id).where(RegroupingItemRow.regrouping_id == number)
    moved = list(connection.scalars(items))
    if kind == MERGE:
        connection.execute(update(WorkRow).where(WorkRow.id == from_id).values(merged_into_id=None))
        _decide(ledger, from_id, to_id, None)
    connection.execute(update(RegroupingRow).where(RegroupingRow.id == number).values(undone=ledger.now))
    _move(ledger, moved, to_id, from_id)


def _record(
    ledger: Ledger, kind: str, from_id: int, to_id: int, expressions: list[int], who: str, reason: str
) -> int:
    number = ledger.row_id()
    row = {"id": number, "kind": kind, "from_id": from_id, "to_id": to_id}
    ledger.insert(RegroupingRow, [{**row, "who": who, "reason": reason, "recorded": ledger.now}])
    items = ({"regrouping_id": number, "expression_id": expression} for expression in expressions)
    ledger.insert(RegroupingItemRow, items)
    return number


def _move(ledger: Ledger, expressions: list[int], from_id: int, to_id: int) -> None:
    """Let expressions, and all that their readings told, go from one work to the other; settle both."""
    connection = ledger.connection
    keys = _keys(connection, from_id, to_id)
    for chunk in in_chunks(expressions):
        readings = select(ReadingRow.id).where(ReadingRow.expression_id.in_(chunk))
        for table in (AssertionRow, ForceRow, RelationRow, PartyActionRow):
            told = update(table).where(table.reading_id.in_(readings))
            connection.execute(told.values(work_id=to_id))
        for held, column in ((ReadingRow, ReadingRow.expression_id), (ExpressionRow, ExpressionRow.id)):
            connection.execute(update(held).where(column.in_(chunk)).values(work_id=to_id))
    works = {from_id, to_id}
    ledger.touch(*works)
    keys |= settle_works(ledger, works, set(expressions)).keys
    keys |= bury(ledger, works) | revive(ledger, works) | _keys(connection, from_id, to_id)
    resolve_relations(ledger, keys)
    resolve_components(ledger, works)


def _keys(connection: Connection, *work_ids: int) -> set[str]:
    return set(connection.scalars(select(KeyRow.key).where(KeyRow.work_id.in_(work_ids))))


def _decide(ledger: Ledger, one: int, other: int, decision: str | None) -> None:
    pair = or_(
        and_(DoubtfulPairRow.one_id == one, DoubtfulPairRow.other_id == other),
        and_(DoubtfulPairRow.one_id == other, DoubtfulPairRow.other_id == one),
    )
    decided = ledger.now if decision else None
    ledger.connection.execute(update(DoubtfulPairRow).where(pair).values(decision=decision, decided=decided))


def _demand_own(connection: Connection, work: int, expressions: list[int]) -> None:
    for chunk in in_chunks(expressions):
        query = select(ExpressionRow.id).where(ExpressionRow.id.in_(chunk), ExpressionRow.work_id == work)
        strangers = set(chunk) - set(connection.scalars(query))
        if strangers:
            raise InvalidIdentifier(
                f"expressions of another work: {sorted(strangers)}", value=str(sorted(strangers))
            )


def _taken(connection: Connection, slug: str) -> bool:
    return connection.execute(select(WorkRow.id).where(WorkRow.slug == slug)).first() is not None

"""Takes readings back: what they said stays in the base, with the moment until which it was said."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, exists, select, update

from corpus.store.ledger import Ledger
from corpus.store.resolving import resolve_components, resolve_relations
from corpus.store.rows import in_chunks
from corpus.store.schema import (
    AssertionRow,
    ExpressionRow,
    KeyRow,
    ReadingRow,
    RelationRow,
    WorkRow,
)
from corpus.store.settling import settle_works


class IdSet:
    """A set of row ids in one bit each: a collection of a million documents takes a megabyte or two."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, number: int) -> None:
        """Put the id in."""
        place = number >> 3
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits) + (len(self._bits) >> 2)))
        self._bits[place] |= 1 << (number & 7)

    def __contains__(self, number: int) -> bool:
        place = number >> 3
        return place < len(self._bits) and bool(self._bits[place] & 1 << (number & 7))


_PAGE = 5000
"""Readings taken back at a time: memory stays flat for a collection of a million."""


def retire(ledger: Ledger, file: str, seen: IdSet) -> None:
    """Supersede what was read from the file and was not `seen` in its new reading; settle what is left."""
    after = 0
    while page := _page(ledger.connection, file, after):
        after = page[-1][0]
        works = supersede(ledger, [pair for pair in page if pair[0] not in seen])
        keys = settle_works(ledger, works, _expressions_of(ledger.connection, works)).keys
        resolve_relations(ledger, keys | bury(ledger, works))
        resolve_components(ledger, works)


def _page(connection: Connection, file: str, after: int) -> list[tuple[int, int]]:
    query = (
        select(ReadingRow.id, ReadingRow.work_id)
        .where(ReadingRow.file == file, ReadingRow.superseded.is_(None), ReadingRow.id > after)
        .order_by(ReadingRow.id)
        .limit(_PAGE)
    )
    return [(reading_id, work_id) for reading_id, work_id in connection.execute(query)]


def _expressions_of(connection: Connection, works: Iterable[int]) -> set[int]:
    expressions: set[int] = set()
    for chunk in in_chunks(sorted(works)):
        query = select(ExpressionRow.id).where(ExpressionRow.work_id.in_(chunk))
        expressions.update(connection.scalars(query))
    return expressions


def supersede(ledger: Ledger, readings: Iterable[tuple[int, int]]) -> set[int]:
    """Supersede these (reading, work) and touch what hangs on them; returns the works concerned."""
    connection = ledger.connection
    works: set[int] = set()
    for chunk in in_chunks(list(readings)):
        ids = [reading_id for reading_id, _ in chunk]
        works.update(work_id for _, work_id in chunk)
        for table, column in ((ReadingRow, ReadingRow.id), (AssertionRow, AssertionRow.reading_id)):
            told = update(table).where(column.in_(ids), table.superseded.is_(None))
            connection.execute(told.values(superseded=ledger.now))
        targets = select(RelationRow.target_id).where(
            RelationRow.reading_id.in_(ids), RelationRow.target_id.is_not(None)
        )
        ledger.touch(*(target for target in connection.scalars(targets) if target is not None))
    ledger.touch(*works)
    return works


def bury(ledger: Ledger, work_ids: Iterable[int]) -> set[str]:
    """Make tombstones of those of these works of which no reading speaks; returns their keys."""
    return _mark(ledger, work_ids, gone=True)


def revive(ledger: Ledger, work_ids: Iterable[int]) -> set[str]:
    """Take the tombstones off those of these works of which a reading speaks again; returns their keys."""
    return _mark(ledger, work_ids, gone=False)


def _mark(ledger: Ledger, work_ids: Iterable[int], *, gone: bool) -> set[str]:
    keys: set[str] = set()
    spoken_of = exists().where(ReadingRow.work_id == WorkRow.id, ReadingRow.superseded.is_(None))
    wanted = ~spoken_of if gone else spoken_of
    for chunk in in_chunks(sorted(set(work_ids))):
        query = select(WorkRow.id).where(WorkRow.id.in_(chunk), WorkRow.gone.is_(not gone), wanted)
        changed = list(ledger.connection.scalars(query))
        if changed:
            ledger.connection.execute(update(WorkRow).where(WorkRow.id.in_(changed)).values(gone=gone))
            ledger.touch(*changed)
            keys.update(ledger.connection.scalars(select(KeyRow.key).where(KeyRow.work_id.in_(changed))))
    return keys

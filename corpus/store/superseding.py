"""Takes readings back: what they said stays in the base, with the moment until which it was said."""

from __future__ import annotations

from collections import defaultdict
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

_BITS = 1024
"""Ids on a page of the set: one reading has some twenty rows, whose ids lie between."""


class IdSet:
    """A set of row ids, a bit each where they lie close: of a collection of a million, some megabytes."""

    def __init__(self) -> None:
        self._pages: dict[int, int] = defaultdict(int)

    def add(self, number: int) -> None:
        """Put the id in."""
        page, place = divmod(number, _BITS)
        self._pages[page] |= 1 << place

    def __contains__(self, number: int) -> bool:
        page, place = divmod(number, _BITS)
        return bool(self._pages.get(page, 0) & 1 << place)


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

"""What the base knows of the targets of relations: the provisions meant, and works that may be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from corpus.law.cited_places import addresses
from corpus.store.rows import in_chunks
from corpus.store.schema import ExpressionRow, KeyRow, ProvisionRow, WorkRow
from corpus.store.seeing import View

_MOST = 10
"""Candidates told of one target: a title that more works have names none of them."""


def located(
    connection: Connection, rows: Sequence[RowMapping], citing: tuple[date | None, date | None]
) -> dict[int, str]:
    """The eId that each relation (by id) means, where the target has it in a wording of the citing day.

    `citing` is the earliest and latest day of the citing work. A wording that is known to have ended
    before, or to have begun after, does not count; where the day or the interval is unknown it does.
    """
    wanted = {
        row["id"]: (
            row["target_id"],
            addresses(row["target_eid"], row["from_eid"] or "" if _own(row) else ""),
        )
        for row in rows
        if row["target_id"] is not None and row["target_eid"]
    }
    there = _there(connection, wanted.values(), citing)
    found = {}
    for relation_id, (work, eids) in wanted.items():
        eid = next((each for each in eids if (work, each) in there), None)
        if eid is not None:
            found[relation_id] = eid
    return found


def _own(row: RowMapping) -> bool:
    return bool(row["target_id"] == row["work_id"])


def _there(
    connection: Connection,
    wanted: Iterable[tuple[int, tuple[str, ...]]],
    citing: tuple[date | None, date | None],
) -> set[tuple[int, str]]:
    by_work: dict[int, set[str]] = defaultdict(set)
    for work, eids in wanted:
        by_work[work].update(eids)
    there: set[tuple[int, str]] = set()
    for work, tried in by_work.items():
        expressions = [row.id for row in _expressions(connection, work) if _may_hold(row, citing)]
        for chunk in in_chunks(sorted(tried)):
            query = select(ProvisionRow.eid).where(
                ProvisionRow.expression_id.in_(expressions), ProvisionRow.eid.in_(chunk)
            )
            there.update((work, eid) for eid in connection.scalars(query))
    return there


def _expressions(connection: Connection, work: int) -> Sequence[RowMapping]:
    columns = (
        ExpressionRow.id, ExpressionRow.start_earliest, ExpressionRow.end_latest,

    )  # fmt: skip
    return connection.execute(select(*columns).where(ExpressionRow.work_id == work)).all()  # type: ignore[return-value]


def _may_hold(row: RowMapping, citing: tuple[date | None, date | None]) -> bool:
    earliest, latest = citing
    begun = row.start_earliest is None or latest is None or row.start_earliest <= latest
    ended = row.end_latest is not None and earliest is not None and row.end_latest <= earliest
    return begun and not ended


def candidates(connection: Connection, keys: Iterable[str], view: View) -> Mapping[str, tuple[str, ...]]:
    """The works that have one of these keys, by key: those that a target without a work may be."""
    found: dict[str, set[str]] = defaultdict(set)
    for chunk in in_chunks(sorted(set(keys) - {""})):
        query = (
            select(KeyRow.key, WorkRow.slug)
            .join(WorkRow, WorkRow.id == KeyRow.work_id)
            .where(KeyRow.key.in_(chunk), view.works())
        )
        for key, slug in connection.execute(query):
            found[key].add(slug)
    return {key: tuple(sorted(slugs)) for key, slugs in found.items() if len(slugs) <= _MOST}

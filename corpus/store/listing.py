"""Lists and counts of works, as far as a view lets them be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, distinct, func, select
from sqlalchemy.orm import aliased

from corpus.model import Notice
from corpus.store.claims import Claim, settle
from corpus.store.loading import expression_of, rows_by_id
from corpus.store.rows import in_chunks
from corpus.store.schema import (
    CopyRow,
    DoubtfulPairRow,
    ExpressionRow,
    NoticeRow,
    PartyActionRow,
    ReadingRow,
    RegroupingRow,
    RelationRow,
    WorkRow,
)
from corpus.store.schema.base import UtcTime
from corpus.store.seeing import View
from corpus.store.telling import load_readings, load_told, work_of
from corpus.store.views import (
    Counts,
    DoubtfulPair,
    ExpressionSummary,
    Regrouping,
    WorkChange,
    WorkSummary,
)

_NEAR = 100
"""Works looked at to tell when a change was made: as many as one transaction commonly touches."""


def visible_ids(connection: Connection, view: View, after: int, limit: int) -> list[int]:
    """The ids of works that are seen, rising, from `after` (exclusive)."""
    query = (
        select(WorkRow.id)
        .where(WorkRow.id > after, WorkRow.gone.is_(False), WorkRow.merged_into_id.is_(None), view.works())
        .order_by(WorkRow.id)
        .limit(limit)
    )
    return list(connection.scalars(query))


def load_summaries(connection: Connection, work_ids: Sequence[int], view: View) -> list[WorkSummary]:
    """Works without their texts."""
    readings = load_readings(connection, work_ids, view)
    claims = load_told(connection, readings, view)
    ids = {row["expression_id"] for rows in readings.values() for row in rows}
    expressions = rows_by_id(connection, sorted(ids))
    slugs: dict[int, str] = {}
    for chunk in in_chunks(work_ids):
        query = select(WorkRow.id, WorkRow.slug).where(WorkRow.id.in_(chunk))
        slugs |= dict(connection.execute(query).all())
    return [
        _summary(work_id, slugs[work_id], readings[work_id], claims[work_id], expressions)
        for work_id in work_ids
        if work_id in readings
    ]


def _summary(
    work_id: int,
    slug: str,
    readings: list[RowMapping],
    claims: list[Claim],
    expressions: dict[int, RowMapping],
) -> WorkSummary:
    own = [expressions[key] for key in sorted({row["expression_id"] for row in readings})]
    versions = tuple(_version(row, claims, readings) for row in own)
    return WorkSummary(
        id=work_id,
        work=work_of(slug, claims, with_assertions=False),
        languages=tuple(dict.fromkeys(row["language"] for row in own)),
        expressions=len(own),
        provisions=sum(row["provisions"] for row in own),
        sources=tuple(dict.fromkeys(row["path"] for row in readings)),
        versions=versions,
    )


def _version(row: RowMapping, claims: list[Claim], readings: list[RowMapping]) -> ExpressionSummary:
    told = expression_of(row, settle(claim for claim in claims if claim.expression_id == row["id"]))
    paths = (reading["path"] for reading in readings if reading["expression_id"] == row["id"])
    return ExpressionSummary(
        language=told.language,
        title=told.title,
        authority=told.authority,
        making=told.making,
        valid=told.valid,
        provisions=row["provisions"],
        sources=tuple(dict.fromkeys(paths)),
    )


def count(connection: Connection, view: View, change: int) -> Counts:
    """How much is seen."""
    seen = (
        select(ReadingRow.id, ReadingRow.work_id, ReadingRow.expression_id, CopyRow.source_id)
        .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .where(view.readings())
        .subquery()
    )
    works, expressions, sources = connection.execute(
        select(
            func.count(distinct(seen.c.work_id)),
            func.count(distinct(seen.c.expression_id)),
            func.count(distinct(seen.c.source_id)),
        )
    ).one()
    read = select(seen.c.expression_id).distinct()
    provisions = select(func.coalesce(func.sum(ExpressionRow.provisions), 0)).where(
        ExpressionRow.id.in_(read)
    )
    return Counts(
        works=works,
        expressions=expressions,
        sources=sources,
        # PostgreSQL gives the sum of 64-bit integers as a Decimal.
        provisions=int(connection.execute(provisions).scalar_one()),
        relations=_told(connection, RelationRow, select(seen.c.id)),
        party_actions=_told(connection, PartyActionRow, select(seen.c.id)),
        change=change,
    )


def _told(
    connection: Connection, table: type[RelationRow] | type[PartyActionRow], seen: Select[tuple[int]]
) -> int:
    query = select(func.count()).select_from(table).where(table.reading_id.in_(seen))
    return connection.execute(query).scalar_one()


def list_changes(connection: Connection, after: int, limit: int) -> list[WorkChange]:
    """The works changed after this number, by number."""
    query = (
        select(WorkRow.change, WorkRow.id, WorkRow.gone)
        .where(WorkRow.change > after)
        .order_by(WorkRow.change)
        .limit(limit)
    )
    return [WorkChange(*row) for row in connection.execute(query)]


def waiting_since(connection: Connection, after: int) -> datetime | None:
    """About when the oldest change after this number was made; None where there is none.

    No change bears its moment, but readings do: it is that of the newest reading (or end of a reading)
    among the work that changed then and those that changed shortly before.
    """
    number = connection.execute(select(func.min(WorkRow.change)).where(WorkRow.change > after)).scalar()
    if number is None:
        return None
    until_then = WorkRow.change <= number
    near = select(WorkRow.id).where(until_then).order_by(WorkRow.change.desc()).limit(_NEAR).subquery()
    moment = func.coalesce(ReadingRow.superseded, ReadingRow.recorded, type_=UtcTime())
    query = select(func.max(moment)).where(ReadingRow.work_id.in_(select(near.c.id)))
    return connection.execute(query).scalar()


def list_doubtful_pairs(connection: Connection, view: View) -> list[DoubtfulPair]:
    """Pairs without a decision of which both works are seen."""
    one, other = aliased(WorkRow), aliased(WorkRow)
    query = (
        select(
            DoubtfulPairRow.id,
            one.id,
            other.id,
            one.slug,
            other.slug,
            DoubtfulPairRow.score,
            DoubtfulPairRow.reason,
        )
        .join(one, one.id == DoubtfulPairRow.one_id)
        .join(other, other.id == DoubtfulPairRow.other_id)
        .where(DoubtfulPairRow.decision.is_(None))
        .order_by(DoubtfulPairRow.score.desc(), DoubtfulPairRow.id)
    )
    rows = connection.execute(query).all()
    seen = _seen(connection, {work_id for row in rows for work_id in row[1:3]}, view)
    return [
        DoubtfulPair(number, one_slug, other_slug, score, reason)
        for number, one_id, other_id, one_slug, other_slug, score, reason in rows
        if one_id in seen and other_id in seen
    ]


def _seen(connection: Connection, work_ids: Iterable[int], view: View) -> set[int]:
    seen: set[int] = set()
    for chunk in in_chunks(sorted(work_ids)):
        seen.update(connection.scalars(select(WorkRow.id).where(WorkRow.id.in_(chunk), view.works())))
    return seen


def list_notices(connection: Connection, view: View) -> list[Notice]:
    """The notices of readings that are seen."""
    query = (
        select(NoticeRow.path, NoticeRow.code, NoticeRow.reason)
        .join(ReadingRow, ReadingRow.id == NoticeRow.reading_id)
        .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .where(view.readings())
        .order_by(NoticeRow.path, NoticeRow.id)
    )
    return [Notice(path, code, reason) for path, code, reason in connection.execute(query)]


def list_regroupings(connection: Connection, view: View) -> list[Regrouping]:
    """Merges and splits of which one of the works is seen, newest first."""
    source, target = aliased(WorkRow), aliased(WorkRow)
    query = (
        select(RegroupingRow.__table__, source.slug.label("source"), target.slug.label("target"))
        .join(source, source.id == RegroupingRow.from_id)
        .join(target, target.id == RegroupingRow.to_id)
        .order_by(RegroupingRow.id.desc())
    )
    rows = connection.execute(query).mappings().all()
    ends = {row[name] for row in rows for name in ("from_id", "to_id")}
    seen = _seen(connection, ends, view)
    told = ("who", "reason", "recorded", "undone")
    return [
        Regrouping(row["id"], row["kind"], row["source"], row["target"], *(row[name] for name in told))
        for row in rows
        if row["from_id"] in seen or row["to_id"] in seen
    ]

"""What the base is told of works: the readings that are seen, and the values that they settle on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from corpus.model import (
    Access,
    Assertion,
    Holding,
    Source,
    Work,
    WorkKind,
)
from corpus.store.claims import Claim, Settled, settle
from corpus.store.rows import in_chunks
from corpus.store.schema import (
    AssertionRow,
    CopyRow,
    HoldingRow,
    ReadingRow,
    SourceRow,
)
from corpus.store.seeing import View, said_at
from corpus.store.settling import identifiers_of, read_claim, titles_of

Readings = dict[int, list[RowMapping]]
"""The visible readings of each work, with their sources."""


def load_readings(connection: Connection, work_ids: Iterable[int], view: View) -> Readings:
    """The visible readings of these works, each with its source, in the order in which they were made."""
    readings: Readings = defaultdict(list)
    for chunk in in_chunks(work_ids):
        query = (
            select(*_READING_COLUMNS)
            .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
            .join(SourceRow, SourceRow.id == CopyRow.source_id)
            .join(HoldingRow, HoldingRow.id == CopyRow.holding_id)
            .where(ReadingRow.work_id.in_(chunk), view.readings())
            .order_by(ReadingRow.work_id, ReadingRow.id)
        )
        for row in connection.execute(query).mappings():
            readings[row["work_id"]].append(row)
    return readings


_READING_COLUMNS = (
    ReadingRow.id.label("reading_id"),
    ReadingRow.work_id,
    ReadingRow.expression_id,
    ReadingRow.file,
    ReadingRow.gave_tree,
    ReadingRow.first_page,
    ReadingRow.last_page,
    CopyRow.path,
    CopyRow.licence,
    CopyRow.url,
    CopyRow.retrieved,
    CopyRow.extra,
    SourceRow.sha256,
    SourceRow.size,
    SourceRow.media_type,
    SourceRow.pages,
    HoldingRow.owner,
    HoldingRow.collection,
    HoldingRow.access,
)


def load_told(connection: Connection, readings: Readings, view: View) -> dict[int, list[Claim]]:
    """The claims of the visible readings, and those of persons, of each work."""
    told: dict[int, list[Claim]] = {work_id: [] for work_id in readings}
    seen = {row["reading_id"]: row["file"] for rows in readings.values() for row in rows}
    for chunk in in_chunks(readings):
        query = (
            select(AssertionRow.__table__)
            .where(AssertionRow.work_id.in_(chunk), said_at(AssertionRow, view.moment))
            .order_by(AssertionRow.id)
        )
        for row in connection.execute(query).mappings():
            if row["reading_id"] is None or row["reading_id"] in seen:
                told[row["work_id"]].append(read_claim(row, seen.get(row["reading_id"])))
    return told


def work_of(slug: str, claims: Sequence[Claim], *, with_assertions: bool) -> Work:
    """The work as the claims settle it."""
    settled = settle(claim for claim in claims if claim.expression_id is None)

    def value(name: str) -> str | None:
        claim = settled.values.get(name)
        return claim.value if claim else None

    return Work(
        slug=slug,
        kind=WorkKind(value("kind") or WorkKind.OTHER),
        titles=titles_of(settled),
        identifiers=tuple(identifiers_of(settled)),
        issuers=tuple(claim.value for claim in settled.lists.get("issuer", ())),
        parties=tuple(claim.value for claim in settled.lists.get("party", ())),
        adopted=settled.dates.get("date.adopted"),
        in_force=settled.dates.get("date.in_force"),
        record_id=value("record_id"),
        component_of=value("component_of"),
        assertions=_assertions(claims, settled) if with_assertions else (),
    )


def _assertions(claims: Iterable[Claim], settled: Settled) -> tuple[Assertion, ...]:
    """All that was told. What lost to something newer is superseded since that was recorded."""
    return tuple(
        Assertion(
            field=claim.field,
            value=claim.value,
            origin=claim.origin,
            recorded=claim.recorded,
            superseded=claim.superseded or _overtaken(claim, settled),
        )
        for claim in claims
    )


def _overtaken(claim: Claim, settled: Settled) -> Any:
    winner = settled.values.get(claim.field)
    if winner is None or claim.value == winner.value or not claim.chosen:
        return None
    return max(filter(None, (winner.recorded, claim.recorded)), default=None)


def source_of(row: RowMapping) -> Source:
    """A source from a row that joins copy, source and holding."""
    return Source(
        path=row["path"],
        sha256=row["sha256"],
        size=row["size"],
        media_type=row["media_type"],
        licence=row["licence"],
        url=row["url"],
        retrieved=row["retrieved"],
        pages=row["pages"],
        holding=Holding(row["owner"], row["collection"], Access(row["access"])),
        extra=row["extra"],
    )


def load_source(connection: Connection, sha256: str, view: View) -> Source | None:
    """The source with this checksum at the first path that is seen and from which something was read."""
    query = (
        select(*_READING_COLUMNS)
        .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .join(SourceRow, SourceRow.id == CopyRow.source_id)
        .join(HoldingRow, HoldingRow.id == CopyRow.holding_id)
        .where(SourceRow.sha256 == sha256, view.copies())
        .order_by(ReadingRow.superseded.is_not(None), CopyRow.path)
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return source_of(row) if row else None

"""When the base first held what it tells of a work, and which works a change concerns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from corpus.model import LegalDate
from corpus.store.rows import in_chunks, read_date
from corpus.store.schema import (
    CopyRow,
    PartyActionRow,
    ReadingRow,
    RelationRow,
    WorkRow,
)
from corpus.store.schema.base import UtcTime
from corpus.store.seeing import View


@dataclass(frozen=True, slots=True)
class Recorded:
    """When what is told of a work was first recorded, as far as the view lets see.

    `relations` are by the slug of the other work and the type, `acts` by party and act, `texts` by the
    number of the expression; `work` is the moment of the first that was told of it.
    """

    work: datetime | None
    texts: Mapping[int, datetime]
    relations: Mapping[tuple[str, str], datetime]
    acts: Mapping[tuple[str, str], datetime]


@dataclass(frozen=True, slots=True)
class Card:
    """What is told of a work in few words, and since when it is in the base."""

    id: int
    slug: str
    adopted: LegalDate | None
    recorded: datetime


def load_recorded(connection: Connection, work_id: int, view: View) -> Recorded:
    """When each thing that is told of the work was first recorded, by readings taken back since too."""
    first = func.min(ReadingRow.recorded, type_=UtcTime())
    own = (ReadingRow.work_id == work_id, view.copies())
    texts = (
        select(ReadingRow.expression_id, first)
        .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .where(*own)
        .group_by(ReadingRow.expression_id)
    )
    acts = (
        select(PartyActionRow.party_folded, PartyActionRow.action, first)
        .join(ReadingRow, ReadingRow.id == PartyActionRow.reading_id)
        .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .where(PartyActionRow.work_id == work_id, view.copies())
        .group_by(PartyActionRow.party_folded, PartyActionRow.action)
    )
    other = aliased(WorkRow)
    relations = (
        select(other.slug, RelationRow.type, first)
        .join(ReadingRow, ReadingRow.id == RelationRow.reading_id)
        .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .join(other, other.id == RelationRow.work_id)
        .where(RelationRow.target_id == work_id, view.copies())
        .group_by(other.slug, RelationRow.type)
    )
    moments = {row[0]: row[1] for row in connection.execute(texts)}
    return Recorded(
        min(moments.values(), default=None),
        moments,
        {(row[0], row[1]): row[2] for row in connection.execute(relations)},
        {(row[0], row[1]): row[2] for row in connection.execute(acts)},
    )


def load_cards(connection: Connection, slugs: Iterable[str], view: View) -> dict[str, Card]:
    """These works, as far as they are seen."""
    found: dict[str, Card] = {}
    columns = (
        WorkRow.id, WorkRow.slug, WorkRow.adopted_earliest, WorkRow.adopted_latest, WorkRow.adopted_printed,
        WorkRow.adopted_calendar, WorkRow.recorded,
    )  # fmt: skip
    for chunk in in_chunks(sorted(set(slugs))):
        query = select(*columns).where(WorkRow.slug.in_(chunk), view.works())
        for row in connection.execute(query).mappings():
            found[row["slug"]] = Card(row["id"], row["slug"], read_date("adopted", row), row["recorded"])
    return found


def concerned(connection: Connection, after: int) -> set[int]:
    """The works changed after this number, and those of which these speak: who is cited gets no number."""
    changed = set(connection.scalars(select(WorkRow.id).where(WorkRow.change > after)))
    found = set(changed)
    for chunk in in_chunks(sorted(changed)):
        query = (
            select(RelationRow.target_id)
            .join(ReadingRow, ReadingRow.id == RelationRow.reading_id)
            .where(
                RelationRow.work_id.in_(chunk),
                RelationRow.target_id.is_not(None),
                ReadingRow.superseded.is_(None),
            )
            .distinct()
        )
        found.update(target for target in connection.scalars(query) if target is not None)
    return found

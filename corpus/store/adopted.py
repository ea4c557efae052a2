"""Works by the day on which they were adopted: a text that cites one by its title tells the day too."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from corpus.store.schema import WorkRow
from corpus.store.seeing import View


def adopted_on(connection: Connection, day: date, view: View) -> list[str]:
    """The slugs of the works that were certainly adopted on a day."""
    query = (
        select(WorkRow.slug)
        .where(
            WorkRow.adopted_earliest == day,
            WorkRow.adopted_latest == day,
            WorkRow.gone.is_(False),
            WorkRow.merged_into_id.is_(None),
            view.works(),
        )
        .order_by(WorkRow.slug)
    )
    return list(connection.scalars(query))

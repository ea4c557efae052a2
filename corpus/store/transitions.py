"""The transitional provisions of works that end, replace or change another: what goes on of before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, RowMapping, select

from corpus.law.effects import CHANGES
from corpus.model import ClauseKind, Relation, RelationType
from corpus.store.rows import in_chunks
from corpus.store.schema import CopyRow, ExpressionRow, ProvisionRow, ReadingRow, WorkRow
from corpus.store.seeing import View
from corpus.store.views import Transition

_LEADING = CHANGES - {RelationType.COMMENCES, RelationType.SUSPENDS, RelationType.EXTENDS}
"""Relations after which something of the time before may go on."""


def transitions(
    connection: Connection, incoming: Iterable[tuple[str, Relation]], view: View
) -> tuple[Transition, ...]:
    """Those of the works that act on this one, each once, in the order of their texts."""
    acting: dict[str, list[Relation]] = defaultdict(list)
    for slug, relation in incoming:
        if relation.type in _LEADING:
            acting[slug].append(relation)
    found = []
    for slug, rows in _rows(connection, acting, view).items():
        since = tuple(dict.fromkeys(relation.effective.start for relation in acting[slug]))
        labels = {(row["expression_id"], row["eid"]): row["label"] or row["heading"] for row in rows}
        named: set[str] = set()
        for row in rows:
            eid = row["eid"]
            if row["clause"] != ClauseKind.TRANSITION or any(
                f"{eid}__".startswith(f"{one}__") for one in named
            ):
                continue
            named.add(eid)
            path = [labels.get((row["expression_id"], outer), "") for outer in (*_above(eid), eid)]
            found.append(Transition(slug, eid, row["language"], tuple(filter(None, path)), since))
    return tuple(found)


def _rows(
    connection: Connection, slugs: Mapping[str, Sequence[Relation]], view: View
) -> dict[str, list[RowMapping]]:
    """Transitional provisions of these works and what they stand in, by slug."""
    columns = (
        ProvisionRow.expression_id, ProvisionRow.eid, ProvisionRow.label, ProvisionRow.heading,
        ProvisionRow.clause, ExpressionRow.language, WorkRow.slug,
    )  # fmt: skip
    rows: dict[str, list[RowMapping]] = defaultdict(list)
    for chunk in in_chunks(sorted(slugs)):
        seen = (
            select(ReadingRow.expression_id)
            .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
            .where(view.readings())
        )
        base = (
            select(*columns)
            .join(ExpressionRow, ExpressionRow.id == ProvisionRow.expression_id)
            .join(WorkRow, WorkRow.id == ExpressionRow.work_id)
            .where(WorkRow.slug.in_(chunk), ExpressionRow.id.in_(seen))
            .order_by(ProvisionRow.expression_id, ProvisionRow.position)
        )
        typed = base.where(ProvisionRow.clause == ClauseKind.TRANSITION.value)
        told = list(connection.execute(typed).mappings())
        outer = sorted({each for row in told for each in _above(row["eid"])})
        texts = sorted({row["expression_id"] for row in told})
        for eids in in_chunks(outer):
            around = base.where(ProvisionRow.eid.in_(eids), ProvisionRow.expression_id.in_(texts))
            told = [*connection.execute(around.where(ProvisionRow.clause.is_(None))).mappings(), *told]
        for row in told:
            rows[row["slug"]].append(row)
    return rows


def _above(eid: str) -> tuple[str, ...]:
    """What a provision stands in, outermost first: art_5 of art_5__para_2."""
    steps = eid.split("__")
    return tuple("__".join(steps[:count]) for count in range(1, len(steps)))

"""Loads a work whole, as far as a view lets it be seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, or_, select

from corpus.law.effects import CHANGES, forces_from, spread, taking_effect
from corpus.law.numbers_again import Worded, forces_by_wording
from corpus.law.rewording import rewordings
from corpus.law.settling import settled
from corpus.model import (
    Authority,
    EndKind,
    Expression,
    Force,
    Interval,
    Making,
    PartyAction,
    Provision,
    Relation,
    RelationType,
    Unapplied,
    WorkKind,
)
from corpus.store.citing import candidates, located
from corpus.store.claims import UNAPPLIED, Claim, Settled, settle
from corpus.store.law_rows import read_action, read_force, read_relation
from corpus.store.resolving import SILENT, Days, is_doubtful, is_title
from corpus.store.rows import in_chunks, read_interval
from corpus.store.schema import (
    CopyRow,
    ExpressionRow,
    ForceRow,
    PartyActionRow,
    ProvisionRow,
    ReadingRow,
    RelationRow,
    WorkRow,
)
from corpus.store.seeing import View
from corpus.store.settling import validity_of
from corpus.store.telling import load_readings, load_told, source_of, work_of
from corpus.store.transitions import transitions
from corpus.store.trees import PROVISION_COLUMNS, grow
from corpus.store.views import SourceLink, StoredExpression, StoredStanding, StoredWork


def load_work(connection: Connection, work_id: int, view: View) -> StoredWork | None:
    """The work with everything that hangs on it; None where nothing of it is seen."""
    readings = load_readings(connection, [work_id], view).get(work_id)
    if not readings:
        return None
    row = connection.execute(select(WorkRow.__table__).where(WorkRow.id == work_id)).mappings().one()
    claims = load_told(connection, {work_id: readings}, view)[work_id]
    expressions = _expressions(connection, readings, claims)
    seen = _ids(readings)
    incoming = _incoming(connection, work_id, view)
    forces = _forces(connection, work_id, seen, incoming, view)
    return StoredWork(
        id=work_id,
        change=row["change"],
        work=work_of(row["slug"], claims, with_assertions=True),
        expressions=expressions,
        forces=spread(forces, [stored.provisions for stored in expressions]),
        of_wordings=forces_by_wording(
            forces, [Worded(one.id, one.expression, one.provisions) for one in expressions], incoming
        ),
        relations=_relations(connection, work_id, seen, view),
        incoming=incoming,
        party_actions=tuple(
            read_action(action)
            for action in _of_work(connection, PartyActionRow, work_id)
            if action["reading_id"] in seen
        ),
        components=_components(connection, work_id, view),
        transitions=transitions(connection, incoming, view),
    )


def load_standing(connection: Connection, work_id: int, view: View) -> StoredStanding | None:
    """What the status of the work and its provisions is decided from; None where nothing of it is seen.

    Its provisions, by far the most of a work, are read only where a force belongs to one of them.
    """
    readings = load_readings(connection, [work_id], view).get(work_id)
    if not readings:
        return None
    claims = load_told(connection, {work_id: readings}, view)[work_id]
    by_expression, told = _by_expression(readings), _told(claims)
    incoming = _incoming(connection, work_id, view)
    forces = _forces(connection, work_id, _ids(readings), incoming, view)
    expressions = {
        expression_id: expression_of(row, settle(told[expression_id]))
        for expression_id, row in rows_by_id(connection, by_expression).items()
    }
    if not any(force.eid for force in forces):
        return StoredStanding(tuple(forces), expressions, rewordings(incoming))
    trees = _trees(connection, by_expression)
    worded = [Worded(each, expressions[each], trees.get(each, ())) for each in sorted(by_expression)]
    of_wordings = forces_by_wording(forces, worded, incoming)
    return StoredStanding(spread(forces, trees.values()), expressions, rewordings(incoming), of_wordings)


def _ids(readings: list[RowMapping]) -> set[int]:
    return {reading["reading_id"] for reading in readings}


def _by_expression(readings: list[RowMapping]) -> dict[int, list[RowMapping]]:
    by_expression: dict[int, list[RowMapping]] = defaultdict(list)
    for reading in readings:
        by_expression[reading["expression_id"]].append(reading)
    return by_expression


def _told(claims: list[Claim]) -> dict[int, list[Claim]]:
    """The claims on each expression."""
    told: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.expression_id is not None:
            told[claim.expression_id].append(claim)
    return told


def _expressions(
    connection: Connection, readings: list[RowMapping], claims: list[Claim]
) -> tuple[StoredExpression, ...]:
    by_expression, told = _by_expression(readings), _told(claims)
    rows = rows_by_id(connection, by_expression)
    trees = _trees(connection, by_expression)
    return tuple(
        StoredExpression(
            id=expression_id,
            expression=expression_of(rows[expression_id], settle(told[expression_id])),
            provisions=trees.get(expression_id, ()),
            sources=_links(by_expression[expression_id]),
            record_id=rows[expression_id]["record_id"],
        )
        for expression_id in sorted(by_expression)
    )


def rows_by_id(connection: Connection, ids: Iterable[int]) -> dict[int, RowMapping]:
    """The rows of these expressions."""
    rows: dict[int, RowMapping] = {}
    for chunk in in_chunks(ids):
        query = select(ExpressionRow.__table__).where(ExpressionRow.id.in_(chunk))
        rows |= {row["id"]: row for row in connection.execute(query).mappings()}
    return rows


def expression_of(row: RowMapping, settled: Settled) -> Expression:
    """An expression as the claims settle it."""

    def value(name: str) -> str:
        claim = settled.values.get(f"expression.{name}")
        return claim.value if claim else ""

    return Expression(
        language=row["language"],
        valid=validity_of(settled),
        authority=Authority(value("authority") or Authority.UNKNOWN),
        making=Making(row["making"]),
        title=value("title"),
        number=value("number"),
        unapplied=tuple(Unapplied.parse(claim.value) for claim in settled.lists.get(UNAPPLIED, ())),
    )


def _trees(connection: Connection, readings: dict[int, list[RowMapping]]) -> dict[int, tuple[Provision, ...]]:
    """The trees; their spans only where the source to which they point is seen."""
    rows: dict[int, list[Sequence[Any]]] = defaultdict(list)
    columns = [getattr(ProvisionRow, name) for name in PROVISION_COLUMNS]
    for chunk in in_chunks(sorted(readings)):
        query = (
            select(ProvisionRow.expression_id, *columns)
            .where(ProvisionRow.expression_id.in_(chunk))
            .order_by(ProvisionRow.expression_id, ProvisionRow.position)
        )
        for row in connection.execute(query):
            rows[row[0]].append(row[1:])
    return {
        expression_id: grow(nodes, with_spans=any(r["gave_tree"] for r in readings[expression_id]))
        for expression_id, nodes in rows.items()
    }


def _links(readings: list[RowMapping]) -> tuple[SourceLink, ...]:
    """The sources, each path once; preferred is the first whose spans the tree has."""
    by_path = {row["path"]: row for row in reversed(readings)}
    ordered = sorted(by_path.values(), key=lambda row: (not row["gave_tree"], row["path"]))
    return tuple(
        SourceLink(source_of(row), row["first_page"], row["last_page"], preferred=place == 0)
        for place, row in enumerate(ordered)
    )


def _of_work(
    connection: Connection, table: type[ForceRow] | type[PartyActionRow], work_id: int
) -> Iterable[RowMapping]:
    query = select(table.__table__).where(table.work_id == work_id).order_by(table.id)
    return connection.execute(query).mappings()


def _forces(
    connection: Connection,
    work_id: int,
    seen: set[int],
    incoming: tuple[tuple[str, Relation], ...],
    view: View,
) -> Sequence[Force]:
    """The forces recorded, those that follow from incoming relations and from rules, not yet spread."""
    recorded = [
        read_force(row) for row in _of_work(connection, ForceRow, work_id) if row["reading_id"] in seen
    ]
    forces = [*recorded, *forces_from(incoming)]
    return settled(forces, _acts(connection, work_id, incoming, view))


def _acts(
    connection: Connection, work_id: int, incoming: tuple[tuple[str, Relation], ...], view: View
) -> list[PartyAction]:
    """What parties did, as the work and the depositary's status notes on it tell."""
    notes = {slug for slug, relation in incoming if relation.type is RelationType.SUPPLEMENTS}
    of_note = and_(WorkRow.slug.in_(sorted(notes)), WorkRow.kind == WorkKind.STATUS_NOTE.value)
    query = (
        select(PartyActionRow.__table__)
        .join(WorkRow, WorkRow.id == PartyActionRow.work_id)
        .join(ReadingRow, ReadingRow.id == PartyActionRow.reading_id)
        .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .where(or_(WorkRow.id == work_id, of_note), view.readings())
        .order_by(PartyActionRow.id)
    )
    return [read_action(row) for row in connection.execute(query).mappings()]


def _relations(connection: Connection, work_id: int, seen: set[int], view: View) -> tuple[Relation, ...]:
    # The slug of a target that the principal may not see would tell that it is there.
    query = (
        select(RelationRow.__table__, WorkRow.slug.label("target_slug"))
        .outerjoin(WorkRow, and_(WorkRow.id == RelationRow.target_id, view.works()))
        .where(RelationRow.work_id == work_id)
        .order_by(RelationRow.id)
    )
    rows = [row for row in connection.execute(query).mappings() if row["reading_id"] in seen]
    day = select(WorkRow.adopted_earliest, WorkRow.adopted_latest).where(WorkRow.id == work_id)
    earliest, latest = connection.execute(day).one()
    places = located(connection, [row for row in rows if row["target_slug"]], (earliest, latest))
    may_be = candidates(connection, (row["target_key"] for row in rows if row["target_id"] is None), view)
    worded = _worded(connection, rows)
    relations = [
        replace(
            read_relation(row, row["target_slug"]),
            located=places.get(row["id"]),
            worded=worded[row["reading_id"]],
            candidates=may_be.get(row["target_key"], ()) if row["target_id"] is None else (),
        )
        for row in rows
    ]
    forces = _makers(connection, ((work_id, relation) for relation in relations), view).get(work_id, ())
    return tuple(taking_effect(relation, forces) for relation in relations)


def _incoming(connection: Connection, work_id: int, view: View) -> tuple[tuple[str, Relation], ...]:
    """Relations from other works, as far as the sources that tell them are seen."""
    columns = (WorkRow.slug, WorkRow.adopted_earliest, WorkRow.adopted_latest)
    own, *adopted = connection.execute(select(*columns).where(WorkRow.id == work_id)).one()
    query = (
        select(
            RelationRow.__table__,
            WorkRow.slug.label("from_slug"),
            WorkRow.adopted_earliest.label("from_earliest"),
            WorkRow.adopted_latest.label("from_latest"),
        )
        .join(ReadingRow, ReadingRow.id == RelationRow.reading_id)
        .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .join(WorkRow, WorkRow.id == RelationRow.work_id)
        .where(RelationRow.target_id == work_id, RelationRow.work_id != work_id, view.readings())
        .order_by(RelationRow.id)
    )
    rows = list(connection.execute(query).mappings())
    places = located(connection, rows, (None, None))
    worded = _worded(connection, rows)
    relations = [
        replace(
            read_relation(row, own),
            located=places.get(row["id"]),
            worded=worded[row["reading_id"]],
            candidates=(own,) if _by_title_alone(row, (adopted[0], adopted[1])) else (),
        )
        for row in rows
    ]
    makers = _makers(connection, zip((row["work_id"] for row in rows), relations, strict=True), view)
    return tuple(
        (row["from_slug"], taking_effect(relation, makers.get(row["work_id"], ())))
        for row, relation in zip(rows, relations, strict=True)
    )


def _by_title_alone(row: RowMapping, adopted: Days) -> bool:
    """Whether a change found this work by a title that another may have."""
    if not is_title(row["target_key"]) or row["type"] in SILENT:
        return False
    return is_doubtful(row["target"], (row["from_earliest"], row["from_latest"]), adopted)


def _worded(connection: Connection, relations: Iterable[RowMapping]) -> dict[int, Interval]:
    """By reading, the days of the wording from which these relations were read."""
    found: dict[int, Interval] = {}
    for chunk in in_chunks(sorted({row["reading_id"] for row in relations})):
        query = (
            select(ReadingRow.id.label("reading_id"), ExpressionRow.__table__)
            .join(ExpressionRow, ExpressionRow.id == ReadingRow.expression_id)
            .where(ReadingRow.id.in_(chunk))
        )
        found |= {row["reading_id"]: read_interval(row) for row in connection.execute(query).mappings()}
    return found


def _makers(
    connection: Connection, made: Iterable[tuple[int, Relation]], view: View
) -> dict[int, tuple[Force, ...]]:
    """The forces of the works that make changes of which the day is not told, by work."""
    undated = {
        work_id
        for work_id, relation in made
        if relation.type in CHANGES and relation.effective.start.kind is EndKind.UNKNOWN
    }
    readings = load_readings(connection, sorted(undated), view)
    return {work_id: _own_forces(connection, work_id, readings[work_id]) for work_id in readings}


def _own_forces(connection: Connection, work_id: int, readings: list[RowMapping]) -> tuple[Force, ...]:
    """The forces that are recorded of a work, a chapter's repeated for its articles."""
    seen = _ids(readings)
    forces = [read_force(row) for row in _of_work(connection, ForceRow, work_id) if row["reading_id"] in seen]
    if not any(force.eid for force in forces):
        return tuple(forces)
    return spread(forces, _trees(connection, _by_expression(readings)).values())


def _components(connection: Connection, work_id: int, view: View) -> tuple[str, ...]:
    query = (
        select(WorkRow.slug)
        .join(ReadingRow, ReadingRow.work_id == WorkRow.id)
        .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .where(WorkRow.component_of_id == work_id, view.readings())
        .distinct()
        .order_by(WorkRow.slug)
    )
    return tuple(connection.scalars(query))

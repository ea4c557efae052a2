"""Resolves what names a work by something else than its id: targets of relations, parents of components."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, bindparam, select, update

from corpus.identifiers import key_of, normalise_number, numbers_in, slugify, title_lookup
from corpus.law.effects import CHANGES
from corpus.model import OriginKind, Relation, RelationType
from corpus.store.ledger import Ledger
from corpus.store.rows import in_chunks
from corpus.store.schema import KeyRow, ReadingRow, RelationRow, WorkRow

_TITLE = "title:"
_LONGEST_KEY = 200
"""Characters of a key: a longer target is a sentence, and no work is found by it."""


Days = tuple[date | None, date | None]
"""The earliest and latest day of adoption of a work; None: not known."""
_NUMBER = re.compile(r"(?<![\w/-])\d+(?:[/-]\w+)+(?![\w/-])")
"""A number with its symbol within a mention: Directive 2004/38/EC, Decreto Supremo Nº 134-93-EF."""
SILENT = frozenset({RelationType.CITES, RelationType.BASED_ON})
"""What changes nothing in the work at which it is directed: no passage of it must be made again."""


def target_key(relation: Relation) -> str:
    """What a target is looked up by: its slug, or the one number with symbol in it, or the whole text.

    A target that was read from a text is a mention of a work: without a number that names one, it is
    looked up as a title.
    """
    if relation.target_slug:
        return key_of(slugify(relation.target_slug))
    numbers = numbers_in(relation.target)
    if len(numbers) == 1:
        return numbers[0][:_LONGEST_KEY]
    if relation.origin.kind is OriginKind.TEXT:
        return _mentioned(relation.target)[:_LONGEST_KEY]
    return key_of(relation.target)[:_LONGEST_KEY]


def _mentioned(printed: str) -> str:
    found = _NUMBER.findall(printed)
    if len(found) == 1:
        return normalise_number(found[0])
    return (title_lookup(printed) if not found else "") or key_of(printed)


def resolve_relations(ledger: Ledger, keys: Iterable[str]) -> None:
    """Point every relation with one of these keys to the one work that has it, or to none.

    Pending relations find their target when it arrives; a key that two works have, or a work that
    is gone, resolves to nothing: never guess. All works on either side are touched.
    """
    connection = ledger.connection
    for chunk in in_chunks(sorted(set(keys) - {""})):
        works = works_with(connection, chunk)
        query = (
            select(
                RelationRow.id,
                RelationRow.work_id,
                RelationRow.target_key,
                RelationRow.target_id,
                RelationRow.type,
            )
            .join(ReadingRow, ReadingRow.id == RelationRow.reading_id)
            .where(RelationRow.target_key.in_(chunk), ReadingRow.superseded.is_(None))
        )
        changed = []
        rows = connection.execute(query).all()
        early = too_late(
            connection, ((row.work_id, works[row.target_key]) for row in rows if row.target_key in works)
        )
        for relation_id, work_id, key, target_id, kind in rows:
            target = works.get(key)
            if is_title(key) and (work_id, target) in early:
                target = None
            if target != target_id:
                changed.append({"_id": relation_id, "_target": target})
                if kind not in SILENT:
                    ledger.touch(*(one for one in (work_id, target, target_id) if one is not None))
        if changed:
            statement = update(RelationRow).where(RelationRow.id == bindparam("_id"))
            connection.execute(statement.values(target_id=bindparam("_target")), changed)


def is_title(key: str) -> bool:
    """Whether it is the key of a title."""
    return key.startswith(_TITLE)


_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


def is_doubtful(printed: str, citing: Days, cited: Days) -> bool:
    """Whether another work of the same title may be meant than the one found, by their days of adoption.

    Keys of titles leave out the year: `the Customs Act 1990` is not the Customs Act of 2014, and one of which
    nobody knows when it was adopted may be later than the text that names it.
    """
    earliest, latest = cited
    if earliest is None or latest is None or citing[0] is None or latest > citing[0]:
        return True
    years = [int(found[0]) for found in _YEAR.finditer(printed)]
    return bool(years) and not any(earliest.year <= year <= latest.year for year in years)


def too_late(connection: Connection, pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """The pairs (citing work, cited work) of which the second was adopted after the first.

    No text cites by title what came later: another work of the same title is meant.
    """
    asked = set(pairs)
    days: dict[int, tuple[date | None, date | None]] = {}
    for chunk in in_chunks(sorted({work for pair in asked for work in pair})):
        query = select(WorkRow.id, WorkRow.adopted_earliest, WorkRow.adopted_latest).where(
            WorkRow.id.in_(chunk)
        )
        days |= {row[0]: (row[1], row[2]) for row in connection.execute(query)}
    late = set()
    for citing, cited in asked:
        latest, earliest = days[citing][1], days[cited][0]
        if latest is not None and earliest is not None and earliest > latest:
            late.add((citing, cited))
    return late


def works_with(connection: Connection, keys: list[str]) -> dict[str, int]:
    """The works that alone have one of the keys as a distinctive one."""
    holders: dict[str, set[int]] = defaultdict(set)
    query = (
        select(KeyRow.key, WorkRow.id, WorkRow.gone, WorkRow.merged_into_id)
        .join(WorkRow, WorkRow.id == KeyRow.work_id)
        .where(KeyRow.key.in_(keys), KeyRow.distinctive)
    )
    for key, work_id, gone, merged_into in connection.execute(query):
        holder = _followed(connection, merged_into) if merged_into is not None else work_id
        if holder is not None and (merged_into is not None or not gone):
            holders[key].add(holder)
    return {key: works.pop() for key, works in holders.items() if len(works) == 1}


def _followed(connection: Connection, work_id: int) -> int | None:
    """The work into which another was merged, however often; None where it is gone."""
    query = select(WorkRow.merged_into_id, WorkRow.gone)
    seen: set[int] = set()
    while work_id not in seen:
        seen.add(work_id)
        merged_into, gone = connection.execute(query.where(WorkRow.id == work_id)).one()
        if merged_into is None:
            return None if gone else work_id
        work_id = merged_into
    return None


def changed_by(connection: Connection, work_ids: Iterable[int]) -> set[int]:
    """The works that these change: from which day on hangs on the force of these."""
    changed: set[int] = set()
    for chunk in in_chunks(sorted(set(work_ids))):
        query = (
            select(RelationRow.target_id)
            .join(ReadingRow, ReadingRow.id == RelationRow.reading_id)
            .where(
                RelationRow.work_id.in_(chunk),
                RelationRow.target_id.is_not(None),
                RelationRow.type.in_([kind.value for kind in CHANGES]),
                ReadingRow.superseded.is_(None),
            )
            .distinct()
        )
        changed.update(target for target in connection.scalars(query) if target is not None)
    return changed


def resolve_components(ledger: Ledger, work_ids: Iterable[int]) -> None:
    """Tie these works to the works of which they are components, and to their own components."""
    connection = ledger.connection
    for chunk in in_chunks(sorted(set(work_ids))):
        own = select(WorkRow.id, WorkRow.component_of_id).where(WorkRow.id.in_(chunk))
        tied = {work_id: whole for work_id, whole in connection.execute(own) if whole is not None}
        wanted: dict[int, int | None] = dict.fromkeys(tied)
        parent = WorkRow.__table__.alias("parent")
        pairs = select(WorkRow.id, WorkRow.component_of_id, parent.c.id, parent.c.merged_into_id).join(
            parent, parent.c.slug == WorkRow.component_of
        )
        for side in (WorkRow.id, parent.c.id):
            for component, tied_to, whole, merged_into in connection.execute(pairs.where(side.in_(chunk))):
                if tied_to is not None:
                    tied[component] = tied_to
                if component not in (whole, merged_into):
                    wanted[component] = merged_into or whole
        for component, new in wanted.items():
            if tied.get(component) != new:
                _tie(ledger, component, tied.get(component), new)


def _tie(ledger: Ledger, component: int, old: int | None, new: int | None) -> None:
    changed = update(WorkRow).where(WorkRow.id == component)
    ledger.connection.execute(changed.values(component_of_id=new))
    ledger.touch(*(work for work in (component, old, new) if work is not None))

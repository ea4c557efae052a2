"""What the base has under the names by which a text cites works, where that text is none of the base's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, select

from corpus.model import Relation
from corpus.store.citing import candidates
from corpus.store.resolving import target_key, works_with
from corpus.store.rows import in_chunks
from corpus.store.schema import WorkRow
from corpus.store.seeing import View


def resolve_mentions(
    connection: Connection, relations: Iterable[Relation], view: View
) -> tuple[Relation, ...]:
    """The relations with the works that they mean, found as those of a deposit are, or with candidates."""
    keyed = [(relation, target_key(relation)) for relation in relations]
    keys = sorted({key for _, key in keyed} - {""})
    works = {key: work for chunk in in_chunks(keys) for key, work in works_with(connection, chunk).items()}
    slugs = _slugs(connection, works.values(), view)
    found = {key: slugs[work] for key, work in works.items() if work in slugs}
    maybe = candidates(connection, (key for key in keys if key not in found), view)
    return tuple(
        replace(relation, target_slug=found.get(key), candidates=maybe.get(key, ()))
        for relation, key in keyed
    )


def _slugs(connection: Connection, works: Iterable[int], view: View) -> dict[int, str]:
    """The slugs of those works of which something is seen."""
    slugs: dict[int, str] = {}
    for chunk in in_chunks(sorted(set(works))):
        query = select(WorkRow.id, WorkRow.slug).where(WorkRow.id.in_(chunk), view.works())
        slugs |= {row.id: row.slug for row in connection.execute(query)}
    return slugs

"""What the base has under the names by which a text cites works, where that text is none of the base's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, select

from corpus.identifiers import normalise_number
from corpus.model import Relation
from corpus.store.citing import candidates
from corpus.store.resolving import is_title, target_key, works_with
from corpus.store.rows import in_chunks
from corpus.store.schema import KeyRow, WorkRow
from corpus.store.seeing import View

MOST: Final = 10
"""Works that may be meant of which any is told."""
LONG_ENOUGH: Final = 16
"""Letters of a title cut short, as by `arrêté du 4 mars 2018`, by which works are looked for."""


def resolve_mentions(
    connection: Connection, relations: Iterable[Relation], view: View
) -> tuple[Relation, ...]:
    """The relations with the works that they mean, found as those of a deposit are, or with candidates.

    Candidates are works with the same number, and works whose titles begin as the mention does.
    """
    keyed = [(relation, target_key(relation)) for relation in relations]
    keys = sorted({key for _, key in keyed} - {""})
    works = {key: work for chunk in in_chunks(keys) for key, work in works_with(connection, chunk).items()}
    slugs = _slugs(connection, works.values(), view)
    found = {key: slugs[work] for key, work in works.items() if work in slugs}
    numbers = {key: normalise_number(relation.target) for relation, key in keyed if key not in found}
    maybe = candidates(connection, {*numbers, *numbers.values()}, view)
    begun = {key: _beginning(connection, key, view) for key in numbers if is_title(key)}
    return tuple(
        replace(
            relation,
            target_slug=found.get(key),
            candidates=()
            if key in found
            else tuple(
                dict.fromkeys(
                    (*maybe.get(key, ()), *maybe.get(numbers.get(key, ""), ()), *begun.get(key, ()))
                )
            ),
        )
        for relation, key in keyed
    )


def _beginning(connection: Connection, key: str, view: View) -> tuple[str, ...]:
    """The works whose titles begin so."""
    if len(key) < LONG_ENOUGH or not any(map(str.isdecimal, key)):
        return ()
    query = (
        select(WorkRow.slug)
        .join(KeyRow, KeyRow.work_id == WorkRow.id)
        .where(KeyRow.key.startswith(key, autoescape=True), view.works())
        .distinct()
        .limit(MOST + 1)
    )
    slugs = tuple(connection.scalars(query))
    return slugs if len(slugs) <= MOST else ()


def _slugs(connection: Connection, works: Iterable[int], view: View) -> dict[int, str]:
    """The slugs of those works of which something is seen."""
    slugs: dict[int, str] = {}
    for chunk in in_chunks(sorted(set(works))):
        query = select(WorkRow.id, WorkRow.slug).where(WorkRow.id.in_(chunk), view.works())
        slugs |= {row.id: row.slug for row in connection.execute(query)}
    return slugs

"""Finds a work by whatever a person may call it: id, slug, URI, number, identifier or record id."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from sqlalchemy import Connection, select

from corpus.errors import InvalidIdentifier, NotFound
from corpus.identifiers import (
    ExpressionUri,
    ProvisionUri,
    key_of,
    normalise_number,
    numbers_in,
    parse_uri,
    slugify,
)
from corpus.store.rows import clean
from corpus.store.schema import ExpressionRow, KeyRow, WorkRow
from corpus.store.seeing import View

_MOST_NEAR = 5
_NEAR = 0.5
"""Likeness of a slug to what was asked above which it is suggested."""
_MOST_COMPARED = 500
_LARGEST_ID = 2**63 - 1
"""What databases take for an id."""


def find_id(connection: Connection, key: str, view: View) -> int:
    """The id of the work. Raises NotFound, with the slugs of works that were perhaps meant as `near`."""
    asked = clean(key).strip()
    for found in _attempts(connection, asked):
        seen = _seen(connection, found, view)
        if len(seen) == 1:
            return seen[0]
        if seen:
            near = tuple(_slugs(connection, seen))
            raise NotFound(f"{key!r} names several works: {', '.join(near)}", key=key, near=near)
    near = tuple(_near(connection, asked, view))
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise NotFound(f"no work {key!r}{hint}", key=key, near=near)


def _attempts(connection: Connection, asked: str) -> Iterable[set[int]]:
    """What it may name, one way after the other; each a set of ids."""
    if asked.isdecimal() and asked.isascii() and int(asked) <= _LARGEST_ID:
        yield _ids(connection, WorkRow.id == int(asked))
    yield _ids(connection, WorkRow.slug == _slug(asked))
    yield _ids(connection, WorkRow.record_id == asked) | set(
        connection.scalars(select(ExpressionRow.work_id).where(ExpressionRow.record_id == asked))
    )
    for keys in ({key_of(asked), normalise_number(asked)}, set(numbers_in(asked))):
        holders = select(KeyRow.work_id, KeyRow.distinctive).where(KeyRow.key.in_(keys - {""}))
        found = connection.execute(holders).all()
        yield {work_id for work_id, distinctive in found if distinctive}
        yield {work_id for work_id, _ in found}


def _ids(connection: Connection, condition: object) -> set[int]:
    return set(connection.scalars(select(WorkRow.id).where(condition)))  # type: ignore[arg-type]


def _slug(asked: str) -> str:
    try:
        uri = parse_uri(asked)
    except InvalidIdentifier:
        return slugify(asked)
    of = uri.of if isinstance(uri, ProvisionUri) else uri
    return of.work.slug if isinstance(of, ExpressionUri) else of.slug


def _seen(connection: Connection, ids: set[int], view: View) -> list[int]:
    """Those that are seen, with merged ones replaced by the work into which they went."""
    seen: set[int] = set()
    pending, done = set(ids), set[int]()
    while pending:
        query = select(WorkRow.id, WorkRow.merged_into_id).where(WorkRow.id.in_(pending))
        done |= pending
        merged = {into for _, into in connection.execute(query) if into is not None}
        seen |= set(connection.scalars(select(WorkRow.id).where(WorkRow.id.in_(pending), view.works())))
        pending = merged - done
    return sorted(seen)


def _slugs(connection: Connection, ids: Iterable[int]) -> list[str]:
    query = select(WorkRow.slug).where(WorkRow.id.in_(ids)).order_by(WorkRow.id)
    return list(connection.scalars(query.limit(_MOST_NEAR)))


def _near(connection: Connection, asked: str, view: View) -> list[str]:
    """Slugs that share a part with what was asked, the most alike first."""
    slug = slugify(asked)
    parts = sorted((part for part in slug.split("-") if len(part) > 1), key=len, reverse=True)
    candidates: set[str] = set()
    for part in parts[:3]:
        query = select(WorkRow.slug).where(WorkRow.slug.contains(part, autoescape=True), view.works())
        candidates.update(connection.scalars(query.order_by(WorkRow.id).limit(_MOST_COMPARED)))
    scored = [(SequenceMatcher(None, slug, candidate).ratio(), candidate) for candidate in candidates]
    best = sorted(scored, key=lambda pair: (-pair[0], pair[1]))
    return [candidate for score, candidate in best if score >= _NEAR][:_MOST_NEAR]

"""Writes the values that stand into the columns by which works and expressions are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from corpus.identifiers import (
    is_distinctive,
    key_of,
    normalise_identifier,
    normalise_number,
    slugify,
    title_lookup,
)
from corpus.model import Identifier, IdentifierScheme, Interval, WorkKind
from corpus.store.claims import Claim, Settled, end_of, settle
from corpus.store.ledger import Ledger
from corpus.store.likeness import name_key
from corpus.store.rows import Row, date_columns, in_chunks, interval_columns, read_origin
from corpus.store.schema import (
    AssertionRow,
    ExpressionRow,
    IdentifierRow,
    KeyRow,
    NameRow,
    ReadingRow,
    TitleRow,
    WorkRow,
)


@dataclass(slots=True)
class Settlement:
    """The keys of works that came, went or changed; the dates of works on which sources differ."""

    keys: set[str] = field(default_factory=set)
    conflicts: dict[int, tuple[str, ...]] = field(default_factory=dict)


def settle_works(ledger: Ledger, work_ids: Iterable[int], expression_ids: set[int]) -> Settlement:
    """Settle the claims on these works and expressions.

    A work of which no reading speaks any more keeps the values that it had, to be known again.
    """
    settlement = Settlement()
    for chunk in in_chunks(sorted(work_ids)):
        spoken_of = select(ReadingRow.work_id).where(
            ReadingRow.work_id.in_(chunk), ReadingRow.superseded.is_(None)
        )
        live = sorted(set(ledger.connection.scalars(spoken_of)))
        if not live:
            continue
        claims = load_claims(ledger.connection, live)
        settled = {work_id: settle(_of_work(told)) for work_id, told in claims.items()}
        _update_works(ledger, settled)
        _replace_lists(ledger, settled)
        settlement.keys |= _replace_keys(ledger, claims)
        settlement.conflicts |= {
            work_id: tuple(f"{name} {values.dates[name].isoformat()}" for name in values.conflicts)
            for work_id, values in settled.items()
            if values.conflicts
        }
        _update_expressions(ledger, claims, expression_ids)
    return settlement


def load_claims(connection: Connection, work_ids: list[int]) -> dict[int, list[Claim]]:
    """The chosen claims in force on each of these works."""
    claims: dict[int, list[Claim]] = {work_id: [] for work_id in work_ids}
    query = (
        select(AssertionRow.__table__, ReadingRow.file)
        .outerjoin(ReadingRow, ReadingRow.id == AssertionRow.reading_id)
        .where(
            AssertionRow.work_id.in_(work_ids),
            AssertionRow.superseded.is_(None),
            AssertionRow.chosen,
        )
        .order_by(AssertionRow.id)
    )
    for row in connection.execute(query).mappings():
        claims[row["work_id"]].append(read_claim(row, row["file"]))
    return claims


def read_claim(row: Any, file: str | None) -> Claim:
    """A claim from its row, and the file that was read."""
    return Claim(
        row["field"],
        row["value"],
        read_origin(row),
        row["chosen"],
        row["data"],
        row["reading_id"],
        row["expression_id"],
        row["recorded"],
        row["superseded"],
        file or "",
    )


def _of_work(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.expression_id is None]


def _update_works(ledger: Ledger, settled: Mapping[int, Settled]) -> None:
    rows = [{"_id": work_id, **_work_columns(values)} for work_id, values in settled.items()]
    columns = [name for name in rows[0] if name != "_id"]
    statement = update(WorkRow).where(WorkRow.id == bindparam("_id"))
    ledger.connection.execute(statement.values({name: bindparam(name) for name in columns}), rows)


def _work_columns(settled: Settled) -> Row:
    def value(name: str) -> str | None:
        claim = settled.values.get(name)
        return claim.value if claim else None

    parent = value("component_of")
    return {
        "kind": value("kind") or WorkKind.OTHER.value,
        "record_id": value("record_id"),
        "component_of": slugify(parent) if parent else None,
        **date_columns("adopted", settled.dates.get("date.adopted")),
        **date_columns("in_force", settled.dates.get("date.in_force")),
    }


def identifiers_of(settled: Settled) -> list[Identifier]:
    """The identifiers that stand, in the order of schemes."""
    return [
        Identifier(scheme, claim.value)
        for scheme in IdentifierScheme
        for claim in settled.lists.get(f"identifier.{scheme.value}", ())
    ]


def titles_of(settled: Settled) -> dict[str, str]:
    """The titles that stand, by language."""
    return {
        name.removeprefix("title."): claim.value
        for name, claim in settled.values.items()
        if name.startswith("title.")
    }


def _replace_lists(ledger: Ledger, settled: Mapping[int, Settled]) -> None:
    for table in (TitleRow, IdentifierRow, NameRow):
        ledger.connection.execute(delete(table).where(table.work_id.in_(list(settled))))
    titles: list[Row] = []
    identifiers: list[Row] = []
    names: list[Row] = []
    for work_id, values in settled.items():
        for language, title in titles_of(values).items():
            titles.append({"work_id": work_id, "language": language, "title": title})
        for position, identifier in enumerate(identifiers_of(values)):
            identifiers.append({"work_id": work_id, "position": position, **_identifier(identifier)})
        for role in ("issuer", "party"):
            for position, claim in enumerate(values.lists.get(role, ())):
                name = {"name": claim.value, "folded": name_key(claim.value)}
                names.append({"work_id": work_id, "role": role, "position": position, **name})
    ledger.insert(TitleRow, titles)
    ledger.insert(IdentifierRow, identifiers)
    ledger.insert(NameRow, names)


def _identifier(identifier: Identifier) -> Row:
    return {
        "scheme": identifier.scheme.value,
        "value": identifier.value,
        "normalised": normalise_identifier(identifier),
        "distinctive": is_distinctive(identifier),
    }


def _replace_keys(ledger: Ledger, claims: Mapping[int, list[Claim]]) -> set[str]:
    connection, ids = ledger.connection, list(claims)
    slugs = connection.execute(select(WorkRow.id, WorkRow.slug).where(WorkRow.id.in_(ids)))
    new = {
        (key, work_id, distinctive)
        for work_id, slug in slugs
        for key, distinctive in _keys(slug, claims[work_id]).items()
    }
    query = select(KeyRow.key, KeyRow.work_id, KeyRow.distinctive).where(KeyRow.work_id.in_(ids))
    old = {(key, work_id, distinctive) for key, work_id, distinctive in connection.execute(query)}
    left, come = old - new, new - old
    for key, work_id, _ in left:
        connection.execute(delete(KeyRow).where(KeyRow.key == key, KeyRow.work_id == work_id))
    ledger.insert(KeyRow, ({"key": k, "work_id": w, "distinctive": d} for k, w, d in sorted(come)))
    return {key for key, _, _ in left | come}


def _keys(slug: str, claims: Iterable[Claim]) -> dict[str, bool]:
    keys = {normalise_number(slug): True}
    for claim in claims:
        kind, _, scheme = claim.field.partition(".")
        if kind == "identifier":
            identifier = Identifier(IdentifierScheme(scheme), claim.value)
            key, distinctive = normalise_identifier(identifier), is_distinctive(identifier)
        elif claim.field == "record_id":
            key = key_of(claim.value)
            distinctive = not key.replace("/", "").isdecimal()
        elif claim.field == "expression.number":
            key = normalise_number(claim.value)
            distinctive = is_distinctive(Identifier(IdentifierScheme.NUMBER, claim.value))
        elif kind == "title":
            key, distinctive = title_lookup(claim.value), True
        else:
            continue
        if key:
            keys[key] = keys.get(key, False) or distinctive
    return keys


def _update_expressions(ledger: Ledger, claims: Mapping[int, list[Claim]], expression_ids: set[int]) -> None:
    by_expression: dict[int, list[Claim]] = defaultdict(list)
    for of_work in claims.values():
        for claim in of_work:
            if claim.expression_id is not None and claim.expression_id in expression_ids:
                by_expression[claim.expression_id].append(claim)
    rows = [
        {"_id": expression_id, **expression_columns(settle(told))}
        for expression_id, told in by_expression.items()
    ]
    if rows:
        columns = [name for name in rows[0] if name != "_id"]
        statement = update(ExpressionRow).where(ExpressionRow.id == bindparam("_id"))
        ledger.connection.execute(statement.values({name: bindparam(name) for name in columns}), rows)


def validity_of(settled: Settled) -> Interval:
    """The interval of validity that stands."""
    return Interval(end_of(settled, "expression.valid_from"), end_of(settled, "expression.valid_to"))


def expression_columns(settled: Settled) -> Row:
    """The columns of an expression that readings may tell differently."""

    def value(name: str, unknown: str) -> str:
        claim = settled.values.get(f"expression.{name}")
        return claim.value if claim else unknown

    number = value("number", "")
    return {
        "authority": value("authority", "unknown"),
        "title": value("title", ""),
        "number": number,
        "number_key": normalise_number(number),
        **interval_columns(validity_of(settled)),
    }

"""What persons say of the base: values that they set, doubts that they looked at. Nothing is overwritten."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, select, update

from corpus.errors import InvalidIdentifier
from corpus.model import IdentifierScheme, LegalDate, Origin, OriginKind, WorkKind
from corpus.store.ledger import Ledger
from corpus.store.resolving import resolve_components, resolve_relations
from corpus.store.rows import clean, origin_columns
from corpus.store.schema import AssertionRow, DoubtMarkRow
from corpus.store.settling import settle_works
from corpus.store.views import DoubtMark, Edit

DATES = frozenset({"date.adopted", "date.in_force"})


def demand_field(name: str, value: str) -> None:
    """Raise InvalidIdentifier for a field that no work has, or a value that the field cannot have."""
    kind, _, rest = name.partition(".")
    if name == "kind":
        _demand(value in set(WorkKind), name, value)
    elif kind == "title":
        _demand(bool(rest and value.strip()), name, value)
    elif kind == "identifier":
        _demand(rest in set(IdentifierScheme) and bool(value.strip()), name, value)
    elif name in {"issuer", "party"}:
        _demand(bool(value.strip()), name, value)
    elif name in DATES:
        LegalDate.parse(value)
    else:
        raise InvalidIdentifier(f"no field {name!r} that can be set", value=name)


def _demand(fits: bool, name: str, value: str) -> None:
    if not fits:
        raise InvalidIdentifier(f"{name} cannot be {value!r}", value=value)


def set_value(ledger: Ledger, work_id: int, name: str, values: list[str], who: str, reason: str) -> None:
    """Let these values stand for a field whatever is read; none takes back what persons said before."""
    for value in values:
        demand_field(name, value)
    said = update(AssertionRow).where(
        AssertionRow.work_id == work_id,
        AssertionRow.reading_id.is_(None),
        AssertionRow.field == name,
        AssertionRow.superseded.is_(None),
    )
    ledger.connection.execute(said.values(superseded=ledger.now))
    rows = [
        {
            "id": ledger.row_id(),
            "work_id": work_id,
            "field": name,
            "value": clean(value),
            "data": _date_data(value) if name in DATES else None,
            "chosen": True,
            "who": clean(who),
            "recorded": ledger.now,
            **origin_columns(Origin(OriginKind.PERSON, clean(reason))),
        }
        for value in values
    ]
    ledger.insert(AssertionRow, rows)
    settlement = settle_works(ledger, {work_id}, set())
    resolve_relations(ledger, settlement.keys)
    resolve_components(ledger, {work_id})
    ledger.touch(work_id)


def _date_data(value: str) -> dict[str, Any]:
    day = LegalDate.parse(value)
    ends: dict[str, date] = {"earliest": day.earliest, "latest": day.latest}
    return {
        **{name: end.isoformat() for name, end in ends.items()},
        "printed": day.printed,
        "calendar": day.calendar.value,
    }


def list_edits(connection: Connection, work_id: int) -> list[Edit]:
    """The values that persons set for a work and that stand, the first set first."""
    columns = (AssertionRow.field, AssertionRow.value, AssertionRow.origin_detail, AssertionRow.who)
    query = (
        select(*columns, AssertionRow.recorded)
        .where(
            AssertionRow.work_id == work_id,
            AssertionRow.reading_id.is_(None),
            AssertionRow.superseded.is_(None),
        )
        .order_by(AssertionRow.id)
    )
    rows = connection.execute(query).mappings()
    return [
        Edit(row["field"], row["value"], row["origin_detail"], row["who"] or "", row["recorded"])
        for row in rows
    ]


def mark(ledger: Ledger, key: str, note: str, who: str) -> None:
    """Say that a doubt was looked at, in place of what was said of it before."""
    unmark(ledger, key)
    row = {"id": ledger.row_id(), "key": clean(key), "note": clean(note), "who": clean(who)}
    ledger.insert(DoubtMarkRow, [{**row, "recorded": ledger.now}])


def unmark(ledger: Ledger, key: str) -> None:
    """Take that back: the doubt is open again."""
    marked = update(DoubtMarkRow).where(DoubtMarkRow.key == clean(key), DoubtMarkRow.superseded.is_(None))
    ledger.connection.execute(marked.values(superseded=ledger.now))


def list_marks(connection: Connection) -> dict[str, DoubtMark]:
    """The doubts that were looked at, by key."""
    query = select(DoubtMarkRow.__table__).where(DoubtMarkRow.superseded.is_(None))
    rows = connection.execute(query.order_by(DoubtMarkRow.id)).mappings()
    return {row["key"]: DoubtMark(row["key"], row["note"], row["who"], row["recorded"]) for row in rows}

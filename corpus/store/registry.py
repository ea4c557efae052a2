"""The register of parties: States, organisations and territories with their names and successions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, delete, or_, select

from corpus.model import Party, PartyKind, PartyName
from corpus.store.ledger import Ledger
from corpus.store.likeness import name_key
from corpus.store.rows import Row, clean, in_chunks, interval_columns, read_interval
from corpus.store.schema import PartyNameRow, PartyRow, PartySuccessionRow


def put_parties(ledger: Ledger, parties: Iterable[Party]) -> None:
    """Enter parties; one with a key that is there already takes its place."""
    entered = {clean(party.key): party for party in parties}
    known = _known(ledger.connection, entered)
    for column in (PartyNameRow.party_id, PartySuccessionRow.party_id, PartyRow.id):
        for chunk in in_chunks(known.values()):
            ledger.connection.execute(delete(column.class_).where(column.in_(chunk)))
    ids = {key: known.get(key) or ledger.row_id() for key in entered}
    ledger.insert(PartyRow, ({"id": ids[key], "key": key, **_columns(entered[key])} for key in entered))
    ledger.insert(PartyNameRow, (row for key, party in entered.items() for row in _names(party, ids[key])))
    ledger.insert(
        PartySuccessionRow,
        (
            {"party_id": ids[key], "predecessor": before}
            for key, party in entered.items()
            for before in dict.fromkeys(party.predecessors)
        ),
    )


def has_parties(connection: Connection) -> bool:
    """Whether the register has any party."""
    return connection.execute(select(PartyRow.id).limit(1)).first() is not None


def _known(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """The ids of the parties that are in the register, by key."""
    found: dict[str, int] = {}
    for chunk in in_chunks(keys):
        query = select(PartyRow.key, PartyRow.id).where(PartyRow.key.in_(chunk))
        found |= dict(connection.execute(query).all())
    return found


def _columns(party: Party) -> Row:
    return {"kind": party.kind.value, "code": party.code, **interval_columns(party.existed)}


def _names(party: Party, party_id: int) -> list[Row]:
    return [
        {
            "party_id": party_id,
            "position": position,
            "name": clean(name.name),
            "folded": name_key(name.name),
            "language": name.language,
            **interval_columns(name.used),
        }
        for position, name in enumerate(party.names)
    ]


def load_parties(connection: Connection, name: str | None = None) -> list[Party]:
    """The parties, or those that are called so: by key, code or any name."""
    chosen = select(PartyRow.id)
    if name is not None:
        named = select(PartyNameRow.party_id).where(PartyNameRow.folded == name_key(name))
        chosen = chosen.where(
            or_(PartyRow.key == name, PartyRow.code == name.upper(), PartyRow.id.in_(named))
        )
    query = select(PartyRow.__table__).where(PartyRow.id.in_(chosen)).order_by(PartyRow.key)
    rows = connection.execute(query).mappings().all()
    names: dict[int, list[PartyName]] = defaultdict(list)
    told = select(PartyNameRow.__table__).where(PartyNameRow.party_id.in_(chosen))
    for row in connection.execute(told.order_by(PartyNameRow.party_id, PartyNameRow.position)).mappings():
        names[row["party_id"]].append(PartyName(row["name"], row["language"], read_interval(row)))
    predecessors: dict[int, list[str]] = defaultdict(list)
    before = select(PartySuccessionRow.__table__).where(PartySuccessionRow.party_id.in_(chosen))
    for row in connection.execute(before.order_by(PartySuccessionRow.predecessor)).mappings():
        predecessors[row["party_id"]].append(row["predecessor"])
    return [
        Party(
            key=row["key"],
            kind=PartyKind(row["kind"]),
            code=row["code"],
            names=tuple(names[row["id"]]),
            existed=read_interval(row),
            predecessors=tuple(predecessors[row["id"]]),
        )
        for row in rows
    ]

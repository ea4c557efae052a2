"""The register of parties: States, organisations and territories with their names and successions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, or_, select, update

from corpus.model import Party, PartyKind, PartyName
from corpus.store.ledger import Ledger
from corpus.store.likeness import name_key
from corpus.store.rows import Row, clean, interval_columns, read_interval
from corpus.store.schema import PartyNameRow, PartyRow, PartySuccessionRow


def put_parties(ledger: Ledger, parties: Iterable[Party]) -> None:
    """Enter parties; one with a key that is there already takes its place."""
    for party in parties:
        party_id = _enter(ledger, party)
        for table in (PartyNameRow, PartySuccessionRow):
            ledger.connection.execute(delete(table).where(table.party_id == party_id))
        ledger.insert(PartyNameRow, _names(party, party_id))
        ledger.insert(
            PartySuccessionRow,
            ({"party_id": party_id, "predecessor": key} for key in dict.fromkeys(party.predecessors)),
        )


def _enter(ledger: Ledger, party: Party) -> int:
    columns = {"kind": party.kind.value, "code": party.code, **interval_columns(party.existed)}
    known = ledger.connection.execute(select(PartyRow.id).where(PartyRow.key == party.key)).scalar()
    if known is None:
        party_id = ledger.row_id()
        ledger.connection.execute(insert(PartyRow), {"id": party_id, "key": party.key, **columns})
        return party_id
    ledger.connection.execute(update(PartyRow).where(PartyRow.id == known).values(columns))
    return known


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

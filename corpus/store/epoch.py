"""The epoch of a base: change numbers of two epochs do not compare.

A base gets a new epoch when it is created, when it is restored by `treatybase restore`, and when its tables
are found elsewhere than where the epoch began: restored by PostgreSQL's own tools, recovered to a point in
time, or on a standby that took over, which may lack the last changes. What cannot be seen from here (a
snapshot of the disk put back, rows copied into the tables that are there) shows only where an index
has changes that the base has not.
"""

from __future__ import annotations

import uuid

from sqlalchemy import Connection, Engine, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from corpus.store.availability import is_away
from corpus.store.engine import lock_schema, reading, writing
from corpus.store.schema import BaseRow


def epoch_of(engine: Engine) -> str:
    """The epoch; a new one where the base has none yet, or where it began elsewhere."""
    with reading(engine) as connection:
        epoch = _standing(connection)
    return epoch or renew(engine, unless_standing=True)


def renew(engine: Engine, *, unless_standing: bool = False) -> str:
    """Begin a new epoch; of several processes that find it necessary one does."""
    with writing(engine) as connection:
        lock_schema(connection)
        epoch = _standing(connection) if unless_standing else None
        return epoch or begin(connection)


def begin(connection: Connection) -> str:
    """Begin a new epoch in this transaction."""
    row = {"epoch": uuid.uuid4().hex, "cluster": _cluster(connection)}
    if not connection.execute(update(BaseRow).values(row)).rowcount:
        connection.execute(insert(BaseRow), {"id": 1, "change": 0, "next_work": 1, "next_row": 1, **row})
    return row["epoch"] or ""


def _standing(connection: Connection) -> str | None:
    """The epoch, if it began here."""
    row = connection.execute(select(BaseRow.epoch, BaseRow.cluster)).first()
    if row is None:
        return None
    here = _cluster(connection)
    return row.epoch if here is None or row.cluster in (None, here) else None


def _cluster(connection: Connection) -> str | None:
    """Which server, timeline, database and table this is; None where it is not told (SQLite, a standby)."""
    if connection.dialect.name != "postgresql":
        return None
    try:
        with connection.begin_nested():
            row = connection.execute(_WHERE).one()
    except DBAPIError as error:
        if is_away(error):
            raise
        return None  # a service that does not let its users ask
    return None if row.standby else "/".join(map(str, row[1:]))


_WHERE = text("""
    SELECT pg_is_in_recovery() AS standby, system_identifier, timeline_id, pg_database.oid, pg_class.oid
    FROM pg_control_system(), pg_control_checkpoint(), pg_database, pg_class
    WHERE datname = current_database() AND pg_class.oid = CAST('base' AS regclass)
""")

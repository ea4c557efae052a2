"""What persons watch: kept with what each watch knows already, so that nothing is told twice or lost.

An alert, the events that it tells of and the order to send it are written in one transaction, with the mark
how far the watch has looked: after a crash it looks again from the mark, and what was written is known.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update

from corpus.errors import NotFound
from corpus.model import Alert, DeliveryState, Watch
from corpus.store.engine import reading, writing
from corpus.store.ledger import Ledger
from corpus.store.rows import in_chunks
from corpus.store.schema import AlertRow, DeliveryRow, WatchKnownRow, WatchRow
from corpus.store.watch_rows import alert_columns, read_alert, read_watch, watch_columns

_TOKEN_BYTES = 24
"""Of chance in the address of a feed: nobody finds one by trying."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at one watch found: the alerts with the events of each, and all events that are so now."""

    watch: Watch
    known: frozenset[str]
    alerts: tuple[tuple[Alert, tuple[str, ...]], ...] = ()
    fault: str = ""


class Watches:
    """The watches of a store. Safe between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # --- by persons ------------------------------------------------------------------------------

    def add(self, watch: Watch, known: Iterable[str], change: int) -> Watch:
        """Keep a watch; `known` is what is so at the change `change`, and will not be told."""
        with writing(self._engine) as connection:
            ledger = Ledger(connection)
            made = replace(
                watch, number=ledger.row_id(), token=secrets.token_urlsafe(_TOKEN_BYTES), made=ledger.now
            )
            row = {"id": made.number, "token": made.token, "made": made.made, **watch_columns(made)}
            ledger.insert(WatchRow, [{**row, "looked_change": change, "looked_day": made.on}])
            _learn(connection, made.number, known)
            ledger.close()
        return made

    def put(self, watch: Watch) -> None:
        """Let what a person says of a watch stand: its name, kinds, pause, webhook. Raises NotFound."""
        columns = watch_columns(watch)
        with writing(self._engine) as connection:
            changed = update(WatchRow).where(WatchRow.id == watch.number).values(columns)
            if not connection.execute(changed).rowcount:
                raise _none(watch.number)
            if watch.webhook is None:
                own = select(AlertRow.id).where(AlertRow.watch_id == watch.number)
                unsent = DeliveryRow.state != DeliveryState.SENT.value
                connection.execute(delete(DeliveryRow).where(DeliveryRow.alert_id.in_(own), unsent))

    def remove(self, number: int) -> None:
        """Forget a watch with all that it told. Raises NotFound."""
        with writing(self._engine) as connection:
            own = select(AlertRow.id).where(AlertRow.watch_id == number)
            connection.execute(delete(DeliveryRow).where(DeliveryRow.alert_id.in_(own)))
            for table in (AlertRow, WatchKnownRow):
                connection.execute(delete(table).where(table.watch_id == number))
            if not connection.execute(delete(WatchRow).where(WatchRow.id == number)).rowcount:
                raise _none(number)

    def of(self, owner: str) -> list[Watch]:
        """The watches that a principal made, the newest first."""
        query = select(WatchRow.__table__).where(WatchRow.owner == owner).order_by(WatchRow.id.desc())
        with reading(self._engine) as connection:
            return [read_watch(row) for row in connection.execute(query).mappings()]

    def one(self, number: int, owner: str) -> Watch:
        """A watch of a principal. Raises NotFound."""
        with reading(self._engine) as connection:
            query = select(WatchRow.__table__).where(WatchRow.id == number, WatchRow.owner == owner)
            row = connection.execute(query).mappings().first()
        if row is None:
            raise _none(number)
        return read_watch(row)

    def with_token(self, token: str) -> Watch:
        """The watch whose feed this is. Raises NotFound."""
        with reading(self._engine) as connection:
            query = select(WatchRow.__table__).where(WatchRow.token == token)
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound("there is no such feed", key="feed", near=())
        return read_watch(row)

    def alerts(self, number: int, *, limit: int = 100, before: int | None = None) -> list[Alert]:
        """What a watch told, the newest first; the next page begins before the last one's number."""
        query = select(AlertRow.__table__).where(AlertRow.watch_id == number)
        if before is not None:
            query = query.where(AlertRow.id < before)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(AlertRow.id.desc()).limit(limit)).mappings()
            return [read_alert(row) for row in rows]

    def counts(self, owner: str) -> dict[int, int]:
        """How many alerts each watch of a principal has given."""
        query = (
            select(AlertRow.watch_id, func.count())
            .join(WatchRow, WatchRow.id == AlertRow.watch_id)
            .where(WatchRow.owner == owner)
            .group_by(AlertRow.watch_id)
        )
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    # --- looking ---------------------------------------------------------------------------------

    def due(self, change: int, day: date) -> list[tuple[Watch, int, bool]]:
        """The watches that have not looked at this change or day, each with how far it has looked.

        The last value tells that a day has gone since: then everything may have changed.
        """
        behind = or_(WatchRow.looked_change < change, WatchRow.looked_day < day)
        query = select(WatchRow.__table__).where(WatchRow.paused.is_(False), behind).order_by(WatchRow.id)
        with reading(self._engine) as connection:
            rows = connection.execute(query).mappings()
            return [(read_watch(row), row["looked_change"], row["looked_day"] < day) for row in rows]

    def advance(self, numbers: Sequence[int], change: int, day: date) -> None:
        """Mark that these watches had nothing to look at."""
        if not numbers:
            return
        with writing(self._engine) as connection:
            for chunk in in_chunks(numbers):
                _mark(connection, chunk, change, day)

    def enter(self, found: Found, change: int, day: date) -> int:
        """Write what a look found and is not known yet; gives how many alerts that were.

        Of an alert whose events another process told meanwhile nothing is written.
        """
        number = found.watch.number
        with writing(self._engine) as connection:
            ledger = Ledger(connection)
            there = select(WatchRow.id).where(WatchRow.id == number, WatchRow.paused.is_(False))
            if connection.execute(there).first() is None:
                return 0
            new = _unknown(connection, number, found.known)
            told = [alert for alert, keys in found.alerts if new.issuperset(keys)]
            rows = [
                {"id": ledger.row_id(), "watch_id": number, "recorded": ledger.now, **alert_columns(alert)}
                for alert in told
            ]
            ledger.insert(AlertRow, rows)
            if found.watch.webhook is not None:
                ledger.insert(DeliveryRow, [_waiting(row["id"], ledger) for row in rows])
            _learn(connection, number, new)
            _mark(connection, [number], change, day, fault=found.fault)
            ledger.close()
        return len(rows)

    def unknown(self, number: int, keys: Iterable[str]) -> set[str]:
        """Those of these events that a watch does not know."""
        with reading(self._engine) as connection:
            return _unknown(connection, number, keys)


def _none(number: int) -> NotFound:
    return NotFound(f"there is no watch {number}", key=str(number), near=())


def _learn(connection: Connection, number: int, keys: Iterable[str]) -> None:
    for chunk in in_chunks(sorted(set(keys))):
        connection.execute(insert(WatchKnownRow), [{"watch_id": number, "key": key} for key in chunk])


def _unknown(connection: Connection, number: int, keys: Iterable[str]) -> set[str]:
    left = set(keys)
    for chunk in in_chunks(sorted(left)):
        query = select(WatchKnownRow.key).where(
            WatchKnownRow.watch_id == number, WatchKnownRow.key.in_(chunk)
        )
        left.difference_update(connection.scalars(query))
    return left


def _mark(
    connection: Connection, numbers: Sequence[int], change: int, day: date, *, fault: str | None = None
) -> None:
    """Note how far they have looked, never less than another process noted."""
    for column, value in ((WatchRow.looked_change, change), (WatchRow.looked_day, day)):
        behind = update(WatchRow).where(WatchRow.id.in_(numbers), column < value)
        connection.execute(behind.values({column.key: value}))
    if fault is not None:
        connection.execute(update(WatchRow).where(WatchRow.id.in_(numbers)).values(fault=fault))


def _waiting(alert: int, ledger: Ledger) -> dict[str, Any]:
    state = DeliveryState.WAITING.value
    return {"alert_id": alert, "state": state, "attempts": 0, "next_try": ledger.now, "fault": ""}

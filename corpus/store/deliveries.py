"""Alerts that are to be sent: each is taken for a while, sent and marked; who dies leaves it to others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, func, select, update

from corpus.model import Delivery, DeliveryState
from corpus.store.engine import reading, writing
from corpus.store.schema import AlertRow, DeliveryRow, WatchRow
from corpus.store.watch_rows import read_alert, read_watch


class Deliveries:
    """The deliveries of a store. Safe between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, seconds: float) -> Delivery | None:
        """The delivery that waits longest and whose time has come; for so long nobody else gets it."""
        while (due := self._due()) is not None:
            if (taken := self._taken(*due, timedelta(seconds=seconds))) is not None:
                return taken
        return None

    def _due(self) -> tuple[int, datetime] | None:
        due = (
            select(DeliveryRow.alert_id, DeliveryRow.next_try)
            .join(AlertRow, AlertRow.id == DeliveryRow.alert_id)
            .join(WatchRow, WatchRow.id == AlertRow.watch_id)
            .where(
                DeliveryRow.state == DeliveryState.WAITING.value,
                DeliveryRow.next_try <= datetime.now(UTC),
                WatchRow.paused.is_(False),
                WatchRow.webhook_url != "",
            )
            .order_by(DeliveryRow.next_try, DeliveryRow.alert_id)
            .limit(1)
        )
        with reading(self._engine) as connection:
            found = connection.execute(due).first()
        return (found[0], found[1]) if found else None

    def _taken(self, number: int, was_due: datetime, pause: timedelta) -> Delivery | None:
        """Take it, unless somebody else just did."""
        mine = update(DeliveryRow).where(
            DeliveryRow.alert_id == number,
            DeliveryRow.state == DeliveryState.WAITING.value,
            DeliveryRow.next_try == was_due,
        )
        values = {"next_try": datetime.now(UTC) + pause, "attempts": DeliveryRow.attempts + 1}
        own = (AlertRow.id == number, WatchRow.id == AlertRow.watch_id)
        with writing(self._engine) as connection:
            if not connection.execute(mine.values(values)).rowcount:
                return None
            alert = connection.execute(select(AlertRow.__table__).where(AlertRow.id == number)).mappings()
            watch = connection.execute(select(WatchRow.__table__).join(AlertRow, own[1]).where(own[0]))
            tries = select(DeliveryRow.attempts).where(DeliveryRow.alert_id == number)
            return Delivery(
                read_alert(alert.one()),
                read_watch(watch.mappings().one()),
                connection.execute(tries).scalar_one(),
            )

    def sent(self, delivery: Delivery) -> None:
        """Mark that it arrived."""
        self._mark(delivery, DeliveryState.SENT, "", datetime.now(UTC))

    def failed(self, delivery: Delivery, fault: str, pause: timedelta | None) -> None:
        """Mark what went wrong, and when to try again; `pause` None: it is given up."""
        state = DeliveryState.DEAD if pause is None else DeliveryState.WAITING
        self._mark(delivery, state, fault, datetime.now(UTC) + (pause or timedelta()))

    def _mark(self, delivery: Delivery, state: DeliveryState, fault: str, again: datetime) -> None:
        with writing(self._engine) as connection:
            own = update(DeliveryRow).where(DeliveryRow.alert_id == delivery.alert.number)
            connection.execute(own.values(state=state.value, fault=fault, next_try=again))

    def again(self, watch: int) -> int:
        """Have those tried again that were given up; gives how many."""
        dead = update(DeliveryRow).where(
            DeliveryRow.state == DeliveryState.DEAD.value,
            DeliveryRow.alert_id.in_(select(AlertRow.id).where(AlertRow.watch_id == watch)),
        )
        values = {"state": DeliveryState.WAITING.value, "attempts": 0, "next_try": datetime.now(UTC)}
        with writing(self._engine) as connection:
            return connection.execute(dead.values(values)).rowcount

    def counts(self, owner: str) -> Mapping[int, Mapping[DeliveryState, int]]:
        """How many deliveries of each watch of a principal wait, were sent, were given up."""
        query = (
            select(AlertRow.watch_id, DeliveryRow.state, func.count())
            .join(AlertRow, AlertRow.id == DeliveryRow.alert_id)
            .join(WatchRow, WatchRow.id == AlertRow.watch_id)
            .where(WatchRow.owner == owner)
            .group_by(AlertRow.watch_id, DeliveryRow.state)
        )
        found: dict[int, dict[DeliveryState, int]] = {}
        with reading(self._engine) as connection:
            for watch, state, count in connection.execute(query):
                found.setdefault(watch, {})[DeliveryState(state)] = count
        return found

    def faults(self, owner: str) -> Mapping[int, str]:
        """What went wrong last with what of each watch is not sent."""
        query = (
            select(AlertRow.watch_id, DeliveryRow.fault)
            .join(AlertRow, AlertRow.id == DeliveryRow.alert_id)
            .join(WatchRow, WatchRow.id == AlertRow.watch_id)
            .where(WatchRow.owner == owner, DeliveryRow.fault != "")
            .order_by(DeliveryRow.next_try, DeliveryRow.alert_id)
        )
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

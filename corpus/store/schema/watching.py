"""What persons watch, what they were told, and what is still to be sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema.base import Base


class WatchRow(Base):
    """A watch. `owner` is the principal who made it, `scope` what it may see.

    It was looked at as of the change `looked_change` and the day `looked_day`. What was so when it was made,
    and what was told since, is in `watch_known`.
    """

    __tablename__ = "watch"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    owner: Mapped[str] = mapped_column(index=True)
    scope: Mapped[dict[str, Any]] = mapped_column(JSON)
    work: Mapped[str] = mapped_column(index=True)
    eid: Mapped[str]
    search: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    kinds: Mapped[list[Any]] = mapped_column(JSON)
    name: Mapped[str]
    who: Mapped[str]
    private: Mapped[bool]
    paused: Mapped[bool]
    token: Mapped[str] = mapped_column(unique=True)
    webhook_url: Mapped[str]
    webhook_secret: Mapped[str]
    made: Mapped[datetime]
    made_on: Mapped[date]
    looked_change: Mapped[int] = mapped_column(BigInteger)
    looked_day: Mapped[date]
    fault: Mapped[str]


class WatchKnownRow(Base):
    """An event that a watch knows of, by its key: it is never told again."""

    __tablename__ = "watch_known"

    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)


class AlertRow(Base):
    """What a watch told, as it was then."""

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("watch_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id"))
    key: Mapped[str]
    kind: Mapped[str]
    phase: Mapped[str]
    work: Mapped[str]
    title: Mapped[str]
    by_title: Mapped[str]
    day_earliest: Mapped[date | None]
    day_latest: Mapped[date | None]
    day_printed: Mapped[str | None]
    day_calendar: Mapped[str | None]
    provisions: Mapped[list[Any]] = mapped_column(JSON)
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON)
    status: Mapped[dict[str, Any]] = mapped_column(JSON)
    told_on: Mapped[date]
    recorded: Mapped[datetime]


class DeliveryRow(Base):
    """An alert that is to be sent to the webhook of its watch, made with it in one transaction.

    Who sends it moves `next_try` ahead first: when he dies, another tries it then.
    """

    __tablename__ = "delivery"
    __table_args__ = (Index(None, "state", "next_try"),)

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), primary_key=True)
    state: Mapped[str]
    attempts: Mapped[int]
    next_try: Mapped[datetime]
    fault: Mapped[str]

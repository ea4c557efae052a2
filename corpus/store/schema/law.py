"""Force, relations, parties and what parties did."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema.base import Base, IntervalColumns, OriginColumns


class ForceRow(IntervalColumns, OriginColumns, Base):
    """An interval of force of a work (`eid` null) or of a provision, as one reading tells it."""

    __tablename__ = "force"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"), index=True)
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"), index=True)
    eid: Mapped[str | None]
    state: Mapped[str]
    territory: Mapped[str]
    reason: Mapped[str]
    detail: Mapped[str]


class RelationRow(IntervalColumns, OriginColumns, Base):
    """A relation to another work, as one reading tells it; the interval is that of its effect.

    `target_key` is the target normalised; `target_id` is set while exactly one work has that key.
    """

    __tablename__ = "relation"
    __table_args__ = (Index(None, "target_key", "target_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"), index=True)
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"), index=True)
    type: Mapped[str]
    from_eid: Mapped[str | None]
    target: Mapped[str]
    target_key: Mapped[str]
    target_id: Mapped[int | None] = mapped_column(ForeignKey("work.id"), index=True)
    target_eid: Mapped[str | None]
    partial: Mapped[bool]


class PartyRow(IntervalColumns, Base):
    """A State, organisation or territory; the interval is that of its existence."""

    __tablename__ = "party"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    code: Mapped[str | None] = mapped_column(index=True)


class PartyNameRow(IntervalColumns, Base):
    """A name of a party in one language; the interval is that of its use."""

    __tablename__ = "party_name"
    __table_args__ = (Index(None, "folded"),)

    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str]
    language: Mapped[str]


class PartySuccessionRow(Base):
    """A party and its predecessor, named by key: either may be recorded first."""

    __tablename__ = "party_succession"
    __table_args__ = (Index(None, "predecessor"),)

    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), primary_key=True)
    predecessor: Mapped[str] = mapped_column(primary_key=True)


class PartyActionRow(OriginColumns, Base):
    """One act of one party in respect of a work, as one reading tells it."""

    __tablename__ = "party_action"
    __table_args__ = (Index(None, "party_folded"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"), index=True)
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"), index=True)
    party: Mapped[str]
    party_folded: Mapped[str]
    action: Mapped[str]
    date_earliest: Mapped[date | None]
    date_latest: Mapped[date | None]
    date_printed: Mapped[str | None]
    date_calendar: Mapped[str | None]
    effective_earliest: Mapped[date | None]
    effective_latest: Mapped[date | None]
    effective_printed: Mapped[str | None]
    effective_calendar: Mapped[str | None]
    text: Mapped[str]
    articles: Mapped[list[Any]] = mapped_column(JSON)
    towards: Mapped[str | None]
    opposes_entry: Mapped[bool | None]

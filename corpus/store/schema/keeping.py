"""The base itself: its clock of changes, who may see what, and the bookkeeping of files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema.base import Base


class BaseRow(Base):
    """The one row that every writer locks first: so change numbers rise in the order of commits."""

    __tablename__ = "base"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    epoch: Mapped[str]
    change: Mapped[int] = mapped_column(BigInteger)
    next_work: Mapped[int] = mapped_column(BigInteger)
    next_row: Mapped[int] = mapped_column(BigInteger)
    """The next free id of every table but `work`."""
    cluster: Mapped[str | None]
    """Where the epoch began (`corpus.store.epoch`): elsewhere the base was restored."""
    consolidated: Mapped[int] = mapped_column(BigInteger, server_default="0")
    """Up to which change number the texts that amendments make were made."""


class HoldingRow(Base):
    """Where sources belong: owner organisation, collection, access level."""

    __tablename__ = "holding"
    __table_args__ = (UniqueConstraint("owner", "collection", "access"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    owner: Mapped[str]
    collection: Mapped[str]
    access: Mapped[str]


class PrincipalRow(Base):
    """Who asks: a person, a group, a programme; `local` where there is one user."""

    __tablename__ = "principal"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]


class PermissionRow(Base):
    """What a principal may see: an access level, of an owner and a collection (null: of every one)."""

    __tablename__ = "permission"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    principal_id: Mapped[int] = mapped_column(ForeignKey("principal.id"), index=True)
    owner: Mapped[str | None]
    collection: Mapped[str | None]
    access: Mapped[str]


class FileRow(Base):
    """A file as it was last ingested."""

    __tablename__ = "file"

    path: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    mtime_ns: Mapped[int] = mapped_column(BigInteger)
    fingerprint: Mapped[str]
    outcome: Mapped[str]
    code: Mapped[str]
    reason: Mapped[str]
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
    recorded: Mapped[datetime]


class NoticeRow(Base):
    """What a reader of the result should know of a file; kept as long as the reading it came with."""

    __tablename__ = "notice"
    __table_args__ = (Index(None, "path"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"), index=True)
    path: Mapped[str]
    code: Mapped[str]
    reason: Mapped[str]


class DoubtMarkRow(Base):
    """A doubt that a person has looked at: who, when, what was found; until it was taken back.

    `key` names the doubt whatever is read anew (`corpus.model.doubt`): the mark outlives readings.
    """

    __tablename__ = "doubt_mark"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(index=True)
    note: Mapped[str]
    who: Mapped[str]
    recorded: Mapped[datetime]
    superseded: Mapped[datetime | None]

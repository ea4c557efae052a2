"""Sources, and what was read from them: everything the base says hangs on a reading."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema.base import Base


class SourceRow(Base):
    """A sequence of bytes, wherever it lies."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str]
    pages: Mapped[int | None]


class CopyRow(Base):
    """These bytes at one path, with where they come from and where they are held."""

    __tablename__ = "source_copy"
    __table_args__ = (UniqueConstraint("path", "source_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    holding_id: Mapped[int] = mapped_column(ForeignKey("holding.id"), index=True)
    path: Mapped[str]
    licence: Mapped[str]
    url: Mapped[str]
    retrieved: Mapped[datetime | None]
    extra: Mapped[dict[str, Any]] = mapped_column(JSON)


class ReadingRow(Base):
    """One expression as read from one copy: which part of the source it is, and since when we say so.

    `file` is the ingested file (an archive, for its members). `digest` is of all that was read:
    the same again changes nothing. Values, forces, relations and actions belong to a reading, are
    visible where its copy is, and are superseded with it, never overwritten. `gave_tree`: the
    spans and pages in the tree are those of this source.
    """

    __tablename__ = "reading"
    __table_args__ = (
        Index(None, "file", "superseded"),
        Index(None, "digest"),
        Index(None, "work_id", "superseded"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"))
    expression_id: Mapped[int] = mapped_column(ForeignKey("expression.id"), index=True)
    copy_id: Mapped[int] = mapped_column(ForeignKey("source_copy.id"), index=True)
    file: Mapped[str]
    digest: Mapped[str]
    gave_tree: Mapped[bool]
    first_page: Mapped[int | None]
    last_page: Mapped[int | None]
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    recorded: Mapped[datetime]
    superseded: Mapped[datetime | None]

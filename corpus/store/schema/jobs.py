"""The queue of ingest: files that wait to be read, by whichever worker comes first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema.base import Base


class JobRow(Base):
    """A file to read, with all that decides how it is read; the bytes are among the originals.

    `path` is its name in the bookkeeping of files, `name` the path as it was given. `given` are the
    cells of its manifest row by column, `members` those of members of an archive. Whoever works on
    a job holds the lock of its row; `worker` is who ended it.
    """

    __tablename__ = "job"
    __table_args__ = (Index(None, "state", "priority", "id"), Index(None, "path"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    path: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    mtime_ns: Mapped[int] = mapped_column(BigInteger)
    given: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    members: Mapped[dict[str, Any]] = mapped_column(JSON)
    priority: Mapped[int]
    state: Mapped[str]
    attempts: Mapped[int]
    """How many it took, once it is ended."""
    code: Mapped[str]
    reason: Mapped[str]
    created: Mapped[datetime]
    finished: Mapped[datetime | None]
    worker: Mapped[str | None]


class JobAttemptRow(Base):
    """An attempt at a job that has not ended it: under way, or its worker died or failed (`fault`).

    It is written by itself when work begins, so that it outlives the worker.
    """

    __tablename__ = "job_attempt"

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    worker: Mapped[str]
    started: Mapped[datetime]
    fault: Mapped[str]

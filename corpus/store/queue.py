"""The queue of ingest: jobs that workers on many machines claim, one at a time.

Whoever works on a job holds the lock of its row, in a connection of its own. When the worker dies,
or its machine does, the lock falls with the connection, and the job is free for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased

from corpus.errors import QueueUnavailable, StoreUnavailable
from corpus.store.availability import available
from corpus.store.engine import reading, writing
from corpus.store.ledger import Ledger
from corpus.store.rows import clean, in_chunks
from corpus.store.schema import JobAttemptRow, JobRow

FIRST, USUAL, LAST = 1, 5, 9
"""Priorities: the lower, the sooner."""


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    """To be done, or being done: whoever does it holds its lock."""
    DONE = "done"
    FAILED = "failed"
    """Nothing came of the file; the job says why."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read. `path` is its name in the bookkeeping of files, `name` the path as it was given.

    `given` are the cells of its manifest row by column, `members` those of members of an archive.
    """

    path: str
    name: str
    sha256: str
    size: int
    mtime_ns: int
    given: Mapping[str, str] | None = None
    members: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    priority: int = USUAL

    def same(self, other: Job) -> bool:
        """Whether both would be read alike."""
        return (self.sha256, self.given, self.members) == (other.sha256, other.given, other.members)


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job of which nothing came. `worker` is who ended it; `attempts` counts those who began it."""

    id: int
    name: str
    code: str
    reason: str
    attempts: int
    worker: str
    created: datetime
    finished: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt at a waiting job, the last one: under way, or its worker died."""

    name: str
    number: int
    worker: str
    started: datetime


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How the queue stands. `oldest`: since when the job that waits longest has waited."""

    waiting: int
    done: int
    failed: int
    oldest: datetime | None


@dataclass(slots=True)
class Claim:
    """A job that is ours as long as its connection lives. End it in one of three ways.

    `died` tells of earlier attempts that ended nothing: who, and what they said of it.
    """

    job: Job
    worker: str
    died: tuple[str, ...]
    _id: int
    _number: int
    _connection: Connection

    def check(self) -> None:
        """Raise StoreUnavailable where the job is no longer ours: its lock fell with the connection."""
        with available():
            self._held().execute(select(1))

    def end(self, state: JobState, code: str = "", reason: str = "") -> None:
        """Record what became of it, and let go."""
        told = {"state": state.value, "code": code, "reason": clean(reason)}
        values = {
            **told,
            "worker": self.worker,
            "attempts": len(self.died) + 1,
            "finished": datetime.now(UTC),
        }
        with available(), self._held() as connection:
            connection.execute(update(JobRow).where(JobRow.id == self._id).values(values))
            connection.execute(delete(JobAttemptRow).where(JobAttemptRow.job_id == self._id))
            connection.commit()

    def _held(self) -> Connection:
        if self._connection.closed or self._connection.invalidated:
            raise StoreUnavailable("the store's database ended the connection that held the job")
        return self._connection

    def let_go(self) -> None:
        """Leave it to another; the attempt stays counted until the queue is told to forget it."""
        if not self._connection.closed:
            with suppress(DBAPIError):  # a connection merely dropped keeps its lock until the server sees it
                self._connection.rollback()
            self._connection.invalidate()
            self._connection.close()


class Queue:
    """The jobs of a PostgreSQL store. Raises QueueUnavailable for another: it could not lock single rows."""

    def __init__(self, engine: Engine) -> None:
        if engine.dialect.name != "postgresql":
            raise QueueUnavailable(
                "the queue needs a store on PostgreSQL: set TREATYBASE_STORE_URL=postgresql+psycopg://…, "
                "or read the files with `treatybase ingest`"
            )
        self._engine = engine

    def waiting(self, path: str) -> bool:
        """Whether a job for this path waits or is being done."""
        with reading(self._engine) as connection:
            return bool(_waiting(connection, [clean(path)]))

    def add(self, jobs: Sequence[Job]) -> list[bool]:
        """Add jobs in one transaction; says of each whether it was added: not one that waits just so.

        Jobs are numbered in the order of commits, so that of two for one path the later is done last.
        """
        with writing(self._engine) as connection:
            ledger = Ledger(connection)
            waiting = _waiting(connection, [clean(job.path) for job in jobs])
            new = [job for job in jobs if not (held := waiting.get(clean(job.path))) or not job.same(held)]
            for paths in in_chunks(clean(job.path) for job in new):
                connection.execute(
                    delete(JobRow).where(JobRow.path.in_(paths), JobRow.state != JobState.WAITING.value)
                )
            ledger.insert(JobRow, (_row(job, ledger) for job in new))
            ledger.close()
        return [job in new for job in jobs]

    def claim(self, worker: str) -> Claim | None:
        """The next job that nobody works on; None where there is none. Its attempt is on record at once."""
        with available():
            connection = self._engine.connect().execution_options(isolation_level="READ COMMITTED")
            try:
                connection.execute(_NO_TIMEOUT)
                row = connection.execute(_NEXT).mappings().first()
                if row is None:
                    connection.close()
                    return None
                claim = _claim(connection, row, worker)
                with writing(self._engine) as other:
                    other.execute(insert(JobAttemptRow).values(_attempt(claim)))
            except BaseException:
                connection.invalidate()
                connection.close()
                raise
        return claim

    def forget(self, claim: Claim) -> None:
        """Do not count this attempt: the worker lives, and the file had no part in its end."""
        with writing(self._engine) as connection:
            connection.execute(delete(JobAttemptRow).where(*_is(claim)))

    def blame(self, claim: Claim, fault: str) -> None:
        """Put on record what went wrong in this attempt."""
        with writing(self._engine) as connection:
            connection.execute(update(JobAttemptRow).where(*_is(claim)).values(fault=clean(fault)))

    def failed(self) -> list[FailedJob]:
        """The jobs of which nothing came, in the order in which they were added."""
        with reading(self._engine) as connection:
            query = select(JobRow.__table__).where(JobRow.state == JobState.FAILED.value).order_by(JobRow.id)
            return [_failed(row) for row in connection.execute(query).mappings()]

    def begun(self) -> list[Attempt]:
        """The last attempt at each job that was begun and is not ended."""
        last = select(JobAttemptRow.job_id, func.max(JobAttemptRow.number).label("number"))
        latest = last.group_by(JobAttemptRow.job_id).subquery()
        attempt = (latest.c.job_id == JobAttemptRow.job_id) & (latest.c.number == JobAttemptRow.number)
        with reading(self._engine) as connection:
            query = (
                select(JobRow.name, JobAttemptRow.number, JobAttemptRow.worker, JobAttemptRow.started)
                .join(JobRow, JobRow.id == JobAttemptRow.job_id)
                .join(latest, attempt)
                .order_by(JobAttemptRow.started, JobRow.id)
            )
            return [Attempt(*row) for row in connection.execute(query)]

    def retry(self, jobs: Iterable[int]) -> int:
        """Let failed jobs wait again; gives how many."""
        with writing(self._engine) as connection:
            retried = update(JobRow).where(JobRow.id.in_(list(jobs)), JobRow.state == JobState.FAILED.value)
            again = {"state": JobState.WAITING.value, "code": "", "reason": "", "finished": None}
            return connection.execute(retried.values(again)).rowcount


def count_jobs(connection: Connection) -> QueueCounts:
    """How the queue stands; on SQLite it is empty."""
    query = select(JobRow.state, func.count(), func.min(JobRow.created)).group_by(JobRow.state)
    states = {state: (number, oldest) for state, number, oldest in connection.execute(query)}
    waiting, done, failed = (states.get(state.value, (0, None)) for state in JobState)
    return QueueCounts(waiting[0], done[0], failed[0], waiting[1])


_OLDER = aliased(JobRow)
_NEXT = (
    select(JobRow.__table__)
    .where(
        JobRow.state == JobState.WAITING.value,
        # Two versions of one file are read in the order in which they came, never side by side.
        ~select(1)
        .where(_OLDER.path == JobRow.path, _OLDER.id < JobRow.id, _OLDER.state == JobState.WAITING.value)
        .exists(),
    )
    .order_by(JobRow.state, JobRow.priority, JobRow.id)
    .limit(1)
    # Of the lock on the row, "no key" leaves room for the attempts that refer to it.
    .with_for_update(skip_locked=True, key_share=True, of=JobRow)
)
_NO_TIMEOUT = text("SET LOCAL idle_in_transaction_session_timeout = 0")
"""While a file is read, the connection that holds the lock has nothing to do."""


def _waiting(connection: Connection, paths: Iterable[str]) -> dict[str, Job]:
    """The newest waiting job of each path."""
    found: dict[str, Job] = {}
    for chunk in in_chunks(paths):
        query = select(JobRow.__table__).where(JobRow.path.in_(chunk), JobRow.state == JobState.WAITING.value)
        found |= {row["path"]: _job(row) for row in connection.execute(query.order_by(JobRow.id)).mappings()}
    return found


def _claim(connection: Connection, row: RowMapping, worker: str) -> Claim:
    query = select(JobAttemptRow.__table__).where(JobAttemptRow.job_id == row["id"])
    earlier = list(connection.execute(query.order_by(JobAttemptRow.number)).mappings())
    died = tuple(f"{attempt['worker']}: {attempt['fault'] or 'it died'}" for attempt in earlier)
    number = earlier[-1]["number"] + 1 if earlier else 1
    return Claim(_job(row), worker, died, row["id"], number, connection)


def _attempt(claim: Claim) -> dict[str, Any]:
    number = {"job_id": claim._id, "number": claim._number}
    return {**number, "worker": claim.worker, "started": datetime.now(UTC), "fault": ""}


def _is(claim: Claim) -> tuple[Any, ...]:
    return JobAttemptRow.job_id == claim._id, JobAttemptRow.number == claim._number


def _row(job: Job, ledger: Ledger) -> dict[str, Any]:
    return {
        "id": ledger.row_id(),
        "path": clean(job.path),
        "name": clean(job.name),
        "sha256": job.sha256,
        "size": job.size,
        "mtime_ns": job.mtime_ns,
        "given": job.given,
        "members": job.members,
        "priority": job.priority,
        "state": JobState.WAITING.value,
        "attempts": 0,
        "code": "",
        "reason": "",
        "created": ledger.now,
    }


def _job(row: RowMapping) -> Job:
    named = ("path", "name", "sha256", "size", "mtime_ns", "given", "members", "priority")
    return Job(**{name: row[name] for name in named})


def _failed(row: RowMapping) -> FailedJob:
    named = ("id", "name", "code", "reason", "attempts", "worker", "created", "finished")
    return FailedJob(**{name: row[name] for name in named})

"""The bookkeeping of files in the base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, insert, select

from corpus.store.files import FileOutcome, FileRecord
from corpus.store.ledger import Ledger
from corpus.store.rows import clean
from corpus.store.schema import FileRow

_PAGE = 1000
"""Records fetched at a time, so that a list of a million takes no memory."""


def write_file(ledger: Ledger, file: FileRecord) -> None:
    """Put the record in place of the former one of this path."""
    path = clean(file.path)
    ledger.connection.execute(delete(FileRow).where(FileRow.path == path))
    row = {
        "path": path,
        "sha256": file.sha256,
        "size": file.size,
        "mtime_ns": file.mtime_ns,
        "fingerprint": file.fingerprint,
        "outcome": file.outcome.value,
        "code": file.code,
        "reason": clean(file.reason),
        "counts": dict(file.counts),
        "recorded": ledger.now,
    }
    ledger.connection.execute(insert(FileRow), row)


def forget_file(ledger: Ledger, path: str) -> None:
    """Take the record away: the file will be read as if it were new."""
    ledger.connection.execute(delete(FileRow).where(FileRow.path == clean(path)))


def read_file(connection: Connection, path: str) -> FileRecord | None:
    """The record of this path."""
    row = connection.execute(select(*_COLUMNS).where(FileRow.path == clean(path))).first()
    return _record(tuple(row)) if row else None


def file_with(connection: Connection, sha256: str) -> FileRecord | None:
    """The record of a file with this checksum, the first by path."""
    query = select(*_COLUMNS).where(FileRow.sha256 == sha256).order_by(FileRow.path).limit(1)
    row = connection.execute(query).first()
    return _record(tuple(row)) if row else None


def read_files(connection: Connection, after: str, outcomes: Sequence[FileOutcome]) -> Iterator[FileRecord]:
    """A page of records with these outcomes by path, after this one."""
    wanted = FileRow.outcome.in_([each.value for each in outcomes])
    query = select(*_COLUMNS).where(FileRow.path > after, wanted).order_by(FileRow.path).limit(_PAGE)
    for row in connection.execute(query):
        yield _record(tuple(row))


_COLUMNS = (
    FileRow.path,
    FileRow.sha256,
    FileRow.size,
    FileRow.mtime_ns,
    FileRow.fingerprint,
    FileRow.outcome,
    FileRow.code,
    FileRow.reason,
    FileRow.counts,
)


def _record(row: tuple[object, ...]) -> FileRecord:
    path, sha256, size, mtime_ns, fingerprint, outcome, code, reason, counts = row
    return FileRecord(path, sha256, size, mtime_ns, fingerprint, FileOutcome(outcome), code, reason, counts)  # type: ignore[arg-type]

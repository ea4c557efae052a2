"""What was done with each file earlier, and whether it must be done again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from corpus.store.files import FileOutcome, FileRecord
from ingest.errors import NoUsableText, TimedOut, TooLarge
from ingest.manifest import ManifestRow
from ingest.readers import VERSION as READERS_VERSION
from ingest.readers.ocr import installed
from ingest.task import Task, WorkerLimits

STRUCTURE_VERSION = 6
"""Raised whenever other provisions or values would be found in what the readers give: every file is
then read again. The readers have a version of their own."""

_BY_LIMIT = {TimedOut.code, TooLarge.code}
"""Outcomes that other limits may change."""


def fingerprint(row: ManifestRow | None, members: Mapping[str, ManifestRow]) -> str:
    """What, besides its bytes, decides how a file is read: the version of reading, its manifest rows."""
    parts = [f"readers {READERS_VERSION}, structure {STRUCTURE_VERSION}", row.digest if row else ""]
    parts += [f"{name} {member.digest}" for name, member in sorted(members.items())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def limited(base: str, code: str, limits: WorkerLimits) -> str:
    """The fingerprint to record: after a failure by a limit, the limits belong to it.

    So do, where pages had no text, the languages that could be recognised: the next run tries again when
    there are more.
    """
    if code == NoUsableText.code:
        means = " ".join(sorted(installed())) if limits.recognition else ""
        return hashlib.sha256(f"{base}\n{means}".encode()).hexdigest()[:32]
    if code not in _BY_LIMIT:
        return base
    return hashlib.sha256(f"{base}\n{limits}".encode()).hexdigest()[:32]


def is_done(record: FileRecord, task: Task, limits: WorkerLimits) -> bool:
    """Whether reading the file again would give what was recorded."""
    same = record.sha256 == task.sha256
    return same and record.fingerprint == limited(task.fingerprint, record.code, limits)


def is_in(record: FileRecord) -> bool:
    """Whether the file's expressions are in the store."""
    return record.outcome in (FileOutcome.READ, FileOutcome.PARTLY_READ)

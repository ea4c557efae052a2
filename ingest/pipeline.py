"""A run: files found, read by workers side by side, deposited in the store by one writer.

Nothing is acknowledged before it is kept: the original is on the disk before the store tells of
it, and the record of a file is written with the last of its expressions. So a killed run goes on
where it was, and a second run over the same files does nothing.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import OperationalError

from corpus.model import Deposit, Notice
from corpus.originals import Originals, checksum
from corpus.store.files import DepositCounts, FileOutcome, FileRecord
from corpus.store.store import Store
from ingest.channel import Channel
from ingest.discovery import MANIFEST_NAME, FoundFile, discover
from ingest.document import Hints
from ingest.errors import IngestError, NotADocument, NoUsableText, UnreadableFile
from ingest.ledger import fingerprint, is_done, is_in, limited
from ingest.manifest import Manifests
from ingest.members import read_member
from ingest.pool import Pool
from ingest.report import IngestReport
from ingest.task import Batch, Done, Failed, Task, WorkerLimits

ARCHIVES = {".zip"}
"""Endings of files whose members may have manifest rows of their own."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: files accounted for, of how many, and the one just finished."""

    done: int
    files: int
    path: str


@dataclass(slots=True)
class Ingest:
    """Takes files into the store. `jobs` 0: one worker per core."""

    store: Store
    originals: Originals
    limits: WorkerLimits = field(default_factory=WorkerLimits)
    jobs: int = 0
    exclude: Sequence[Path] = ()
    """Folders not entered: the data folder itself."""
    progress: Callable[[Progress], None] = lambda _: None

    def run(self, paths: Sequence[Path], manifests: Sequence[Path] = ()) -> IngestReport:
        """Read what is new or changed under `paths`, and account for every file.

        Raises InvalidRecord for a manifest given by name that is none.
        """
        return _Run(self, paths, manifests).report_on()


class _Run:
    """One run: the state that its steps share."""

    def __init__(self, ingest: Ingest, paths: Sequence[Path], manifests: Sequence[Path]) -> None:
        self._begun = time.monotonic()
        self._ingest, self._store, self._paths = ingest, ingest.store, paths
        self._report = IngestReport()
        self._found = discover(paths, ingest.exclude)
        self._manifests = Manifests()
        for manifest in manifests:
            self._manifests.give(manifest, paths)
        for file in self._found:
            if file.path.name == MANIFEST_NAME:
                self._manifests.find(file.path.parent)
        self._change = self._store.change
        self._fingerprints: dict[str, str] = {}
        self._done = 0

    def report_on(self) -> IngestReport:
        """Go through the files."""
        jobs = self._ingest.jobs or os.cpu_count() or 1
        with Pool(jobs, self._ingest.limits) as pool:
            for task, channel in pool.read(self._tasks()):
                self._take(task, channel)
        self._report.warnings[:0] = self._manifests.notices
        self._report.warnings += self._removed()
        self._report.works = self._works_changed()
        self._report.seconds = time.monotonic() - self._begun
        return self._report

    # --- before reading ---

    def _tasks(self) -> Iterator[Task]:
        """The files that must be read; the others are accounted for on the way."""
        for file in self._found:
            try:
                task = self._task(file)
            except (NotADocument, UnreadableFile) as error:
                self._set_aside(file.name, error.code, str(error))
                continue
            except OSError as error:
                self._set_aside(file.name, UnreadableFile.code, f"cannot be opened: {error.strerror}")
                continue
            record = self._store.file(_key(task.path))
            if record and is_done(record, task.sha256, self._fingerprints[task.name], self._ingest.limits):
                self._recall(task, record)
            else:
                yield task

    def _task(self, file: FoundFile) -> Task:
        """What there is to do with a file. Raises what discovery found wrong with it, or OSError."""
        if file.fault:
            raise file.fault
        row = self._manifests.row(file.path)
        is_archive = file.path.suffix.lower() in ARCHIVES
        members = self._manifests.members(file.path) if is_archive else {}
        for each in [row, *members.values()]:
            self._report.warnings += each.notices if each else ()
        self._fingerprints[file.name] = fingerprint(row, members)
        return Task(
            path=file.path,
            name=file.name,
            sha256=checksum(file.path),
            size=file.path.stat().st_size,
            given=row.hints if row else Hints(),
            members={name: member.hints for name, member in members.items()},
        )

    def _recall(self, task: Task, record: FileRecord) -> None:
        """Account for a file that was gone through earlier, without reading it."""
        if is_in(record):
            self._report.unchanged += 1
            self._account(task.name, "unchanged")
        else:
            self._set_aside(task.name, record.code, record.reason)

    # --- after reading ---

    def _take(self, task: Task, channel: Channel) -> None:
        """Deposit what was read of a file, and record what became of it."""
        messages = iter(channel)
        first = next(messages)
        if not isinstance(first, Batch):
            self._fail(task, first)
            return
        if self._ingest.originals.put(task.path) != task.sha256:
            for _ in messages:  # let the worker finish what cannot be used
                pass
            self._fail(task, Failed(UnreadableFile.code, "the file changed while it was read: run again"))
            return
        stream = _Stream(first.deposits, messages, lambda batch: self._keep_members(task, batch))
        outcome = FileOutcome.READ

        def finish(counts: DepositCounts) -> FileRecord:
            """The record that goes with the last batch, when it is known how reading ended."""
            nonlocal outcome
            fault = _fault(stream.ending)
            outcome = FileOutcome.PARTLY_READ if fault else FileOutcome.READ
            code, reason = fault or ("", "")
            return self._record(task, outcome, code, reason, counts)

        try:
            counts = self._store.replace_file(self._record(task, outcome), stream.batches(), finish=finish)
        except (OperationalError, OSError):  # of the disk or the database: every file would fail
            raise
        except Exception as error:  # of what was read: it costs this file
            reason = f"what was read cannot be stored: {type(error).__name__}: {error}"[:500]
            self._fail(task, Failed(IngestError.code, reason))
            channel.close()
            return
        self._count(counts)
        self._end(task, outcome, stream.ending)

    def _keep_members(self, task: Task, batch: tuple[Deposit, ...]) -> None:
        """Keep the members of an archive as originals of their own, so that their pages can be shown."""
        for source in {deposit.source.sha256: deposit.source for deposit in batch}.values():
            if source.sha256 == task.sha256 or self._ingest.originals.path(source.sha256).is_file():
                continue
            with tempfile.NamedTemporaryFile() as copy:
                copy.write(read_member(task.path, source.path.removeprefix(f"{task.name}/")))
                copy.flush()
                self._ingest.originals.put(Path(copy.name))

    def _end(self, task: Task, outcome: FileOutcome, ending: Done | Failed) -> None:
        """Account for a file of which at least one expression came."""
        self._report.warnings += ending.notices
        if fault := _fault(ending):
            self._report.partly_read += 1
            self._report.warnings.append(Notice(task.name, *fault))
        else:
            self._report.read += 1
        self._account(task.name, outcome.value)

    def _fail(self, task: Task, ending: Done | Failed) -> None:
        """Record a file of which nothing came."""
        code, reason = _fault(ending) or (UnreadableFile.code, "nothing was found in it")
        skipped = code == NotADocument.code
        outcome = FileOutcome.SKIPPED if skipped else FileOutcome.QUARANTINED
        self._report.warnings += ending.notices
        self._store.record_file(self._record(task, outcome, code, reason))
        self._set_aside(task.name, code, reason)

    def _record(
        self,
        task: Task,
        outcome: FileOutcome,
        code: str = "",
        reason: str = "",
        counts: DepositCounts | None = None,
    ) -> FileRecord:
        told = ("works", "expressions", "provisions", "relations")
        return FileRecord(
            path=_key(task.path),
            sha256=task.sha256,
            size=task.size,
            mtime_ns=task.path.stat().st_mtime_ns,
            fingerprint=limited(self._fingerprints[task.name], code, self._ingest.limits),
            outcome=outcome,
            code=code,
            reason=reason,
            counts={name: getattr(counts, name) for name in told} if counts else {},
        )

    # --- accounting ---

    def _set_aside(self, name: str, code: str, reason: str) -> None:
        skipped = code == NotADocument.code
        (self._report.skipped if skipped else self._report.quarantined).append(Notice(name, code, reason))
        self._account(name, "skipped" if skipped else "quarantined")

    def _account(self, name: str, outcome: str) -> None:
        self._report.count(name, outcome)
        self._done += 1
        self._ingest.progress(Progress(self._done, len(self._found), name))

    def _count(self, counts: DepositCounts) -> None:
        self._report.expressions += counts.expressions
        self._report.provisions += counts.provisions
        self._report.relations += counts.relations
        self._report.warnings += counts.notices

    def _works_changed(self) -> int:
        """Works with a change since the run began: several files may tell of one work."""
        works, after = 0, self._change
        while changes := self._store.changes(after):
            works += sum(not change.deleted for change in changes)
            after = changes[-1].number
        return works

    def _removed(self) -> Iterator[Notice]:
        """Files of an earlier run over these folders that are gone: told, never deleted."""
        here = {_key(file.path) for file in self._found}
        folders = tuple(_key(path).rstrip("/") + "/" for path in self._paths if path.is_dir())
        for record in self._store.files():
            if record.path.startswith(folders) and record.path not in here and is_in(record):
                yield Notice(record.path, "file_removed", "no longer there; what was read from it stays")


class _Stream:
    """The batches of a file for the store, and, once they are through, how reading ended."""

    def __init__(
        self,
        first: tuple[Deposit, ...],
        messages: Iterator[Batch | Done | Failed],
        keep: Callable[[tuple[Deposit, ...]], None],
    ) -> None:
        self._first, self._messages, self._keep = first, messages, keep
        self.ending: Done | Failed = Failed(UnreadableFile.code, "reading was broken off")

    def batches(self) -> Iterator[tuple[Deposit, ...]]:
        """Each batch once, its originals kept before."""
        self._keep(self._first)
        yield self._first
        for message in self._messages:
            if isinstance(message, Batch):
                self._keep(message.deposits)
                yield message.deposits
            else:
                self.ending = message


def _key(path: Path) -> str:
    """The name of a file in the bookkeeping: two folders may both hold what was given as `./law.pdf`."""
    return path.resolve().as_posix()


def _fault(ending: Done | Failed) -> tuple[str, str] | None:
    """Code and reason of what is missing, if anything is."""
    if isinstance(ending, Failed):
        return ending.code, ending.reason
    if ending.pages:
        return NoUsableText.code, f"no usable text on {_pages(ending.pages)} (needs OCR)"
    return None


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers with runs joined.

    >>> _pages((1, 2, 3, 7))
    'pages 1-3, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    text = ", ".join("-".join(map(str, run)) for run in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {text}"

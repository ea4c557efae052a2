"""The one way of a file into the store: what was read is deposited, and what became of it recorded."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import StoreUnavailable
from corpus.model import Deposit, Notice
from corpus.originals import Originals
from corpus.store.files import DepositCounts, FileOutcome, FileRecord
from corpus.store.store import Store
from ingest.channel import Channel
from ingest.errors import IngestError, NotADocument, NoUsableText, UnreadableFile
from ingest.ledger import is_done, is_in, limited
from ingest.members import read_member
from ingest.readers.page_numbers import page_list
from ingest.report import IngestReport
from ingest.task import Batch, Done, Failed, Task, WorkerLimits


@dataclass(slots=True)
class Intake:
    """Takes what workers read into the store, and accounts for each file in `report`.

    `guard` is called before anything is written of a file: what it raises leaves the file unread.
    `accounted` is told the name of each file that is accounted for.
    """

    store: Store
    originals: Originals
    limits: WorkerLimits
    report: IngestReport = field(default_factory=IngestReport)
    guard: Callable[[], None] = lambda: None
    accounted: Callable[[str], None] = lambda _: None

    def recall(self, task: Task) -> FileRecord | None:
        """The record of a file that was gone through just so earlier; then it is accounted for."""
        record = self.store.file(task.key)
        if record is None or not is_done(record, task, self.limits):
            return None
        if is_in(record):
            self.report.unchanged += 1
            self._account(task.name, "unchanged")
        else:
            self.set_aside(task.name, record.code, record.reason)
        return record

    def take(self, task: Task, channel: Channel) -> FileRecord:
        """Deposit what was read of a file, and record what became of it."""
        messages = iter(channel)
        first = next(messages)
        if not isinstance(first, Batch):
            return self.fail(task, first)
        if self.originals.put(task.path) != task.sha256:
            for _ in messages:  # let the worker finish what cannot be used
                pass
            return self.fail(
                task, Failed(UnreadableFile.code, "the file changed while it was read: run again")
            )
        stream = _Stream(first.deposits, messages, lambda batch: self._prepare(task, batch))
        try:
            return self._deposit(task, stream)
        except (StoreUnavailable, OSError):  # of the database or the disk: every file would fail
            raise
        except Exception as error:  # of what was read: it costs this file
            reason = f"what was read cannot be stored: {type(error).__name__}: {error}"[:500]
            channel.close()
            return self.fail(task, Failed(IngestError.code, reason))

    def fail(self, task: Task, ending: Done | Failed) -> FileRecord:
        """Record a file of which nothing came."""
        code, reason = _fault(ending) or (UnreadableFile.code, "nothing was found in it")
        outcome = FileOutcome.SKIPPED if code == NotADocument.code else FileOutcome.QUARANTINED
        record = self._record(task, outcome, code, reason)
        self.guard()
        if outcome is FileOutcome.QUARANTINED:
            self._keep(task)
        self.store.record_file(record)
        self.report.warnings += ending.notices
        self.set_aside(task.name, code, reason)
        return record

    def _keep(self, task: Task) -> None:
        """Keep what could not be read too, so that its pages can be looked at; not what is too large."""
        with suppress(OSError):  # the file may be what is at fault
            if 0 < task.size <= self.limits.file and task.path.is_file():
                self.originals.put(task.path)

    def set_aside(self, name: str, code: str, reason: str) -> None:
        """Account for a file of which nothing came."""
        skipped = code == NotADocument.code
        (self.report.skipped if skipped else self.report.quarantined).append(Notice(name, code, reason))
        self._account(name, "skipped" if skipped else "quarantined")

    # --- depositing ---

    def _deposit(self, task: Task, stream: _Stream) -> FileRecord:
        """Deposit the batches; the record goes with the last, when it is known how reading ended."""
        record = self._record(task, FileOutcome.READ)

        def finish(counts: DepositCounts) -> FileRecord:
            nonlocal record
            self.guard()
            fault = _fault(stream.ending)
            outcome = FileOutcome.PARTLY_READ if fault else FileOutcome.READ
            record = self._record(task, outcome, *(fault or ("", "")), counts)
            return record

        counts = self.store.replace_file(record, stream.batches(), finish=finish)
        self._count(counts)
        self._end(task, record, stream.ending)
        return record

    def _prepare(self, task: Task, batch: tuple[Deposit, ...]) -> None:
        """Before a batch is written: members of an archive become originals, so that they can be shown."""
        self.guard()
        for source in {deposit.source.sha256: deposit.source for deposit in batch}.values():
            if source.sha256 == task.sha256 or self.originals.path(source.sha256).is_file():
                continue
            with tempfile.NamedTemporaryFile() as copy:
                copy.write(read_member(task.path, source.path.removeprefix(f"{task.name}/")))
                copy.flush()
                self.originals.put(Path(copy.name))

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
            path=task.key,
            sha256=task.sha256,
            size=task.size,
            mtime_ns=task.mtime_ns,
            fingerprint=limited(task.fingerprint, code, self.limits),
            outcome=outcome,
            code=code,
            reason=reason,
            counts={name: getattr(counts, name) for name in told} if counts else {},
        )

    # --- accounting ---

    def _end(self, task: Task, record: FileRecord, ending: Done | Failed) -> None:
        """Account for a file of which at least one expression came."""
        self.report.warnings += ending.notices
        if record.outcome is FileOutcome.PARTLY_READ:
            self.report.partly_read += 1
            self.report.warnings.append(Notice(task.name, record.code, record.reason))
        else:
            self.report.read += 1
        self._account(task.name, record.outcome.value)

    def _account(self, name: str, outcome: str) -> None:
        self.report.count(name, outcome)
        self.accounted(name)

    def _count(self, counts: DepositCounts) -> None:
        self.report.expressions += counts.expressions
        self.report.provisions += counts.provisions
        self.report.relations += counts.relations
        self.report.warnings += counts.notices


class _Stream:
    """The batches of a file for the store, and, once they are through, how reading ended."""

    def __init__(
        self,
        first: tuple[Deposit, ...],
        messages: Iterator[Batch | Done | Failed],
        prepare: Callable[[tuple[Deposit, ...]], None],
    ) -> None:
        self._first, self._messages, self._prepare = first, messages, prepare
        self.ending: Done | Failed = Failed(UnreadableFile.code, "reading was broken off")

    def batches(self) -> Iterator[tuple[Deposit, ...]]:
        """Each batch once, its originals kept before."""
        self._prepare(self._first)
        yield self._first
        for message in self._messages:
            if isinstance(message, Batch):
                self._prepare(message.deposits)
                yield message.deposits
            else:
                self.ending = message


def _fault(ending: Done | Failed) -> tuple[str, str] | None:
    """Code and reason of what is missing, if anything is."""
    if isinstance(ending, Failed):
        return ending.code, ending.reason
    if ending.pages:
        because = f": {ending.because}" if ending.because else ""
        return NoUsableText.code, f"no usable text on {page_list(ending.pages)}{because}"
    return None

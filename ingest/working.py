"""A worker of the queue: one job after another, for as long as it is wanted.

A file is read in a child process under the limits of any run and deposited as any run does it. When
the worker dies its job is free for another; what was deposited by then is found and not repeated.
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from corpus.errors import NotFound, StoreUnavailable
from corpus.originals import Originals
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.queue import Claim, Job, JobState, Queue
from corpus.store.store import Store
from ingest.consolidating import Consolidator
from ingest.errors import OriginalMissing, WorkerLost
from ingest.intake import Intake
from ingest.ledger import is_in
from ingest.pool import Pool
from ingest.report import IngestReport
from ingest.survey import Errand
from ingest.task import Failed, WorkerLimits

log = logging.getLogger(__name__)

ATTEMPTS = 3
"""Workers that may die of one file before it is quarantined: one death may be the machine's."""
POLL_SECONDS = 1.0
"""How soon a new job is seen. Looking costs the database less than a millisecond."""
LONGEST_PAUSE = 30.0
"""Seconds between tries while the store is away; they begin with one and double."""
SHARE_SECONDS = 75.0
"""How long an original may take to show on this machine: NFS keeps what it knows of a folder for a minute."""


@dataclass(slots=True)
class Working:
    """Works on the jobs of a store, one at a time.

    `pause` waits so many seconds. `finished` is told of each file: its name, and the report of it.
    """

    store: Store
    originals: Originals
    name: str
    limits: WorkerLimits = field(default_factory=WorkerLimits)
    pause: Callable[[float], None] = time.sleep
    finished: Callable[[str, IngestReport], None] = lambda name, report: None
    _owed: list[Claim] = field(default_factory=list)
    """Attempts that shall not count, as soon as the store can be told."""

    def run(self, *, once: bool = False, drain: bool = False) -> None:
        """Work until stopped; `once`: one job at most; `drain`: until no job waits anywhere.

        Raises QueueUnavailable.
        """
        queue, pause = self.store.jobs, POLL_SECONDS
        with Pool(1, self.limits) as pool:
            while True:
                try:
                    worked = self._turn(queue, pool)
                    if once or (drain and not worked and not self.store.queue().waiting):
                        return
                    pause = POLL_SECONDS
                    if not worked:
                        self.pause(pause)
                except StoreUnavailable as error:
                    log.warning("%s; trying again in %.0f s", error, pause)
                    self.pause(pause)
                    pause = min(2 * pause, LONGEST_PAUSE)
                except Exception:
                    log.exception("the job is left to another try in %.0f s", pause)
                    self.pause(pause)
                    pause = min(2 * pause, LONGEST_PAUSE)

    def _turn(self, queue: Queue, pool: Pool) -> bool:
        """Work on the next job; whether there was one."""
        while self._owed:
            queue.forget(self._owed[-1])
            self._owed.pop()
        claim = queue.claim(self.name)
        if claim is None:
            return False
        try:
            report = self._work(claim, pool)
        except Exception as error:
            claim.let_go()
            if isinstance(error, StoreUnavailable):
                self._owed.append(claim)
            else:
                queue.blame(claim, f"{type(error).__name__}: {error}"[:500])
            raise
        except BaseException:  # told to stop: the job goes back as it was
            claim.let_go()
            with suppress(StoreUnavailable):
                queue.forget(claim)
            raise
        try:
            report.consolidated = Consolidator(self.store).run().expressions
        finally:
            self.finished(claim.job.name, report)
        return True

    def _work(self, claim: Claim, pool: Pool) -> IngestReport:
        """Do the job, and record what became of it."""
        intake = Intake(self.store, self.originals, self.limits, guard=claim.check)
        begun = time.monotonic()
        try:
            record = self._outcome(claim, intake, pool)
        except OriginalMissing as error:  # nothing is known of the file: enqueued again, it is read
            intake.set_aside(claim.job.name, error.code, str(error))
            claim.end(JobState.FAILED, error.code, str(error))
        else:
            failed = record.outcome is FileOutcome.QUARANTINED
            claim.end(JobState.FAILED if failed else JobState.DONE, record.code, record.reason)
        intake.report.seconds = time.monotonic() - begun
        return intake.report

    def _outcome(self, claim: Claim, intake: Intake, pool: Pool) -> FileRecord:
        """Read and deposit the file, unless that was done or is better not tried. Raises OriginalMissing."""
        job, died = claim.job, claim.died
        if len(died) >= ATTEMPTS:
            reason = f"{len(died)} workers began it and none ended it ({'; '.join(died)})"
            return intake.fail(Errand.of(job, Path(job.name)).task, Failed(WorkerLost.code, reason))
        with _named(self._original(job), job.name) as path:
            task = Errand.of(job, path).task
            known = self.store.file(task.key)
            if known and is_in(known) and (record := intake.recall(task)):
                return record
            [(_, channel)] = pool.read([task])
            try:
                return intake.take(task, channel)
            finally:
                channel.close()

    def _original(self, job: Job) -> Path:
        """The kept file, once this machine sees it. Raises OriginalMissing."""
        deadline, told = time.monotonic() + SHARE_SECONDS, False
        while True:
            try:
                return self.originals.get(job.sha256)
            except NotFound as error:
                if time.monotonic() > deadline:
                    raise OriginalMissing(f"{error} (do all machines share the originals?)") from error
                if not told:
                    log.warning("%s: waiting for it (do all machines share the originals?)", error)
                told = True
            self.pause(POLL_SECONDS)


@contextmanager
def _named(original: Path, name: str) -> Iterator[Path]:
    """The original under the name of the file, at which readers look."""
    with tempfile.TemporaryDirectory(prefix="treatybase-job-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / (PurePosixPath(name).name or "file")
        path.symlink_to(original.absolute())
        yield path

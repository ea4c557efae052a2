"""Files into the queue: found as a run finds them, kept among the originals, one job each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.originals import Originals
from corpus.store.queue import USUAL
from corpus.store.store import Store
from ingest.errors import UnreadableFile
from ingest.intake import Intake
from ingest.report import IngestReport
from ingest.survey import Errand, Survey
from ingest.task import WorkerLimits

BATCH_FILES = 100
BATCH_SECONDS = 2.0
"""Jobs are added together until one of these is reached: adding takes its turn with those who deposit."""


@dataclass(slots=True)
class EnqueueReport:
    """What became of the files: `files` = enqueued + waiting + unchanged + skipped + quarantined.

    `waiting` counts those of which just such a job was in the queue already.
    """

    enqueued: int = 0
    waiting: int = 0
    known: IngestReport = field(default_factory=IngestReport)
    """The files that give no job."""
    seconds: float = 0.0

    @property
    def files(self) -> int:
        """All files accounted for."""
        return self.enqueued + self.waiting + self.known.files

    @property
    def exit_code(self) -> int:
        """3: some files could not be enqueued, or are in quarantine since an earlier run."""
        return self.known.exit_code

    def as_json(self) -> dict[str, Any]:
        """The contract of `treatybase enqueue --json`."""
        told = self.known.as_json()
        of_files = ("unchanged", "skipped", "quarantined", "warnings")
        counts = {"files": self.files, "enqueued": self.enqueued, "waiting": self.waiting}
        return {**counts, **{name: told[name] for name in of_files}, "seconds": round(self.seconds, 3)}

    def as_text(self) -> str:
        """The report for a person."""
        known = self.known
        first = (
            f"{self.files} files: {self.enqueued} enqueued, {self.waiting} waiting already, "
            f"{known.unchanged} unchanged, {len(known.skipped)} skipped (no document), "
            f"{len(known.quarantined)} quarantined; {self.seconds:.1f} s"
        )
        return "\n".join([first, *known.findings()])


@dataclass(slots=True)
class Enqueue:
    """Puts files into the queue of a store on PostgreSQL."""

    store: Store
    originals: Originals
    limits: WorkerLimits = field(default_factory=WorkerLimits)
    exclude: Sequence[Path] = ()
    """Folders not entered: the data folder itself."""
    progress: Callable[[int, int, str], None] = lambda done, files, path: None

    def run(
        self, paths: Sequence[Path], manifests: Sequence[Path] = (), priority: int = USUAL
    ) -> EnqueueReport:
        """Enqueue what is new or changed under `paths`, and account for every file.

        Raises QueueUnavailable, and InvalidRecord for a manifest given by name that is none.
        """
        begun, queue = time.monotonic(), self.store.jobs
        survey = Survey(paths, manifests, self.exclude)
        report = EnqueueReport()
        for errands in _batches(self._new(survey, report)):
            added = queue.add([errand.job(priority) for errand in errands])
            report.enqueued += sum(added)
            report.waiting += len(added) - sum(added)
            self.progress(report.files, len(survey.found), errands[-1].name)
        report.known.warnings[:0] = survey.notices
        report.known.warnings += survey.removed(self.store.files())
        report.seconds = time.monotonic() - begun
        return report

    def _new(self, survey: Survey, report: EnqueueReport) -> Iterator[Errand]:
        """The files to enqueue, each of them kept; the others are accounted for on the way."""
        intake, queue = Intake(self.store, self.originals, self.limits, report.known), self.store.jobs
        for errand in survey.errands(intake.set_aside, report.known.warnings.extend):
            # The queue first: a job that ends between the two looks is then found in the records.
            if not queue.waiting(errand.key) and intake.recall(errand.task):
                continue
            if self.originals.put(errand.path) == errand.sha256:
                yield errand
            else:
                intake.set_aside(errand.name, UnreadableFile.code, "the file changed meanwhile: run again")


def _batches(errands: Iterator[Errand]) -> Iterator[list[Errand]]:
    batch: list[Errand] = []
    begun = time.monotonic()
    for errand in errands:
        batch.append(errand)
        if len(batch) == BATCH_FILES or time.monotonic() - begun > BATCH_SECONDS:
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch

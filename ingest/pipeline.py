"""A run: files found, read by workers side by side, deposited in the store by one writer.

Nothing is acknowledged before it is kept: the original is on the disk before the store tells of
it, and the record of a file is written with the last of its expressions. So a killed run goes on
where it was, and a second run over the same files does nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.originals import Originals
from corpus.store.store import Store
from ingest.consolidating import Consolidator
from ingest.intake import Intake
from ingest.pool import Pool
from ingest.report import IngestReport
from ingest.survey import Survey
from ingest.task import Task, WorkerLimits


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
        begun, change = time.monotonic(), self.store.change
        survey = Survey(paths, manifests, self.exclude)
        intake = Intake(self.store, self.originals, self.limits)
        report = intake.report

        def accounted(name: str) -> None:
            self.progress(Progress(report.files, len(survey.found), name))

        intake.accounted = accounted
        with Pool(self.jobs or os.cpu_count() or 1, self.limits) as pool:
            for task, channel in pool.read(_new(survey, intake)):
                intake.take(task, channel)
        report.consolidated = Consolidator(self.store).run().expressions
        report.warnings[:0] = survey.notices
        report.warnings += survey.removed(self.store.files())
        report.works = self._works_changed(change)
        report.seconds = time.monotonic() - begun
        return report

    def _works_changed(self, after: int) -> int:
        """Works with a change since the run began: several files may tell of one work."""
        works = 0
        while changes := self.store.changes(after):
            works += sum(not change.deleted for change in changes)
            after = changes[-1].number
        return works


def _new(survey: Survey, intake: Intake) -> Iterator[Task]:
    """The files that must be read; the others are accounted for on the way."""
    for errand in survey.errands(intake.set_aside, intake.report.warnings.extend):
        task = errand.task
        if intake.recall(task) is None:
            yield task

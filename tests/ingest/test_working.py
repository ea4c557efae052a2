"""What workers make of the files in the queue is what one run makes of them, each once."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from retelling import retell
from stores import PostgreSQLStores, SQLiteStores

from corpus.errors import QueueUnavailable
from corpus.model import LOCAL, Notice
from corpus.originals import Originals
from corpus.store.queue import FIRST
from corpus.store.store import Store
from ingest import working
from ingest.enqueueing import Enqueue, EnqueueReport
from ingest.pipeline import Ingest
from ingest.report import IngestReport
from ingest.task import MEBIBYTE, WorkerLimits
from ingest.working import Working

pytestmark = pytest.mark.needs("PostgreSQL")

LAW = "# {title}\n\nArticle 1\nEvery harbour has a master.\n\nArticle 2\nThe fee is {fee}.\n"
LIMITS = WorkerLimits(seconds=30, memory=600 * MEBIBYTE)


@dataclass
class Base:
    """A store on PostgreSQL with its queue, and originals that all machines share."""

    store: Store
    originals: Originals

    def enqueue(self, *paths: Path, priority: int = 5) -> tuple[int, int, int, int, int]:
        report = self.report_on(*paths, priority=priority)
        known = report.known
        counts = (report.enqueued, report.waiting, known.unchanged)
        assert report.files == sum(counts) + len(known.skipped) + len(known.quarantined)
        return (*counts, len(known.skipped), len(known.quarantined))

    def report_on(self, *paths: Path, priority: int = 5) -> EnqueueReport:
        return Enqueue(self.store, self.originals, LIMITS).run(paths, priority=priority)

    def drain(self) -> IngestReport:
        """Let a worker do all jobs; it waits for nothing."""
        told = IngestReport()
        Working(
            self.store,
            self.originals,
            "here:1",
            LIMITS,
            pause=lambda _: None,
            finished=lambda name, report: told.add(report),
        ).run(drain=True)
        return told


@pytest.fixture
def base(postgresql_stores: PostgreSQLStores, tmp_path: Path) -> Iterator[Base]:
    with postgresql_stores.new() as url, Store.open(url) as store:
        yield Base(store, Originals(tmp_path / "share" / "originals"))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Files of every fate, with a manifest for one of them and for a member of an archive."""
    folder = tmp_path / "library"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.md").write_text(LAW.format(title="Harbour Act", fee=10), "utf-8")
    (folder / "sub" / "b.txt").write_text(
        "Điều 1. Phạm vi\nLuật này quy định về cảng.\n\nĐiều 2. Phí\nPhí là 10.\n", "utf-16"
    )
    with zipfile.ZipFile(folder / "laws.zip", "w") as packed:
        packed.writestr("pilots.md", LAW.format(title="Pilots Act", fee=3))
        packed.writestr("broken.pdf", b"%PDF-1.7\n1 0 obj <<")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    (folder / "table.csv").write_text("a,b\n1,2\n", "utf-8")
    rows = ["path,work,date,kind,shelf", "a.md,harbour,2001-02-03,law,A 1", "laws.zip/pilots.md,pilots,,,B"]
    (folder / "MANIFEST.csv").write_text("\n".join(rows), "utf-8")
    return folder


def told(notices: list[Notice]) -> list[str]:
    return sorted(map(repr, notices))


def test_workers_make_of_files_what_a_run_makes_of_them(base: Base, library: Path, tmp_path: Path) -> None:
    with SQLiteStores().new() as url, Store.open(url) as store:
        originals = Originals(tmp_path / "own")
        run = Ingest(store, originals, LIMITS, jobs=1).run([library])
        assert base.enqueue(library) == (5, 0, 0, 1, 0)
        done = base.drain()
        assert retell(base.store) == retell(store)
    assert (done.read, done.partly_read) == (run.read, run.partly_read)
    assert (done.expressions, done.provisions) == (run.expressions, run.provisions)
    assert told(done.quarantined) == told(run.quarantined)
    assert told(done.warnings) == told(run.warnings)
    assert _names(base.originals) >= _names(originals), "the members of archives are kept too"


def _names(originals: Originals) -> set[str]:
    return {path.name for path in originals.folder.rglob("*") if path.is_file()}


def test_workers_need_no_more_than_the_share(base: Base, library: Path) -> None:
    base.enqueue(library)
    shutil.rmtree(library)
    assert base.drain().read == 3
    assert {summary.work.slug for summary in base.store.works(LOCAL)} >= {"harbour", "pilots"}


def test_what_is_known_is_not_enqueued_again(base: Base, library: Path) -> None:
    assert base.enqueue(library) == (5, 0, 0, 1, 0)
    assert base.enqueue(library) == (0, 5, 0, 1, 0)
    base.drain()
    change = base.store.change
    again = base.report_on(library)
    assert (again.enqueued, again.waiting, again.known.unchanged, again.exit_code) == (0, 0, 3, 3)
    assert [notice.code for notice in again.known.quarantined] == ["unreadable_file"]
    assert base.store.change == change


def test_what_changed_is_enqueued(base: Base, library: Path) -> None:
    base.enqueue(library)
    base.drain()
    (library / "a.md").write_text(LAW.format(title="Harbour Act", fee=20), "utf-8")
    manifest = library / "MANIFEST.csv"
    manifest.write_text(manifest.read_text("utf-8").replace("pilots,,,B", "pilots,,,C"), "utf-8")
    assert base.enqueue(library)[:3] == (2, 0, 1)
    assert base.drain().files == 2


def test_the_last_state_of_a_file_wins_however_often_it_changes(base: Base, library: Path) -> None:
    law, first = library / "a.md", LAW.format(title="Harbour Act", fee=10)
    base.enqueue(law)
    base.drain()
    law.write_text(LAW.format(title="Harbour Act", fee=20), "utf-8")
    assert base.enqueue(law)[0] == 1
    law.write_text(first, "utf-8")
    assert base.enqueue(law)[0] == 1, "the store has just this, but not for long"
    assert base.drain().files == 2
    work = base.store.find("harbour", LOCAL)
    texts = [node.text for each in work.expressions for top in each.provisions for node in top.walk()]
    assert any("10" in text for text in texts)
    assert not any("20" in text for text in texts)


def test_what_was_deposited_before_a_death_is_not_deposited_again(base: Base, library: Path) -> None:
    base.enqueue(library / "a.md")
    queue = base.store.jobs
    job = queue.claim("dead:1")
    assert job
    Ingest(base.store, base.originals, LIMITS, jobs=1).run([library / "a.md"])
    job.let_go()  # the file is in, and the worker died before it could say so
    change = base.store.change
    report = base.drain()
    assert (report.unchanged, report.files) == (1, 1)
    assert base.store.change == change
    assert base.store.queue().done == 1


def test_a_file_of_which_workers_die_is_quarantined_and_can_be_tried_again(base: Base, library: Path) -> None:
    base.enqueue(library / "a.md")
    queue = base.store.jobs
    for number in range(working.ATTEMPTS):
        claim = queue.claim(f"dead:{number}")
        assert claim
        claim.let_go()
    [quarantined] = base.drain().quarantined
    assert quarantined.code == "worker_lost"
    assert "dead:0: it died; dead:1: it died; dead:2: it died" in quarantined.reason
    [failed] = queue.failed()
    assert (failed.code, failed.attempts) == ("worker_lost", 4)
    assert base.enqueue(library / "a.md") == (0, 0, 0, 0, 1), "it is not tried again by itself"
    assert queue.retry([failed.id]) == 1
    assert base.drain().read == 1
    assert base.store.queue().failed == 0


def test_a_machine_that_cannot_work_says_why(
    base: Base, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base.enqueue(library / "a.md")
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    [quarantined] = base.drain().quarantined
    assert quarantined.reason.count("FileNotFoundError") == working.ATTEMPTS
    monkeypatch.undo()
    base.store.jobs.retry([job.id for job in base.store.jobs.failed()])
    assert base.drain().read == 1


def test_an_original_that_this_machine_does_not_see(
    base: Base, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base.enqueue(library / "a.md")
    shutil.rmtree(base.originals.folder)
    monkeypatch.setattr(working, "SHARE_SECONDS", 0.1)
    [quarantined] = base.drain().quarantined
    assert quarantined.code == "original_missing"
    assert str(base.originals.folder) in quarantined.reason
    assert base.enqueue(library / "a.md")[0] == 1, "nothing is known of the file: it is tried again"
    assert base.drain().read == 1
    assert base.store.queue().failed == 0


def test_an_original_that_shows_late_is_waited_for(base: Base, library: Path) -> None:
    base.enqueue(library / "a.md")
    aside = base.originals.folder.rename(base.originals.folder.with_name("aside"))
    paused: list[float] = []

    def pause(seconds: float) -> None:
        paused.append(seconds)
        aside.rename(base.originals.folder)

    worker = Working(base.store, base.originals, "here:1", LIMITS, pause=pause)
    worker.run(once=True)
    assert len(paused) == 1
    assert base.store.queue().done == 1


def test_urgent_files_come_first(base: Base, library: Path) -> None:
    base.enqueue(library / "sub")
    base.enqueue(library / "a.md", priority=FIRST)
    names: list[str] = []
    worker = Working(
        base.store, base.originals, "w", LIMITS, finished=lambda name, report: names.append(Path(name).name)
    )
    worker.run(once=True)
    assert names == ["a.md"]
    assert base.store.queue().waiting == 1


def test_without_postgresql_there_is_no_queue(library: Path, tmp_path: Path) -> None:
    with SQLiteStores().new() as url, Store.open(url) as store:
        for doing in (
            lambda: Enqueue(store, Originals(tmp_path / "o")).run([library]),
            lambda: Working(store, Originals(tmp_path / "o"), "w").run(drain=True),
        ):
            with pytest.raises(QueueUnavailable, match="treatybase ingest"):
                doing()

"""Workers are killed, stopped, and lose their database: nothing is lost, nothing is done twice."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from retelling import retell
from stores import PostgreSQLStores, SQLiteStores

from corpus.originals import Originals
from corpus.store.queue import Attempt
from corpus.store.store import Store
from ingest.enqueueing import Enqueue
from ingest.pipeline import Ingest
from tools.servers.postgresql import PostgreSQL, create_database

pytestmark = [pytest.mark.needs("PostgreSQL"), pytest.mark.slow]

PROGRAM = Path(sys.executable).with_name("treatybase")
PATIENCE = 120.0
"""Seconds for what takes a few on an idle machine."""


@dataclass
class Site:
    """A store with its queue, and machines with a data folder each that share it and the originals."""

    url: str
    folder: Path
    store: Store

    def enqueue(self, *paths: Path) -> int:
        return Enqueue(self.store, Originals(self.folder / "originals")).run(paths).enqueued

    def start(self, machine: str, *options: str, command: str = "worker") -> subprocess.Popen[str]:
        settings = {"STORE_URL": self.url, "ORIGINALS": self.folder / "originals", "MODEL": "none"}
        environment = os.environ | {f"TREATYBASE_{name}": str(value) for name, value in settings.items()}
        return subprocess.Popen(
            [PROGRAM, command, *options, "--json", "--data", self.folder / machine],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def in_hand(self) -> list[Attempt]:
        """The attempts of workers that live."""
        return [attempt for attempt in self.store.jobs.begun() if _lives(_pid(attempt))]


@pytest.fixture
def site(postgresql_stores: PostgreSQLStores, tmp_path: Path) -> Iterator[Site]:
    with postgresql_stores.new() as url, Store.open(url) as store:
        yield Site(url, tmp_path, store)


def laws(folder: Path, files: int, articles: int = 60) -> Path:
    """So many acts that refer to one another, each enough work for a kill to hit its reading."""
    folder.mkdir()
    for number in range(files):
        body = "".join(
            f"\nArticle {place}\nThe master of harbour {number} keeps register {place}, as Act No. "
            f"{(number + 1) % files + 1}/2001/HA says.\n"
            for place in range(1, articles)
        )
        (folder / f"{number:02}.md").write_text(f"# Act No. {number + 1}/2001/HA\n{body}", "utf-8")
    return folder


def undisturbed(*paths: Path) -> dict[str, Any]:
    """What one run makes of the files."""
    with SQLiteStores().new() as url, Store.open(url) as store, tempfile.TemporaryDirectory() as kept:
        Ingest(store, Originals(Path(kept))).run(paths)
        return retell(store)


def until(holds: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + PATIENCE
    while not (found := holds()):
        assert time.monotonic() < deadline, "it never came to pass"
        time.sleep(0.02)
    return found


def _pid(attempt: Attempt) -> int:
    return int(attempt.worker.rpartition(":")[2])


def _lives(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def test_three_workers_make_of_the_samples_what_one_run_makes(site: Site, samples: Path) -> None:
    site.enqueue(samples)
    with site.start("machine", "--drain", "--jobs", "3") as worker:
        printed, _ = worker.communicate(timeout=PATIENCE)
    report = json.loads(printed)
    scans = len(report["quarantined"])  # where there is no character recognition
    assert worker.returncode == (3 if scans else 0)
    assert report["files"] == site.store.queue().done + scans
    assert retell(site.store) == undisturbed(samples)


def test_a_worker_may_keep_the_index_in_step(site: Site, tmp_path: Path) -> None:
    site.enqueue(laws(tmp_path / "library", 2))
    with site.start("machine", "--drain", "--index") as worker:
        _, told = worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 0, told
    with site.start("machine", "master keeps register 7", command="search") as search:
        printed, _ = search.communicate(timeout=PATIENCE)
    found = {(hit["work"]["title"], hit["provision"]["number"]) for hit in json.loads(printed)["results"][:2]}
    assert found == {("Act No. 1/2001/HA", "7"), ("Act No. 2/2001/HA", "7")}


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_workers_lose_nothing(site: Site, tmp_path: Path, seed: int) -> None:
    chance, library = random.Random(seed), laws(tmp_path / "library", 24)
    site.enqueue(library)
    killed: Counter[str] = Counter()
    first, second = site.start("one", "--jobs", "2"), site.start("two", "--jobs", "2", "--drain")
    with first, second:
        while sum(killed.values()) < 5:
            attempt = chance.choice(until(site.in_hand))
            time.sleep(chance.random() * 0.3)
            if killed[attempt.name] < 2 and attempt in site.in_hand():
                os.kill(_pid(attempt), signal.SIGKILL)
                killed[attempt.name] += 1
        members = _children(first.pid)
        first.kill()  # the keeper of the workers too: they end by themselves
        assert second.wait(PATIENCE) == 0
        until(lambda: not any(map(_lives, members)))
        first.communicate()
        second.communicate()
    counts = site.store.queue()
    assert (counts.waiting, counts.done, counts.failed) == (0, 24, 0)
    assert retell(site.store) == undisturbed(library)


def test_a_file_that_kills_its_workers_stops_no_other(site: Site, tmp_path: Path) -> None:
    library = laws(tmp_path / "library", 3)
    site.enqueue(library)
    with site.start("machine", "--drain") as worker:
        for number in (1, 2, 3):
            attempt = until(lambda number=number: _at(site, "00.md", number))
            os.kill(_pid(attempt), signal.SIGKILL)
        assert worker.wait(PATIENCE) == 3
        printed, told = worker.communicate()
    [quarantined] = json.loads(printed)["quarantined"]
    assert (Path(quarantined["path"]).name, quarantined["code"]) == ("00.md", "worker_lost")
    assert told.count("a worker died (SIGKILL)") == 3
    assert site.store.queue().done == 2


def _at(site: Site, name: str, number: int) -> Attempt | None:
    return next((a for a in site.in_hand() if a.name.endswith(name) and a.number == number), None)


def test_a_worker_told_to_stop_gives_its_job_back(site: Site, tmp_path: Path) -> None:
    collection = tmp_path / "acts.jsonl"
    records = (
        {"id": f"act-{n}", "title": f"Act {n} on harbours", "language": "en", "text": f"Article 1\nFee {n}."}
        for n in range(250)
    )
    collection.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    site.enqueue(collection)
    with site.start("machine") as worker:
        until(lambda: site.store.change)  # a part of it is in
        family = [worker.pid, *(pid for child in _children(worker.pid) for pid in (child, *_children(child)))]
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
        _, told = worker.communicate()
    assert "went back to the queue" in told
    until(lambda: not any(map(_lives, family)))
    assert site.store.queue().waiting == 1, "it was stopped in the middle"
    assert site.store.jobs.begun() == [], "and that counts for no attempt"
    with site.start("machine", "--drain") as worker:
        assert worker.wait(PATIENCE) == 0
        worker.communicate()
    assert retell(site.store) == undisturbed(collection)


@pytest.mark.parametrize("ending", ["stop", "kill"])
def test_workers_wait_for_their_database(tmp_path: Path, ending: str) -> None:
    library = laws(tmp_path / "library", 16)
    server_folder = Path(tempfile.mkdtemp(prefix="treatybase-postgresql-"))
    server_folder.chmod(0o711)  # under root the server runs as another user
    server = PostgreSQL(server_folder, fsync=False)
    try:
        with server:
            url = create_database(server.url, "treatybase")
            with Store.open(url, create=True) as store:
                site = Site(url, tmp_path, store)
                site.enqueue(library)
                with site.start("machine", "--drain", "--jobs", "2") as worker:
                    until(lambda: store.queue().done >= 3)
                    getattr(server, ending)()
                    time.sleep(2)
                    assert worker.poll() is None
                    server.start()
                    assert worker.wait(PATIENCE) == 0
                    _, told = worker.communicate()
                assert "trying again in" in told
                assert store.queue().done == 16
                assert {job.attempts for job in store.jobs.failed()} == set()
                assert retell(store) == undisturbed(library)
    finally:
        shutil.rmtree(server_folder)

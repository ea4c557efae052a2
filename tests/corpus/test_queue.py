"""Jobs are claimed once, held as long as the claim lives, and never lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest
from stores import PostgreSQLStores, SQLiteStores

from corpus.errors import QueueUnavailable, StoreUnavailable
from corpus.store.queue import FIRST, LAST, Claim, Job, JobState, Queue
from corpus.store.store import Store

postgresql = pytest.mark.needs("PostgreSQL")


@pytest.fixture
def url(postgresql_stores: PostgreSQLStores) -> Iterator[str]:
    with postgresql_stores.new() as url:
        yield url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened


@pytest.fixture
def queue(store: Store) -> Queue:
    return store.jobs


def job(name: str, sha256: str = "a" * 64, **changed: object) -> Job:
    return replace(Job(f"/files/{name}", name, sha256, 10, 20), **changed)


def taken(claim: Claim | None) -> Claim:
    assert claim is not None
    return claim


def finish(queue: Queue) -> list[str]:
    """Do every job that is free; gives their names in order."""
    names = []
    while claim := queue.claim("w"):
        names.append(claim.job.name)
        claim.end(JobState.DONE)
    return names


@postgresql
def test_a_job_comes_back_as_it_was_added(queue: Queue) -> None:
    members = {"in/b.md": {"kind": "law"}}
    made = job("tập/thông tư \x00.zip", given={"title": "Một, hai", "khác": "x"}, members=members, priority=3)
    assert queue.add([made]) == [True]
    claim = taken(queue.claim("w"))
    assert claim.job == replace(made, path="/files/tập/thông tư .zip", name="tập/thông tư .zip")
    assert claim.died == ()
    claim.end(JobState.DONE)
    assert queue.claim("w") is None


@postgresql
def test_priority_then_order_of_arrival(queue: Queue) -> None:
    queue.add([job("a"), job("b", priority=LAST), job("c")])
    queue.add([job("d"), job("e", priority=FIRST)])
    assert finish(queue) == ["e", "a", "c", "d", "b"]


@postgresql
def test_just_the_same_waits_once(queue: Queue, store: Store) -> None:
    assert queue.add([job("a"), job("b")]) == [True, True]
    assert queue.add([job("a"), job("b", given={"kind": "law"}), job("c")]) == [False, True, True]
    assert queue.add([job("a", priority=FIRST)]) == [False], "it is there already"
    assert store.queue().waiting == 4


@postgresql
def test_one_job_is_had_by_one_worker(queue: Queue) -> None:
    queue.add([job(str(number)) for number in range(30)])
    with ThreadPoolExecutor(4) as threads:
        claims = list(threads.map(lambda number: taken(queue.claim(f"w{number}")), range(4)))
        assert len({claim.job.name for claim in claims}) == 4
        for claim in claims:
            claim.end(JobState.DONE)
        rest = [name for names in threads.map(lambda _: finish(queue), range(4)) for name in names]
    assert sorted(rest + [claim.job.name for claim in claims], key=int) == [str(n) for n in range(30)]


@postgresql
def test_two_versions_of_a_file_are_never_read_side_by_side(queue: Queue) -> None:
    queue.add([job("a"), job("b")])
    queue.add([job("a", "b" * 64)])
    first = taken(queue.claim("w"))
    assert finish(queue) == ["b"]
    assert queue.claim("w") is None
    first.end(JobState.DONE)
    second = taken(queue.claim("w"))
    assert second.job.sha256 == "b" * 64
    second.end(JobState.DONE)


DYING = """
import sys, time
from corpus.store.store import Store
claim = Store.open(sys.argv[1]).jobs.claim("dying")
print(claim.job.name, flush=True)
time.sleep(60)
"""


@postgresql
def test_the_job_of_a_dead_worker_is_free_and_its_attempt_counted(queue: Queue, url: str) -> None:
    queue.add([job("a")])
    with subprocess.Popen([sys.executable, "-c", DYING, url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "a\n"
        assert queue.claim("w") is None, "it is held"
        assert [(attempt.name, attempt.number, attempt.worker) for attempt in queue.begun()] == [
            ("a", 1, "dying")
        ]
        os.kill(process.pid, signal.SIGKILL)
    second = taken(_soon(queue))
    second.let_go()
    third = taken(_soon(queue))
    assert (second.died, third.died) == (("dying: it died",), ("dying: it died", "w: it died"))
    third.end(JobState.DONE)
    assert queue.begun() == []


def _soon(queue: Queue) -> Claim | None:
    """The server takes a moment to see that a connection is gone."""
    for _ in range(1000):
        if claim := queue.claim("w"):
            return claim
    return None


@postgresql
def test_a_lock_that_fell_is_noticed(queue: Queue, url: str) -> None:
    queue.add([job("a")])
    claim = taken(queue.claim("w"))
    claim.check()
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND state = 'idle in transaction'"
        )
    with pytest.raises(StoreUnavailable):
        claim.check()
    with pytest.raises(StoreUnavailable):
        claim.end(JobState.DONE)
    claim.let_go()
    queue.forget(claim)
    again = taken(queue.claim("w"))
    assert again.died == ()
    again.end(JobState.DONE)


@postgresql
def test_what_a_worker_says_of_its_failure_is_kept(queue: Queue) -> None:
    queue.add([job("a")])
    claim = taken(queue.claim("here:1"))
    claim.let_go()
    queue.blame(claim, "OSError: no space")
    again = taken(queue.claim("here:2"))
    assert again.died == ("here:1: OSError: no space",)
    again.end(JobState.DONE)


@postgresql
def test_failed_jobs_are_told_and_wait_again_on_demand(queue: Queue, store: Store) -> None:
    queue.add([job("a"), job("b"), job("c")])
    taken(queue.claim("w1")).end(JobState.FAILED, "encrypted_file", "it needs a password\x00")
    taken(queue.claim("w2")).end(JobState.DONE)
    [failed] = queue.failed()
    assert (failed.name, failed.code, failed.reason) == ("a", "encrypted_file", "it needs a password")
    assert (failed.worker, failed.attempts) == ("w1", 1)
    counts = store.queue()
    assert (counts.waiting, counts.done, counts.failed) == (1, 1, 1)
    assert counts.oldest is not None
    assert queue.retry([failed.id, 10**6]) == 1
    assert queue.retry([failed.id]) == 0
    assert queue.failed() == []
    assert finish(queue) == ["a", "c"]
    assert store.queue().oldest is None


@postgresql
def test_a_new_job_takes_the_place_of_those_that_ended(queue: Queue, store: Store) -> None:
    for sha256 in "abc":
        queue.add([job("a", sha256 * 64)])
        taken(queue.claim("w")).end(JobState.FAILED, "x", "y")
    assert store.queue().failed == 1


@postgresql
def test_adding_waits_for_no_worker(queue: Queue) -> None:
    queue.add([job("a")])
    claim = taken(queue.claim("w"))
    assert queue.waiting("/files/a")
    assert queue.add([job("a", "b" * 64), job("b")]) == [True, True]
    claim.end(JobState.DONE)
    assert not queue.waiting("/files/none")


def test_sqlite_has_no_queue_and_says_so() -> None:
    with SQLiteStores().new() as url, Store.open(url) as store:
        with pytest.raises(QueueUnavailable, match="PostgreSQL"):
            store.jobs  # noqa: B018
        assert store.queue().waiting == 0

"""Whatever becomes of a worker, it costs one file, and the others come in order."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.channel import Channel, Closed
from ingest.pool import AHEAD_BYTES, Pool
from ingest.task import MEBIBYTE, Batch, Done, Failed, Message, Task, WorkerLimits

ODD = (str(Path(__file__).with_name("odd_worker.py")),)
LIMITS = WorkerLimits(seconds=0.5, memory=256 * MEBIBYTE)


def answers(names: Sequence[str], jobs: int = 2) -> list[tuple[str, list[Message]]]:
    tasks = [Task(Path(name), name, "", 1) for name in names]
    with Pool(jobs, LIMITS, ODD) as pool:
        return [(task.name, list(channel)) for task, channel in pool.read(tasks)]


@pytest.mark.parametrize(
    ("name", "code", "reason"),
    [
        ("hang", "timed_out", "within 0.5 s"),
        ("hang-in-c", "timed_out", "within 0.5 s"),
        ("spin", "timed_out", "within 0.5 s"),
        ("thick-and-hangs", "timed_out", "within 1 s"),
        ("crash", "unreadable_file", "SIGSEGV"),
        ("killed", "too_large", "want of memory"),
        ("leave", "unreadable_file", "exit code 7"),
        ("hog", "too_large", "no memory"),
    ],
)
def test_a_lost_worker_costs_one_file(name: str, code: str, reason: str) -> None:
    (_, before), (_, (odd,)), (_, after) = answers(["a", name, "b"], jobs=1)
    assert before == after == [Done()]
    assert isinstance(odd, Failed)
    assert odd.code == code
    assert reason in odd.reason


def test_what_came_before_a_crash_is_kept() -> None:
    ((_, messages),) = answers(["crash-later"])
    assert [type(message) for message in messages] == [Batch, Batch, Failed]
    assert "SIGABRT" in messages[-1].reason  # type: ignore[union-attr]


def test_a_worker_that_retires_is_replaced_without_a_word() -> None:
    assert dict(answers(["retire", "a", "retire", "b"], jobs=1)) == {
        "retire": [Done()],
        "a": [Done()],
        "b": [Done()],
    }


def test_a_worker_that_says_it_is_alive_is_waited_for() -> None:
    assert answers(["busy", "a"], jobs=1) == [("busy", [Done()]), ("a", [Done()])]


def test_a_worker_with_many_pages_before_it_is_given_time_for_them() -> None:
    assert answers(["thick", "a"], jobs=1) == [("thick", [Done()]), ("a", [Done()])]


def test_a_worker_that_has_to_wait_for_the_machine_is_given_time() -> None:
    assert answers(["waits", "a"], jobs=1) == [("waits", [Done()]), ("a", [Done()])]


def test_order_is_that_of_the_files() -> None:
    names = ["long", *(f"file {number}" for number in range(40)), "long"]
    assert [name for name, _ in answers(names, jobs=3)] == names


def test_leaving_early_ends_the_workers() -> None:
    tasks = [Task(Path(name), name, "", AHEAD_BYTES) for name in ["long", "hang", "hang", "long", "hang"]]
    begun = time.monotonic()
    with Pool(2, WorkerLimits(seconds=60, memory=256 * MEBIBYTE), ODD) as pool:
        results = iter(pool.read(tasks))
        assert len(list(next(results)[1])) == 51
        while len(pool._workers) < 2 or not all(worker._process for worker in pool._workers):
            next(results)
        processes = [worker._process.pid for worker in pool._workers if worker._process]
    assert time.monotonic() - begun < 10
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_an_interrupt_of_the_terminal_does_not_reach_the_workers() -> None:
    tasks = [Task(Path("a"), "a", "", 1)]
    with Pool(1, LIMITS, ODD) as pool:
        for _, channel in pool.read(tasks):
            assert list(channel) == [Done()]
        group = os.getpgid(pool._workers[0]._process.pid)  # type: ignore[union-attr]
        assert group != os.getpgid(0)
        assert signal.SIGINT  # the terminal sends it to the foreground group alone


def test_a_closed_channel_says_so() -> None:
    channel = Channel()
    channel.close()
    with pytest.raises(Closed):
        channel.put(Done())

"""Change numbers rise in the order of commits: whoever follows them misses nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from lamhai import deposit, work
from sqlalchemy import text
from stores import Stores

from corpus.errors import InvalidIdentifier, StoreUnavailable
from corpus.model import LOCAL
from corpus.store import engine
from corpus.store.availability import available
from corpus.store.engine import IDLE_SECONDS
from corpus.store.store import Store

PATIENCE = 20
"""Seconds until a test gives up."""


class Follower(threading.Thread):
    """Reads the changes after those that it has, again and again, as an indexer does."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store, self.seen, self.numbers = store, {}, []  # type: ignore[var-annotated]
        self.stop = threading.Event()

    def run(self) -> None:
        last = 0
        while True:
            ending = self.stop.is_set()
            for change in self.store.changes(last, limit=3):
                self.numbers.append(change.number)
                self.seen[change.work_id] = last = change.number
            if ending and last == self.store.change:
                return


@contextmanager
def following(store: Store) -> Iterator[Follower]:
    follower = Follower(store)
    follower.start()
    try:
        yield follower
    finally:
        follower.stop.set()
        follower.join(PATIENCE)


def in_thread(store: Store, name: str) -> threading.Thread:
    thread = threading.Thread(target=lambda: store.deposit([deposit(work(name), path=name)]))
    thread.start()
    return thread


def test_later_writers_wait_for_one_that_is_open(url: str) -> None:
    """One transaction has its numbers and is held open while others want to commit theirs."""
    with Store.open(url) as store, Store.open(url) as reader, following(reader) as follower:
        store.deposit([deposit(work("first"), path="first")])
        with store._writing() as ledger:
            held = ledger.work_id()
            row = {"id": held, "slug": "held", "gone": False, "kind": "other", "change": -held}
            ledger.connection.execute(
                text(
                    "INSERT INTO work (id, slug, gone, kind, change, recorded)"
                    " VALUES (:id, :slug, false, :kind, :change, '2026-01-01 00:00:00')"
                ),
                row,
            )
            ledger.touch(held)
            later = [in_thread(store, f"later-{number}") for number in range(3)]
            time.sleep(0.5)
            assert all(thread.is_alive() for thread in later), "none of them may overtake"
            assert reader.change == 1
        for thread in later:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in later)
        numbers = {summary.work.slug: 0 for summary in reader.works(LOCAL)}
        assert len(numbers) == 4
        assert [change.number for change in reader.changes(0)] == [1, 2, 3, 4, 5]
        assert reader.changes(1)[0].work_id == held, "it began first, so it has the first number"
    assert set(follower.seen.values()) == {1, 2, 3, 4, 5}
    assert follower.numbers == sorted(set(follower.numbers)), "each once, rising"


def test_a_number_of_what_was_rolled_back_is_given_to_the_next(url: str) -> None:
    with Store.open(url) as store, following(store) as follower:
        store.deposit([deposit(work("a"), path="a")])
        with pytest.raises(InvalidIdentifier):
            store.merge("a", "a", LOCAL, who="x", reason="y")
        store.deposit([deposit(work("b"), path="b")])
    assert follower.numbers == [1, 2]


WRITER = """
import sys
sys.path.insert(0, sys.argv[3])
from lamhai import deposit, work
from corpus.store.store import Store
with Store.open(sys.argv[1]) as store:
    for turn in range(25):
        name = f"{sys.argv[2]}-{turn}"
        store.deposit([deposit(work(name), path=name), deposit(work(f"shared-{turn % 3}"), path=name)])
"""


def test_a_follower_of_several_writers_misses_nothing(url: str) -> None:
    here = str(Path(__file__).parent)
    with Store.open(url) as store, following(store) as follower:
        writers = [subprocess.Popen([sys.executable, "-c", WRITER, url, name, here]) for name in "abc"]
        assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    with Store.open(url) as store:
        newest = {change.work_id: change.number for change in store.changes(0, 10_000)}
    assert follower.seen == newest
    assert follower.numbers == sorted(set(follower.numbers))
    assert len(newest) == 3 * 25 + 3


@pytest.mark.needs("PostgreSQL")
@pytest.mark.parametrize("default", ["read committed", "repeatable read", "serializable"])
def test_a_writer_that_waited_sees_what_the_other_wrote(postgresql_stores: Stores, default: str) -> None:
    """Whatever the database's default: with an older snapshot the second would enter the work again."""
    with postgresql_stores.new() as url:
        opened = engine.connect(url)
        name = opened.url.database
        with opened.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(
                text(f"ALTER DATABASE \"{name}\" SET default_transaction_isolation = '{default}'")
            )
        opened.dispose()
        with Store.open(url) as store:
            with store._writing() as ledger:
                waiting = [in_thread(store, "same") for _ in range(3)]
                time.sleep(0.3)
                assert ledger.change == 0
            for thread in waiting:
                thread.join(PATIENCE)
            assert [summary.work.slug for summary in store.works(LOCAL)] == ["same"]
            assert store.change == 1, "the second and third said nothing new"
        opened = engine.connect(url)
        with opened.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'ALTER DATABASE "{name}" RESET default_transaction_isolation'))
        opened.dispose()


@pytest.mark.needs("PostgreSQL")
def test_a_reader_sees_one_state_of_the_base(postgresql_stores: Stores) -> None:
    with postgresql_stores.new() as url, Store.open(url) as store:
        store.deposit([deposit(work("a"), path="a")])
        with store._reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM work")).scalar() == 1
            store.deposit([deposit(work("b"), path="b")])
            assert connection.execute(text("SELECT count(*) FROM work")).scalar() == 1
            with pytest.raises(StoreUnavailable, match="read-only"), available():
                connection.execute(text("DELETE FROM work"))


@pytest.mark.needs("PostgreSQL")
def test_a_writer_that_hangs_gives_the_lock_back(
    postgresql_stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that stands still in the middle of a transaction must not stop all the others."""
    assert IDLE_SECONDS < engine.BUSY_SECONDS, "it is ended before those who wait give up"
    monkeypatch.setattr("corpus.store.engine.IDLE_SECONDS", 1)
    with postgresql_stores.new() as url, Store.open(url) as hanging, Store.open(url) as other:

        def hang() -> None:
            with hanging._writing() as ledger:
                thread = in_thread(other, "waits")
                thread.join(PATIENCE)
                assert not thread.is_alive()
                ledger.touch(1)

        with pytest.raises(StoreUnavailable):
            hang()
        assert [summary.work.slug for summary in other.works(LOCAL)] == ["waits"]
        hanging.deposit([deposit(work("again"), path="again")])


@pytest.mark.needs("PostgreSQL")
def test_a_lock_that_is_not_had_in_time_is_told(
    postgresql_stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.engine._POSTGRESQL_SESSION", ("SET lock_timeout = '200ms'",))
    with postgresql_stores.new() as url, Store.open(url) as first, Store.open(url) as second:
        with first._writing(), pytest.raises(StoreUnavailable, match="lock timeout"):
            second.deposit([deposit(work("a"), path="a")])
        second.deposit([deposit(work("a"), path="a")])

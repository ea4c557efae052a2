"""One writer at a time, whatever becomes of it: killed, frozen, or one of two. With real processes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from engine_filling import ALL, fill, found
from following import LengthOfWords, follow, quicken
from passage_building import passage
from scratch_indices import scratch, served
from test_elasticsearch_crash import WORKS, notice

import search_api.engine.elasticsearch.lease as lease_module
from corpus.store.store import Store
from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.engine.elasticsearch.connection import connect
from search_api.engine.elasticsearch.control import Control, state_of
from search_api.engine.elasticsearch.lease import LEASE_SECONDS
from search_api.engine.port import Everything, IndexWriter
from search_api.errors import IndexBusy
from search_api.index.indexer import Indexer
from search_api.index.verify import verify

pytestmark = pytest.mark.needs("Elasticsearch")

HERE = Path(__file__).parent
BUSY_MACHINE = 20.0

HOLDER = """
import sys
from contextlib import closing
from following import quicken
from passage_building import passage
from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings

url, index, quick = sys.argv[1:]
if quick: quicken()
settings = ElasticsearchSettings((url,), index=index, vectors="flat", timeout=30)
with closing(ElasticsearchEngine(settings)) as engine:
    with closing(engine.writer()) as writer:
        writer.replace_work(1, [passage("mine", "text of the first writer")])
        print("holds", flush=True)
        sys.stdin.readline()
        try:
            writer.commit(1)
            print("committed", flush=True)
        except Exception as error:
            print(type(error).__name__, flush=True)
"""
"""A process that takes the lease, waits for a line, and commits."""


@pytest.fixture
def settings(elasticsearch_url: str) -> Iterator[ElasticsearchSettings]:
    with scratch(elasticsearch_url) as made:
        yield made


@pytest.fixture
def engine(settings: ElasticsearchSettings) -> Iterator[ElasticsearchEngine]:
    with closing(ElasticsearchEngine(settings)) as made:
        yield made


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A Python of our own that finds the modules of the tests."""
    path = os.pathsep.join(map(str, (HERE, *HERE.parents[:2])))
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    ) as child:
        try:
            yield child
        finally:
            child.kill()


@contextmanager
def holder(settings: ElasticsearchSettings, *, quick: bool) -> Iterator[subprocess.Popen[str]]:
    (url,) = settings.hosts
    with process("-c", HOLDER, url, settings.index, "quick" if quick else "") as child:
        assert said(child) == "holds"
        yield child


def said(child: subprocess.Popen[str]) -> str:
    assert child.stdout
    return child.stdout.readline().strip()


def tell(child: subprocess.Popen[str]) -> None:
    assert child.stdin
    child.stdin.write("\n")
    child.stdin.flush()


def writer_after(engine: ElasticsearchEngine, seconds: float) -> tuple[IndexWriter, float]:
    """The lease, as soon as it can be had, and how long that took."""
    started = time.monotonic()
    while True:
        try:
            return engine.writer(), time.monotonic() - started
        except IndexBusy:
            assert time.monotonic() - started < seconds
            time.sleep(0.05)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LEASE_SECONDS", "BEAT_SECONDS", "GAP_SECONDS"):
        monkeypatch.setattr(lease_module, name, getattr(lease_module, name))
    quicken()


def test_a_killed_writer_is_followed_by_another(
    settings: ElasticsearchSettings, engine: ElasticsearchEngine
) -> None:
    """With the real times: nobody takes over sooner, and it does not take much longer."""
    with holder(settings, quick=False) as child:
        os.kill(child.pid, signal.SIGKILL)
        writer, waited = writer_after(engine, LEASE_SECONDS + BUSY_MACHINE)
    writer.close()
    assert waited >= LEASE_SECONDS - 0.1
    fill(engine, [passage("next", "x")], change=1)
    assert found(engine, Everything()) == ["next"]


def test_a_living_writer_keeps_its_lease(
    settings: ElasticsearchSettings, engine: ElasticsearchEngine, quick: None
) -> None:
    with holder(settings, quick=True) as child:
        with pytest.raises(AssertionError):
            writer_after(engine, 4 * lease_module.LEASE_SECONDS)
        tell(child)
        assert said(child) == "committed"
    assert found(engine, Everything()) == ["mine"]


def test_a_frozen_writer_finds_that_it_lost_the_lease_and_writes_nothing(
    settings: ElasticsearchSettings, engine: ElasticsearchEngine, quick: None
) -> None:
    fill(engine, [passage("old", "x")], change=0)
    with holder(settings, quick=True) as child:
        os.kill(child.pid, signal.SIGSTOP)
        writer, _ = writer_after(engine, BUSY_MACHINE)
        writer.replace_work(1, [passage("theirs", "text of the second writer")])
        writer.commit(2)
        writer.close()
        tell(child)
        os.kill(child.pid, signal.SIGCONT)
        assert said(child) == "IndexBusy"
    engine.refresh()
    with closing(connect(settings)) as client:
        client.indices.refresh(index=served(client, settings))
    assert found(engine, Everything()) == ["theirs"]
    assert engine.counts().change == 2


def test_what_a_lost_writer_sends_late_changes_nothing(engine: ElasticsearchEngine, quick: None) -> None:
    """The worst case: it lost the lease after it had asked whether it holds it."""
    fill(engine, [passage("a", "first"), passage("b", "first")], change=1)
    late = engine.writer()
    late.replace_work(1, [passage("a", "late"), passage("b", "first")])
    asked = 0

    def demand() -> None:
        nonlocal asked
        asked += 1
        if asked > 2:  # before the first document; then it learns
            raise IndexBusy("lost")

    lease = late._lease
    lease._over.set()
    lease._thread.join()
    lease.demand = demand
    with closing(ElasticsearchEngine(engine.settings)) as other:
        writer, _ = writer_after(other, BUSY_MACHINE)
        writer.replace_work(1, [passage("a", "newer")])
        writer.commit(5)
        with pytest.raises(IndexBusy):
            late.commit(2)
        writer.close()
        with closing(connect(engine.settings)) as client:
            client.indices.refresh(index=served(client, engine.settings))
        assert [p and p.text for p in other.passages(["a", "b"])] == ["newer", None]
        assert other.counts().change == 5
        with closing(engine.writer()) as stale:
            state = stale._entry
            fill_past(other, engine)
            stale._entry = state
            stale.replace_work(1, [passage("a", "newest")])
            with pytest.raises(IndexBusy):
                stale.commit(7)


def fill_past(other: ElasticsearchEngine, engine: ElasticsearchEngine) -> None:
    """Say something of the index past the lease, as only a mistaken writer would."""
    with closing(connect(engine.settings)) as client:
        control, name = Control(client, engine.settings), served(client, engine.settings)
        seen = control.entry(name)
        control.keep(name, replace(state_of(seen), unmerged=99), seen)


def test_two_processes_follow_one_store(
    settings: ElasticsearchSettings, engine: ElasticsearchEngine, tmp_path: Path, quick: None
) -> None:
    """While a third stores: each change is in the index, once, at the end."""
    path = tmp_path / "base.db"
    (url,) = settings.hosts
    asked = {"url": url, "index": settings.index, "store": str(path), "vectors": False, "turns": 8}
    with closing(Store.open(f"sqlite:///{path}", create=True)) as store:
        store.deposit([notice(number, random.Random(number)) for number in range(WORKS)])
        program = [str(HERE / "following.py"), json.dumps(asked)]
        with process(*program) as one, process(*program) as other:
            assert {said(one), said(other)} == {"begins"}
            chance = random.Random(2)
            for _ in range(10):
                store.deposit([notice(number, chance) for number in chance.sample(range(WORKS), 2)])
                time.sleep(0.05)
            assert [said(one), said(other)] == ["done", "done"]
        threads = [
            threading.Thread(target=follow, args=(url, settings.index, str(path)), kwargs={"vectors": False})
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert engine.counts().change == store.change
        assert verify(store, engine, Indexer(store, engine, LengthOfWords())).sound
        assert engine.words(Everything(), ALL, 1).total == engine.counts().passages

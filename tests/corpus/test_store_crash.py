"""A writer killed at any moment leaves whole transactions, and a second run ends where it would have."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from stores import Stores

from corpus.model import LOCAL
from corpus.store.store import Store

WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from lamhai import article, deposit, relation, work
from corpus.model import RelationType
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.store import Store

BATCHES, SIZE = 40, 5

def made(number):
    return deposit(
        work(f"w-{number}", title=f"Văn bản {number}"),
        tuple(article(str(n), f"văn bản {number} điều {n}") for n in range(1, 8)),
        path="tap.jsonl",
        data="tap",
        relations=(relation(RelationType.CITES, f"w-{number + SIZE}"),),
    )

with Store.open(sys.argv[1]) as store:
    record = FileRecord("tap.jsonl", "a" * 64, 1, 1, "reader 1", FileOutcome.READ)
    print("ready", flush=True)
    store.replace_file(
        record, ([made(b * SIZE + n) for n in range(SIZE)] for b in range(BATCHES))
    )
print("done", flush=True)
"""
WORKS = 200


def start(url: str) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, url, str(Path(__file__).parent)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def finish(url: str) -> None:
    process = start(url)
    output, _ = process.communicate(timeout=120)
    assert output.split() == ["ready", "done"]


def contents(store: Store) -> dict[str, object]:
    """All that readers see, without ids, times and change numbers."""
    seen: dict[str, object] = {}
    for summary in store.works(LOCAL):
        stored = store.work(summary.id, LOCAL)
        assert stored is not None
        seen[stored.work.slug] = (
            stored.work.titles,
            [(e.expression, e.provisions, [link.source for link in e.sources]) for e in stored.expressions],
            stored.relations,
            sorted((slug, str(r)) for slug, r in stored.incoming),
        )
    return seen


def check_whole(store: Store) -> int:
    """Whole transactions only: each work with all that was deposited with it, change numbers without gaps."""
    works = store.works(LOCAL)
    assert len(works) % 5 == 0, "batches are whole"
    assert all((work.expressions, work.provisions) == (1, 7) for work in works)
    changes = store.changes(0, 10_000)
    assert [change.number for change in changes] == sorted({change.number for change in changes})
    assert store.change == (changes[-1].number if changes else 0)
    counts = store.counts(LOCAL)
    assert (counts.works, counts.provisions, counts.relations) == (
        len(works),
        7 * len(works),
        len(works),
    )
    return len(works)


@pytest.fixture(scope="module")
def undisturbed(sqlite_stores: Stores) -> dict[str, object]:
    """What a run ends with that nobody disturbs."""
    with sqlite_stores.new() as url:
        finish(url)
        with Store.open(url) as store:
            return contents(store)


@pytest.mark.parametrize(
    "seed", [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)]
)
def test_killed_again_and_again_it_ends_as_undisturbed(
    url: str, undisturbed: dict[str, object], seed: int
) -> None:
    chance = random.Random(seed)
    before = 0
    for _ in range(3):
        process = start(url)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.05, 0.4))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        with Store.open(url) as store:
            after = check_whole(store)
            assert after >= before, "what was acknowledged stays"
            before = after
    finish(url)
    with Store.open(url) as store:
        assert check_whole(store) == WORKS
        assert contents(store) == undisturbed
        assert store.file("tap.jsonl") is not None

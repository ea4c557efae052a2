"""A follower killed anywhere loses nothing: the next goes on from the last whole commit. On a real server."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from engine_filling import ALL
from following import LengthOfWords, follow
from scratch_indices import scratch
from small_base import article, source

from corpus.model import Deposit, Expression, Work, WorkKind
from corpus.store.store import Store
from search_api.analysis import analyse
from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.index.indexer import Indexer
from search_api.index.verify import verify

pytestmark = [pytest.mark.needs("Elasticsearch"), pytest.mark.slow]

HERE = Path(__file__).parent
WORKS = 12
WORDS = ["visa", "fee", "berth", "quay", "consul", "arrest", "notice", "harbour", "pilot", "letter"]
DEATHS, LATEST = 12, 40
"""So many deaths, at the latest at the so manieth moment: there are two for each request that writes (before
and after it), and by then there are no more in a run."""


@pytest.fixture
def settings(elasticsearch_url: str) -> Iterator[ElasticsearchSettings]:
    with scratch(elasticsearch_url) as made:
        yield made


def notice(number: int, chance: random.Random) -> Deposit:
    """A work of two articles that say something else each time."""
    slug = f"notice-{number}"
    texts = [" ".join(chance.choices(WORDS, k=8)) for _ in range(2)]
    return Deposit(
        source(f"{slug}.txt", body=" ".join(texts).encode()),
        Work(slug, WorkKind.GUIDELINE, {"en": slug}),
        Expression("en", title=slug),
        tuple(article(place, f"Article {place}", "", text) for place, text in enumerate(texts, 1)),
        work_given=True,
    )


def change(store: Store, chance: random.Random) -> None:
    """Some works change, one comes or goes."""
    store.deposit([notice(number, chance) for number in chance.sample(range(WORKS), 4)])
    store.remove_file(f"notice-{chance.randrange(WORKS)}.txt")


def die(url: str, index: str, store: Path, die_at: int) -> int:
    """Follow in a child that kills itself; gives the signal that ended it, 0 where it lived to its end."""
    child = os.fork()
    if not child:
        try:
            follow(url, index, str(store), die_at=die_at)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or not os.WEXITSTATUS(status)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def main(url: str, index: str, store: str, seed: str) -> None:
    """Change the store and follow, again and again, each time dying a little later. Prints the deaths."""
    from following import quicken

    quicken()
    chance = random.Random(int(seed))
    killed = []
    for die_at in sorted(chance.sample(range(1, LATEST + 1), DEATHS)):
        with closing(Store.open(f"sqlite:///{store}")) as base:
            change(base, chance)
        killed.append(die(url, index, Path(store), die_at))
    print(killed.count(signal.SIGKILL))


@pytest.mark.parametrize("seed", [1])
def test_killed_at_every_request_it_goes_on_from_the_last_whole_commit(
    seed: int, settings: ElasticsearchSettings, tmp_path: Path
) -> None:
    path = tmp_path / "base.db"
    (url,) = settings.hosts
    with closing(Store.open(f"sqlite:///{path}", create=True)) as store:
        store.deposit([notice(number, random.Random(number)) for number in range(WORKS)])
    command = [sys.executable, "-c", "import test_elasticsearch_crash as t, sys; t.main(*sys.argv[1:])"]
    done = subprocess.run(
        [*command, url, settings.index, str(path), str(seed)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HERE, *HERE.parents[:2])))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout) > DEATHS / 2
    follow(url, settings.index, str(path))
    with (
        closing(Store.open(f"sqlite:///{path}")) as store,
        closing(ElasticsearchEngine(settings)) as engine,
        scratch(url) as calm,
        closing(ElasticsearchEngine(calm)) as undisturbed,
    ):
        indexer = Indexer(store, engine, LengthOfWords())
        assert verify(store, engine, indexer).sound
        Indexer(store, undisturbed, LengthOfWords()).sync()
        assert sorted(engine.digests()) == sorted(undisturbed.digests())
        assert engine.counts() == undisturbed.counts()
        assert engine.counts().vectors == engine.counts().passages
        for word in WORDS:
            hits = [one.words(analyse(word).bag(), ALL, 100) for one in (engine, undisturbed)]
            assert {hit.id for hit in hits[0].hits} == {hit.id for hit in hits[1].hits}
            near = [one.nearest(LengthOfWords().query(word), ALL, 10) for one in (engine, undisturbed)]
            assert near[0] == near[1]

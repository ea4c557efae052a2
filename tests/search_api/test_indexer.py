"""The index follows a real store: work by work, across restarts, rebuilds and damage."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from small_base import article, deposits, source

from corpus.model import LOCAL, Deposit, Expression, Work, WorkKind
from corpus.store.copying import copy_base, put_in_place
from corpus.store.store import Store
from search_api.analysis import analyse, streams
from search_api.engine.embedded import EmbeddedEngine
from search_api.engine.port import Everything, Filter
from search_api.errors import IndexBusy
from search_api.index import indexer as indexer_module
from search_api.index.indexer import Indexer, Progress
from search_api.index.verify import mend, verify

ALL = Filter(LOCAL)


class HashedWords:
    """An embedder that needs no model: each word has a direction of its own. It counts what it embeds."""

    dimensions = 64

    def __init__(self, name: str = "hashed/1") -> None:
        self.name = name
        self.embedded: list[str] = []

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> NDArray[np.float32]:
        vector = np.full(self.dimensions, 1e-3, np.float32)
        for token in streams(text, "und").surface:
            vector[zlib.crc32(token.encode()) % self.dimensions] += 1
        return vector / np.linalg.norm(vector)

    def known(self, texts: list[str]) -> dict[str, np.ndarray]:
        return {}

    def count_tokens(self, text: str) -> int:
        return 3 + len(streams(text, "und").surface)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with closing(Store.open(store_url)) as store:
        yield store


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    with closing(EmbeddedEngine(tmp_path / "index")) as engine:
        yield engine


def note(slug: str, text: str) -> Deposit:
    """A work of one article."""
    return Deposit(
        source(f"{slug}.txt", body=text.encode()),
        Work(slug, WorkKind.GUIDELINE, {"en": slug}),
        Expression("en", title=slug),
        (article(1, "Article 1", "", text),),
        work_given=True,
    )


def texts(engine: EmbeddedEngine) -> set[str]:
    ids = [hit.id for hit in engine.words(Everything(), ALL, 1000).hits]
    return {passage.text for passage in engine.passages(ids) if passage}


def test_the_index_follows_the_store(store: Store, engine: EmbeddedEngine) -> None:
    store.deposit(deposits())
    indexer = Indexer(store, engine)
    first = indexer.sync()
    assert first.works == 5
    assert not first.rebuilt
    assert first.counts.change == store.change
    assert first.counts.epoch == store.epoch
    assert engine.words(analyse("bị bắt").bag(), ALL, 5).hits
    assert verify(store, engine, indexer).sound
    again = indexer.sync()
    assert again.works == 0
    store.deposit([note("new-note", "A word unheard so far: quaxolotl.")])
    assert verify(store, engine, indexer).lag > 0
    assert indexer.sync().works == 1
    assert len(engine.words(analyse("quaxolotl").bag(), ALL, 5).hits) == 1
    assert verify(store, engine, indexer).sound


def test_a_store_that_went_back_is_noticed(tmp_path: Path, engine: EmbeddedEngine) -> None:
    """A snapshot of its disk was put back: the index has a change that the base has not."""
    url, snapshot = f"sqlite:///{tmp_path / 'base.db'}", tmp_path / "snapshot.db"
    with closing(Store.open(url, create=True)) as store:
        store.deposit([note("kept", "Stays.")])
        copy_base(url, snapshot)
        store.deposit([note("lost", "Was never written.")])
        Indexer(store, engine).sync()
        epoch = store.epoch
    put_in_place(snapshot, url)
    with closing(Store.open(url)) as store:
        assert store.epoch == epoch, "the base cannot know"
        assert not verify(store, engine, Indexer(store, engine)).sound
        assert Indexer(store, engine).sync().rebuilt
        assert texts(engine) == {"Stays."}
        assert store.epoch != epoch, "so that every other index is built anew"
        assert verify(store, engine, Indexer(store, engine)).sound


def test_a_work_that_is_gone_leaves_the_index(store: Store, engine: EmbeddedEngine) -> None:
    store.deposit([note("kept", "Stays."), note("gone", "Goes.")])
    Indexer(store, engine).sync()
    assert texts(engine) == {"Stays.", "Goes."}
    store.remove_file("gone.txt")
    Indexer(store, engine).sync()
    assert texts(engine) == {"Stays."}
    assert verify(store, engine, Indexer(store, engine)).sound


def test_vectors_are_filled_in_and_only_once(
    store: Store, engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer_module, "EMBEDDED_AT_ONCE", 4)
    store.deposit(deposits())
    embedder = HashedWords()
    seen: list[Progress] = []
    words_only = Indexer(store, engine, embedder).sync(vectors=False)
    assert words_only.counts.vectors == 0
    synced = Indexer(store, engine, embedder, progress=seen.append).sync()
    assert synced.vectors == synced.counts.vectors == synced.counts.passages == len(embedder.embedded)
    assert synced.counts.model == "hashed/1"
    assert seen[-1] == Progress("vectors", synced.counts.passages, synced.counts.passages)
    assert Indexer(store, engine, embedder).sync().vectors == 0
    near = engine.nearest(embedder.query("Harbour Agreement on Pilots Article 22"), ALL, 1)
    (best,) = engine.passages([near[0].id])
    assert best is not None
    assert best.work_slug == "harbour-agreement"


def test_embedding_goes_on_where_it_was_stopped(
    store: Store, engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer_module, "EMBEDDED_AT_ONCE", 3)
    store.deposit(deposits())
    embedder = HashedWords()
    Indexer(store, engine, embedder, stop=lambda: len(embedder.embedded) >= 6).sync()
    assert engine.counts().vectors == 6
    Indexer(store, engine, embedder).sync()
    assert engine.counts().vectors == engine.counts().passages == len(embedder.embedded)


def test_works_that_come_in_while_vectors_are_made_are_indexed(
    store: Store, engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer_module, "EMBEDDED_AT_ONCE", 3)
    store.deposit(deposits())

    class Busy(HashedWords):
        def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if not self.embedded:
                store.deposit([note("late", "Came in late.")])
            return super().passages(texts)

    synced = Indexer(store, engine, Busy()).sync()
    assert synced.counts.change == store.change
    assert "Came in late." in texts(engine)
    assert synced.counts.vectors == synced.counts.passages


def test_another_model_replaces_the_vectors(store: Store, engine: EmbeddedEngine) -> None:
    store.deposit(deposits())
    Indexer(store, engine, HashedWords("hashed/1+adapter-a")).sync()
    adapted = HashedWords("hashed/1+adapter-b")
    synced = Indexer(store, engine, adapted).sync()
    assert not synced.rebuilt
    assert synced.counts.model == "hashed/1+adapter-b"
    assert synced.counts.vectors == synced.counts.passages == len(adapted.embedded)


@pytest.mark.parametrize("change", ["epoch", "recipe", "model"])
def test_an_index_of_another_store_or_recipe_is_built_anew(
    store: Store, engine: EmbeddedEngine, change: str
) -> None:
    store.deposit(deposits())
    Indexer(store, engine, HashedWords()).sync()
    longest, embedder = 240, HashedWords()
    if change == "epoch":
        store.renew_epoch()
    elif change == "recipe":
        longest = 100
    else:
        embedder = HashedWords("other/1")
    indexer = Indexer(store, engine, embedder, passage_tokens=longest)
    found = verify(store, engine, indexer)
    assert not found.sound
    assert found.same_epoch is (change != "epoch")
    synced = indexer.sync()
    assert synced.rebuilt
    assert synced.counts.epoch == store.epoch
    assert synced.counts.vectors == synced.counts.passages
    assert verify(store, engine, indexer).sound


def test_without_a_model_an_index_made_with_one_is_kept(store: Store, engine: EmbeddedEngine) -> None:
    store.deposit(deposits())
    Indexer(store, engine, HashedWords()).sync()
    store.deposit([note("new-note", "New.")])
    synced = Indexer(store, engine).sync()
    assert not synced.rebuilt
    assert synced.works == 1
    assert synced.counts.vectors == synced.counts.passages - 1


def test_a_rebuild_serves_the_old_index_until_the_new_one_is_as_good(
    store: Store, engine: EmbeddedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer_module, "EMBEDDED_AT_ONCE", 4)
    store.deposit(deposits())
    embedder = HashedWords()
    Indexer(store, engine, embedder).sync()
    full = engine.counts()
    seen: list[int] = []
    with closing(EmbeddedEngine(tmp_path / "index")) as reader:

        def watch(_: Progress) -> None:
            seen.append(reader.counts().vectors)

        synced = Indexer(store, engine, embedder, progress=watch).reindex()
        assert synced.rebuilt
        assert reader.counts() == engine.counts() == full
    assert set(seen) == {full.vectors}
    assert len(list((tmp_path / "index").glob("g*"))) == 1


def test_a_stopped_rebuild_changes_nothing(store: Store, engine: EmbeddedEngine, tmp_path: Path) -> None:
    store.deposit(deposits())
    Indexer(store, engine).sync()
    before = engine.counts()
    assert not Indexer(store, engine, stop=lambda: True).reindex().rebuilt
    assert engine.counts() == before
    assert len(list((tmp_path / "index").glob("g*"))) == 1


def test_verify_finds_what_is_wrong_and_mend_puts_it_right(store: Store, engine: EmbeddedEngine) -> None:
    store.deposit(deposits())
    indexer = Indexer(store, engine)
    indexer.sync()
    ids = [hit.id for hit in engine.words(Everything(), ALL, 100).hits]
    kept = [passage for passage in engine.passages(ids) if passage]
    lost, changed = sorted({passage.work_id for passage in kept})[:2]
    with closing(engine.writer()) as writer:
        writer.replace_work(lost, [])
        falsified = [replace(p, text=p.text + " falsified") for p in kept if p.work_id == changed]
        writer.replace_work(changed, falsified)
        writer.replace_work(4711, [replace(kept[0], id="stray", work_id=4711)])
        writer.commit(writer.counts().change)
    found = verify(store, engine, indexer)
    assert found.wrong == (lost, changed, 4711)
    assert not found.sound
    mended = mend(store, engine, indexer, found)
    assert mended.sound
    assert mended.passages == len(kept)


def test_mend_builds_an_unreadable_index_anew(
    store: Store, engine: EmbeddedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_api.engine.embedded.engine._OPEN_SECONDS", 0.1)
    store.deposit(deposits())
    Indexer(store, engine).sync()
    engine.close()
    (tmp_path / "index" / "current.json").write_text("{")
    indexer = Indexer(store, engine)
    found = verify(store, engine, indexer)
    assert "damaged" in found.unusable
    assert mend(store, engine, indexer, found).sound


def test_two_indexers_do_not_write_at_once(store: Store, engine: EmbeddedEngine) -> None:
    store.deposit(deposits())
    with closing(engine.writer()), pytest.raises(IndexBusy):
        Indexer(store, engine).sync()
    assert Indexer(store, engine).sync().works == 5


def test_a_rebuild_takes_the_vectors_of_the_index_that_it_replaces(
    store: Store, engine: EmbeddedEngine
) -> None:
    store.deposit([note("one", "A visa is needed."), note("two", "No visa is needed.")])
    first, second = HashedWords(), HashedWords()
    Indexer(store, engine, first).sync()
    assert len(first.embedded) == 2
    store.deposit([note("three", "A fee is paid.")])
    done = Indexer(store, engine, second).reindex(vectors=False)
    assert (done.counts.passages, done.counts.vectors) == (3, 2)
    assert second.embedded == []

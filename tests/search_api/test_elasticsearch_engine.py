"""What is particular to Elasticsearch behind the port: refusals, foreign hands, aliases. On a real server."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import numpy as np
import pytest
from elasticsearch import Elasticsearch
from engine_filling import ALL, embed, fill, found, terms
from passage_building import passage
from scratch_indices import all_indices, scratch, served

from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.engine.elasticsearch.connection import connect
from search_api.engine.elasticsearch.mapping import SCHEMA
from search_api.engine.port import Everything
from search_api.errors import IndexBusy, IndexUnusable, NoEarlierIndex
from search_api.passage import Passage

pytestmark = pytest.mark.needs("Elasticsearch")

TOO_LARGE = 10**12
"""A year that does not fit where Elasticsearch keeps years."""
NEAR = np.array([1, 0, 0], np.float32)


@pytest.fixture(params=[{}, {"shards": 3, "routing": "work"}], ids=["one-shard", "routed"])
def settings(request: pytest.FixtureRequest, elasticsearch_url: str) -> Iterator[ElasticsearchSettings]:
    with scratch(elasticsearch_url, **request.param) as made:
        yield made


@pytest.fixture
def engine(settings: ElasticsearchSettings) -> Iterator[ElasticsearchEngine]:
    with closing(ElasticsearchEngine(settings)) as made:
        yield made


@pytest.fixture
def client(settings: ElasticsearchSettings) -> Iterator[Elasticsearch]:
    """Somebody who writes past the engine."""
    with closing(connect(settings)) as made:
        yield made


def one_each(*names: str) -> list[Passage]:
    """Passages of a work each."""
    return [passage(name, f"text {name}", work=number) for number, name in enumerate(names, 1)]


# --- what Elasticsearch does not take ----------------------------------------------------------------


def refused(logged: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in logged.records if record.levelno == logging.ERROR]


@pytest.mark.parametrize(
    "bad",
    [
        passage("b", "text b", work=2, year=TOO_LARGE),
        passage("b" * 600, "text b", work=2),  # refused with the whole request
    ],
    ids=["by itself", "with its request"],
)
def test_a_passage_that_is_refused_is_told_by_name_and_stops_no_other(
    engine: ElasticsearchEngine, bad: Passage, caplog: pytest.LogCaptureFixture
) -> None:
    fill(engine, [*one_each("a"), bad, passage("c", "text c", work=3)], change=7)
    assert found(engine, Everything()) == ["a", "c"]
    assert engine.counts().change == 7
    (told,) = refused(caplog)
    assert bad.id in told
    assert "work-2 art_1 en" in told
    assert "year_number" in told or "id" in told
    fill(engine, [passage("b", "text b", work=2)], change=8)
    assert found(engine, Everything()) == ["a", "b", "c"]


def test_a_vector_that_is_refused_is_not_asked_for_again(
    engine: ElasticsearchEngine, caplog: pytest.LogCaptureFixture
) -> None:
    fill(engine, one_each("a", "b"))
    with closing(engine.writer()) as writer:
        writer.use_model("model")
        writer.put_vectors(["a", "b"], np.array([[0, 0, 0], [1, 0, 0]], np.float32))
        writer.commit(1)
        assert writer.missing_vectors(9) == []
    with closing(engine.writer()) as writer:
        assert writer.missing_vectors(9) == []
    assert [hit.id for hit in engine.nearest(NEAR, ALL, 9)] == ["b"]
    assert found(engine, Everything()) == ["a", "b"]
    (told,) = refused(caplog)
    assert "passage a " in told


def test_where_everything_is_refused_nothing_is_called_indexed(engine: ElasticsearchEngine) -> None:
    fill(engine, one_each("a"))
    bad = [passage(f"b{n}", "text", work=2, year=TOO_LARGE) for n in range(100)]
    with pytest.raises(IndexUnusable, match="every passage"):
        fill(engine, bad, change=2)
    assert engine.counts().change == 1


def test_an_index_that_is_gone_is_not_made_again_by_its_writer(
    engine: ElasticsearchEngine, client: Elasticsearch, settings: ElasticsearchSettings
) -> None:
    fill(engine, one_each("a"))
    with closing(engine.writer()) as writer:
        writer.replace_work(2, [passage("b", "x", work=2)])
        client.indices.delete(index=served(client, settings))
        with pytest.raises(IndexUnusable):
            writer.commit(2)
    assert all_indices(client, f"{settings.index}-*") == [f"{settings.index}-control"]


# --- what others did to the index ---------------------------------------------------------------------


def by_update(client: Elasticsearch, index: str, routing: str | None) -> None:
    client.update(index=index, id="b", doc={"kind": "changed"}, routing=routing)


def by_version(client: Elasticsearch, index: str, routing: str | None) -> None:
    foreign = {"id": "b", "work_id": 2, "digest": "?", "text": "changed"}
    client.index(
        index=index, id="b", document=foreign, version=10**6, version_type="external", routing=routing
    )


def by_deletion(client: Elasticsearch, index: str, routing: str | None) -> None:
    client.delete(index=index, id="b", routing=routing)


def by_deletions(client: Elasticsearch, index: str, routing: str | None) -> None:
    client.delete(index=index, id="b", version=10**6, version_type="external", routing=routing)


def by_addition(client: Elasticsearch, index: str, routing: str | None) -> None:
    client.index(index=index, id="z", document={"text": "stranger"}, version=10**6, version_type="external")


HANDS = [by_update, by_version, by_deletion, by_deletions, by_addition]


@pytest.mark.parametrize("meddle", HANDS)
def test_what_is_written_by_hand_is_seen_and_written_over(
    engine: ElasticsearchEngine,
    client: Elasticsearch,
    settings: ElasticsearchSettings,
    meddle: Callable[[Elasticsearch, str, str | None], None],
) -> None:
    fill(engine, one_each("a", "b", "c"), change=5)
    due = sorted(engine.digests())
    index = served(client, settings)
    meddle(client, index, "2" if settings.routing else None)
    client.indices.refresh(index=index)
    held = sorted(engine.digests())
    assert held != due
    wrong = {work for work, _, _ in set(held) ^ set(due)}
    with closing(engine.writer()) as writer:
        for work in sorted(wrong):
            writer.replace_work(work, [p for p in one_each("a", "b", "c") if p.work_id == work])
        writer.commit(5)
    assert sorted(engine.digests()) == due
    fill(engine, [passage("b", "newer", work=2)], change=6)
    assert found(engine, terms("newer")) == ["b"]
    fill(engine, [passage("d", "instead", work=2)], change=7)
    assert found(engine, Everything()) == ["a", "c", "d"]
    assert engine.passages(["b", "z"]) == [None, None]


# --- rebuilding, switching, sweeping --------------------------------------------------------------------


def rebuild(engine: ElasticsearchEngine, passages: list[Passage], change: int, model: str = "") -> None:
    with closing(engine.writer(fresh=True)) as writer:
        for name in filter(None, ("first", model)):
            writer.use_model(name)
        for work in sorted({p.work_id for p in passages}):
            mine = [p for p in passages if p.work_id == work]
            writer.replace_work(work, mine, {p.id: NEAR for p in mine} if model else None)
        writer.commit(change)
        writer.publish()


def test_searches_go_on_while_indices_are_switched(engine: ElasticsearchEngine) -> None:
    """Also by meaning: the vectors of the second index are in a field that the first has not."""
    size, failures, asked, over = 12, list[str](), 0, threading.Event()
    passages = [passage(f"p{n:02}", "visa", work=n) for n in range(1, size + 1)]
    fill(engine, passages)
    embed(engine, {p.id: [1, 0, 0] for p in passages}, "first")

    def search() -> None:
        nonlocal asked
        with closing(ElasticsearchEngine(engine.settings)) as reader:
            while not over.is_set():
                try:
                    words = reader.words(terms("visa"), ALL, 50)
                    near = reader.nearest(NEAR, ALL, 50)
                    counts = reader.facets(Everything(), ALL, ["kind"])
                    if (words.total, len(near), counts) != (size, size, {"kind": {"treaty": size}}):
                        failures.append(f"{words.total} {len(near)} {counts}")
                except Exception as error:
                    failures.append(repr(error))
                asked += 1

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    rebuild(engine, passages, 2, "second")
    for _ in range(3):
        engine.roll_back()
    rebuild(engine, passages, 3, "third")
    over.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert asked > 5


def test_rolling_back_and_forth(engine: ElasticsearchEngine) -> None:
    with pytest.raises(NoEarlierIndex):
        engine.roll_back()
    fill(engine, one_each("a"), change=1)
    rebuild(engine, one_each("a", "b"), 2)
    assert (found(engine, Everything()), engine.counts().change) == (["a", "b"], 2)
    engine.roll_back()
    assert (found(engine, Everything()), engine.counts().change) == (["a"], 1)
    fill(engine, one_each("a", "c"), change=3)
    assert found(engine, Everything()) == ["a", "c"]
    engine.roll_back()
    assert (found(engine, Everything()), engine.counts().change) == (["a", "b"], 2)


def test_what_stays_and_what_is_swept(
    engine: ElasticsearchEngine, client: Elasticsearch, settings: ElasticsearchSettings
) -> None:
    start = f"{settings.index}-{SCHEMA}-"
    others = [
        f"{settings.index}-0.9-20200101-000000-000000",
        f"{settings.index}-x-{SCHEMA}-20200101-000000-000000",
    ]
    fill(engine, one_each("a"))
    first = served(client, settings)
    killed = f"{start}20200101-000000-000000"
    copy = f"{first}-copy"
    for name in (*others, killed, copy):
        client.indices.create(index=name)
    rebuild(engine, one_each("a", "b"), 2)
    second = served(client, settings)
    kept = {*others, copy, f"{settings.index}-control"}
    assert set(all_indices(client, f"{settings.index}-*")) == kept | {first, second}
    engine.roll_back()
    rebuild(engine, one_each("a", "b", "c"), 3)
    third = served(client, settings)
    assert set(all_indices(client, f"{settings.index}-*")) == kept | {first, third}
    assert client.indices.get_alias(name=f"{start}write").body.keys() == {third}


def test_a_rebuild_goes_on_as_any_writer_once_it_is_served(engine: ElasticsearchEngine) -> None:
    fill(engine, one_each("a"))
    with closing(ElasticsearchEngine(engine.settings)) as other, closing(engine.writer(fresh=True)) as writer:
        writer.replace_work(1, one_each("a"))
        writer.commit(1)
        following = other.writer()
        writer.publish()
        writer.replace_work(2, [passage("b", "x", work=2)])
        with pytest.raises(IndexBusy):
            writer.commit(2)
        following.close()
        fill(other, [passage("b", "x", work=2)], change=2)
    assert found(engine, Everything()) == ["a", "b"]

"""A cluster that has too much to do is sent the same again, later. On a node that takes next to nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from engine_filling import ALL, found
from passage_building import passage
from scratch_indices import all_indices, scratch

from search_api.engine.elasticsearch import ElasticsearchEngine, bulk
from search_api.engine.elasticsearch.connection import connect
from search_api.engine.port import Everything
from search_api.errors import SearchUnavailable
from tools.servers.elasticsearch import Elasticsearch as Node

pytestmark = [pytest.mark.needs("Elasticsearch"), pytest.mark.slow]

MEMORY = 700_000
"""Bytes of indexing that the node has under way at once: one commit of ours, but not two."""
REQUESTS = 1_000_000
"""Bytes of a request that it takes at all."""
WRITERS, COMMITS, PASSAGES = 4, 8, 60


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    settings = {
        "indexing_pressure.memory.limit": f"{MEMORY}b",
        "http.max_content_length": f"{REQUESTS}b",
    }
    with Node(tmp_path_factory.mktemp("pressed"), heap="256m", settings=settings) as made:
        yield made


def rejections(node: Node) -> int:
    """How often the node said that it has too much to do."""
    answer = node.ask("/_nodes/_local/stats/indexing_pressure")
    assert answer is not None
    (stats,) = answer["nodes"].values()  # type: ignore[attr-defined]
    total = stats["indexing_pressure"]["memory"]["total"]
    return int(total["coordinating_rejections"]) + int(total["primary_rejections"])


def write_much(node: Node, failures: list[str]) -> None:
    """Many passages in commits that are each nearly as large as the node takes."""
    with scratch(node.url) as settings, closing(ElasticsearchEngine(settings)) as engine:
        try:
            with closing(engine.writer()) as writer:
                for turn in range(COMMITS):
                    text = "consular notification of an arrest within two days " * 20
                    writer.replace_work(
                        turn, [passage(f"{turn}-{n}", text, work=turn) for n in range(PASSAGES)]
                    )
                    writer.commit(turn + 1)
            if engine.words(Everything(), ALL, 1).total != PASSAGES * COMMITS:
                failures.append(f"{engine.counts()}")
        except Exception as error:
            failures.append(repr(error))


def test_nothing_is_lost_where_the_cluster_has_too_much_to_do(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "FIRST_PAUSE", 0.05)
    failures: list[str] = []
    threads = [threading.Thread(target=write_much, args=(node, failures)) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert rejections(node) > 0, "the node had no trouble: nothing was shown"


def test_a_passage_that_no_request_can_carry_is_told(node: Node, caplog: pytest.LogCaptureFixture) -> None:
    with scratch(node.url) as settings, closing(ElasticsearchEngine(settings)) as engine:
        with closing(engine.writer()) as writer:
            writer.replace_work(1, [passage("a", "short"), passage("b", "long " * REQUESTS)])
            writer.replace_work(2, [passage("c", "short", work=2)])
            writer.commit(1)
        assert found(engine, Everything()) == ["a", "c"]
        assert "refuses passage b (work-1 art_1 en)" in caplog.text


def test_a_cluster_that_takes_nothing_for_long_is_called_away(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was to be written is kept by the writer, and sent once the cluster takes it."""
    monkeypatch.setattr(bulk, "RETRIES", 1)
    monkeypatch.setattr(bulk, "FIRST_PAUSE", 0.01)
    with scratch(node.url) as settings, closing(ElasticsearchEngine(settings)) as engine:
        with closing(engine.writer()) as writer, closing(connect(settings)) as client:
            writer.replace_work(1, [passage("a", "x")])
            blocked = [name for name in all_indices(client, f"{settings.index}-*") if "control" not in name]
            client.indices.put_settings(index=blocked, settings={"index.blocks.read_only_allow_delete": True})
            with pytest.raises(SearchUnavailable, match="not ready to be written"):
                writer.commit(1)
            assert engine.counts().change == 0
            client.indices.put_settings(index=blocked, settings={"index.blocks.read_only_allow_delete": None})
            writer.commit(1)
        assert found(engine, Everything()) == ["a"]

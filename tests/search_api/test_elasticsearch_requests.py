"""What goes over the wire: nothing of a paid tier, no script, nothing that a server would log of a query."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import numpy as np
import orjson
import pytest
from elastic_transport import OrjsonSerializer, Urllib3HttpNode
from elasticsearch import Elasticsearch
from engine_filling import ALL, embed, fill
from passage_building import passage
from scratch_indices import scratch

from corpus.model import Scope
from search_api.analysis import analyse, phrase, prefix
from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.engine.port import FACET_FIELDS, And, Everything, Filter, Not, Or

pytestmark = pytest.mark.needs("Elasticsearch")

SECRET = "zanzibar"
"""A word that is asked for and stands in no passage."""

NOT_OURS = {
    "script", "script_score", "script_fields", "runtime_mappings", "retriever", "rrf", "rank", "linear",
    "text_expansion", "sparse_vector", "semantic", "semantic_text", "text_similarity_reranker",
    "query_vector_builder", "rule", "pinned", "inference_id", "knn_retriever", "percolate", "rank_feature",
}  # fmt: skip
"""Keys and types of scripts, modules and paid features; what is left is in the free basic server."""

PATHS = re.compile(
    r"""/_msearch | /_pit | /_search | /_aliases | /_tasks/[\w:%-]+ | /_cluster/health/[^/]+ | /_alias/[^/]+
    | /[^/_]+ | /[^/_]+/_(bulk|search|mapping|settings|refresh|forcemerge|flush|stats/\w+|pit)
    | /[^/_]+/_(doc|create)/[\w.-]+""",
    re.VERBOSE,
)
"""The APIs that are used: an installation that limits what a key may do has to allow no others."""


class Recording(Urllib3HttpNode):
    """The client's connection, which remembers what is sent."""

    sent: list[tuple[str, str, bytes]] = []  # noqa: RUF012

    def perform_request(
        self, method: str, target: str, body: bytes | None = None, *more: Any, **options: Any
    ) -> Any:
        Recording.sent.append((method, target, body or b""))
        return super().perform_request(method, target, body, *more, **options)


@pytest.fixture
def recorded(elasticsearch_url: str) -> Iterator[ElasticsearchSettings]:
    Recording.sent = []
    with scratch(elasticsearch_url) as settings:
        yield settings


def use_everything(settings: ElasticsearchSettings) -> None:
    """Every method of the port, with every kind of query and filter."""
    client = Elasticsearch(
        list(settings.hosts), node_class=Recording, serializer=OrjsonSerializer(), request_timeout=30
    )
    passages = [
        passage(name, f"The consular post {name}", heading="Fees", title="Convention", year=2020, work=n)
        for n, name in enumerate("abc", 1)
    ]
    where = Filter(
        Scope(collections=frozenset({"default"})), {"kind": ("treaty",), "language": ("en",)}, 5, (2000, 2030)
    )
    bag = analyse(f"consular {SECRET}").bag()
    asked = And((Or((bag, phrase("the post"))), Not(phrase(SECRET)), prefix("cons")))
    with closing(ElasticsearchEngine(settings, client)) as engine:
        fill(engine, passages)
        embed(engine, {p.id: [1, 0, 0] for p in passages})
        for query in (bag, asked, Everything()):
            for condition in (ALL, where):
                engine.words(query, condition, 5)
                engine.facets(query, condition, FACET_FIELDS)
        engine.nearest(np.array([1, 0, 0], np.float32), where, 5)
        engine.passages(["a", "b"])
        engine.suggest(SECRET, where, 5)
        engine.explain(bag, "a")
        list(engine.digests())
        engine.counts()
        with closing(engine.writer(fresh=True)) as writer:
            writer.replace_work(1, passages[:1])
            writer.commit(2)
            writer.publish()
        engine.roll_back()
        with closing(engine.writer()) as writer:
            writer.use_model("other")
            assert len(writer.missing_vectors(9)) == 3
            writer.replace_work(1, [])
            writer.commit(3)
            writer.merge()


def keys_and_types(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        yield from (kind for kind in (value.get("type"),) if isinstance(kind, str))
        for part in value.values():
            yield from keys_and_types(part)
    elif isinstance(value, list):
        for part in value:
            yield from keys_and_types(part)


@pytest.mark.parametrize("layout", [{}, {"shards": 2, "routing": "work", "vectors": "int8_hnsw"}])
def test_nothing_of_a_paid_tier_and_no_script_is_sent(
    recorded: ElasticsearchSettings, layout: dict[str, Any]
) -> None:
    use_everything(replace(recorded, **layout))
    assert len(Recording.sent) > 60
    for method, target, body in Recording.sent:
        path = target.partition("?")[0]
        assert PATHS.fullmatch(path), f"{method} {path}"
        for line in body.splitlines():
            told = set(keys_and_types(orjson.loads(line)))
            assert not told & NOT_OURS, f"{method} {path}: {told & NOT_OURS}"
    searches = [body for _, target, body in Recording.sent if "_msearch" in target]
    assert all((b"dfs_query_then_fetch" in body) is bool(layout) for body in searches)


def test_query_texts_are_in_no_log_and_no_address(
    recorded: ElasticsearchSettings, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    use_everything(recorded)
    assert any(SECRET.encode() in body for _, _, body in Recording.sent), "nothing was asked"
    assert not any(SECRET in target for _, target, _ in Recording.sent)
    assert "_msearch" in caplog.text, "the client logs its requests"
    assert SECRET not in caplog.text
    captured = capfd.readouterr()
    assert SECRET not in captured.out + captured.err

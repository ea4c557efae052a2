"""Merging the segments of an Elasticsearch index after a bulk load. On a real server."""

from __future__ import annotations

from contextlib import closing

import pytest
from engine_filling import embed, fill
from passage_building import passage
from scratch_indices import scratch, served

from search_api.engine.elasticsearch import ElasticsearchEngine
from search_api.engine.elasticsearch.connection import connect

pytestmark = [pytest.mark.needs("Elasticsearch"), pytest.mark.slow]


def test_merging_leaves_nothing_of_what_was_deleted(elasticsearch_url: str) -> None:
    """Deleted passages would go on counting in what a word weighs, and take up room."""
    with (
        scratch(elasticsearch_url) as settings,
        closing(connect(settings)) as client,
        closing(ElasticsearchEngine(settings)) as engine,
    ):
        fill(engine, [passage(name, "visa", work=number) for number, name in enumerate("abcd", 1)])
        embed(engine, {name: [1, 0, 0] for name in "abcd"})  # each is written a second time
        fill(engine, [passage("e", "instead", work=4)], change=2)
        with closing(engine.writer()) as writer:
            writer.merge(worth_waiting=1)
        held = client.indices.stats(index=served(client, settings))["_all"]["primaries"]
    assert (held["docs"]["count"], held["docs"]["deleted"]) == (4, 0)
    assert held["segments"]["count"] == 1

"""An Elasticsearch of one's own does what the engine needs of it, on 8.19 and on 9, and keeps its data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from elasticsearch import Elasticsearch as Client
from elasticsearch.helpers import bulk

from tools.servers.elasticsearch import SHORT_LIVED, Elasticsearch

pytestmark = pytest.mark.needs("Elasticsearch")
DIMENSIONS = 32
COUNT = 300
VECTORS = np.random.default_rng(4).normal(size=(COUNT, DIMENSIONS)).astype(np.float32)
URLS = [
    pytest.param("elasticsearch_url", id="8"),
    pytest.param("elasticsearch9_url", id="9", marks=pytest.mark.needs("Elasticsearch 9")),
]


@pytest.fixture(params=URLS)
def client(request: pytest.FixtureRequest) -> Iterator[Client]:
    with Client(request.getfixturevalue(request.param)) as made:
        yield made


@pytest.fixture
def index(client: Client) -> Iterator[str]:
    name = f"servers-{uuid4().hex}"
    yield name
    client.indices.delete(index=name, ignore_unavailable=True)


def mapping(kind: str) -> dict[str, object]:
    vector = {
        "type": "dense_vector",
        "dims": DIMENSIONS,
        "similarity": "cosine",
        "index_options": {"type": kind},
    }
    return {
        "dynamic": "strict",
        "properties": {
            "tokens": {"type": "text", "analyzer": "whitespace"},
            "language": {"type": "keyword"},
            "vector": vector,
        },
    }


def fill(client: Client, index: str) -> None:
    """One in a hundred is Vietnamese."""
    documents = (
        {
            "_index": index,
            "_id": str(number),
            "_source": {
                "tokens": f"điều_ước consular art{number % 7}",
                "language": "vi" if number % 100 == 0 else "en",
                "vector": vector.tolist(),
            },
        }
        for number, vector in enumerate(VECTORS)
    )
    assert bulk(client, documents, refresh=True)[0] == COUNT


@pytest.mark.parametrize("kind", ["flat", "int8_flat", "hnsw", "int8_hnsw"])
def test_vectors_are_found_under_a_filter(client: Client, index: str, kind: str) -> None:
    client.indices.create(index=index, mappings=mapping(kind))
    fill(client, index)
    found = client.search(
        index=index,
        knn={
            "field": "vector",
            "query_vector": VECTORS[100].tolist(),
            "k": 3,
            "num_candidates": 100,
            "filter": {"term": {"language": "vi"}},
        },
    )
    identifiers = [hit["_id"] for hit in found["hits"]["hits"]]
    assert identifiers[0] == "100"
    assert set(identifiers) == {"0", "100", "200"}


def test_words_are_tokens_between_blanks(client: Client, index: str) -> None:
    client.indices.create(index=index, mappings=mapping("int8_hnsw"))
    fill(client, index)
    counts = {
        words: client.count(index=index, query={"match": {"tokens": words}})["count"]
        for words in ("điều_ước", "Điều_ước", "điều", "art3")
    }
    assert counts == {"điều_ước": COUNT, "Điều_ước": 0, "điều": 0, "art3": 43}


@pytest.mark.slow
def test_data_outlives_a_stop_and_a_kill(tmp_path: Path) -> None:
    with Elasticsearch(tmp_path, heap="256m", jvm=SHORT_LIVED) as server:
        client = Client(server.url)
        client.indices.create(index="treaty", mappings=mapping("flat"))
        fill(client, "treaty")
        server.stop()
        assert server.pid is None
        server.start()
        assert client.count(index="treaty")["count"] == COUNT
        client.index(index="treaty", id="last", document={"tokens": "acknowledged"})
        server.kill()
        server.start()
        assert client.get(index="treaty", id="last")["_source"] == {"tokens": "acknowledged"}
        client.close()
    assert server.ask("/_cluster/health") is None

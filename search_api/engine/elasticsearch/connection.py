"""The connection to a cluster: settings, client, and its failures in the words of this package."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from elastic_transport import ConnectionError as Unreachable
from elastic_transport import ConnectionTimeout, OrjsonSerializer, TlsError, TransportError
from elasticsearch import ApiError, Elasticsearch

from search_api.errors import IndexUnusable, SearchUnavailable

logging.getLogger("elastic_transport.node").setLevel(logging.INFO)  # below, it writes down what is asked

VectorIndex = Literal["flat", "hnsw", "int8_flat", "int8_hnsw"]
"""Kinds of `dense_vector` index: exact or a graph, in floats or in 8 bits for the first look."""

AWAY_STATUSES: Final = (429, 502, 503, 504)
"""HTTP statuses that say: not now (too many requests, no master, shards not there, a proxy that waits)."""

AWAY_SECONDS: Final = 5
"""After how long it is worth asking a cluster again that just failed."""

WRITE_SECONDS: Final = 120.0
"""How long one bulk request, refresh or change of aliases may take: nobody waits for it at a screen."""

_WRITE_RETRIES: Final = 4

LOCKED_OUT: Final = (401, 403)
"""HTTP statuses that say: not you. The index may be as good as ever, so nobody should rebuild it."""


@dataclass(frozen=True, slots=True)
class ElasticsearchSettings:
    """Where the cluster is, and how the indices are to be laid out.

    `hosts`: URLs, asked in turns. `ca`: path of the certificate authority's PEM file. `index`: what the
    names of all indices and aliases begin with. `routing`: by `work`, all passages of a work lie on one
    shard. `timeout`: seconds a search may take before it is given up.
    """

    hosts: tuple[str, ...]
    api_key: str = field(default="", repr=False)
    ca: str = ""
    index: str = "treatybase"
    shards: int = 1
    replicas: int = 0
    routing: Literal["", "work"] = ""
    vectors: VectorIndex = "int8_hnsw"
    timeout: float = 5.0


def connect(settings: ElasticsearchSettings) -> Elasticsearch:
    """A client for searches: it tries one other node, then gives up.

    Raises ValueError for a URL that is none, and rather than send the API key in the clear.
    """
    if settings.api_key:
        _demand_secrecy(settings.hosts)
    secure: dict[str, Any] = {"ca_certs": settings.ca} if settings.ca else {}
    if settings.api_key:
        secure["api_key"] = settings.api_key
    return Elasticsearch(
        list(settings.hosts),
        serializer=OrjsonSerializer(),
        request_timeout=settings.timeout,
        max_retries=1,
        retry_on_timeout=len(settings.hosts) > 1,
        retry_on_status=AWAY_STATUSES if len(settings.hosts) > 1 else (),
        **secure,
    )


def _demand_secrecy(hosts: tuple[str, ...]) -> None:
    """Raise ValueError where a key would go over a network without TLS."""
    for host in hosts:
        url = urlsplit(host)
        if url.scheme != "https" and not _is_here(url.hostname or ""):
            raise ValueError(f"the API key is sent over https:// only, and {url.hostname} is not asked so")


def _is_here(name: str) -> bool:
    """Whether what is sent there does not leave this machine."""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def patient(client: Elasticsearch) -> Elasticsearch:
    """The same client for writing: it waits longer and tries more often."""
    return client.options(
        request_timeout=WRITE_SECONDS,
        max_retries=_WRITE_RETRIES,
        retry_on_timeout=True,
        retry_on_status=(502, 503, 504),
    )


def brief(client: Elasticsearch, seconds: float) -> Elasticsearch:
    """The same client for small things that are soon asked again."""
    return client.options(request_timeout=seconds, max_retries=1, retry_on_timeout=False)


@contextmanager
def asking() -> Iterator[None]:
    """Turn what the client raises into SearchUnavailable (away, slow) or IndexUnusable (it refuses)."""
    try:
        yield
    except ConnectionTimeout as error:
        raise SearchUnavailable("Elasticsearch did not answer in time", seconds=AWAY_SECONDS) from error
    except TlsError as error:
        reason = f"there is no trusted TLS connection to Elasticsearch: {error.message}"
        raise SearchUnavailable(reason, seconds=AWAY_SECONDS) from error
    except (Unreachable, TransportError) as error:
        raise SearchUnavailable(f"Elasticsearch is away: {error.message}", seconds=AWAY_SECONDS) from error
    except ApiError as error:
        raise _refusal(error.status_code, error.body, error.message) from error


def failed(answer: dict[str, Any]) -> SearchUnavailable | IndexUnusable:
    """The error of one search among several that were asked in one request."""
    return _refusal(answer["status"], answer, "")


def _refusal(status: int, body: Any, message: str) -> SearchUnavailable | IndexUnusable:
    reason = _reason(body) or message
    if status in AWAY_STATUSES:
        return SearchUnavailable(f"Elasticsearch is not ready: {reason}", seconds=AWAY_SECONDS)
    if status in LOCKED_OUT:
        reason = f"Elasticsearch does not let this program in ({status}): {reason}"
        return SearchUnavailable(reason, seconds=AWAY_SECONDS)
    return IndexUnusable(f"Elasticsearch refuses ({status}): {reason}")


def _reason(body: Any) -> str:
    """What is wrong, without the query that was asked."""
    told = body.get("error") if isinstance(body, dict) else None
    if isinstance(told, dict):
        causes = told.get("root_cause") or [told]
        return str(causes[0].get("reason") or causes[0].get("type") or "")
    return str(told or "")

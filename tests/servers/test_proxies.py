"""The proxies stop as networks and refuse as guarded servers do."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from urllib.parse import urlsplit

import pytest
from elastic_transport import TlsError
from elasticsearch import AuthenticationException
from elasticsearch import Elasticsearch as Client

from tools.servers.proxy import HOST, TcpProxy
from tools.servers.tls import TlsProxy

API_KEY = "dHJlYXR5OnNlY3JldA=="


class Echo(StreamRequestHandler):
    def handle(self) -> None:
        for line in self.rfile:
            self.wfile.write(line.upper())


class EchoServer(ThreadingTCPServer):
    daemon_threads = True


@pytest.fixture
def proxy() -> Iterator[TcpProxy]:
    with EchoServer((HOST, 0), Echo) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        with TcpProxy(server.server_address[1]) as made:
            yield made
        server.shutdown()


def connect(proxy: TcpProxy) -> socket.socket:
    return socket.create_connection((HOST, proxy.port), 10)


def say(end: socket.socket, text: bytes) -> bytes:
    end.sendall(text)
    return end.recv(100)


def test_it_carries_both_ways(proxy: TcpProxy) -> None:
    with connect(proxy) as first, connect(proxy) as second:
        assert say(first, b"one\n") == b"ONE\n"
        assert say(second, b"two\n") == b"TWO\n"
        assert say(first, b"three\n") == b"THREE\n"


def test_it_carries_much(proxy: TcpProxy) -> None:
    text = b"x" * 1_000_000 + b"\n"
    with connect(proxy) as end, end.makefile("rb") as answers:
        threading.Thread(target=end.sendall, args=(text,), daemon=True).start()
        assert answers.read(len(text)) == text.upper()


def test_frozen_nothing_comes_and_nothing_is_lost(proxy: TcpProxy) -> None:
    with connect(proxy) as end:
        assert say(end, b"one\n") == b"ONE\n"
        proxy.freeze()
        end.settimeout(0.3)
        with pytest.raises(TimeoutError):
            say(end, b"two\n")
        with connect(proxy) as late:
            late.settimeout(0.3)
            with pytest.raises(TimeoutError):
                say(late, b"late\n")
            proxy.resume()
            for waiting, expected in ((end, b"TWO\n"), (late, b"LATE\n")):
                waiting.settimeout(10)
                assert waiting.recv(100) == expected


def test_cut_it_is_off_until_resumed(proxy: TcpProxy) -> None:
    with connect(proxy) as end:
        assert say(end, b"one\n") == b"ONE\n"
        proxy.cut()
        assert end.recv(100) == b""
        with pytest.raises(ConnectionRefusedError):
            connect(proxy)
    proxy.resume()
    with connect(proxy) as end:
        assert say(end, b"two\n") == b"TWO\n"


def test_cut_while_frozen_it_is_off(proxy: TcpProxy) -> None:
    with connect(proxy) as end:
        assert say(end, b"one\n") == b"ONE\n"
        proxy.freeze()
        end.sendall(b"two\n")
        proxy.cut()
        assert end.recv(100) == b""
        with pytest.raises(ConnectionRefusedError):
            connect(proxy)


def test_the_target_hanging_up_is_passed_on(proxy: TcpProxy) -> None:
    with connect(proxy) as end:
        end.shutdown(socket.SHUT_WR)
        assert end.recv(100) == b""


@pytest.fixture
def guarded(elasticsearch_url: str, tmp_path: Path) -> Iterator[TlsProxy]:
    port = urlsplit(elasticsearch_url).port
    assert port is not None
    with TlsProxy(port, tmp_path, API_KEY) as made:
        yield made


@pytest.mark.needs("Elasticsearch")
def test_with_key_and_authority_the_server_answers(guarded: TlsProxy) -> None:
    with Client(guarded.url, api_key=API_KEY, ca_certs=str(guarded.authority)) as client:
        assert client.cluster.health()["number_of_nodes"] == 1
        client.index(index="guarded-proxy", id="điều 1", document={"title": "Công ước"}, refresh=True)
        found = client.search(index="guarded-proxy", query={"match": {"title": "công"}})
        assert [hit["_id"] for hit in found["hits"]["hits"]] == ["điều 1"]
        assert client.indices.exists(index="guarded-proxy")
        client.indices.delete(index="guarded-proxy")
    assert guarded.refused == 0


@pytest.mark.needs("Elasticsearch")
@pytest.mark.parametrize("key", ["d3Jvbmc6a2V5", "", None])
def test_with_a_wrong_key_it_is_refused(guarded: TlsProxy, key: str | None) -> None:
    with (
        Client(guarded.url, api_key=key, ca_certs=str(guarded.authority)) as client,
        pytest.raises(AuthenticationException, match="unable to authenticate"),
    ):
        client.search(index="any")
    assert guarded.refused == 1


@pytest.mark.needs("Elasticsearch")
def test_who_does_not_know_the_authority_does_not_speak(guarded: TlsProxy) -> None:
    with (
        Client(guarded.url, api_key=API_KEY, max_retries=0) as client,
        pytest.raises(TlsError) as failure,
    ):
        client.cluster.health()
    assert "unable to get local issuer certificate" in failure.value.message


def test_without_a_server_it_says_so(tmp_path: Path) -> None:
    with TlsProxy(1, tmp_path, API_KEY) as guarded:
        context = ssl.create_default_context(cafile=str(guarded.authority))
        connection = HTTPSConnection(HOST, guarded.port, context=context, timeout=10)
        connection.request("GET", "/_cluster/health", headers={"Authorization": f"ApiKey {API_KEY}"})
        assert connection.getresponse().status == 502
        connection.close()

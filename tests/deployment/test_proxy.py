"""HAProxy with deploy/haproxy.cfg before two small servers whose state the tests choose."""

from __future__ import annotations

import json
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tools.by_hand.compose import ROOT
from tools.by_hand.program import Program
from tools.servers.certificates import make_certificates
from tools.servers.process import free_port
from treatybase.programs import haproxy

pytestmark = pytest.mark.needs("HAProxy")
CONFIGURATION = ROOT / "deploy" / "haproxy.cfg"
PATIENCE = 10.0


class Replica:
    """A server that says whether it is ready, and answers everything else with its name, or with nothing."""

    def __init__(self, name: str) -> None:
        self.name, self.ready, self.swallows = name, True, False
        self.swallowed: list[str] = []
        replica = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                replica.answer(self)

            def do_POST(self) -> None:
                replica.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,)).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        if request.path.startswith("/health"):
            return self._say(request, 200 if self.ready or request.path.endswith("live") else 503)
        if self.swallows:
            self.swallowed.append(request.command)
            request.close_connection = True
            return None
        return self._say(request, 200)

    def _say(self, request: BaseHTTPRequestHandler, status: int) -> None:
        request.send_response(status)
        request.send_header("Content-Length", str(len(self.name)))
        request.end_headers()
        request.wfile.write(self.name.encode())

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Proxy:
    """The real HAProxy over two replicas."""

    def __init__(self, folder: Path) -> None:
        self.one, self.two = Replica("one"), Replica("two")
        self.port = free_port()
        self.program = Program("proxy", folder, [str(haproxy()), "-f", str(CONFIGURATION)], self.variables)
        self.program.start()
        self.until("/health/ready", 200)

    @property
    def variables(self) -> dict[str, str]:
        return {
            "PROXY_BIND": f"127.0.0.1:{self.port}",
            "PROXY_PAGES": str(CONFIGURATION.parent),
            "API_1": self.one.address,
            "API_2": self.two.address,
        }

    def ask(self, path: str, method: str = "GET") -> tuple[int, str, dict[str, str]]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path)
        answer = connection.getresponse()
        told = answer.read().decode(), {name.lower(): value for name, value in answer.getheaders()}
        connection.close()
        return answer.status, *told

    def until(self, path: str, status: int) -> None:
        """Wait until the proxy has seen the replicas as they are."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if self.ask(path)[0] == status:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise AssertionError(self.program.last_words())

    def seen(self, times: int = 12) -> set[str]:
        """Whose answers come."""
        return {self.ask("/shelf")[1] for _ in range(times)}

    def until_said(self, words: str) -> None:
        """Wait until the proxy logged this."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.program.log.read_text("utf-8"):
            assert time.monotonic() < deadline, self.program.last_words()
            time.sleep(0.05)

    def until_seen(self, names: set[str]) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.seen() != names:
            assert time.monotonic() < deadline, self.program.last_words()


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    made = Proxy(tmp_path)
    yield made
    made.program.kill()
    for replica in (made.one, made.two):
        replica.close()


def test_the_configuration_is_valid_without_a_word_of_warning(proxy: Proxy) -> None:
    binds = ("127.0.0.1:8080", "127.0.0.1:8080 name public maxconn 100")
    for bind in binds:
        checked = subprocess.run(
            [str(haproxy()), "-c", "-f", str(CONFIGURATION)],
            env={**proxy.variables, "PROXY_BIND": bind},
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stderr
        assert "WARNING" not in checked.stderr + checked.stdout


def test_tls_by_what_is_bound(proxy: Proxy, tmp_path: Path) -> None:
    made = make_certificates(tmp_path)
    site = tmp_path / "site.pem"
    site.write_bytes(made.certificate.read_bytes() + made.key.read_bytes())
    port = free_port()
    variables = {**proxy.variables, "PROXY_BIND": f"127.0.0.1:{port} ssl crt {site}"}
    with Program("tls", tmp_path, [str(haproxy()), "-f", str(CONFIGURATION)], variables, port=port):
        trusting = ssl.create_default_context(cafile=made.authority)
        connection = HTTPSConnection("127.0.0.1", port, timeout=PATIENCE, context=trusting)
        connection.request("GET", "/proxy/live")
        assert connection.getresponse().status == 200
        connection.close()


def test_both_replicas_are_asked(proxy: Proxy) -> None:
    proxy.until_seen({"one", "two"})


def test_one_that_is_not_ready_gets_no_questions_until_it_is(proxy: Proxy) -> None:
    proxy.one.ready = False
    proxy.until_seen({"two"})
    proxy.one.ready = True
    proxy.until_seen({"one", "two"})


def test_when_none_is_ready_those_that_live_are_asked(proxy: Proxy) -> None:
    proxy.one.ready = proxy.two.ready = False
    proxy.until_said("backend ready has no server available")
    assert proxy.seen() == {"one", "two"}
    assert proxy.ask("/health/ready")[0] == 503


def test_a_question_that_was_swallowed_is_asked_of_another(proxy: Proxy) -> None:
    proxy.until_seen({"one", "two"})
    proxy.one.swallows = True
    assert {proxy.ask("/shelf")[:2] for _ in range(12)} == {(200, "two")}
    assert proxy.one.swallowed


def test_what_may_change_something_is_not_asked_twice(proxy: Proxy) -> None:
    proxy.one.swallows = proxy.two.swallows = True
    assert proxy.ask("/shelf", "POST")[0] == 502
    assert proxy.one.swallowed + proxy.two.swallowed == ["POST"]


def test_when_no_replica_lives_people_and_machines_are_told(proxy: Proxy) -> None:
    proxy.one.close()
    proxy.two.close()
    for backend in ("ready", "alive"):
        proxy.until_said(f"backend {backend} has no server available")
    status, page, headers = proxy.ask("/search?q=consul")
    assert (status, headers["retry-after"]) == (503, "5")
    languages = [f'lang="{language}"' for language in ("vi", "ar", "en", "fr", "es", "ru", "zh")]
    assert all(language in page for language in languages)
    status, body, headers = proxy.ask("/api/v1/search?q=consul")
    assert (status, headers["content-type"]) == (503, "application/problem+json")
    assert json.loads(body)["code"] == "service_unavailable"


def test_a_replica_that_dies_at_a_bad_moment_gives_the_same_page(proxy: Proxy) -> None:
    """Before the checks have seen it, the proxy itself must find words."""
    proxy.one.close()
    proxy.two.close()
    status, page, _ = proxy.ask("/shelf")
    assert status == 503
    assert 'lang="ar"' in page


def test_metrics_of_one_replica_are_not_given_out(proxy: Proxy) -> None:
    assert proxy.ask("/metrics")[0] == 404
    assert proxy.ask("/proxy/live")[0] == 200


def test_what_was_asked_is_not_logged(proxy: Proxy) -> None:
    proxy.ask("/search?q=secret-question")
    proxy.until("/after", 200)
    log = proxy.program.log.read_text("utf-8")
    assert '"/search"' in log
    assert "secret-question" not in log

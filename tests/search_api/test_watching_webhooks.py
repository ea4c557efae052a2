"""Alerts are sent to a real server: signed, tried again, given up; nowhere where it is not allowed."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from watched_base import TREATY, Ministry, deposit, does, ministry, treaty

from corpus.model import DeliveryState, RelationType, Watch, Watched
from corpus.store.deliveries import Deliveries
from search_api.watching import sending
from search_api.watching.desk import WatchDesk
from search_api.watching.errors import WebhookNotAllowed
from search_api.watching.hosts import Hosts
from search_api.watching.sending import SIGNATURE, Sender, as_json, signature

LOOPBACK = Hosts.of("127.0.0.0/8")
AT_ONCE = (timedelta(0), timedelta(0))


@dataclass
class Receiver:
    """A server that keeps what it gets, and answers as it is told: a status, or slowly."""

    url: str = ""
    answers: list[int | float] = field(default_factory=list)
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.got.append((self.path, dict(self.headers), body))
            answer = kept.answers.pop(0) if kept.answers else 204
            if isinstance(answer, float):
                time.sleep(answer)
                answer = 204
            self.send_response(answer)
            if 300 <= answer < 400:
                self.send_header("Location", f"{kept.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield kept
    server.shutdown()
    server.server_close()


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Ministry]:
    with ministry(tmp_path) as made:
        made.read(treaty())
        made.desk = WatchDesk(made.service, LOOPBACK)
        yield made


def watched(base: Ministry, url: str) -> Watch:
    """A watch with a webhook, and one alert."""
    hook = base.desk.hook(url)
    asked = Watch(Watched(TREATY), frozenset(), base.today, webhook=hook)
    watch, _ = base.desk.add(asked)
    base.read(deposit("law-a", does(RelationType.AMENDS, base.today, "art_1")))
    assert base.look() == 1
    return watch


def sender(base: Ministry, **more: Any) -> Sender:
    def body(delivery: Any) -> bytes:
        return as_json({"id": delivery.alert.key, "kind": delivery.alert.kind})

    return Sender(base.store, more.pop("hosts", LOOPBACK), body, pauses=more.pop("pauses", AT_ONCE), **more)


def states(base: Ministry, watch: Watch) -> dict[DeliveryState, int]:
    return dict(base.store.deliveries.counts("local").get(watch.number, {}))


def test_an_alert_arrives_signed(base: Ministry, receiver: Receiver) -> None:
    watch = watched(base, f"{receiver.url}/in?from=base")
    assert sender(base).turn() == 1
    ((path, headers, body),) = receiver.got
    assert path == "/in?from=base"
    assert json.loads(body)["kind"] == "amended"
    assert watch.webhook
    assert headers[SIGNATURE] == signature(watch.webhook.secret, body)
    assert headers["Content-Type"] == "application/json"
    assert states(base, watch) == {DeliveryState.SENT: 1}
    assert sender(base).turn() == 0
    assert len(receiver.got) == 1


def test_an_error_is_tried_again_and_a_redirect_is_not_followed(base: Ministry, receiver: Receiver) -> None:
    watch = watched(base, receiver.url)
    receiver.answers[:] = [500, 302]
    assert sender(base).turn() == 1
    assert [path for path, _, _ in receiver.got] == ["/", "/", "/"]
    assert states(base, watch) == {DeliveryState.SENT: 1}


def test_it_is_given_up_and_a_person_may_have_it_tried_again(base: Ministry, receiver: Receiver) -> None:
    watch = watched(base, receiver.url)
    receiver.answers[:] = [500, 500, 503]
    assert sender(base).turn() == 0
    assert states(base, watch) == {DeliveryState.DEAD: 1}
    assert base.store.deliveries.faults("local") == {watch.number: "HTTP 503"}
    assert sender(base).turn() == 0
    assert base.store.deliveries.again(watch.number) == 1
    assert sender(base).turn() == 1


def test_it_waits_longer_and_longer(base: Ministry, receiver: Receiver) -> None:
    watch = watched(base, receiver.url)
    receiver.answers[:] = [500]
    waits = sender(base, pauses=sending.PAUSES)
    assert waits.turn() == 0
    assert waits.turn() == 0, "not before its time"
    assert len(receiver.got) == 1
    assert states(base, watch) == {DeliveryState.WAITING: 1}
    assert list(sending.PAUSES) == sorted(sending.PAUSES)


def test_a_slow_or_absent_server_holds_up_nobody(base: Ministry, receiver: Receiver) -> None:
    watch = watched(base, receiver.url)
    receiver.answers[:] = [1.5, 1.5, 1.5]
    started = time.monotonic()
    assert sender(base, seconds=0.2).turn() == 0
    assert time.monotonic() - started < 1.5
    assert base.store.deliveries.faults("local") == {watch.number: "no answer in time"}


def test_a_server_that_dribbles_is_cut_off(base: Ministry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step would be in time; the whole is not."""
    monkeypatch.setattr(sending, "WHOLE_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def dribble() -> None:
            line, _ = listening.accept()
            with line:
                for letter in b"HTTP/1.1 200 OK\r\n" * 20:
                    try:
                        line.send(bytes([letter]))
                    except OSError:
                        return
                    time.sleep(0.05)

        threading.Thread(target=dribble, daemon=True).start()
        watched(base, f"http://127.0.0.1:{listening.getsockname()[1]}")
        started = time.monotonic()
        assert sender(base, seconds=1.0, pauses=()).turn() == 0
        assert time.monotonic() - started < 5


def test_a_port_where_nobody_listens(base: Ministry) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    watch = watched(base, f"http://127.0.0.1:{port}")
    assert sender(base).turn() == 0
    assert base.store.deliveries.faults("local") == {watch.number: "ConnectionRefusedError"}


def test_who_dies_between_sending_and_marking_sends_again(
    base: Ministry, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = watched(base, receiver.url)

    def dies(self: Deliveries, delivery: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(Deliveries, "sent", dies)
        patched.setattr(sending, "TAKEN_SECONDS", 0.0)
        with pytest.raises(SystemExit):
            sender(base).turn()
    assert sender(base).turn() == 1
    first, second = (json.loads(body)["id"] for _, _, body in receiver.got)
    assert first == second, "whoever receives knows it again"
    assert states(base, watch) == {DeliveryState.SENT: 1}


def test_two_senders_share_the_work(base: Ministry, receiver: Receiver) -> None:
    watch = watched(base, receiver.url)
    for law in ("law-b", "law-c", "law-d"):
        base.read(deposit(law, does(RelationType.AMENDS, base.today, "art_1")))
    base.look()
    receiver.answers[:] = [0.05] * 4
    threads = [threading.Thread(target=sender(base).turn) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receiver.got) == 4
    assert states(base, watch) == {DeliveryState.SENT: 4}


def test_what_is_no_longer_allowed_is_not_sent(base: Ministry, receiver: Receiver) -> None:
    watch = watched(base, receiver.url)
    assert sender(base, hosts=Hosts(())).turn() == 0
    assert receiver.got == []
    assert base.store.deliveries.faults("local") == {watch.number: "not allowed"}


REFUSED = [
    ("", "https://hooks.example/in"),
    ("hooks.example", "https://other.example/in"),
    ("hooks.example", "https://hooks.example.evil.example/in"),
    ("hooks.example", "https://user:word@hooks.example/in"),
    ("hooks.example", "ftp://hooks.example/in"),
    ("hooks.example", "https://evil.example#hooks.example"),
    ("hooks.example:8443", "https://hooks.example/in"),
    ("hooks.example", "http://127.0.0.1/in"),
    ("hooks.example", "http://[::1]/in"),
    ("10.0.0.0/8", "http://11.0.0.1/in"),
    ("hooks.example", "http://hooks.example:port/in"),
    ("hooks.example", "nonsense"),
]


@pytest.mark.parametrize(("setting", "url"), REFUSED)
def test_only_hosts_of_the_setting_are_allowed(base: Ministry, setting: str, url: str) -> None:
    with pytest.raises(WebhookNotAllowed):
        WatchDesk(base.service, Hosts.of(setting)).hook(url)


@pytest.mark.parametrize(
    ("setting", "url"),
    [
        ("hooks.example", "https://Hooks.Example/in"),
        ("hooks.example, other.example:8443", "https://other.example:8443/in"),
        ("10.0.0.0/8", "http://10.1.2.3:9000/in"),
        ("[::1]", "http://[::1]:80/in"),
    ],
)
def test_these_are_allowed(setting: str, url: str) -> None:
    Hosts.of(setting).demand_allowed(url)


def test_a_name_does_not_lead_within_the_ministry_unless_that_is_named_too() -> None:
    """`localhost` is a name that leads to this machine, as one of somebody else might."""
    with pytest.raises(WebhookNotAllowed):
        Hosts.of("localhost").resolve("http://localhost:1/in")
    found = Hosts.of("localhost, 127.0.0.1, ::1").resolve("http://localhost:1/in")
    assert (found.host, found.port) == ("localhost", 1)
    assert found.address in ("127.0.0.1", "::1")

"""What is told of a load of searches, on a server that fails in known ways, and of missing documents."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bench.load import Asked, Load
from bench.stream import kept, write_notices
from treatybase.settings import Settings
from treatybase.wiring import Installation

QUESTIONS = ("good", "away", "broken")


class Handler(BaseHTTPRequestHandler):
    """Answers as the question says."""

    def do_GET(self) -> None:
        status, body = 200, b'{"results": []}'
        if "away" in self.path:
            status, body = 503, json.dumps({"code": "search_unavailable"}).encode()
        if "broken" in self.path:
            status, body = 502, b"<html>"
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_searches_are_counted_with_the_codes_of_those_that_fail(url: str) -> None:
    begun = time.monotonic()
    with Load(url, QUESTIONS, threads=1, pause=0.01) as load:
        time.sleep(0.5)
    told = load.stretch(begun, time.monotonic())
    answered = told.searches - told.failures
    assert told.failed.keys() == {"search_unavailable", "http_502"}
    assert all(abs(number - answered) <= 1 for number in told.failed.values())
    assert told.p50 <= told.p95
    assert load.stretch(begun - 2, begun - 1).searches == 0


def test_who_cannot_be_reached_gives_no_answer() -> None:
    begun = time.monotonic()
    with Load("http://127.0.0.1:1", QUESTIONS, threads=1, pause=0.01) as load:
        time.sleep(0.1)
    assert load.stretch(begun, time.monotonic()).failed.keys() == {"no_answer"}


@pytest.mark.parametrize(
    ("asked", "silence"),
    [
        pytest.param([], 10.0, id="nobody asked"),
        pytest.param([(1.0, ""), (4.0, ""), (9.0, "")], 5.0, id="between two successes"),
        pytest.param([(1.0, ""), (2.0, "timeout"), (8.0, "")], 7.0, id="failures do not break it"),
        pytest.param([(1.0, ""), (2.0, "")], 8.0, id="until the end"),
    ],
)
def test_silence_is_the_longest_time_without_a_success(
    asked: list[tuple[float, str]], silence: float
) -> None:
    load = Load("http://127.0.0.1:1", QUESTIONS)
    load._asked += [Asked(at, 0.1, code) for at, code in asked]
    assert load.stretch(0.0, 10.0).silence == silence


def test_documents_that_are_missing_or_twice_there_are_named(tmp_path: Path) -> None:
    for folder, numbers in (("one", range(3)), ("two", range(2, 5))):
        write_notices(tmp_path / folder, numbers)
    # The same text under another name is another source of the same work; another text is another work.
    with (tmp_path / "two" / "notice-000002.txt").open("a", encoding="utf-8") as file:
        file.write("\nArticle 4\nNotice 9 of 1999 differs.\n")
    settings = Settings(data=tmp_path / "data", model="none", jobs=1)
    with closing(Installation(settings, create=True)) as installation:
        installation.ingest.run([tmp_path / "one", tmp_path / "two"])
        found = kept(installation.store, range(6))
    assert (found.acknowledged, found.lost) == (6, (5,))
    assert found.doubled == (2,)

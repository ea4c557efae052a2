"""The search engine away, hanging, and back again: as readers, programs and operators meet it.

A real server in a process of its own; for the way back a real Elasticsearch behind a proxy that can be
stopped as a network can.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from server_process import Reply, ask, serving
from small_library import run, write_library

from tools.servers.proxy import TcpProxy

TIMEOUT = 3.0
"""What the server is told to give Elasticsearch: who was answered sooner did not wait for it."""
SLACK = 15.0
"""What a busy machine may take besides: far less than the ten minutes for which writing is tried."""
BACK = 60.0
"""In which everything works again; an idle machine takes seconds."""
LOST = "the index cannot be brought up to date"
WORKS_AGAIN = f"{LOST}: works again"
SEARCH = "api/v1/search?q=seafarer"
READING = (
    "works",
    "works/harbour-consuls?language=en",
    "works/harbour-consuls?language=en&from=q%3Dseafarer&hit=1",
    "works/harbour-consuls/about",
    "api/v1/works",
    "api/v1/works/harbour-consuls",
    "api/v1/works/harbour-consuls/expressions",
    "api/v1/works/harbour-consuls/provisions/art_2",
    "about",
    "help",
    "",
)
"""Everything that takes no engine; the third is opened from a search, whose bar is left out."""
SENTENCES = {
    "vi": "Máy tìm kiếm",
    "ar": "محرك البحث",
    "en": "The search engine",
    "fr": "Le moteur de recherche",
    "es": "El motor de búsqueda",
    "ru": "Поисковая система",
    "zh": "检索引擎",
}


@pytest.fixture
def proxy() -> Iterator[TcpProxy]:
    """A port at which nothing answers, until something is put behind it."""
    made = TcpProxy(target_port=1)
    yield made
    made.stop()


@pytest.fixture
def settings(proxy: TcpProxy, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Elasticsearch behind the proxy, for servers and for commands run here."""
    made = {
        "TREATYBASE_ENGINE": "elasticsearch",
        "TREATYBASE_ELASTICSEARCH_URL": f"http://127.0.0.1:{proxy.port}",
        "TREATYBASE_ELASTICSEARCH_INDEX": f"faults-{uuid.uuid4().hex[:12]}",
        "TREATYBASE_ELASTICSEARCH_TIMEOUT": str(TIMEOUT),
    }
    for name, value in made.items():
        monkeypatch.setenv(name, value)
    return made


def hang(proxy: TcpProxy) -> None:
    """Connections are taken, and nothing ever comes."""
    proxy.freeze()
    proxy.start()


def stored_all_and_warned(paths: list[Path], data: Path, works: int) -> None:
    started = time.monotonic()
    answer = run("ingest", *paths, "--json", "--data", data)
    assert time.monotonic() - started < 4 * TIMEOUT + 2 * SLACK
    assert answer.json["works"] == works
    assert [row["code"] for row in answer.json["warnings"] if row["path"] == "(index)"] == [
        "search_unavailable"
    ]
    assert len(run("list", "--json", "--data", data).json) >= works


def is_a_problem(reply: Reply) -> None:
    assert reply.status == 503
    assert reply.headers["content-type"] == "application/problem+json"
    found = reply.json
    assert (found["code"], found["status"]) == ("search_unavailable", 503)
    assert found["type"] == "urn:treatybase:problem:search_unavailable"
    assert int(reply.headers["retry-after"]) == found["seconds"] >= 1
    assert "seafarer" not in reply.text
    assert "127.0.0.1" not in reply.text


def answers_without_the_engine(address: str) -> None:
    first = ask(address + SEARCH)
    is_a_problem(first)
    assert first.seconds < 2 * TIMEOUT + SLACK
    for _ in range(3):
        is_a_problem(ask(address + SEARCH))
    for language, begins in SENTENCES.items():
        reply = ask(address + SEARCH, language)
        is_a_problem(reply)
        assert reply.json["detail"].startswith(begins)
        page = ask(f"{address}search?q=seafarer&ui={language}")
        assert page.status == 503
        assert int(page.headers["retry-after"]) >= 1
        assert 'value="seafarer"' in page.text
        assert 'class="banner unavailable"' in page.text
    assert ask(f"{address}api/v1/suggest?start=sea").status == 503
    for path in READING:
        reply = ask(address + path)
        assert reply.status == 200, path
        assert reply.seconds < 2 * TIMEOUT + SLACK, path
    assert ask(f"{address}health/live").status == 200
    assert ask(f"{address}health/reading").status == 200
    ready = ask(f"{address}health/ready")
    assert (ready.status, ready.json["status"]) == (503, "unready")
    assert [reason["code"] for reason in ready.json["reasons"]] == ["search_unavailable"]
    whole = ask(f"{address}health").json
    assert (whole["engine"], whole["lag"]) == ("elasticsearch", None)
    assert whole["works"] >= 3
    assert whole["missing"][0] == "engine"
    metrics = ask(f"{address}metrics").text
    assert 'treatybase_up{part="engine"} 0.0' in metrics
    assert 'treatybase_up{part="store"} 1.0' in metrics
    assert 'treatybase_searches_failed_total{code="search_unavailable"}' in metrics
    assert "treatybase_lag " not in metrics


def fails_at_once(address: str) -> None:
    """The breaker is open: of several searches in a row at most one, the probe, waits for the engine."""
    waited = [reply for reply in (ask(address + SEARCH) for _ in range(6)) if reply.seconds >= TIMEOUT]
    assert len(waited) <= 1


def within(seconds: float, answers: Callable[[], Reply], good: Callable[[Reply], bool]) -> None:
    until = time.monotonic() + seconds
    while not good(reply := answers()):
        assert time.monotonic() < until, reply
        time.sleep(0.2)


def told(log: Path, times: int) -> None:
    """Wait until the log has said so often that the index is brought up to date again.

    What was written is found before its batch is known to have ended: an engine that goes away between
    the two would make one long absence out of two.
    """
    until = time.monotonic() + BACK
    while log.read_text("utf-8").count(WORKS_AGAIN) < times:
        assert time.monotonic() < until, log.read_text("utf-8")
        time.sleep(0.2)


def is_ready(reply: Reply) -> bool:
    return reply.status == 200


def is_found(reply: Reply) -> bool:
    return reply.status == 200 and reply.json["total"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("away", [None, hang], ids=["refused", "hanging"])
def test_while_the_engine_is_away(
    tmp_path: Path,
    settings: dict[str, str],
    proxy: TcpProxy,
    away: Callable[[TcpProxy], None] | None,
) -> None:
    if away:
        away(proxy)
    data, log = tmp_path / "data", tmp_path / "log"
    stored_all_and_warned([write_library(tmp_path / "library")], data, 3)
    health = run("health", "--json", "--data", data)
    assert health.status == 0
    assert (health.json["works"], health.json["index"]["lag"]) == (3, None)
    assert health.json["engine"]["name"] == "elasticsearch"
    assert "engine" in {row["code"] for row in health.json["missing"]}
    with serving(data, "serve", settings=settings, log=log) as address:
        answers_without_the_engine(address)
        fails_at_once(address)
    said = log.read_text("utf-8")
    assert said.count(LOST) == 1
    assert "Traceback" not in said
    assert "seafarer" not in said


@pytest.mark.slow
@pytest.mark.needs("Elasticsearch")
def test_the_engine_goes_away_and_comes_back(
    tmp_path: Path, settings: dict[str, str], proxy: TcpProxy, elasticsearch_url: str
) -> None:
    data, log = tmp_path / "data", tmp_path / "log"
    stored_all_and_warned([write_library(tmp_path / "library")], data, 3)
    proxy.target_port = urlsplit(elasticsearch_url).port or 9200
    try:
        with serving(data, "serve", settings=settings, log=log) as address:
            is_a_problem(ask(address + SEARCH))
            proxy.resume()
            within(BACK, lambda: ask(address + SEARCH), is_found)
            within(BACK, lambda: ask(f"{address}health/ready"), is_ready)
            told(log, 1)
            for times, away in enumerate((proxy.freeze, proxy.cut), start=2):
                away()
                is_a_problem(ask(address + SEARCH))
                answers_without_the_engine(address)
                fails_at_once(address)
                name = away.__name__
                (tmp_path / f"{name}.md").write_text(
                    f"# Lighthouse Act of {name}\n\nArticle 1\nA zeppelin{name} is no vessel.\n\n"
                    "Article 2\nEnd.\n",
                    "utf-8",
                )
                break_before = len(run("list", "--json", "--data", data).json)
                stored_all_and_warned([tmp_path / f"{name}.md"], data, 1)
                assert len(run("list", "--json", "--data", data).json) == break_before + 1
                proxy.resume()
                within(BACK, partial(ask, f"{address}api/v1/search?q=zeppelin{name}"), is_found)
                within(BACK, lambda: ask(f"{address}health/ready"), is_ready)
                told(log, times)
    finally:
        _forget(elasticsearch_url, settings["TREATYBASE_ELASTICSEARCH_INDEX"])
    said = log.read_text("utf-8")
    assert said.count(WORKS_AGAIN) == 3
    assert said.count(LOST) <= 9
    assert "Traceback" not in said


def _forget(url: str, prefix: str) -> None:
    """Delete the indices of this test by their names."""
    with urlopen(f"{url}/_cat/indices/{prefix}*?h=index") as names:
        listed = names.read().decode().split()
    for name in listed:
        urlopen(Request(f"{url}/{name}", method="DELETE")).close()

"""The database of the store away, hanging, and back: a real PostgreSQL behind a proxy."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from server_process import TREATYBASE, Reply, ask, serving
from small_library import write_library
from sqlalchemy.engine import make_url

from tools.servers.proxy import TcpProxy
from web.languages import UI_LANGUAGES
from web.messages import messages

SLACK = 20.0
BACK = 60.0
PAGES = ("works", "works/harbour-consuls?language=en", "search?q=seafarer", "")
PROGRAMS = ("api/v1/works", "api/v1/works/harbour-consuls", "api/v1/search?q=seafarer")


@pytest.fixture
def proxy(postgresql_database: str) -> TcpProxy:
    made = TcpProxy(make_url(postgresql_database).port or 5432)
    with made:
        yield made


def back_within(seconds: float, address: str) -> None:
    until = time.monotonic() + seconds
    while ask(address).status != 200:
        assert time.monotonic() < until, "it did not come back"
        time.sleep(0.2)


def told(log: Path, words: str) -> None:
    until = time.monotonic() + BACK
    while words not in log.read_text("utf-8"):
        assert time.monotonic() < until, words
        time.sleep(0.2)


def is_unready(address: str) -> None:
    assert ask(f"{address}health/live").status == 200
    for part in ("health/ready", "health/reading"):
        reply = ask(address + part)
        assert (reply.status, reply.json["status"]) == (503, "unready")
        assert reply.json["reasons"][0]["code"] == "store_unavailable"
        assert reply.seconds < SLACK
    whole = ask(f"{address}health")
    assert (whole.status, whole.json["works"], whole.json["lag"]) == (503, None, None)
    metrics = ask(f"{address}metrics").text
    assert 'treatybase_up{part="store"} 0.0' in metrics
    assert "treatybase_works " not in metrics


def is_a_problem(reply: Reply) -> None:
    assert reply.status == 503
    assert reply.json["code"] == "store_unavailable"
    assert int(reply.headers["retry-after"]) == reply.json["seconds"] >= 1
    for secret in ("postgresql", "127.0.0.1", "SELECT", "seafarer"):
        assert secret not in reply.text


@pytest.mark.slow
@pytest.mark.needs("PostgreSQL")
def test_the_store_goes_away_and_comes_back(
    tmp_path: Path, proxy: TcpProxy, postgresql_database: str
) -> None:
    url = make_url(postgresql_database).set(host="127.0.0.1", port=proxy.port)
    settings = {"TREATYBASE_STORE_URL": url.render_as_string(hide_password=False)}
    data, log = tmp_path / "data", tmp_path / "log"
    library = write_library(tmp_path / "library")
    ingest = [TREATYBASE, "ingest", str(library), "--vectors", "later", "--data", str(data)]
    done = subprocess.run(ingest, capture_output=True, env={**os.environ, **settings}, check=False)
    assert done.returncode == 3, done.stderr
    with serving(data, "serve", settings=settings, log=log) as address:
        assert ask(f"{address}health/ready").status == 200
        assert ask(address).status == 200
        proxy.cut()
        for path in PROGRAMS:
            is_a_problem(ask(address + path))
        for ui in UI_LANGUAGES:
            for path in PAGES:
                joint = "&" if "?" in path else "?"
                page = ask(f"{address}{path}{joint}ui={ui}")
                assert page.status == 503, path
                assert messages(ui)("error.store_unavailable").replace("'", "&#39;") in page.text
                assert int(page.headers["retry-after"]) >= 1
        assert ask(f"{address}help").status == 200
        is_unready(address)
        told(log, "the index cannot be brought up to date")
        proxy.resume()
        back_within(BACK, f"{address}health/ready")
        told(log, "works again")
        for path in (*PAGES, *PROGRAMS):
            assert ask(address + path).status == 200, path
        proxy.freeze()
        is_unready(address)
        proxy.resume()
        back_within(BACK, f"{address}health/ready")
        for path in (*PAGES, *PROGRAMS):
            assert ask(address + path).status == 200, path
    assert "Traceback" not in log.read_text("utf-8")

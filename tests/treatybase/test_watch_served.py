"""`treatybase watch`, and a server that looks and sends by itself."""

from __future__ import annotations

import json
import threading
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from small_library import Base, run, write_library

from corpus.errors import NotFound
from search_api.watching.errors import WebhookNotAllowed
from treatybase import watching
from treatybase.settings import Settings
from treatybase.wiring import Installation

CITING = """# Harbour Order No. 5 of the Ministry of Ports

Pursuant to the Convention on Harbour Consuls, the Minister orders:

## Article 1

Seafarers are visited as the Convention on Harbour Consuls provides.
"""


@pytest.fixture
def own(tmp_path: Path) -> Base:
    library = write_library(tmp_path / "library")
    report = run("ingest", library, "--json", "--data", tmp_path / "data").json
    return Base(tmp_path / "data", library, report)


def test_from_adding_to_removing(own: Base) -> None:
    dry = own.run("watch", "add", "harbour-consuls", "--dry-run", "--json").json
    assert dry["work"] == "harbour-consuls"
    assert dry["last_year"]["alerts"] >= 0
    assert own.run("watch", "list", "--json").json["watches"] == []
    made = own.run("watch", "add", "harbour-consuls", "--name", "Consuls", "--json").json
    assert made["feed"].startswith("/feeds/")
    search = own.run("watch", "add", "--query", "seafarers visited", "--language", "en", "--json").json
    assert search["kinds"] == ["new_hit"]
    printed = own.run("watch", "list").text
    assert "Consuls (harbour-consuls): 0 alerts" in printed
    assert own.run("watch", "alerts", "--json").json["alerts"] == []
    (own.library / "order.md").write_text(CITING, "utf-8")
    own.run("ingest", own.library)
    found = own.run("watch", "alerts", str(search["number"]), "--language", "en", "--json").json["alerts"]
    assert [(each["kind"], each["watch"]) for each in found] == [("new_hit", search["number"])]
    assert "New hit of the saved search" in own.run("watch", "alerts", "--language", "en").text
    own.run("watch", "remove", str(search["number"]))
    with pytest.raises(NotFound):
        own.run("watch", "remove", str(search["number"]))
    assert len(own.run("watch", "list", "--json").json["watches"]) == 1


def test_nothing_is_sent_where_no_host_is_named(own: Base) -> None:
    with pytest.raises(WebhookNotAllowed):
        own.run("watch", "add", "harbour-consuls", "--webhook", "https://hooks.example/in")


def test_a_backup_carries_watches(own: Base, tmp_path: Path) -> None:
    made = own.run("watch", "add", "harbour-consuls", "--json").json
    run("backup", tmp_path / "b.tar", "--data", own.data)
    run("restore", tmp_path / "b.tar", "--data", tmp_path / "elsewhere")
    told = run("watch", "list", "--json", "--data", tmp_path / "elsewhere").json["watches"]
    assert [(each["number"], each["feed"]) for each in told] == [(made["number"], made["feed"])]
    assert run("watch", "alerts", "--json", "--data", tmp_path / "elsewhere").json["alerts"] == []


def test_a_running_server_looks_and_sends(own: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    got: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("TREATYBASE_WEBHOOK_HOSTS", "127.0.0.0/8")
    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(watching, "SEND_SECONDS", 0.1)
    url = f"http://127.0.0.1:{server.server_address[1]}/in"
    own.run("watch", "add", "--query", "seafarers visited", "--language", "en", "--webhook", url)
    installation = Installation(Settings(data=own.data))
    try:
        with watching.Watcher(installation):
            (own.library / "order.md").write_text(CITING, "utf-8")
            own.run("ingest", own.library)
            until = time.monotonic() + 30
            while not got and time.monotonic() < until:
                time.sleep(0.1)
    finally:
        installation.close()
        server.shutdown()
        server.server_close()
    (alert,) = got
    assert (alert["kind"], alert["status"]["on"]) == ("new_hit", date.today().isoformat()) or alert["id"]
    (watch,) = own.run("watch", "list", "--json").json["watches"]
    assert (watch["webhook"]["sent"], watch["webhook"]["dead"]) == (1, 0)

"""Names, ports and paths of containers become those of this machine; nothing else in a text changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.by_hand.compose import ROOT, Service
from tools.by_hand.places import Places


def service(name: str, ports: tuple[int, ...] = (), replicas: int = 1, **mounts: str | None) -> Service:
    inside = {f"/{target}": source for target, source in mounts.items()}
    return Service(name, "x:1", (), {}, {}, inside, ports, replicas=replicas)


API = service("api-1", (8000,), data="api-1", originals="originals", etc="./deploy", tmp=None)
STORE = service("postgresql", (5432,))
WORKER = service("worker", replicas=2, data=None)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places([API, STORE, WORKER], tmp_path)


CASES = [
    ("0.0.0.0", "127.0.0.1"),
    ("8000", "{api}"),
    (":8000", "127.0.0.1:{api}"),
    ("0.0.0.0:8000", "127.0.0.1:{api}"),
    ("http://127.0.0.1:8000/health/live", "http://127.0.0.1:{api}/health/live"),
    ("http://127.0.0.1:9000/", "http://127.0.0.1:9000/"),
    (
        "postgresql+psycopg://treatybase:5a1@postgresql:5432/treatybase",
        "postgresql+psycopg://treatybase:5a1@127.0.0.1:{store}/treatybase",
    ),
    ("api-1:8000,postgresql:5432", "127.0.0.1:{api},127.0.0.1:{store}"),
    ("postgresql:9", "postgresql:9"),
    ("elsewhere:8000", "elsewhere:8000"),
    ("/data", "{folder}/volumes/api-1"),
    ("/data/index", "{folder}/volumes/api-1/index"),
    ("/database", "/database"),
    ("/var/data", "/var/data"),
    ("/originals", "{folder}/volumes/originals"),
    ("/etc/haproxy.cfg", "{root}/deploy/haproxy.cfg"),
    ("/tmp", "{folder}/api-1/tmp"),
    ("Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"),
    ("8001", "8001"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_text(places: Places, text: str, expected: str) -> None:
    here = {
        "api": places.port("api-1"),
        "store": places.port("postgresql"),
        "folder": places.folder,
        "root": ROOT,
    }
    assert places.text(API, "api-1", text) == expected.format(**here)


def test_instances_share_volumes_but_not_memory(places: Places) -> None:
    assert WORKER.instances == ("worker-1", "worker-2")
    assert len({places.text(WORKER, name, "/data") for name in WORKER.instances}) == 2
    assert places.port("worker-1") is None


def test_folders_are_made(places: Places) -> None:
    places.make(API, "api-1")
    made = {path.relative_to(places.folder).as_posix() for path in places.folder.rglob("*")}
    assert {"api-1/tmp", "volumes/api-1", "volumes/originals"} <= made

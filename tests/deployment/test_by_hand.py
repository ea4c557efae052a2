"""The deployment of compose.yaml, up for real, through the faults that it is made for."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tools.by_hand import Deployment
from tools.by_hand.compose import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.needs("PostgreSQL"),
    pytest.mark.needs("Elasticsearch"),
    pytest.mark.needs("HAProxy"),
]
PATIENCE = 120.0
WORDS_ONLY = {"TREATYBASE_MODEL": "none", "TREATYBASE_LANGUAGE": "en"}
SAMPLE = "ostermere-convention.en.pdf"
CIRCULAR = """Số: 91/2024/TT-BĐN

THÔNG TƯ
Quy định việc cấp thẻ hải đăng

Điều 1. Phạm vi điều chỉnh
Thông tư này quy định việc cấp thẻ hải đăng.

Điều 2. Hiệu lực
Thông tư này có hiệu lực từ ngày 01 tháng 3 năm 2024.
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that PostgreSQL, as another user, can enter: pytest's own are closed."""
    with tempfile.TemporaryDirectory(prefix="treatybase-deployment-") as made:
        Path(made).chmod(0o711)
        yield Path(made)


def get(address: str) -> tuple[int, Any]:
    """Status and JSON of an answer, whatever it says."""
    try:
        with urlopen(address, timeout=30) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def search(deployment: Deployment, words: str) -> tuple[int, Any]:
    return get(f"{deployment.url}/api/v1/search?q={quote(words)}&as_of=any")


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def enqueue(deployment: Deployment, path: Path) -> None:
    done = deployment.run("worker-2", ["treatybase", "enqueue", str(path), "--json"])
    assert done.returncode == 0, done.stderr
    until(
        lambda: (
            not json.loads(deployment.run("worker-2", ["treatybase", "queue", "--json"]).stdout)["waiting"]
        )
    )


def is_in_step(deployment: Deployment) -> bool:
    status, health = get(f"{deployment.url}/health")
    return status == 200 and health["lag"] == 0 and health["works"] > 0


def statuses(deployment: Deployment, times: int = 12) -> set[int]:
    return {search(deployment, "consular officer")[0] for _ in range(times)}


def test_from_a_document_to_its_answer_through_every_fault(folder: Path) -> None:
    with Deployment(folder, overrides=WORDS_ONLY) as deployment:
        assert {"proxy", "api-1", "api-2", "worker-1", "worker-2", "embedder"} <= set(deployment.instances)
        assert all(deployment.pid(name) for name in deployment.instances)
        samples_are_found(deployment)
        replicas_stand_in_for_each_other(deployment)
        workers_stand_in_for_each_other(deployment, folder)
        reading_goes_on_without_elasticsearch(deployment)
        it_comes_back_with_postgresql(deployment)
    assert not [name for name in deployment.instances if deployment.pid(name)]


def samples_are_found(deployment: Deployment) -> None:
    """A PDF is read by a worker, indexed by a server, and found by another perhaps."""
    enqueue(deployment, ROOT / "corpus" / "samples" / SAMPLE)
    until(lambda: is_in_step(deployment))
    status, found = search(deployment, "consular officer")
    assert status == 200
    assert found["results"][0]["source"]["path"].endswith(SAMPLE)


def replicas_stand_in_for_each_other(deployment: Deployment) -> None:
    for name in ("api-1", "api-2"):
        deployment.kill(name)
        assert deployment.pid(name) is None
        assert statuses(deployment) == {200}, name
        deployment.start(name)
        until(lambda name=name: f"Server ready/{name} is UP" in deployment.log("proxy").read_text("utf-8"))


def workers_stand_in_for_each_other(deployment: Deployment, folder: Path) -> None:
    deployment.kill("worker-1")
    circular = folder / "91-2024-tt-bdn.txt"
    circular.write_text(CIRCULAR, encoding="utf-8")
    enqueue(deployment, circular)
    until(lambda: search(deployment, "thẻ hải đăng")[1]["total"] > 0)
    deployment.start("worker-1")


def reading_goes_on_without_elasticsearch(deployment: Deployment) -> None:
    deployment.kill("elasticsearch")
    until(lambda: search(deployment, "consul")[1].get("code") == "search_unavailable")
    assert get(f"{deployment.url}/api/v1/works")[0] == 200
    deployment.start("elasticsearch")
    until(lambda: search(deployment, "consul")[0] == 200)


def it_comes_back_with_postgresql(deployment: Deployment) -> None:
    deployment.kill("postgresql")
    assert get(f"{deployment.url}/api/v1/works")[1]["code"] == "store_unavailable"
    deployment.start("postgresql")
    until(lambda: get(f"{deployment.url}/api/v1/works")[0] == 200)
    until(lambda: is_in_step(deployment))


def test_the_command_tells_where_it_is_and_stops_everything() -> None:
    command = [sys.executable, "-m", "tools.by_hand", "--json", "--set", "TREATYBASE_ENGINE=embedded"]
    left_out = ("elasticsearch", "embedder", "worker")
    command += [word for name in left_out for word in ("--without", name)]
    process = subprocess.Popen(
        [*command, "--set", "TREATYBASE_MODEL=none"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    printed = ""
    while not printed.endswith("\n}\n"):
        line = process.stdout.readline()
        assert line, f"ended with status {process.wait()}"
        printed += line
    told = json.loads(printed)
    assert set(told["addresses"]) == {"proxy", "api-1", "api-2", "postgresql"}
    assert get(f"{told['addresses']['proxy']}/health/live") == (200, {"status": "ok"})
    assert "TREATYBASE_STORE_URL=postgresql" in (Path(told["folder"]) / "environment").read_text("utf-8")
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert process.communicate()[0] == ""
    assert not Path(told["folder"]).exists()
    with pytest.raises(OSError, match="refused"):
        urlopen(told["addresses"]["proxy"])

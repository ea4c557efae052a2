"""The server answers, follows what others ingest, and says so in plain words when it cannot start."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from server_process import TREATYBASE, get, serving
from small_library import Base, run


@pytest.mark.slow
def test_api_pages_and_what_others_ingest(base: Base, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.tar", "--data", base.data)
    run("restore", tmp_path / "b.tar", "--data", tmp_path / "data")
    with serving(tmp_path / "data", "serve") as address:
        assert get(f"{address}health")["works"] == 3
        assert get(f"{address}api/v1/search?q=seafarer")["total"] > 0
        with urlopen(f"{address}search?q=seafarer&ui=en", timeout=20) as page:
            assert "harbour-consuls" in page.read().decode()
        law = tmp_path / "law.md"
        law.write_text(
            "# Lighthouse Act\n\nArticle 1\nA zeppelin is no vessel.\n\nArticle 2\nEnd.\n", "utf-8"
        )
        assert run("ingest", law, "--data", tmp_path / "data").status == 0
        until = time.monotonic() + 20
        while not get(f"{address}api/v1/search?q=zeppelin")["total"] and time.monotonic() < until:
            time.sleep(0.2)
        assert get(f"{address}api/v1/search?q=zeppelin")["total"] == 1


@pytest.mark.slow
def test_the_demo_serves_the_samples(tmp_path: Path) -> None:
    with serving(tmp_path / "data", "demo") as address:
        assert get(f"{address}health")["works"] >= 24


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({}, "not_found"),
        ({"TREATYBASE_LANGUAGE": "vi"}, "not_found"),
    ],
)
def test_an_error_is_one_line_with_its_code(tmp_path: Path, settings: dict[str, str], code: str) -> None:
    environment = {**os.environ, **settings}
    done = subprocess.run(
        [TREATYBASE, "serve", "--data", str(tmp_path / "none")],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"treatybase: {code}: ")
    assert "treatybase ingest" in done.stderr


def test_a_wrong_time_zone_is_named(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    from treatybase.wiring import InvalidSetting

    monkeypatch.setenv("TREATYBASE_TIME_ZONE", "Atlantis/Centre")
    with pytest.raises(InvalidSetting, match="Atlantis/Centre"):
        base.run("search", "seafarer")


def test_a_setting_that_cannot_be_read_is_named(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    from treatybase.wiring import InvalidSetting

    monkeypatch.setenv("TREATYBASE_PORT", "eighty")
    with pytest.raises(InvalidSetting, match=r"TREATYBASE_PORT: .*integer"):
        base.run("health")


def test_a_setting_left_empty_is_not_set(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREATYBASE_PORT", "")
    assert base.run("health").status == 0

"""`treatybase embed --follow`: what others ingest gets its vectors; it waits for engines that are away."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from small_library import CONVENTION, Base, run

from treatybase.absence import LONGEST_SECONDS
from treatybase.embedding import LOOK_SECONDS, keep_embedded
from treatybase.settings import Settings
from treatybase.wiring import Installation

pytestmark = pytest.mark.needs("embedding model")
NOBODY = "http://127.0.0.1:9"
"""The port of discard: nobody listens."""


@contextmanager
def following(data: Path) -> Iterator[subprocess.Popen[str]]:
    command = [Path(sys.executable).parent / "treatybase", "embed", "--follow", "--data", data]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "TREATYBASE_MODEL": "e5-small"}
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_what_is_ingested_meanwhile_is_embedded(base: Base, tmp_path: Path) -> None:
    data = shutil.copytree(base.data, tmp_path / "data")
    passages = run("health", "--json", "--data", data).json["passages"]
    more = tmp_path / "more.en.md"
    with following(data) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert said.startswith(f"{passages} passages embedded; {passages} of {passages}")
        more.write_text(CONVENTION["en"].replace("Harbour", "Airport"), encoding="utf-8")
        assert run("ingest", more, "--data", data).status == 0
        assert "passages embedded" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    health = run("health", "--json", "--data", data).json
    assert health["vectors"] == health["passages"] > passages


class Enough(Exception):
    """The test has seen enough."""


def test_it_waits_for_an_engine_that_is_away_and_says_so_once(
    base: Base, caplog: pytest.LogCaptureFixture
) -> None:
    waited: list[float] = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 6:
            raise Enough

    settings = Settings(data=base.data, model="e5-small", engine="elasticsearch", elasticsearch_url=NOBODY)
    caplog.set_level(logging.WARNING)
    with closing(Installation(settings)) as installation, pytest.raises(Enough):
        next(keep_embedded(installation, pause))
    assert waited == sorted(waited)
    assert (waited[0], waited[-1]) == (LOOK_SECONDS, LONGEST_SECONDS)
    (said,) = [record.message for record in caplog.records if record.message.startswith("embedding waits:")]
    assert "Elasticsearch is away" in said


def test_without_a_model_nothing_is_asked(base: Base) -> None:
    def pause(seconds: float) -> None:
        raise Enough

    settings = Settings(data=base.data, model="none", engine="elasticsearch", elasticsearch_url=NOBODY)
    with closing(Installation(settings)) as installation, pytest.raises(Enough):
        next(keep_embedded(installation, pause))

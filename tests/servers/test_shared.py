"""A server is shared by the processes of a run, and does not outlive it, however the run ends."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from tools.servers.process import locked
from tools.servers.shared import ROOT, Run, address

pytestmark = pytest.mark.needs("PostgreSQL")
OWNER = """
import time
from tools.servers.shared import Run, address
run = Run()
print(run.folder, address(run.folder, "postgresql"), flush=True)
time.sleep(600)
"""
STARTER = """
import sys, time
from pathlib import Path
from tools.servers.postgresql import PostgreSQL
server = PostgreSQL(Path(sys.argv[1]), fsync=False)
server.start()
print(server.url, flush=True)
time.sleep(600)
"""
ASK = "import sys; from pathlib import Path; from tools.servers.shared import address; " + (
    'print(address(Path(sys.argv[1]), "postgresql"))'
)
GONE_SECONDS = 30.0


@contextmanager
def process(program: str, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A Python process of its own, with the first line that it prints."""
    command = [sys.executable, "-c", program, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
        try:
            assert running.stdout is not None
            yield running, running.stdout.readline().strip()
        finally:
            running.kill()


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def goes_away(url: str) -> bool:
    deadline = time.monotonic() + GONE_SECONDS
    while answers(url):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def test_all_processes_get_the_same_server_until_the_run_closes() -> None:
    run = Run()
    try:
        with ExitStack() as stack:
            asked = [stack.enter_context(process(ASK, str(run.folder))) for _ in range(3)]
            given = {line for _, line in asked}
        assert given == {address(run.folder, "postgresql")}
        (url,) = given
        assert answers(url)
    finally:
        run.close()
    assert not answers(url)
    assert not run.folder.exists()


def test_a_killed_owner_takes_the_server_with_it() -> None:
    with process(OWNER) as (owner, line):
        folder, url = line.split()
        assert answers(url)
        owner.kill()
        assert goes_away(url)
    with locked(Path(folder) / "postgresql.kept"):  # its keeper has ended
        assert not (Path(folder) / "postgresql").exists()
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux kills children with their parent")
def test_a_server_dies_with_who_started_it() -> None:
    place = Path(tempfile.mkdtemp())
    place.chmod(0o711)
    with process(STARTER, str(place)) as (starter, url):
        assert answers(url)
        starter.kill()
        assert goes_away(url)
    shutil.rmtree(place)

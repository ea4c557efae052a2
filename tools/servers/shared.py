"""One server for all the processes of a test run.

The first process that asks for a server starts its keeper; the keeper starts the server, writes down its
address and stops it when the owner of the run ends, however that ends: the owner holds a named pipe open for
writing, and the keeper reads its end. Nobody asks whether a process of some number still lives.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tools.servers.elasticsearch import SHORT_LIVED, Elasticsearch
from tools.servers.jars import NINE
from tools.servers.postgresql import PostgreSQL
from tools.servers.process import POLL_SECONDS, ServerFailed, locked, tail

ROOT = Path(__file__).parents[2]
PIPE = "owner"
"""The pipe that the owner of the run holds."""


class Addressed(Protocol):
    """A server that has an address."""

    @property
    def url(self) -> str: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


SERVERS: dict[str, Callable[[Path], Addressed]] = {
    "postgresql": lambda folder: PostgreSQL(folder, fsync=False, settings={"max_connections": 200}),
    "elasticsearch": lambda folder: Elasticsearch(folder, jvm=SHORT_LIVED),
    "elasticsearch9": lambda folder: Elasticsearch(folder, release=NINE, jvm=SHORT_LIVED),
}
"""What can be shared, by name. Tests open many connections, and need nothing after a power cut."""


class Run:
    """The owner's side: a folder for the servers of a test run, which end with this process at the latest."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="treatybase-servers-"))
        # Under root PostgreSQL runs as another user, who must be able to pass.
        self.folder.chmod(0o711)
        os.mkfifo(self.folder / PIPE)
        # For reading too, since opening for writing alone waits for a reader.
        self._pipe = os.open(self.folder / PIPE, os.O_RDWR)

    def close(self) -> None:
        """Let the servers stop, wait until they have, and take their data away."""
        os.close(self._pipe)
        for name in SERVERS:
            with locked(self.folder / f"{name}.kept"):
                pass
        shutil.rmtree(self.folder, ignore_errors=True)


def address(run: Path, name: str) -> str:
    """The address of a server of the run in this folder, started now if it is the first time."""
    place = run / f"{name}.url"
    with locked(run / f"{name}.lock"):
        if not place.exists():
            _start_keeper(run, name, place)
    return place.read_text()


def _start_keeper(run: Path, name: str, place: Path) -> None:
    log = run / f"{name}.keeper.log"
    # Without waiting for the owner: if it has gone, the keeper finds the end of the pipe at once.
    pipe = os.open(run / PIPE, os.O_RDONLY | os.O_NONBLOCK)
    with log.open("ab") as output, os.fdopen(pipe) as owner:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tools.servers.shared", str(run), name],
            stdin=owner,
            stdout=output,
            stderr=output,
            cwd=ROOT,
            start_new_session=True,
        )
    while not place.exists():
        if keeper.poll() is not None:
            raise ServerFailed(f"{name} did not come up:\n{tail(log)}")
        time.sleep(POLL_SECONDS)
    # It outlives this process, which need not wait for it.
    keeper.returncode = 0


def keep(run: Path, name: str) -> None:
    """The keeper's side: start, write the address, wait for the owner's end, stop."""
    with locked(run / f"{name}.kept"):
        folder = run / name
        folder.mkdir(mode=0o711, exist_ok=True)
        server = SERVERS[name](folder)
        try:
            server.start()
            place = run / f"{name}.new"
            place.write_text(server.url)
            place.rename(run / f"{name}.url")
            os.set_blocking(0, True)
            os.read(0, 1)
        finally:
            server.stop()
            shutil.rmtree(folder)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), sys.argv[2])

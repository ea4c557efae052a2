"""A server process: started, awaited, stopped, killed, and started again on the same data and ports."""

from __future__ import annotations

import ctypes
import fcntl
import os
import random
import signal
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

PORTS = range(20_000, 32_000)
"""Below the range from which systems take the ports of outgoing connections, so that none of these can take a
port of ours while its server is down."""
START_SECONDS = 180.0
"""How long a server may take to answer: Elasticsearch needs 5 s on two idle cores, 20 s where eight others
want them too."""
STOP_SECONDS = 60.0
"""How long a server may take to stop in order before it is killed."""
POLL_SECONDS = 0.05
TAIL_LINES = 30
"""How much of its log is shown of a server that did not come up."""
PR_SET_PDEATHSIG = 1
"""From linux/prctl.h."""


class ServerFailed(Exception):
    """A server, or what it needs, is not there or did not come up; says which, and why."""


_given: set[int] = set()


def free_port() -> int:
    """A port of 127.0.0.1 on which nobody listens; never the same twice in one process."""
    for port in random.sample(sorted(set(PORTS) - _given), len(PORTS) - len(_given)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            _given.add(port)
            return port
    raise ServerFailed(f"no port from {PORTS.start} to {PORTS.stop - 1} is free")


def tail(log: Path, lines: int = TAIL_LINES) -> str:
    """The end of a log, or nothing where there is none."""
    if not log.is_file():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of this file, alone among all processes; free when the process ends."""
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Server(ABC):
    """One server with its data in `folder` and its output in `log`.

    On Linux it is killed when the thread that started it ends, however that ends: nothing is left behind by a
    test run that was killed. So start it from a thread that lives as long as the server should.
    """

    stop_signal = signal.SIGTERM

    def __init__(self, name: str, folder: Path, *, user: str | None = None) -> None:
        self.name = name
        self.folder = folder.resolve()
        self.log = self.folder / f"{name}.log"
        self.user = user
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """The program and its arguments."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether it answers."""

    def environment(self) -> Mapping[str, str]:
        """The environment variables it runs with."""
        return os.environ

    @property
    def pid(self) -> int | None:
        """Its process, while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start without waiting."""
        if self.pid is not None:
            raise ServerFailed(f"{self.name} is running already (process {self.pid})")
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=self.environment(),
                user=self.user,
                # Ctrl-C in the terminal must not reach it before those who use it have ended.
                start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )

    def wait(self, seconds: float = START_SECONDS) -> None:
        """Wait until it answers; else kill it and say what its log says."""
        deadline = time.monotonic() + seconds
        while True:
            if self.pid is None:
                raise ServerFailed(f"{self.name} ended while starting; {self.last_words()}")
            if self.is_ready():
                return
            if time.monotonic() > deadline:
                self.kill()
                raise ServerFailed(f"{self.name} did not answer within {seconds:.0f} s; {self.last_words()}")
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """Stop in order; kill if it does not. Nothing happens if it is down."""
        self._end(self.stop_signal, STOP_SECONDS)

    def kill(self) -> None:
        """Kill at once, as by a power cut of this process alone."""
        self._end(signal.SIGKILL, STOP_SECONDS)

    def _end(self, number: int, seconds: float) -> None:
        if self._process is None:
            return
        self._process.send_signal(number)
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def last_words(self) -> str:
        """Where its log is, and how it ends."""
        return f"the end of {self.log}:\n{tail(self.log)}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


if sys.platform == "linux":
    _LIBC = ctypes.CDLL(None)

    def _die_with_parent() -> None:
        """In the child, between fork and exec."""
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

"""Processes of the deployment that are programs of ours, or of the system."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.by_hand.places import LOOPBACK
from tools.servers.process import Server, ServerFailed
from treatybase.programs import SYSTEM_FOLDER

SEARCHED = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", ""), SYSTEM_FOLDER])
"""Where programs are looked for: the environment of Treatybase first; `haproxy` is among the system's own."""
CHECK_SECONDS = 10
"""How long one health check may take."""
JOB_SECONDS = 300
"""How long a job may take: a migration, on the small bases that are started by hand."""


class Program(Server):
    """A command with its variables; ready when its health check says so, or its port answers, or it runs."""

    def __init__(
        self,
        name: str,
        folder: Path,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        health: Sequence[str] = (),
        port: int | None = None,
    ) -> None:
        super().__init__(name, folder)
        self._command, self._environment = list(command), dict(environment)
        self._health, self.port = list(health), port

    def command(self) -> list[str]:
        """The program by its path."""
        return _located(self._command)

    def environment(self) -> Mapping[str, str]:
        """The variables of compose.yaml; of ours, those of Treatybase are left out."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("TREATYBASE_")}
        return {**ours, "PATH": SEARCHED, **self._environment}

    def is_ready(self) -> bool:
        """Whether it answers."""
        if self.pid is None or not (self.port is None or _listens(self.port)):
            return False
        if self._health and shutil.which(self._health[0], path=SEARCHED):
            return self.run(self._health).returncode == 0
        return True

    def run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, in this program's environment; status 124 where it takes too long."""
        try:
            return subprocess.run(
                _located(command),
                env=self.environment(),
                capture_output=True,
                text=True,
                cwd=self.folder,
                timeout=CHECK_SECONDS if list(command) == self._health else JOB_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            return subprocess.CompletedProcess(list(command), 124, "", str(error))


class Job(Program):
    """A program that does its work and ends."""

    def wait(self, seconds: float = JOB_SECONDS) -> None:
        """Wait for its end. Raises ServerFailed where it took too long, or failed."""
        assert self._process is not None
        try:
            status = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise ServerFailed(f"{self.name} took longer than {seconds:.0f} s; {self.last_words()}") from None
        if status:
            raise ServerFailed(f"{self.name} ended with status {status}; {self.last_words()}")


def _located(command: Sequence[str]) -> list[str]:
    program = shutil.which(command[0], path=SEARCHED)
    if program is None:
        raise ServerFailed(f"{command[0]} is not on this machine")
    return [program, *command[1:]]


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0

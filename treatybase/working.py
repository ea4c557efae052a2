"""Worker processes of the queue on this machine: as many as asked for, replaced when one dies."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import NoReturn

from corpus.errors import CorpusError, StoreUnavailable
from ingest.report import IngestReport
from ingest.working import LONGEST_PAUSE, POLL_SECONDS, Working
from treatybase.settings import Settings
from treatybase.wiring import Installation

log = logging.getLogger(__name__)

RESTART_SECONDS = 1.0
"""From the death of a worker to its successor: a file that kills quickly must not keep the machine busy."""
GRACE_SECONDS = 30.0
"""How long a worker that is told to stop may take to give its job back; then it is killed."""


class Stopped(BaseException):
    """We were told to stop."""


@dataclass(frozen=True, slots=True)
class Stint:
    """What workers are wanted for: `once`: one job each at most; `drain`: until no job waits."""

    once: bool = False
    drain: bool = False


# --- the process that keeps the workers ------------------------------------------------------------


@dataclass(slots=True)
class Crew:
    """`jobs` worker processes. `told` hears of each file: its name, and what became of it."""

    settings: Settings
    jobs: int
    stint: Stint
    told: Callable[[str, IngestReport], None]
    report: IngestReport = field(default_factory=IngestReport)
    _members: list[_Member] = field(default_factory=list)

    def run(self) -> None:
        """Work until it is done, or Stopped is raised in the main thread. Raises what ended a worker."""
        begun = time.monotonic()
        try:
            self._members = [_Member(self.settings, self.stint) for _ in range(self.jobs)]
            while self._members:
                wait([each for member in self._members for each in member.signs])
                for member in list(self._members):
                    self._attend(member)
        finally:
            self._dismiss()
            self.report.seconds = time.monotonic() - begun

    def _attend(self, member: _Member) -> None:
        """Hear what the worker has to say; replace it if it died."""
        ended = not member.process.is_alive()
        self._hear(member)
        if not ended:
            return
        member.close()
        self._members.remove(member)
        if (code := member.process.exitcode) is not None and code < 0:
            log.warning(
                "a worker died (%s): its job is free, another takes its place", signal.Signals(-code).name
            )
            time.sleep(RESTART_SECONDS)
            self._members.append(_Member(self.settings, self.stint))
        elif code:
            raise RuntimeError(f"a worker ended with exit code {code}")

    def _hear(self, member: _Member) -> None:
        with suppress(EOFError, OSError):
            while member.connection.poll():
                message = member.connection.recv()
                if isinstance(message, CorpusError):
                    raise message
                name, report = message
                self.report.add(report)
                self.told(name, report)

    def _dismiss(self) -> None:
        """Tell those who are left to stop, and see that they do."""
        for member in self._members:
            member.process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for member in self._members:
            member.process.join(max(0.0, deadline - time.monotonic()))
            if member.process.is_alive():
                member.process.kill()
                member.process.join()
            self._hear(member)
            member.close()
        self._members.clear()


class _Member:
    """One worker process, and the connection on which it reports."""

    def __init__(self, settings: Settings, stint: Stint) -> None:
        # A fresh interpreter: it inherits neither threads nor connections to the database.
        context = get_context("spawn")
        self.connection, theirs = context.Pipe(duplex=False)
        self.process: SpawnProcess = context.Process(
            target=_work, args=(settings, stint, theirs), name="treatybase-worker"
        )
        self.process.start()
        theirs.close()

    @property
    def signs(self) -> list[Connection | int]:
        """What becomes ready when it speaks or ends."""
        return [self.connection, self.process.sentinel]

    def close(self) -> None:
        """Let go of it."""
        self.connection.close()


@contextmanager
def stop_on_signal() -> Iterator[None]:
    """Meanwhile, raise Stopped in the main thread at the first SIGTERM; later ones change nothing."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stopped


# --- the worker itself -------------------------------------------------------------------------------


def _work(settings: Settings, stint: Stint, connection: Connection) -> None:
    """One worker, in its own process; Ctrl-C is for the process that keeps it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    name = f"{socket.gethostname()}:{os.getpid()}"
    logging.basicConfig(format=f"worker {name}: %(message)s", level=logging.WARNING)

    def finished(file: str, report: IngestReport) -> None:
        try:
            connection.send((file, report))
        except OSError as error:  # nobody keeps us any more
            raise Stopped from error

    installation = Installation(settings, create=True)
    try:
        with stop_on_signal():
            _open(installation)
            working = Working(
                installation.store,
                installation.originals,
                name,
                installation.limits,
                pause=_pause,
                finished=finished,
            )
            working.run(once=stint.once, drain=stint.drain)
    except Stopped:
        pass
    except CorpusError as error:
        connection.send(error)
    finally:
        installation.close()


def _open(installation: Installation) -> None:
    """Open the store, as soon as it is there."""
    pause = POLL_SECONDS
    while True:
        try:
            installation.store  # noqa: B018
            return
        except StoreUnavailable as error:
            log.warning("%s; trying again in %.0f s", error, pause)
        _pause(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _pause(seconds: float) -> None:
    """Wait; raises Stopped once the process that keeps us has died."""
    parent = parent_process()
    if parent is not None and wait([parent.sentinel], seconds):
        raise Stopped

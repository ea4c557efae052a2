"""Worker processes side by side, and their answers in the order of the files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from ingest.channel import Channel, Closed
from ingest.confine import PATIENCE
from ingest.errors import TimedOut, TooLarge, UnreadableFile
from ingest.task import MEBIBYTE, Alive, Batch, Done, Failed, Message, Task, WorkerLimits

AHEAD_FILES = 64
AHEAD_BYTES = 32 * MEBIBYTE
"""What may be read before the file whose turn it is, so that a slow one stops nothing. The bytes bound
the memory of what waits: a text takes about four times its file as provisions."""
GRACE = 10.0
"""Seconds after its own alarm should have ended a silent worker; then it is killed."""


class Worker:
    """One process at a time, replaced when it dies or is worn; driven by one thread.

    The process is a fresh interpreter, so that it inherits neither memory, threads nor locks.
    """

    def __init__(self, limits: WorkerLimits, program: Sequence[str]) -> None:
        self._limits, self._program = limits, program
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._dismissed = False

    def read(self, task: Task, channel: Channel) -> None:
        """Have the file read, and pass on what the process says; its death is an answer too.

        A process that retired just as the task was sent has not touched it: a fresh one is asked.
        """
        try:
            ending = self._ask(task, channel) or self._ask(task, channel)
            channel.put(ending or Failed(UnreadableFile.code, "the worker cannot be started"))
        except Closed:
            self.stop()

    def _ask(self, task: Task, channel: Channel) -> Done | Failed | None:
        """Pass on batches and give what ended the file; None if the process had retired."""
        connection, heard, seconds = self._ready(), False, self._limits.seconds
        try:
            connection.send(task)
            while connection.poll(PATIENCE * seconds + GRACE):
                message: Message | Alive = connection.recv()
                if isinstance(message, Alive):
                    seconds = message.seconds
                    continue
                if not isinstance(message, Batch):
                    return message
                channel.put(message)
                heard, seconds = True, self._limits.seconds
            ending: Failed | None = _timed_out(seconds)
        except (EOFError, OSError):
            code = self._exit_code()
            ending = self._autopsy(code, seconds) if code or heard else None
        self.stop()
        return ending

    def dismiss(self) -> None:
        """Kill the process, and start no other; the thread that drives it notices."""
        self._dismissed = True
        if self._process:
            self._process.kill()

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process and self._connection:
            self._connection.close()
            self._process.kill()
            self._process.wait()
        if self._folder:  # what a killed worker left
            self._folder.cleanup()
        self._folder = None
        self._process = self._connection = None

    def _ready(self) -> Connection:
        """The connection to a living process; one that has retired is replaced. Raises Closed."""
        if self._dismissed:
            raise Closed
        if self._process and self._process.poll() is not None:
            self.stop()
        if self._process is None or self._connection is None:
            self._connection, theirs = Pipe()
            # -P: a file in the current folder must not stand in for a module.
            self._folder = tempfile.TemporaryDirectory(
                prefix="treatybase-worker-", ignore_cleanup_errors=True
            )
            command = [sys.executable, "-P", *self._program, str(theirs.fileno())]
            self._process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                process_group=0,  # Ctrl-C is for the run, which then closes the connection
                stdin=subprocess.DEVNULL,
                env={**os.environ, "TMPDIR": self._folder.name},
            )
            theirs.close()
            self._connection.send(self._limits)
        return self._connection

    def _exit_code(self) -> int:
        if self._process is None:
            return 0
        try:
            return self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            return 0

    def _autopsy(self, code: int, seconds: float) -> Failed:
        """Why the process died in the middle of a file."""
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"exit code {code}"
        if name in {"SIGALRM", "SIGPROF"}:
            return _timed_out(seconds)
        if name == "SIGKILL":
            return Failed(TooLarge.code, "the system stopped the worker, probably for want of memory")
        if name in _CRASHES:
            limit = self._limits.memory // MEBIBYTE
            reason = f"a library crashed on it ({name}), or it needs more than {limit} MB of memory"
            return Failed(UnreadableFile.code, reason)
        return Failed(UnreadableFile.code, f"the worker ended while reading it ({name})")


def _timed_out(seconds: float) -> Failed:
    return Failed(TimedOut.code, f"nothing came of it within {seconds:g} s of work")


_CRASHES = {"SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE"}
"""Signals that a fault in a native library raises."""


class Pool:
    """`jobs` workers. Use as a context: leaving it ends them.

    `program` is what each interpreter runs; it speaks as `ingest.worker` does.
    """

    def __init__(
        self, jobs: int, limits: WorkerLimits, program: Sequence[str] = ("-m", "ingest.worker")
    ) -> None:
        self._limits, self._program = limits, program
        self._local = threading.local()
        self._workers: list[Worker] = []
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="ingest")
        self._channels: deque[Channel] = deque()

    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Channel]]:
        """Each task with the channel of its messages, in order; take one channel before the next.

        Order matters: what a store makes of the same files must not depend on who was faster.
        """
        waiting: deque[tuple[Task, Channel]] = deque()
        for task in tasks:
            channel = Channel()
            self._channels.append(channel)
            waiting.append((task, channel))
            self._threads.submit(self._drive, task, channel)
            while len(waiting) > AHEAD_FILES or sum(task.size for task, _ in waiting) > AHEAD_BYTES:
                yield waiting.popleft()
                self._channels.popleft()
        while waiting:
            yield waiting.popleft()
            self._channels.popleft()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for channel in self._channels:
            channel.close()
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.dismiss()
        self._threads.shutdown(wait=True)
        for worker in self._workers:
            worker.stop()

    def _drive(self, task: Task, channel: Channel) -> None:
        worker = getattr(self._local, "worker", None)
        if worker is None:
            worker = self._local.worker = Worker(self._limits, self._program)
            self._workers.append(worker)
        try:
            worker.read(task, channel)
        except Exception as error:  # the thread must answer, whatever happens
            with suppress(Closed):
                channel.put(
                    Failed(UnreadableFile.code, f"the worker failed: {type(error).__name__}: {error}")
                )

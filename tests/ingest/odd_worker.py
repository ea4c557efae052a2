"""A worker that behaves as the name of the file says, to see what the pool makes of it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

from ingest.confine import Alarm
from ingest.task import Batch, Done, Failed, Message, Task, WorkerLimits
from ingest.worker import serve


def answer(task: Task, limits: WorkerLimits, alarm: Alarm) -> Iterator[Message]:
    """Do what the file is called."""
    alarm.start()
    match task.name:
        case "hang":
            time.sleep(600)
        case "hang-in-c":
            signal.pthread_sigmask(signal.SIG_BLOCK, set())
            ctypes.CDLL(None).sleep(600)
        case "spin":
            while True:
                pass
        case "waits":
            time.sleep(2 * limits.seconds)
        case "crash":
            ctypes.string_at(0)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "leave":
            os._exit(7)
        case "hog":
            try:
                bytearray(4 * limits.memory)
            except MemoryError:
                yield Failed("too_large", "no memory")
                return
        case "crash-later":
            yield Batch(())
            yield Batch(())
            os.abort()
        case "retire":
            yield Done()
            os._exit(0)
        case "busy":
            for _ in range(6):
                time.sleep(limits.seconds / 3)
                alarm.renew()
        case "thick":
            alarm.allow(2 * limits.seconds)
            _spin(1.2 * limits.seconds)
        case "thick-and-hangs":
            alarm.allow(limits.seconds)
            _spin(600)
        case "long":
            for _ in range(50):
                yield Batch(())
    yield Done()


def _spin(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), answer)

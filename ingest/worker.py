"""A worker process: reads one file after another, under limits that cost at most one file.

It writes to no file, so that killing it undoes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

from ingest.confine import Alarm, limit_memory, memory, silence
from ingest.task import Alive, Message, Task, WorkerLimits

Answer = Callable[[Task, WorkerLimits, Alarm], Iterator[Message]]

WORN = 0.6
"""Share of its memory limit at which a worker that has finished a file makes room for a fresh one."""


def serve(connection: Connection, answer: Answer) -> None:
    """Answer tasks until the run closes the connection, or the process has grown too large.

    First come the limits, then tasks.
    """
    silence()
    try:
        limits: WorkerLimits = connection.recv()
        limit_memory(limits.memory)
        alarm = Alarm(limits.seconds, tell=lambda seconds: connection.send(Alive(seconds)))
        while memory() < WORN * limits.memory:
            for message in answer(connection.recv(), limits, alarm):
                alarm.stop()  # waiting for the run to take the message is not reading
                connection.send(message)
                alarm.start()
            alarm.stop()
    except (EOFError, OSError):
        return


if __name__ == "__main__":
    from ingest.answering import answer

    serve(Connection(int(sys.argv[1])), answer)

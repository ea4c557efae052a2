"""A bounded channel between the thread that hears a worker and the one that writes the store."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

from ingest.task import Batch, Message

CAPACITY = 2
"""Messages held: a small file (a batch and its end) fits, so that its worker goes on at once."""
_PATIENCE = 0.2
"""Seconds between looks at whether the reader of the channel has gone."""


class Closed(Exception):
    """Nobody reads the channel any more."""


class Channel:
    """The messages of one file, in order; iteration ends after the one that is no batch."""

    def __init__(self) -> None:
        self._messages: queue.Queue[Message] = queue.Queue(CAPACITY)
        self._closed = threading.Event()

    def put(self, message: Message) -> None:
        """Add a message, waiting for room. Raises Closed."""
        while not self._closed.is_set():
            try:
                self._messages.put(message, timeout=_PATIENCE)
                return
            except queue.Full:
                continue
        raise Closed

    def close(self) -> None:
        """Read no more."""
        self._closed.set()

    def __iter__(self) -> Iterator[Message]:
        while True:
            message = self._messages.get()
            yield message
            if not isinstance(message, Batch):
                return

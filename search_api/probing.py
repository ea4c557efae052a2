"""Questions that must not be waited for: asked in a thread of their own, given up after a while."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Probe(Generic[T]):
    """One question. Who asks while it is being answered waits for the same answer.

    So a part that hangs holds one thread, however often it is asked. Threads are daemons: they keep
    no process from ending.
    """

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._running: Future[T] | None = None

    def begin(self) -> Future[T]:
        """The answer to come."""
        with self._lock:
            if self._running is None or self._running.done():
                running: Future[T] = Future()
                self._running = running
                threading.Thread(target=self._answer, args=(running,), name="probe", daemon=True).start()
            return self._running

    def _answer(self, future: Future[T]) -> None:
        try:
            future.set_result(self._ask())
        except BaseException as error:  # whoever waits is told
            future.set_exception(error)

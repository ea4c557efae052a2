"""A circuit breaker: while a service is away, calls fail at once instead of waiting for it one by one."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from search_api.errors import SearchUnavailable

T = TypeVar("T")


class BreakerState(StrEnum):
    """Whether calls go through."""

    CLOSED = "closed"
    """All of them."""
    OPEN = "open"
    """None: they fail at once until the pause is over."""
    HALF_OPEN = "half_open"
    """One, the probe; what becomes of it decides."""


class Breaker:
    """Lets calls through to a service until it has failed `failures` times in a row.

    Then calls raise SearchUnavailable for `pause` seconds, after which one call goes through as a
    probe, the others still failing at once. If it succeeds all go through again; if it fails the next
    pause is twice as long, up to `longest`. Only exceptions of the types `counts` are failures; any
    other says nothing of the service (a query may be at fault) and changes nothing. Calls that began
    before the breaker opened have no say afterwards. Safe between threads.
    """

    def __init__(
        self,
        failures: int,
        pause: float,
        longest: float,
        counts: tuple[type[BaseException], ...],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._failures, self._longest, self._counts = failures, longest, counts
        self._pause = min(pause, longest)
        self._clock = clock
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._opened = False
        self._next_pause, self._until = self._pause, 0.0
        self._probing = False
        self._era = 0
        """Rises whenever it opens or closes, so that late answers are known as such."""

    @property
    def state(self) -> BreakerState:
        """Whether the next call would go through."""
        with self._lock:
            if not self._opened:
                return BreakerState.CLOSED
            return BreakerState.OPEN if self._clock() < self._until else BreakerState.HALF_OPEN

    def call(self, function: Callable[[], T]) -> T:
        """What the function gives or raises. Raises SearchUnavailable, without calling it, while open."""
        era = self._enter()
        try:
            result = function()
        except BaseException as error:
            self._leave(era, worked=False if isinstance(error, self._counts) else None)
            raise
        self._leave(era, worked=True)
        return result

    def _enter(self) -> int:
        """Let a call through; gives the era in which it began. Raises SearchUnavailable."""
        with self._lock:
            if self._opened:
                left = self._until - self._clock()
                if left > 0 or self._probing:
                    seconds = max(1, math.ceil(left))
                    raise SearchUnavailable(
                        f"the search engine does not answer; try again in {seconds} s", seconds=seconds
                    )
                self._probing = True
            return self._era

    def _leave(self, era: int, *, worked: bool | None) -> None:
        """Note what became of a call; None: it says nothing of the service."""
        with self._lock:
            if era != self._era:
                return
            self._probing = False
            if worked is None:
                return
            self._in_a_row = 0 if worked else self._in_a_row + 1
            if worked and self._opened:
                self._close()
            elif not worked and (self._opened or self._in_a_row >= self._failures):
                self._open()

    def _open(self) -> None:
        self._opened, self._era, self._until = True, self._era + 1, self._clock() + self._next_pause
        self._next_pause = min(self._longest, self._next_pause * 2)

    def _close(self) -> None:
        self._opened, self._era, self._next_pause = False, self._era + 1, self._pause

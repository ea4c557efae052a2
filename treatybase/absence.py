"""What is away is told once and left alone for longer and longer, until it is back."""

from __future__ import annotations

import logging

log = logging.getLogger(__name__)

SHORTEST_SECONDS, LONGEST_SECONDS = 1.0, 8.0
"""The pauses between two tries: they double, and whoever comes back is seen within seconds."""


class Absence:
    """Keeps whether something that is tried again and again failed before. `what`: how the log begins."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._error: str | None = None
        self._pause = 0.0

    def noted(self, error: Exception, *, expected: bool) -> float:
        """Tell of a failure unless it is the one of the last try; gives the seconds to wait.

        One that is not `expected` is told with its trace.
        """
        kind = type(error).__name__
        if kind != self._error:
            log.warning("%s: %s; trying again until it works", self._what, error, exc_info=not expected)
        self._error = kind
        self._pause = min(2 * self._pause or SHORTEST_SECONDS, LONGEST_SECONDS)
        return self._pause

    def over(self) -> None:
        """Tell that it works again, where it did not."""
        if self._error is not None:
            log.warning("%s: works again", self._what)
        self._error, self._pause = None, 0.0

"""Holding a worker process to its limits, as far as the system can."""

from __future__ import annotations

import logging
import os
import resource
import signal
import sys
import warnings
from collections.abc import Callable

PATIENCE = 4.0
"""Times its work that a process may take by the clock: a busy machine is no fault of the file."""


def work() -> float:
    """Seconds of processor time that this process, and those it started and saw end, have used."""
    return sum(os.times()[:4])


class Alarm:
    """A clock whose ringing ends the process, even while a library hangs in its own code.

    It rings after `seconds` of work, or after `PATIENCE` times that where nothing is done. The signals'
    default action is used, so no Python code needs to run. `tell` gets the seconds that it now allows.
    """

    def __init__(self, seconds: float, tell: Callable[[float], None] = lambda seconds: None) -> None:
        self._seconds, self._tell, self._allowed = seconds, tell, seconds
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def start(self) -> None:
        """Ring after `seconds` of work from now, unless started again or stopped."""
        self._allowed = self._seconds
        self._set(self._allowed)

    def allow(self, more: float) -> None:
        """Much is to be done before anything can come of it: ring so much later, counted from now."""
        self._allowed = self._seconds + more
        self.renew()

    def renew(self) -> None:
        """Something was done: tell whoever waits, and begin to count again."""
        self.stop()
        self._tell(self._allowed)
        self._set(self._allowed)

    def stop(self) -> None:
        """Do not ring."""
        self._set(0)

    def _set(self, seconds: float) -> None:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE * seconds)


def limit_memory(size: int) -> None:
    """Make allocations fail beyond `size` bytes of data.

    Only Linux enforces it; elsewhere `memory` is looked at between files.
    """
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (size, hard))


def memory() -> int:
    """Bytes of memory the process takes now, or took at most where the system tells no more."""
    if sys.platform == "linux":
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # macOS: bytes


def silence() -> None:
    """Drop what libraries print of a damaged file: the report says it in our words."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)

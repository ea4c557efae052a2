"""How many questions may wait for the engine at a time, and how many of them failed."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from corpus.errors import CorpusError
from search_api.errors import SearchUnavailable

PLACES = 32
"""Questions at a time: half of the server's threads, so that a slow engine leaves the others to readers."""
WAIT_SECONDS = 2.0
"""How long a question waits for a place before its asker is told to come back."""


class Admission:
    """Lets `places` questions at a time through. Safe between threads."""

    def __init__(self, places: int = PLACES, wait: float = WAIT_SECONDS) -> None:
        self._places, self._wait = threading.BoundedSemaphore(places), wait
        self._lock = threading.Lock()
        self._failed: Counter[str] = Counter()

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place for one question. Raises SearchUnavailable where all stay taken."""
        try:
            with self._taken():
                yield
        except Exception as error:
            code = error.code if isinstance(error, CorpusError) else "internal_error"
            with self._lock:
                self._failed[code] += 1
            raise

    @property
    def failed(self) -> Mapping[str, int]:
        """How many questions failed, by the code of the error."""
        with self._lock:
            return dict(self._failed)

    @contextmanager
    def _taken(self) -> Iterator[None]:
        if not self._places.acquire(timeout=self._wait):
            raise SearchUnavailable("too many searches wait for an answer; try again in 1 s", seconds=1)
        try:
            yield
        finally:
            self._places.release()

"""Keeping the index in step: here, or by waiting for the process that does it.

The writer lock is held for seconds at a time, so that several processes take turns.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from corpus.errors import StoreUnavailable
from search_api.errors import IndexBusy, IndexUnusable, SearchUnavailable
from search_api.index.indexer import Progress
from search_api.index.verify import Verified
from treatybase.absence import Absence
from treatybase.wiring import Installation

log = logging.getLogger(__name__)

Advance = Callable[[int, int, str], None]

TURN_SECONDS = 20.0
"""How long vectors are computed before others get the chance to write."""
PAUSE_SECONDS = 0.5
"""The chance: longer than the time between two tries of those who wait."""
RETRY_SECONDS = 0.1
FOLLOW_SECONDS = 1.0
"""How soon a server sees what another process has stored."""
STOP_SECONDS = 10.0
"""How long a server that is stopped waits for its indexer: the next one goes on from the last commit."""


def _silent(done: int, total: int, what: str) -> None:
    """Nobody watches."""


def index_changes(installation: Installation, advance: Advance = _silent) -> int:
    """See that the index has reached the store's change number of now; gives by how much it grew."""
    target = installation.store.change
    before = _passages(installation)
    indexer = installation.indexer(_told(advance))
    while True:
        try:
            indexer.sync(vectors=False)
            break
        except IndexBusy:
            if _has_reached(installation, target):
                break
            advance(0, 0, "waiting for the process that writes the index")
            time.sleep(RETRY_SECONDS)
    return max(0, _passages(installation) - before)


def embed_missing(installation: Installation, advance: Advance = _silent) -> int:
    """Compute the vectors that are missing, in turns with other writers; gives how many."""
    if installation.embedder is None:
        return 0
    index_changes(installation, advance)
    embedded = 0
    while True:
        indexer = installation.indexer(_told(advance), stop=_after(TURN_SECONDS))
        with suppress(IndexBusy):
            done = indexer.sync().vectors
            embedded += done
            if not done:
                return embedded
        time.sleep(PAUSE_SECONDS)


def rebuild(installation: Installation, advance: Advance = _silent) -> int:
    """Build the index anew, once the lock is free; gives the number of passages."""
    indexer = installation.indexer(_told(advance))
    while True:
        try:
            return indexer.reindex(vectors=False).counts.passages
        except IndexBusy:
            time.sleep(RETRY_SECONDS)


def verify_index(installation: Installation) -> Verified:
    """Compare index and store."""
    from search_api.index.verify import verify

    return verify(installation.store, installation.engine, installation.indexer())


def mend_index(installation: Installation, found: Verified) -> Verified:
    """Put right what was found, and compare again."""
    from search_api.index.verify import mend

    while True:
        try:
            return mend(installation.store, installation.engine, installation.indexer(), found)
        except IndexBusy:  # whoever writes may be putting it right
            time.sleep(RETRY_SECONDS)
            found = verify_index(installation)
            if found.sound:
                return found


class Follower:
    """A thread that keeps the index in step with what other processes store, until it is stopped."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)

    def __enter__(self) -> Follower:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join(STOP_SECONDS)

    def _follow(self) -> None:
        """Try every second; what keeps it from it is told once, and tried more and more seldom."""
        absence = Absence("the index cannot be brought up to date")
        while not self._stopped.is_set():
            pause = FOLLOW_SECONDS
            try:
                self._catch_up()
                absence.over()
            except IndexBusy:  # whoever writes the index follows the store itself
                absence.over()
            except (SearchUnavailable, StoreUnavailable) as error:
                pause = absence.noted(error, expected=True)
            except Exception as error:  # the server goes on answering from what is indexed
                pause = absence.noted(error, expected=False)
            self._stopped.wait(pause)

    def _catch_up(self) -> None:
        if not _has_reached(self._installation, self._installation.store.change):
            self._installation.indexer(stop=self._stopped.is_set).sync(vectors=False)


def _has_reached(installation: Installation, target: int) -> bool:
    """Whether the index is of this store and holds its changes up to `target`, and none that it has not."""
    try:
        counts = installation.engine.counts()
    except IndexUnusable:
        return False
    if not target:
        return not counts.change
    store = installation.store
    return counts.epoch == store.epoch and target <= counts.change <= store.change


def _passages(installation: Installation) -> int:
    try:
        return installation.engine.counts().passages
    except IndexUnusable:
        return 0


def _after(seconds: float) -> Callable[[], bool]:
    """Says stop once so many seconds have gone."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() > until


def _told(advance: Advance) -> Callable[[Progress], None]:
    return lambda now: advance(now.done, now.total, now.step)

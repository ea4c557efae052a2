"""Embedding as a service: passages get their vectors soon after they were ingested, until it is stopped."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from corpus.errors import StoreUnavailable
from search_api.errors import IndexUnusable, SearchUnavailable
from treatybase.absence import Absence
from treatybase.indexing import embed_missing
from treatybase.wiring import Installation

LOOK_SECONDS = 2.0
"""How soon new passages are seen: embedding them takes longer."""


def keep_embedded(installation: Installation, pause: Callable[[float], None] = time.sleep) -> Iterator[int]:
    """Embed what is missing, again and again, and give each time how many passages that were.

    While store or engine are away it waits, tries more and more seldom, and says so once.
    """
    absence = Absence("embedding waits")
    while True:
        wait = LOOK_SECONDS
        try:
            if _is_behind(installation) and (embedded := embed_missing(installation)):
                yield embedded
            absence.over()
        except (SearchUnavailable, StoreUnavailable) as error:
            wait = max(wait, absence.noted(error, expected=True))
        pause(wait)


def _is_behind(installation: Installation) -> bool:
    """Whether there may be something to embed, asked in the cheapest way."""
    if installation.embedder is None:
        return False
    try:
        counts = installation.engine.counts()
    except IndexUnusable:
        return True
    store = installation.store
    return (
        (counts.epoch, counts.change) != (store.epoch, store.change)
        or counts.model != installation.embedder.name
        or counts.vectors < counts.passages
    )


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """End the body in order on SIGTERM as on Ctrl-C: what was committed stays, the lock is given back."""

    def interrupt(_: int, __: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)

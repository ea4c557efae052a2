"""Who may write an index: a lease that its holder renews, and that others take when it no longer does.

No clock is compared with another machine's: who wants the lease watches whether it is renewed.
"""

from __future__ import annotations

import threading
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from elastic_transport import TransportError
from elasticsearch import ApiError

from search_api.engine.elasticsearch.control import Control, Entry
from search_api.errors import IndexBusy

LEASE_SECONDS: Final = 12.0
"""A lease not renewed for so long is taken: its holder died, or cannot reach the cluster."""

BEAT_SECONDS: Final = 3.0
"""How often it is renewed: three may get lost."""


@dataclass(slots=True)
class Watch:
    """What one process has seen of leases held by others: name → (sequence number, since when)."""

    seen: dict[str, tuple[tuple[int, int], float]] = field(default_factory=dict)

    def is_stale(self, name: str, entry: Entry) -> bool:
        """Whether the lease was not renewed while we watched for long enough."""
        mark = (entry.seq_no, entry.primary_term)
        last, since = self.seen.get(name, (None, 0.0))
        if last != mark:
            self.seen[name] = (mark, time.monotonic())
            return False
        return time.monotonic() - since >= LEASE_SECONDS


class Lease:
    """A lease that is held, renewed by a thread of its own until it is released or lost."""

    def __init__(self, control: Control, name: str, watch: Watch) -> None:
        """Take the lease. Raises IndexBusy when another holds it."""
        self._control, self._name = control, name
        self._owner = uuid.uuid4().hex
        entry = self._take(watch)
        if entry is None:
            raise IndexBusy("another process writes the index")
        self._entry: Entry | None = entry
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._renew, name=f"lease {name}", daemon=True)
        self._thread.start()

    @property
    def held(self) -> bool:
        """Whether it is neither released nor lost."""
        return self._entry is not None and not self._over.is_set()

    def demand(self) -> None:
        """Raise IndexBusy where the lease was lost: another may be writing."""
        if not self.held:
            raise IndexBusy("another process took over the index: this one was silent for too long")

    def release(self) -> None:
        """Give it back; others can take it at once."""
        if self._over.is_set():
            return
        self._over.set()
        self._thread.join()
        if self._entry is not None:
            with suppress(ApiError, TransportError):  # the cluster is away: the lease runs out by itself
                self._control.replace(self._name, {"owner": ""}, self._entry)

    def _take(self, watch: Watch) -> Entry | None:
        entry = self._control.get(self._name)
        wanted = {"owner": self._owner, "beat": 0}
        if entry is None:
            return self._control.create(self._name, wanted)
        if entry.source["owner"] and not watch.is_stale(self._name, entry):
            return None
        return self._control.replace(self._name, wanted, entry)

    def _renew(self) -> None:
        """Beat until told to stop. A cluster that is away is asked again: nobody else can take it either."""
        beat = 0
        while not self._over.wait(BEAT_SECONDS):
            beat += 1
            assert self._entry is not None
            try:
                entry = self._control.replace(self._name, {"owner": self._owner, "beat": beat}, self._entry)
            except (ApiError, TransportError):
                entry = self._again()
            self._entry = entry
            if entry is None:
                return

    def _again(self) -> Entry | None:
        """After a failed renewal: it may have been written all the same, so look whose it is."""
        try:
            entry = self._control.get(self._name)
        except (ApiError, TransportError):
            return self._entry
        return entry if entry and entry.source["owner"] == self._owner else None

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

SERVED, FRESH = "lease-served", "lease-fresh"
"""The leases: of the index that is served, and of the one that is being built."""

LEASE_SECONDS: Final = 12.0
"""A lease not renewed for so long is taken: its holder died, or cannot reach the cluster."""

BEAT_SECONDS: Final = 3.0
"""How often it is renewed: three may get lost. Also how long one renewal may take."""

GAP_SECONDS: Final = 6.0
"""Who did not look for so long begins to watch anew: the cluster itself may have been away."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A lease as it was seen: its sequence number, since when it is that, when it was seen last."""

    mark: tuple[int, int]
    since: float
    last: float


@dataclass(slots=True)
class Watch:
    """What one process has seen of leases held by others, by name."""

    seen: dict[str, Sight] = field(default_factory=dict)

    def is_stale(self, name: str, entry: Entry) -> bool:
        """Whether the lease was not renewed while we watched for long enough."""
        now, mark, sight = time.monotonic(), (entry.seq_no, entry.primary_term), self.seen.get(name)
        if sight is None or sight.mark != mark or now - sight.last > GAP_SECONDS:
            sight = Sight(mark, now, now)
        self.seen[name] = Sight(mark, sight.since, now)
        return now - sight.since >= LEASE_SECONDS


class Lease:
    """A lease that is held, renewed by a thread of its own until it is released or lost."""

    def __init__(self, control: Control, name: str, watch: Watch) -> None:
        """Take the lease. Raises IndexBusy when another holds it."""
        self._name = name
        self._owner, self._beats = uuid.uuid4().hex, 0
        entry = self._take(control, watch)
        if entry is None:
            raise IndexBusy("another process writes the index")
        self._entry: Entry | None = entry
        self._control = control.brief(BEAT_SECONDS)
        self._renewed = time.monotonic()
        self._renewing = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._renew, name=name, daemon=True)
        self._thread.start()

    @property
    def held(self) -> bool:
        """Whether it is neither released nor lost."""
        return self._entry is not None and not self._over.is_set()

    def demand(self) -> None:
        """Raise IndexBusy where the lease was lost: another may be writing.

        A process that was frozen for a while does not know: it asks before it goes on.
        """
        if self.held and time.monotonic() - self._renewed > 2 * BEAT_SECONDS:
            self._beat()
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
                self._control.replace(self._name, {"owner": "", "beat": 0}, self._entry)

    def _take(self, control: Control, watch: Watch) -> Entry | None:
        entry = control.get(self._name)
        wanted = {"owner": self._owner, "beat": 0}
        if entry is None:
            return control.create(self._name, wanted)
        if entry.source["owner"] and not watch.is_stale(self._name, entry):
            return None
        return control.replace(self._name, wanted, entry)

    def _renew(self) -> None:
        """Beat until told to stop. A cluster that is away is asked again: nobody else can take it either."""
        while not self._over.wait(BEAT_SECONDS):
            with suppress(ApiError, TransportError):
                self._beat()
            if self._entry is None:
                return

    def _beat(self) -> None:
        """Renew it, or learn that it was lost. Raises what the client raises."""
        with self._renewing:
            if self._entry is None:
                return
            self._beats += 1
            wanted = {"owner": self._owner, "beat": self._beats}
            self._entry = self._control.replace(self._name, wanted, self._entry) or self._ours()
            self._renewed = time.monotonic()

    def _ours(self) -> Entry | None:
        """The lease where it is ours: the answer to an earlier renewal may have got lost."""
        entry = self._control.get(self._name)
        return entry if entry and entry.source["owner"] == self._owner else None

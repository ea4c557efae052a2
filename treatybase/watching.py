"""Looking at what is watched, and sending alerts: beside the indexer, as long as a server runs."""

from __future__ import annotations

import threading
from collections.abc import Callable

from corpus.errors import StoreUnavailable
from corpus.model import Delivery
from search_api.errors import IndexUnusable, SearchUnavailable
from search_api.render.watches import alert_json
from search_api.watching.hosts import Hosts
from search_api.watching.looking import Lookout
from search_api.watching.sending import Sender, as_json
from treatybase.absence import Absence
from treatybase.wiring import Installation

LOOK_SECONDS = 5.0
"""Between looks: while a collection comes in, every look would be at something new."""
SEND_SECONDS = 2.0
"""How soon an alert is sent, or tried again."""
STOP_SECONDS = 5.0


def lookout(installation: Installation) -> Lookout:
    """Looks at everything that is due; titles in the language of the installation."""
    return Lookout(installation.service, installation.settings.language)


def sender(installation: Installation) -> Sender:
    """Sends alerts to the hosts that the settings name."""
    settings = installation.settings

    def body(delivery: Delivery) -> bytes:
        address = settings.address.rstrip("/")
        return as_json(alert_json(delivery.watch, delivery.alert, settings.language, address))

    return Sender(installation.store, Hosts.of(settings.webhook_hosts), body)


class Watcher:
    """Two threads, until they are stopped: one looks, one sends, so that a slow receiver delays no look."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._stopped = threading.Event()
        self._threads = [
            self._thread("lookout", LOOK_SECONDS, lambda: lookout(installation).turn()),
            self._thread("sender", SEND_SECONDS, self._send),
        ]

    def __enter__(self) -> Watcher:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join(STOP_SECONDS)

    def _send(self) -> int:
        return sender(self._installation).turn(self._stopped.is_set)

    def _thread(self, name: str, pause: float, turn: Callable[[], int]) -> threading.Thread:
        return threading.Thread(target=self._repeat, args=(name, pause, turn), name=name, daemon=True)

    def _repeat(self, name: str, pause: float, turn: Callable[[], int]) -> None:
        """Again and again; what keeps it from it is told once."""
        absence = Absence(f"the {name} cannot go on")
        while not self._stopped.is_set():
            wait = pause
            try:
                turn()
                absence.over()
            except (StoreUnavailable, SearchUnavailable, IndexUnusable) as error:
                wait = max(pause, absence.noted(error, expected=True))
            except Exception as error:  # the server goes on
                wait = max(pause, absence.noted(error, expected=False))
            self._stopped.wait(wait)

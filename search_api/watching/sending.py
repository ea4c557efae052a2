"""Sends alerts to webhooks: at least once, signed, with growing pauses, and given up in the end.

An answer of 2xx says that it arrived; a redirect is not followed. When the process dies between sending and
marking, the alert is sent again: who receives knows it by its `id`.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import logging
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Final

import orjson

from corpus.model import Delivery
from corpus.store.store import Store
from search_api.watching.errors import WebhookNotAllowed
from search_api.watching.hosts import Hosts, Target

log = logging.getLogger(__name__)

SIGNATURE: Final = "X-Treatybase-Signature"
"""`sha256=` and the HMAC of the body under the secret of the watch, in hexadecimal digits."""
SECONDS: Final = 10.0
"""For each step of a conversation: connecting, sending, waiting for the answer."""
WHOLE_SECONDS: Final = 60.0
"""For a conversation from beginning to end: who answers letter by letter holds up nobody for longer."""
TAKEN_SECONDS: Final = 120.0
"""How long nobody else tries what is being sent: longer than a conversation."""
PAUSES: Final = tuple(timedelta(seconds=each) for each in (10, 60, 300, 1200, 3600, 4 * 3600, 12 * 3600))
"""Between tries: an hour's maintenance and a night without power are outlasted; then it is given up."""
_MOST_ANSWERED: Final = 64 * 1024
"""Bytes of an answer that are read: nobody looks at them."""

Body = Callable[[Delivery], bytes]


class Sender:
    """Sends what is due. `body` puts an alert into words."""

    def __init__(
        self,
        store: Store,
        hosts: Hosts,
        body: Body,
        *,
        seconds: float = SECONDS,
        pauses: tuple[timedelta, ...] = PAUSES,
    ) -> None:
        self._deliveries, self._hosts, self._body = store.deliveries, hosts, body
        self._seconds, self._pauses = seconds, pauses

    def turn(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Send everything that is due now; gives how many arrived."""
        arrived = 0
        while not stop() and (delivery := self._deliveries.take(TAKEN_SECONDS)) is not None:
            fault = self._send(delivery)
            if not fault:
                self._deliveries.sent(delivery)
                arrived += 1
            else:
                self._deliveries.failed(delivery, fault, self._pause(delivery.attempts))
        return arrived

    def _pause(self, attempts: int) -> timedelta | None:
        """After so many tries; None: enough."""
        return self._pauses[attempts - 1] if attempts <= len(self._pauses) else None

    def _send(self, delivery: Delivery) -> str:
        """What went wrong; empty: it arrived."""
        hook = delivery.watch.webhook
        if hook is None:
            return "no webhook"
        body = self._body(delivery)
        try:
            status = post(self._hosts.resolve(hook.url), body, hook.secret, self._seconds)
        except WebhookNotAllowed:
            return "not allowed"
        except TimeoutError:
            return "no answer in time"
        except ssl.SSLError as error:
            return f"TLS: {error.reason or 'failed'}"
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
        return "" if 200 <= status < 300 else f"HTTP {status}"


def signature(secret: str, body: bytes) -> str:
    """How a body is signed.

    >>> signature("key", b"{}")[:21]
    'sha256=a777724d943eb4'
    """
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


def post(target: Target, body: bytes, secret: str, seconds: float) -> int:
    """Send a body; gives the status of the answer. Raises OSError and HTTPException."""
    connection = _connection(target, seconds)
    cut = threading.Timer(WHOLE_SECONDS, _hang_up, (connection.sock,))
    cut.start()
    try:
        connection.request(
            "POST",
            target.path,
            body,
            {
                "Content-Type": "application/json",
                "User-Agent": "treatybase",
                "Connection": "close",
                SIGNATURE: signature(secret, body),
            },
        )
        answer = connection.getresponse()
        answer.read(_MOST_ANSWERED)
        return answer.status
    finally:
        cut.cancel()
        connection.close()


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _connection(target: Target, seconds: float) -> http.client.HTTPConnection:
    """A connection to the address that was looked at, whatever the name leads to meanwhile."""
    connection: http.client.HTTPConnection
    if target.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(target.host, target.port, timeout=seconds, context=context)
        plain = socket.create_connection((target.address, target.port), seconds)
        try:
            connection.sock = context.wrap_socket(plain, server_hostname=target.host)
        except BaseException:
            plain.close()
            raise
        return connection
    connection = http.client.HTTPConnection(target.host, target.port, timeout=seconds)
    connection.sock = socket.create_connection((target.address, target.port), seconds)
    return connection


def as_json(value: object) -> bytes:
    """A value as the bytes that are signed and sent."""
    return orjson.dumps(value)

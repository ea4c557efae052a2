"""A TCP proxy between two ports of this machine that can be stopped, as a network can."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Self

from tools.servers.process import free_port

HOST = "127.0.0.1"
CHUNK = 65536
CONNECT_SECONDS = 10.0
POLL_SECONDS = 0.05
"""How long a proxy needs at most to notice that it should stop listening."""


class TcpProxy:
    """Carries what comes to `port` to `target_port` and back, until it is frozen or cut.

    *Frozen*, it is a network that loses every packet: connections stay open, new ones seem to succeed, and
    nothing comes. *Cut*, it is a machine that is off: open connections are closed and new ones refused.
    `resume` ends both.
    """

    def __init__(self, target_port: int, *, port: int | None = None) -> None:
        self.target_port = target_port
        self.port = port or free_port()
        self._flowing = threading.Event()
        self._flowing.set()
        self._sockets: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._server: _Listener | None = None

    def start(self) -> None:
        """Listen. Nothing happens if it does."""
        if self._server is None:
            self._server = _Listener(self)
            threading.Thread(target=self._server.serve_forever, args=(POLL_SECONDS,), daemon=True).start()

    def stop(self) -> None:
        """Cut, for good."""
        self.cut()

    def freeze(self) -> None:
        """Carry nothing more, and let nobody know."""
        self._flowing.clear()

    def cut(self) -> None:
        """Close what is open and refuse what comes."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
        with self._guard:
            self._server = None
            for end in self._sockets:
                _close(end)
            self._sockets.clear()
        self._flowing.set()

    def resume(self) -> None:
        """Carry again; what was kept back while frozen goes first."""
        self._flowing.set()
        self.start()

    def carry(self, incoming: socket.socket) -> None:
        """Carry one connection until one of its ends closes."""
        if not self._keep(incoming):
            return
        self._flowing.wait()
        with suppress(OSError):
            outgoing = socket.create_connection((HOST, self.target_port), CONNECT_SECONDS)
            outgoing.settimeout(None)
            if self._keep(outgoing):
                back = threading.Thread(target=self._pump, args=(outgoing, incoming), daemon=True)
                back.start()
                self._pump(incoming, outgoing)
                back.join()
            with self._guard:
                self._sockets.discard(outgoing)
        with self._guard:
            self._sockets.discard(incoming)

    def _keep(self, end: socket.socket) -> bool:
        """Note an open end, to be closed by a cut; False, and closed, if that has come."""
        with self._guard:
            if self._server is None:
                _close(end)
                return False
            self._sockets.add(end)
            return True

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                self._flowing.wait()
                target.sendall(data)
        self._flowing.wait()
        _close(source)
        _close(target)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Listener(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, proxy: TcpProxy) -> None:
        self.proxy = proxy
        super().__init__((HOST, proxy.port), _Connection)


class _Connection(BaseRequestHandler):
    server: _Listener

    def handle(self) -> None:
        self.server.proxy.carry(self.request)


def _close(end: socket.socket) -> None:
    """Close, and wake whoever reads from it."""
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()

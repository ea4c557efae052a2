"""What stands before a ministry's Elasticsearch: TLS with a CA of its own, and an API key.

The bare server has no security; this proxy has it, so that the client's side of it is tested for real.
"""

from __future__ import annotations

import hmac
import json
import ssl
import threading
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from tools.servers.certificates import make_certificates
from tools.servers.process import free_port
from tools.servers.proxy import HOST, POLL_SECONDS

ANSWER_SECONDS = 60.0
HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "transfer-encoding", "content-length", "host", "authorization"}
)
"""Headers that are of one connection only, or that we write ourselves."""


class TlsProxy:
    """Answers at `url` over TLS for the Elasticsearch on `target_port`, if the request bears the API key.

    `api_key` is what the client is given (`id:key` in base 64, as Elasticsearch hands it out). Clients trust
    the certificate of `authority`, a file in `folder`. `refused` counts the requests answered 401.
    """

    def __init__(self, target_port: int, folder: Path, api_key: str, *, port: int | None = None) -> None:
        self.target_port = target_port
        self.port = port or free_port()
        self.expected = f"ApiKey {api_key}"
        self.refused = 0
        files = make_certificates(folder)
        self.authority = files.authority
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(files.certificate, files.key)
        self._server: _Listener | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"https://{HOST}:{self.port}"

    def start(self) -> None:
        """Listen."""
        self._server = _Listener(self)
        # The handshake is left to the thread of the connection: a silent client must not keep others out.
        self._server.socket = self._context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        threading.Thread(target=self._server.serve_forever, args=(POLL_SECONDS,), daemon=True).start()

    def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, proxy: TlsProxy) -> None:
        self.proxy = proxy
        super().__init__((HOST, proxy.port), _Request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up, or does not trust us, is its own affair."""


class _Request(BaseHTTPRequestHandler):
    server: _Listener
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        given = self.headers.get("Authorization", "")
        if hmac.compare_digest(given.encode(), self.server.proxy.expected.encode()):
            self._forward(body)
        else:
            self.server.proxy.refused += 1
            self._refuse()

    do_DELETE = do_GET = do_HEAD = do_POST = do_PUT = _answer  # noqa: N815

    def _forward(self, body: bytes) -> None:
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        upstream = HTTPConnection(HOST, self.server.proxy.target_port, timeout=ANSWER_SECONDS)
        try:
            upstream.request(self.command, self.path, body or None, headers)
            response = upstream.getresponse()
            self._send(response.status, response.getheaders(), response.read())
        except (OSError, HTTPException) as failure:
            self._send_json(502, {"error": str(failure), "status": 502})
        finally:
            upstream.close()

    def _refuse(self) -> None:
        """As Elasticsearch words it."""
        error = {
            "type": "security_exception",
            "reason": "unable to authenticate with provided credentials and anonymous access is not allowed",
        }
        self._send_json(401, {"error": {"root_cause": [error], **error}, "status": 401})

    def _send_json(self, status: int, value: object) -> None:
        headers = [("Content-Type", "application/json"), ("X-Elastic-Product", "Elasticsearch")]
        if status == 401:
            headers.append(("WWW-Authenticate", "ApiKey"))
        self._send(status, headers, json.dumps(value).encode())

    def _send(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: queries are not logged."""

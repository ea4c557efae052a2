"""The server: API and pages over one data folder, the index followed in the background."""

from __future__ import annotations

from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from search_api.http.app import create_app
from search_api.http.context import ApiSettings
from search_api.http.permission import Curation
from search_api.watching.hosts import Hosts
from treatybase import __version__
from treatybase.indexing import Follower
from treatybase.watching import Watcher
from treatybase.wiring import Installation
from web.app import mount

SHUTDOWN_SECONDS = 5
"""How long open requests may take to end when the server is stopped."""


def application(installation: Installation) -> FastAPI:
    """API and pages as one application."""
    language, address = installation.settings.language, installation.settings.address
    api = ApiSettings(
        language=language,
        version=__version__,
        address=address,
        curation=Curation(installation.settings.curation),
        webhook_hosts=Hosts.of(installation.settings.webhook_hosts),
    )
    app = create_app(installation.service, api)
    mount(app, installation.service, language=language, curation=installation.settings.curation)
    return app


def serve(installation: Installation, ready: Callable[[str], None]) -> None:
    """Serve until stopped; `ready` is told the address once it answers."""
    settings = installation.settings
    config = uvicorn.Config(
        application(installation),
        host=settings.host,
        port=settings.port,
        access_log=False,  # query texts are not logged
        log_level="warning",
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        server_header=False,
    )
    with Follower(installation), Watcher(installation):
        _Server(config, ready).run()


class _Server(uvicorn.Server):
    """Says when it answers, with the port that it really has (0 asks the system for a free one)."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Start, then tell."""
        await super().startup()
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            self._ready(f"http://{shown}:{port}/")

"""The pages over a small base."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from web_base import WIDE, small_service

from search_api.http import create_app
from search_api.service import SearchService
from treatybase.parts import CHROMIUM
from web.app import mount

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """A service over the small base."""
    with small_service(tmp_path_factory.mktemp("web")) as made:
        yield made


@pytest.fixture(scope="session")
def app(service: SearchService) -> FastAPI:
    """API and pages."""
    made = create_app(service)
    mount(made, service, language="en")
    return made


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A visitor without cookies."""
    with TestClient(app, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def expected_errors() -> tuple[str, ...]:
    """What the browser itself says of a page that is not there."""
    return ("404 (Not Found)",)


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    """The pages on a port of their own."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Chromium, as the distribution packs it."""
    path = next(filter(None, map(shutil.which, CHROMIUM)))
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser, address, expected_errors) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """Opens a page and watches: `visit(path, viewport, javascript)`; faults fail the test at its end."""
    contexts, faults = [], []

    def opened(path: str, viewport: dict[str, int] = WIDE, javascript: bool = True):  # type: ignore[no-untyped-def]
        context = browser.new_context(viewport=viewport, java_script_enabled=javascript)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: message.type == "error" and faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: request.url.startswith(address) or faults.append(request.url))
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [fault for fault in faults if not any(known in fault for known in expected_errors)] == []

"""The pages over a small base."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from web_base import small_service

from search_api.http import create_app
from search_api.service import SearchService
from web.app import mount


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

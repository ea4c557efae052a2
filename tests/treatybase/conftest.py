"""A small library, ingested once through the command line."""

from __future__ import annotations

import pytest
from small_library import Base, run, write_library


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """The library ingested, without a model: commands only read it."""
    folder = tmp_path_factory.mktemp("base")
    library = write_library(folder / "library")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREATYBASE_MODEL", "none")
        answer = run("ingest", library, "--json", "--data", folder / "data")
    assert answer.status == 3, answer.text
    return Base(folder / "data", library, answer.json)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch, _no_settings_from_outside: None) -> None:
    monkeypatch.setenv("TREATYBASE_MODEL", "none")
    monkeypatch.setenv("TREATYBASE_LANGUAGE", "en")

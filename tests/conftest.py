"""Fixtures that tests of several packages share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real documents, named by TREATYBASE_TEST_DATA (default ../shared/data)."""
    folder = (ROOT / os.environ.get("TREATYBASE_TEST_DATA", "../shared/data")).resolve()
    if not folder.is_dir():
        pytest.skip("no test data: set TREATYBASE_TEST_DATA to a folder of real documents")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample corpus."""
    return ROOT / "corpus" / "samples"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the developer's shell must not reach the tests."""
    for name in list(os.environ):
        if name.startswith("TREATYBASE_") and name != "TREATYBASE_TEST_DATA":
            monkeypatch.delenv(name)

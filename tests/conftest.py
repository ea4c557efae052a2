"""What tests of several packages share: fixtures, and optional parts that tests need."""

from __future__ import annotations

import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from stores import PostgreSQLStores, SQLiteStores, Stores

from tools.servers import shared
from tools.servers.postgresql import create_database, drop_database
from treatybase.parts import PARTS, missing
from treatybase.settings import Settings

ROOT = Path(__file__).parents[1]
PARTS_BY_NAME = {part.name: part for part in PARTS}
DEFAULTS = Settings(model="e5-small")
"""What parts are looked for with, whatever the developer's shell says."""
TEST_DATA = "test data"
DATA_REMEDY = "set TREATYBASE_TEST_DATA to a folder of real documents"
FOR_TESTS = {"sentence-transformers": "`make test EXTRAS=models`"}
"""How to get a part for the tests, where that differs from getting it for the product."""

# How long an example takes is measured in bench: the first one may load tables, on a machine that does more.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nothing-skipped", action="store_true", help="fail when a test was skipped")


SERVERS = pytest.StashKey[shared.Run | Path]()
"""Of the process that owns the test run: its servers; of a worker of xdist: their folder."""


def pytest_configure(config: pytest.Config) -> None:
    """Own the servers of this run, or use the owner's."""
    given = getattr(config, "workerinput", None)
    config.stash[SERVERS] = Path(given["servers"]) if given else shared.Run()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of xdist where the servers are."""
    node.workerinput["servers"] = str(_servers(node.config))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the servers, whatever became of the tests."""
    run = config.stash.get(SERVERS, None)
    if isinstance(run, shared.Run):
        run.close()


def _servers(config: pytest.Config) -> Path:
    run = config.stash[SERVERS]
    return run.folder if isinstance(run, shared.Run) else run


@pytest.fixture(scope="session")
def postgresql_url(pytestconfig: pytest.Config) -> str:
    """A real PostgreSQL, one for the whole run: its maintenance database, as psycopg reads it."""
    return shared.address(_servers(pytestconfig), "postgresql")


@pytest.fixture
def postgresql_database(postgresql_url: str) -> Iterator[str]:
    """A fresh empty database, as SQLAlchemy reads it; dropped after the test."""
    name = f"test_{uuid4().hex}"
    yield create_database(postgresql_url, name)
    drop_database(postgresql_url, name)


@pytest.fixture(scope="session")
def sqlite_stores() -> Stores:
    """Makes fresh stores on SQLite."""
    return SQLiteStores()


@pytest.fixture(scope="session")
def postgresql_stores(postgresql_url: str) -> Iterator[Stores]:
    """Makes fresh stores on PostgreSQL."""
    made = PostgreSQLStores(postgresql_url)
    yield made
    made.close()


BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("PostgreSQL"))]


@pytest.fixture(scope="session", params=BOTH)
def stores(request: pytest.FixtureRequest) -> Stores:
    """Makes fresh stores: a test that uses it runs on both databases."""
    made: Stores = request.getfixturevalue(f"{request.param}_stores")
    return made


@pytest.fixture
def store_url(stores: Stores) -> Iterator[str]:
    """The URL of an empty store of its own, on either database."""
    with stores.new() as url:
        yield url


@pytest.fixture(scope="session")
def elasticsearch_url(pytestconfig: pytest.Config) -> str:
    """A real Elasticsearch 8.19 of one node, one for the whole run: prefix your indices."""
    return shared.address(_servers(pytestconfig), "elasticsearch")


@pytest.fixture(scope="session")
def elasticsearch9_url(pytestconfig: pytest.Config) -> str:
    """A real Elasticsearch 9, the same way."""
    return shared.address(_servers(pytestconfig), "elasticsearch9")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with long tests first: none is left alone at the end. Skip tests whose part is missing."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    absent = {part.name for part in missing(DEFAULTS)}
    for item in items:
        for mark in item.iter_markers("needs"):
            name = PARTS_BY_NAME[mark.args[0]].name
            if name in absent:
                item.add_marker(pytest.mark.skip(reason=f"{name} is missing: {remedy(name)}"))


def remedy(name: str) -> str:
    """How to get a part, or the data, for the tests."""
    if name == TEST_DATA:
        return DATA_REMEDY
    return FOR_TESTS.get(name, PARTS_BY_NAME[name].remedy)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which optional parts are missing, which tests that skipped, and how to get them."""
    skipped: dict[str, Counter[str]] = defaultdict(Counter)
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        name = reason.removeprefix("Skipped: ").partition(" is missing: ")[0]
        skipped[name][report.nodeid.partition("::")[0]] += 1
    names = [part.name for part in missing(DEFAULTS)] + [TEST_DATA] * (TEST_DATA in skipped)
    if names:
        terminalreporter.section("optional parts that are missing")
    for name in names:
        files = ", ".join(f"{count} of {file}" for file, count in sorted(skipped[name].items()))
        terminalreporter.line(f"{name}: skipped {files or 'no test'}; to get it: {remedy(name)}")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With --nothing-skipped a skipped test is a failure: a check that was not made."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--nothing-skipped") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real documents, named by TREATYBASE_TEST_DATA (default ../shared/data)."""
    folder = (ROOT / os.environ.get("TREATYBASE_TEST_DATA", "../shared/data")).resolve()
    if not folder.is_dir():
        pytest.skip(f"{TEST_DATA} is missing: {DATA_REMEDY}")
    return folder


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The built-in model as a SentenceTransformer folder: 0.5 GB, so it does not outlive the run."""
    from search_api.embedding.folder import write_folder
    from search_api.embedding.weights import installed_weights, read_weights

    folder = tmp_path_factory.mktemp("model") / "e5-small-folder"
    yield write_folder(read_weights(installed_weights()), folder)
    shutil.rmtree(folder)


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

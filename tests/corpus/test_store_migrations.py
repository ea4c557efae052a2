"""A base of every earlier revision, with data in it, becomes one of ours and tells the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import revisions
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from lamhai import deposit, work
from sqlalchemy import Engine, inspect, text
from stores import Stores
from whole_base import NEVER_WRITTEN

from corpus.errors import SchemaMismatch
from corpus.model import LOCAL
from corpus.store import engine, migrating
from corpus.store.copying import prepare
from corpus.store.schema import Base
from corpus.store.store import Store

FACTS = {"obligation", "procedure", "procedure_item", "term"}
"""Tables of 0001 that nothing was written to before 0004."""
REVISIONS = sorted(path.stem[:4] for path in (migrating._MIGRATIONS / "versions").glob("[0-9]*.py"))


@pytest.fixture
def place(stores: Stores) -> Iterator[str]:
    """An empty database."""
    with stores.new(tables=False) as url:
        yield url


@pytest.fixture
def opened(place: str) -> Iterator[Engine]:
    made = engine.connect(place)
    yield made
    made.dispose()


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_base_of_a_revision_is_upgraded_with_its_data(place: str, opened: Engine, revision: str) -> None:
    revisions.make(opened, revision)
    if revision != migrating.HEAD:
        with pytest.raises(SchemaMismatch, match="treatybase migrate"):
            Store.open(place)
    with Store.open(place, migrate=True) as store:
        assert revisions.told(store) == revisions.frozen("told", revision)
        change = store.change
        store.deposit([deposit(work("of-today"), path="today")])
        assert store.change == change + 1
        assert store.find("of-today", LOCAL)
    _demand_no_drift(opened)


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_frozen_data_fill_every_table(opened: Engine, revision: str) -> None:
    """Else a migration could spoil a table without being noticed: a new table needs a file of data."""
    revisions.make(opened, revision)
    with engine.reading(opened) as connection:
        names = inspect(connection).get_table_names()
        empty = {n for n in names if not connection.execute(text(f'SELECT count(*) FROM "{n}"')).scalar()}
    assert empty == NEVER_WRITTEN | (FACTS if revision < "0004" else set())


def test_upgrading_one_revision_at_a_time_and_at_once_end_alike(stores: Stores) -> None:
    columns = []
    for steps in (REVISIONS, REVISIONS[-1:]):
        with stores.new(tables=False) as url:
            opened = engine.connect(url)
            for revision in steps:
                with engine.writing(opened) as connection:
                    command.upgrade(migrating.config(connection), revision)
            _demand_no_drift(opened)
            columns.append(_columns(opened))
            opened.dispose()
    assert columns[0] == columns[1]


def test_revisions_follow_one_another(opened: Engine) -> None:
    with engine.reading(opened) as connection:
        scripts = ScriptDirectory.from_config(migrating.config(connection))
    found = list(scripts.walk_revisions())
    assert [script.revision for script in reversed(found)] == REVISIONS
    assert REVISIONS[-1] == migrating.HEAD, "the program works with the newest; they are compared as texts"


def test_a_backup_of_a_revision_is_upgraded(sqlite_stores: Stores) -> None:
    for revision in REVISIONS:
        with sqlite_stores.new(tables=False) as url:
            opened = engine.connect(url)
            revisions.make(opened, revision)
            opened.dispose()
            path = engine.is_sqlite_file(url)
            assert path is not None
            prepare(path)
            with Store.open(url) as store:
                assert revisions.told(store) == revisions.frozen("told", revision)


@pytest.mark.needs("PostgreSQL")
def test_on_postgresql_texts_are_ordered_by_code_points_and_integers_are_large(
    postgresql_stores: Stores,
) -> None:
    """Of every table, whatever revision brought it: compare_metadata would not tell of ours."""
    with postgresql_stores.new() as url:
        opened = engine.connect(url)
        with engine.reading(opened) as connection:
            query = (
                "SELECT table_name, column_name, data_type, collation_name FROM information_schema.columns"
            )
            found = connection.execute(text(f"{query} WHERE table_schema = 'public'")).all()
        opened.dispose()
    ours = [row for row in found if row.table_name != "alembic_version"]
    assert {row.collation_name for row in ours if row.data_type == "text"} == {"C"}
    assert {row.data_type for row in ours} == {
        *("text", "bigint", "boolean", "date", "timestamp with time zone", "json", "double precision"),
    }


def _demand_no_drift(opened: Engine) -> None:
    with engine.reading(opened) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def _columns(opened: Engine) -> dict[str, list[tuple[str, str, bool]]]:
    with engine.reading(opened) as connection:
        inspector = inspect(connection)
        return {
            table: [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)]
            for table in sorted(inspector.get_table_names())
        }

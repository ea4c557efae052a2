"""The revision of the schema: which one a store has, and how it is brought to ours."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from corpus.errors import SchemaMismatch
from corpus.store.engine import lock_schema, reading, writing

_MIGRATIONS = Path(__file__).parent / "migrations"


@lru_cache(maxsize=1)
def head() -> str:
    """The revision that this program works with."""
    revision = ScriptDirectory(str(_MIGRATIONS)).get_current_head()
    if revision is None:
        raise SchemaMismatch("no migrations are installed", found="none", expected="none")
    return revision


def revision_of(connection: Connection) -> str | None:
    """The revision of a store; None where there is no store yet."""
    return MigrationContext.configure(connection).get_current_revision()


def demand_current(engine: Engine) -> None:
    """Raise SchemaMismatch unless the store has our revision."""
    with reading(engine) as connection:
        found = revision_of(connection)
    if found == head():
        return
    known = {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}
    newer = found is not None and found not in known
    advice = "Install the newer version of the program." if newer else "Run `treatybase migrate` first."
    raise SchemaMismatch(
        f"the store has schema revision {found or 'none'}, this program needs {head()}. {advice}",
        found=found or "none",
        expected=head(),
    )


def upgrade(engine: Engine, *, create: bool, migrate: bool) -> None:
    """Make the tables (`create`) or bring them to our revision (`migrate`), in one transaction.

    Several processes may try at once: the later ones find it done.
    """
    with writing(engine) as connection:
        lock_schema(connection)
        found = revision_of(connection)
        if found is None and inspect(connection).get_table_names():
            raise SchemaMismatch(
                "the database holds tables of something else", found="foreign", expected=head()
            )
        if found != head() and (create if found is None else migrate):
            command.upgrade(_config(connection), "head")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config

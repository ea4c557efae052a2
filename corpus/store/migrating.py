"""The revision of the schema: which one a store has, and how it is brought to ours.

Alembic is loaded only to migrate: opening a store that is up to date, which every command does,
asks the database alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from corpus.errors import SchemaMismatch
from corpus.store.engine import lock_schema, reading, writing
from corpus.store.schema import Base

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0006"
"""The revision that this program works with: the newest in `migrations/`, four digits, rising."""

_MIGRATIONS = Path(__file__).parent / "migrations"


def revision_of(connection: Connection) -> str | None:
    """The revision of a store; None where there is no store yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def demand_current(engine: Engine) -> None:
    """Raise SchemaMismatch unless the store has our revision."""
    with reading(engine) as connection:
        found = revision_of(connection)
    if found == HEAD:
        return
    newer = found is not None and found > HEAD
    advice = "Install the newer version of the program." if newer else "Run `treatybase migrate` first."
    raise SchemaMismatch(
        f"the store has schema revision {found or 'none'}, this program needs {HEAD}. {advice}",
        found=found or "none",
        expected=HEAD,
    )


def upgrade(engine: Engine, *, create: bool, migrate: bool) -> None:
    """Make the tables (`create`) or bring them to our revision (`migrate`), in one transaction.

    Several processes may try at once: the later ones find it done.
    """
    with reading(engine) as connection:
        if revision_of(connection) == HEAD:
            return
    with writing(engine) as connection:
        lock_schema(connection)
        found = demand_own(connection)
        if found is None or found < HEAD:
            _run(connection, wanted=create if found is None else migrate)


def demand_own(connection: Connection) -> str | None:
    """The revision, None in an empty database. Raises SchemaMismatch for tables of something else."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not {"alembic_version", "base"} <= tables:
        raise SchemaMismatch("the database holds tables of something else", found="foreign", expected=HEAD)
    return revision_of(connection)


def recreate(connection: Connection) -> None:
    """Drop our tables, of whatever revision, and make them anew and empty, in this transaction."""
    if demand_own(connection) is not None:
        found = set(inspect(connection).get_table_names()) & {*Base.metadata.tables, "alembic_version"}
        connection.execute(text(f"DROP TABLE {', '.join(sorted(found))}"))
    _run(connection, wanted=True)


def _run(connection: Connection, *, wanted: bool) -> None:
    from alembic import command

    if wanted:
        command.upgrade(config(connection), "head")


def config(connection: Connection) -> Config:
    """Alembic's configuration for this connection; what `migrations/env.py` reads."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made

from typing import Any, Literal

from alembic import context

from corpus.store.schema import Base
from corpus.store.schema.base import CleanText, UtcTime

RENDERED = {
    UtcTime: "sa.DateTime(timezone=True)",
    CleanText: 'sa.Text().with_variant(sa.Text(collation="C"), "postgresql")',
}


def render_item(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """A migration names types of the database, not of the program, which may change."""
    return RENDERED.get(type(item), False)


# The connection is given by corpus.store.migrating: a migration is one transaction, under the
# store's own lock. Batch mode, for SQLite cannot alter a column in place.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
    render_item=render_item,
)
context.run_migrations()

"""Texts by code points and integers of 64 bits on PostgreSQL too; where an epoch began"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("base", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cluster", TEXT, nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        _retype()


def _retype() -> None:
    """One statement for each table, so that it is written anew once."""
    inspector = sa.inspect(op.get_bind())
    for table in sorted(set(inspector.get_table_names()) - {"alembic_version"}):
        changes = [
            f'ALTER COLUMN "{column["name"]}" TYPE {wanted}'
            for column in inspector.get_columns(table)
            if (wanted := _wanted(column["type"]))
        ]
        if changes:
            op.execute(f'ALTER TABLE "{table}" {", ".join(changes)}')


def _wanted(kind: object) -> str | None:
    if isinstance(kind, sa.Text):
        return 'text COLLATE "C"'
    return "bigint" if isinstance(kind, sa.Integer) and not isinstance(kind, sa.BigInteger) else None


def downgrade() -> None:
    with op.batch_alter_table("base", schema=None) as batch_op:
        batch_op.drop_column("cluster")

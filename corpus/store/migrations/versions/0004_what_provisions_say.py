"""Final clauses, confidence of recognition, names of procedures, doubts that were looked at"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WHOLE = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("provision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("clause", TEXT, nullable=True))
        batch_op.add_column(sa.Column("confidence", sa.Double(), nullable=True))
    # The tables of facts are empty: no release wrote them.
    with op.batch_alter_table("procedure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("folded", TEXT, nullable=False, server_default=""))
        batch_op.add_column(sa.Column("language", TEXT, nullable=False, server_default=""))
    op.create_table(
        "doubt_mark",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doubt_mark")),
    )
    with op.batch_alter_table("doubt_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_doubt_mark_key"), ["key"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_doubt_mark_key"), table_name="doubt_mark")
    op.drop_table("doubt_mark")
    # Not in batches: these would drop and make anew tables to which others refer.
    for table, column in (
        ("procedure", "language"),
        ("procedure", "folded"),
        ("provision", "confidence"),
        ("provision", "clause"),
    ):
        op.drop_column(table, column)

"""Up to which change the texts that amendments make were made"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("base", schema=None) as batch_op:
        batch_op.add_column(sa.Column("consolidated", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("base", schema=None) as batch_op:
        batch_op.drop_column("consolidated")

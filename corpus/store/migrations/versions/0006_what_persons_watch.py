"""What persons watch, what they were told, and what is still to be sent"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WHOLE = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "watch",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("owner", TEXT, nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("work", TEXT, nullable=False),
        sa.Column("eid", TEXT, nullable=False),
        sa.Column("search", sa.JSON(), nullable=True),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("token", TEXT, nullable=False),
        sa.Column("webhook_url", TEXT, nullable=False),
        sa.Column("webhook_secret", TEXT, nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("looked_change", sa.BigInteger(), nullable=False),
        sa.Column("looked_day", sa.Date(), nullable=False),
        sa.Column("fault", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch")),
        sa.UniqueConstraint("token", name=op.f("uq_watch_token")),
    )
    for column in ("owner", "work"):
        op.create_index(op.f(f"ix_watch_{column}"), "watch", [column], unique=False)
    op.create_table(
        "watch_known",
        sa.Column("watch_id", WHOLE, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name=op.f("fk_watch_known_watch_id_watch")),
        sa.PrimaryKeyConstraint("watch_id", "key", name=op.f("pk_watch_known")),
    )
    op.create_table(
        "alert",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("watch_id", WHOLE, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("phase", TEXT, nullable=False),
        sa.Column("work", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("by_title", TEXT, nullable=False),
        sa.Column("day_earliest", sa.Date(), nullable=True),
        sa.Column("day_latest", sa.Date(), nullable=True),
        sa.Column("day_printed", TEXT, nullable=True),
        sa.Column("day_calendar", TEXT, nullable=True),
        sa.Column("provisions", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("status", sa.JSON(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name=op.f("fk_alert_watch_id_watch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("watch_id", "key", name=op.f("uq_alert_watch_id_key")),
    )
    op.create_table(
        "delivery",
        sa.Column("alert_id", WHOLE, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("attempts", WHOLE, nullable=False),
        sa.Column("next_try", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fault", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_delivery_alert_id_alert")),
        sa.PrimaryKeyConstraint("alert_id", name=op.f("pk_delivery")),
    )
    op.create_index(op.f("ix_delivery_state_next_try"), "delivery", ["state", "next_try"], unique=False)


def downgrade() -> None:
    for table in ("delivery", "alert", "watch_known", "watch"):
        op.drop_table(table)

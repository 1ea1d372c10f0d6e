"""Lets readers have a thread of their chat for each topic."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Adds the setting, and which thread belongs to which topic."""
    op.add_column(
        "subscribers", sa.Column("threaded", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "topic_threads",
        sa.Column("subscriber_id", BigId, nullable=False),
        sa.Column("topic_id", BigId, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscribers.id"],
            name=op.f("topic_threads_subscriber_id_fk"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("topic_threads_topic_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("subscriber_id", "topic_id", name=op.f("topic_threads_pk")),
        sqlite_with_rowid=False,
    )

"""The groups and channels that somebody set up are found without a walk through all subscribers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the index."""
    where = sa.text("set_up_by IS NOT NULL")
    op.create_index(
        "subscribers_set_up_by", "subscribers", ["set_up_by"], sqlite_where=where, postgresql_where=where
    )

"""What came at once beside a digest is kept in mind while there is none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Adds the column; of digests that ended before, nothing is known."""
    op.add_column(
        "subscriptions", sa.Column("stays_instant", sa.Boolean(), nullable=False, server_default=sa.false())
    )

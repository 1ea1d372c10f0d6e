"""Keeps when a reader was told of a story."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the time to the receipts; those that are there stay without it, since nothing tells theirs."""
    op.add_column("receipts", sa.Column("told_at", sa.BigInteger(), nullable=True))

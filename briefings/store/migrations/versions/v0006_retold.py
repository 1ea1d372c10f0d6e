"""Keeps which texts of a story a model wrote."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Adds them to the stories; of those that are there nobody knows."""
    op.add_column("stories", sa.Column("retold", sa.JSON(), server_default="[]", nullable=False))

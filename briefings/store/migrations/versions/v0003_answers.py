"""Long answers come together as articles do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds what a collected text answers."""
    op.add_column("submissions", sa.Column("answers", sa.Text(), server_default="", nullable=False))

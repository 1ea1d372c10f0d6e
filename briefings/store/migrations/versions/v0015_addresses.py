"""A story keeps where its article stands on the web."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Adds the column; of what was read before, no address is known."""
    op.add_column("stories", sa.Column("url", sa.Text()))

"""A story that was joined on to another knows which, so that it can be taken out again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Adds the column; what was joined before stays as dropped."""
    op.add_column("stories", sa.Column("joined", sa.JSON()))

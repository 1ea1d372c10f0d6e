"""The stories that were retracted are found without a walk through all stories."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Adds the index."""
    where = sa.text("state = 'retracted'")
    op.create_index("stories_retracted", "stories", ["id"], sqlite_where=where, postgresql_where=where)

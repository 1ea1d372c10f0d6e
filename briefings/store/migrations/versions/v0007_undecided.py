"""The corrections that wait, and those of one story, are found without a walk through all that were ever proposed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Adds the indexes."""
    where = sa.text("state IN ('awaiting', 'open')")
    op.create_index("proposals_undecided", "proposals", ["id"], sqlite_where=where, postgresql_where=where)
    op.create_index("proposals_story", "proposals", ["story_id"])

"""The submissions whose text is still kept are found without a walk through all that ever came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Adds the index."""
    where = sa.text("text <> ''")
    op.create_index("submissions_kept", "submissions", ["id"], sqlite_where=where, postgresql_where=where)

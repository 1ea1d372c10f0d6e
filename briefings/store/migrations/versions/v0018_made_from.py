"""A change of a topic keeps what the topic was when it was written, so that it undoes no other change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Adds the column; of changes that wait already, it is not known."""
    op.add_column("topic_changes", sa.Column("made_from", sa.JSON()))

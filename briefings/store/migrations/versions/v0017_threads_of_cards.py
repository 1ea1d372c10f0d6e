"""A card in a forum stays in its thread."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Adds the column; of cards that were made before, the thread is not known."""
    op.add_column("submissions", sa.Column("thread_id", sa.BigInteger()))

"""Remembers in which messages else than its card a submission is shown, and in which a proposal is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "card_copies",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", BigId, nullable=True),
        sa.Column("proposal_id", BigId, nullable=True),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("card_copies_submission_id_fk"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("card_copies_proposal_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("card_copies_pk")),
        sqlite_with_rowid=False,
    )
    op.create_index("card_copies_submission", "card_copies", ["submission_id"])
    op.create_index("card_copies_proposal", "card_copies", ["proposal_id"])

"""The tables of the desk: versions of stories, changes that wait, the record, the staff."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from briefings.model import MailingKind, ProposalState, StaffRole
from briefings.store.columns import BigId, Instant, Word, metadata, partial

story_versions = Table(
    "story_versions",
    metadata,
    Column("story_id", BigId, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("fields", sa.JSON, nullable=False),  # the story as it stood in this version
    Column("by", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("note", Text, nullable=False),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("story_id", BigId, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),  # the version it was made from
    Column("kind", Word(MailingKind), nullable=False),
    Column("changes", sa.JSON, nullable=False),
    Column("state", Word(ProposalState), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("by", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Index(
        "proposals_awaited",
        "chat_id",
        "by",
        sqlite_where=sa.text("state = 'awaiting'"),
        postgresql_where=sa.text("state = 'awaiting'"),
    ),
    Index("proposals_story", "story_id"),
    partial("proposals_undecided", "id", where="state IN ('awaiting', 'open')"),
)

card_copies = Table(
    "card_copies",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("submission_id", BigId, ForeignKey("submissions.id", ondelete="CASCADE")),
    Column("proposal_id", BigId, ForeignKey("proposals.id", ondelete="CASCADE")),
    Column("shown", Text, nullable=False),  # a state of that, or that its result was reported
    Index("card_copies_submission", "submission_id"),
    Index("card_copies_proposal", "proposal_id"),
    sqlite_with_rowid=False,
)

acts = Table(
    "acts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("submission_id", BigInteger),
    Column("story_id", BigInteger),
    Column("detail", Text, nullable=False),
    Index("acts_story", "story_id"),
    Index("acts_submission", "submission_id"),
    Index("acts_at", "at"),
)

staff = Table(
    "staff",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", Word(StaffRole), nullable=False),
    Column("topics", sa.JSON, nullable=False),  # slugs; none: all
    Column("granted_by", BigInteger, nullable=False),
    Column("granted_at", Instant, nullable=False),
)

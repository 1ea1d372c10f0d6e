"""The tables, as SQLAlchemy Core sees them. `migrations/` makes the same; a test compares the two.

A change here needs a migration and a new `REVISION`. Times are milliseconds since 1970 (`Instant`). Indexes of
work still to do are partial: they hold the few rows that are owed, whatever the history weighs.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
)

from briefings.model import Claim, StoryState, SubmissionState, TopicAct
from briefings.store.columns import BY_NUMBER, EPOCH, NUMBER, BigId, Instant, Word, metadata, partial, to_ms
from briefings.store.desk_tables import acts, card_copies, proposals, staff, story_versions
from briefings.store.outbox_tables import deliveries, mailings, receipts
from briefings.store.reader_tables import (
    followed_stories,
    rules,
    saved_stories,
    schedules,
    subscribers,
    subscriptions,
    topic_threads,
)

__all__ = [
    "BY_NUMBER",
    "EPOCH",
    "NUMBER",
    "REVISION",
    "Instant",
    "acts",
    "card_copies",
    "deliveries",
    "followed_stories",
    "mailings",
    "metadata",
    "proposals",
    "receipts",
    "rules",
    "saved_stories",
    "schedules",
    "staff",
    "story_versions",
    "subscribers",
    "subscriptions",
    "to_ms",
    "topic_threads",
]

REVISION = "0018"
"""The newest migration: what the database must be at."""

topics = Table(
    "topics",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("emoji", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("rules", sa.JSON, nullable=False),  # aliases, groups, excluded
    Column("local", sa.JSON, nullable=False, server_default="{}"),  # names and descriptions by language
    Column("position", Integer, nullable=False),
    # What was removed is kept, so that messages sent under it can still be made anew.
    Column("removed", Boolean, nullable=False, server_default=sa.false()),
)

topic_changes = Table(
    "topic_changes",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("act", Word(TopicAct), nullable=False),
    Column("slug", Text, nullable=False),
    Column("fields", sa.JSON(none_as_null=True)),
    Column("into", Text),
    Column("by", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("made_from", sa.JSON(none_as_null=True)),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("author_id", BigInteger, nullable=False),
    Column("state", Word(SubmissionState), nullable=False),
    Column("text", Text, nullable=False),
    Column("fingerprint", Text),
    Column("card_message_id", BigInteger),
    Column("thread_id", BigInteger),  # of a forum, where the card is
    Column("due_at", Instant),
    Column("embargo_until", Instant),
    Column("asked_by", BigInteger),  # who asked for approval, or set the time
    Column("manner", Text, nullable=False, default=""),  # words: silent, breaking
    Column("created_at", Instant, nullable=False),
    Column("left_out", sa.JSON(none_as_null=True)),  # [[text, label, story, place, taken], ...]
    Column("answers", Text, nullable=False, server_default=""),  # what a long text answers; empty: an article
    Index("submissions_fingerprint", "fingerprint"),
    Index("submissions_state", "state", "chat_id"),
    partial("submissions_kept", "id", where="text <> ''"),
)

submission_parts = Table(
    "submission_parts",
    metadata,
    # Unique, so that an update told twice adds nothing.
    Column("chat_id", BigInteger, primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("submission_id", BigId, ForeignKey(submissions.c.id, ondelete="CASCADE"), nullable=False),
    Column("text", Text),
    Index("submission_parts_submission", "submission_id", "message_id"),
)

source_lines = Table(
    "source_lines",
    metadata,
    Column("source", Text, primary_key=True),
    Column("line", Text, primary_key=True),  # its key, see ingest.learned
    Column("pastes", Integer, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("wanted", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

stories = Table(
    "stories",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("submission_id", BigId, ForeignKey(submissions.c.id, ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Word(StoryState), nullable=False),
    Column("headline", Text, nullable=False),
    Column("paragraphs", sa.JSON, nullable=False),
    Column("source", Text),
    Column("url", Text),  # where its article stands on the web
    Column("dateline", Text),
    Column("byline", Text),
    Column("date", Text),
    Column("language", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("published_at", Instant),
    Column("update_of", BigInteger),  # the earlier story that this one goes on from
    Column("event_id", BigInteger),  # the first published story on the same happening
    Column("claim", Word(Claim), nullable=False, default=Claim.UNMARKED),
    Column("amendments", sa.JSON, nullable=False, default=list),  # what its readers are told was corrected
    Column("retraction", Text),  # why it was retracted
    Column("retold", sa.JSON, nullable=False, server_default="[]"),  # the texts that a model wrote
    Column("joined", sa.JSON(none_as_null=True)),  # on to which story, and the topics this brought there
    Index("stories_submission", "submission_id", "position"),
    partial("stories_event", "event_id", where="event_id IS NOT NULL"),
    partial("stories_retracted", "id", where="state = 'retracted'"),
)

story_signatures = Table(
    "story_signatures",
    metadata,
    Column("story_id", BigId, ForeignKey(stories.c.id, ondelete="CASCADE"), primary_key=True),
    Column("shingles", LargeBinary, nullable=False),  # as analysis.duplicates makes it
    Column("terms", LargeBinary),  # as analysis.events makes it, once published
)

story_kin = Table(
    "story_kin",
    metadata,
    Column("story_id", BigId, ForeignKey(stories.c.id, ondelete="CASCADE"), primary_key=True),
    # No foreign key: the earlier story may be cleared away first.
    Column("like_id", BigId, primary_key=True, autoincrement=False),
    Column("share", Float, nullable=False),
)

story_topics = Table(
    "story_topics",
    metadata,
    Column("story_id", BigId, ForeignKey(stories.c.id, ondelete="CASCADE"), primary_key=True),
    Column("topic_id", BigId, ForeignKey(topics.c.id, ondelete="CASCADE"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("evidence", sa.JSON, nullable=False),
    Column("summary", Text, nullable=False),
    Column("chosen", Boolean, nullable=False),
    Column("published_at", Instant),  # set while the story stands published under this topic
    partial("story_topics_latest", "topic_id", "published_at", "story_id", where="published_at IS NOT NULL"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigId, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger),
    Column("payload", Text, nullable=False),
    Column("state", SmallInteger, nullable=False),  # 0 waiting, 1 taken, 2 done, 3 dead
    Column("attempts", SmallInteger, nullable=False),
    Column("lease_until", Instant),
    Column("error", Text),
    Column("received_at", Instant, nullable=False),
    partial("inbox_open", "update_id", where="state < 2"),
    partial("inbox_open_of_chat", "chat_id", "update_id", where="state < 2"),
    partial("inbox_dead", "update_id", where="state = 3"),
)

flags = Table(
    "flags",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

"""The tables of readers: who they are, what they follow and when, and which stories they marked."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, SmallInteger, Table, Text

from briefings.model import SubscriberKind, SubscriberState
from briefings.preferences import Length, Mode
from briefings.store.columns import BigId, Instant, Word, metadata, partial

subscribers = Table(
    "subscribers",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),  # 0: no thread, so that the pair can be unique
    Column("kind", Word(SubscriberKind), nullable=False),
    Column("language", Text, nullable=False),
    Column("state", Word(SubscriberState), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("blocked_at", Instant),
    Column("zone", Text),  # null until the reader picks one
    Column("length", Word(Length), nullable=False, server_default="short"),
    Column("quiet_from", SmallInteger),  # minutes after midnight by the reader's clock; both or none
    Column("quiet_until", SmallInteger),
    Column("paused_until", Instant),
    Column(
        "threaded", Boolean, nullable=False, server_default=sa.false()
    ),  # a thread of their chat for each topic
    Column(
        "set_up_by", BigInteger
    ),  # who set a group or a channel up, to be told when it can no longer be written to
    sa.UniqueConstraint("chat_id", "thread_id"),
    partial("subscribers_set_up_by", "set_up_by", where="set_up_by IS NOT NULL"),
    # What is under way to somebody who was forgotten must not be taken for another's.
    sqlite_autoincrement=True,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("topic_id", BigId, ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True),
    Column("subscriber_id", BigId, ForeignKey(subscribers.c.id, ondelete="CASCADE"), primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("mode", Word(Mode), nullable=False, server_default="instant"),
    Column("muted_until", Instant),
    Column(
        "stays_instant", Boolean, nullable=False, server_default=sa.false()
    ),  # came at once beside the digest that was ended
    Index("subscriptions_subscriber", "subscriber_id"),
    sqlite_with_rowid=False,
)

topic_threads = Table(
    "topic_threads",
    metadata,
    Column("subscriber_id", BigId, ForeignKey(subscribers.c.id, ondelete="CASCADE"), primary_key=True),
    Column("topic_id", BigId, ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True),
    Column("thread_id", BigInteger, nullable=False),  # 0 where its reader deleted it
    sqlite_with_rowid=False,
)

schedules = Table(
    "schedules",
    metadata,
    Column("subscriber_id", BigId, ForeignKey(subscribers.c.id, ondelete="CASCADE"), primary_key=True),
    Column("slots", sa.JSON, nullable=False),  # [[minutes after midnight, [days of the week]], ...]
    Column("tells_nothing", Boolean, nullable=False),
    Column("next_due_at", Instant),
    Column("due_at", Instant),  # the time of the last digest that was owed
    Column("briefed_at", Instant),  # the time of the one before that
    Column("wake_at", Instant),  # when a silence ends, and what was held back is told
    partial("schedules_due", "next_due_at", "subscriber_id", where="next_due_at IS NOT NULL"),
    partial("schedules_waking", "wake_at", "subscriber_id", where="wake_at IS NOT NULL"),
)

rules = Table(
    "rules",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("subscriber_id", BigId, ForeignKey(subscribers.c.id, ondelete="CASCADE"), nullable=False),
    Column("topic_id", BigId, ForeignKey("topics.id", ondelete="CASCADE"), nullable=False),
    Column("words", Text, nullable=False),
    Column("wanted", Boolean, nullable=False),
    sa.UniqueConstraint("subscriber_id", "topic_id", "words"),
)

saved_stories = Table(
    "saved_stories",
    metadata,
    Column("subscriber_id", BigId, ForeignKey(subscribers.c.id, ondelete="CASCADE"), primary_key=True),
    Column("story_id", BigId, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("saved_at", Instant, nullable=False),
)

followed_stories = Table(
    "followed_stories",
    metadata,
    Column("story_id", BigId, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("subscriber_id", BigId, ForeignKey(subscribers.c.id, ondelete="CASCADE"), primary_key=True),
    Column("followed_at", Instant, nullable=False),
    Index("followed_stories_subscriber", "subscriber_id"),
)

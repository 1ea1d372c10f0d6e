"""The tables of what is owed and what arrived: mailings, deliveries, receipts. There are millions of rows."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, SmallInteger, Table, Text

from briefings.model import MailingKind
from briefings.store.columns import BigId, Instant, Word, metadata, partial

mailings = Table(
    "mailings",
    metadata,
    Column("id", BigId, primary_key=True),  # grows in the order of the acts, which is the order of delivery
    Column("kind", Word(MailingKind), nullable=False),
    Column("submission_id", BigId, ForeignKey("submissions.id", ondelete="CASCADE"), unique=True),  # a push's
    Column("story_id", BigId, ForeignKey("stories.id", ondelete="CASCADE")),  # when it is about one story
    Column("created_at", Instant, nullable=False),
    Column("created_by", BigInteger, nullable=False),
    Column("silent", Boolean, nullable=False, default=False),
    Column("breaking", Boolean, nullable=False, default=False),
    Column("held_until", Instant),  # until then it goes to a few only, and can be undone
    Column("chat_id", BigInteger),  # where the result is reported, when that is not a submission's card
    Column("card_message_id", BigInteger),
    Column("fanout_cursor", BigInteger),  # the last subscriber given a delivery; null once all have theirs
    Column(
        "deliveries", Integer, nullable=False, default=0
    ),  # rows made, so that nobody need count a million
    Column("reported_at", Instant),
    Index("mailings_story", "story_id"),
    partial("mailings_unfinished", "id", where="fanout_cursor IS NOT NULL"),
    partial("mailings_unreported", "id", where="reported_at IS NULL"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigId, primary_key=True),
    # No foreign keys: their checks would double the time of a fan-out on PostgreSQL.
    Column("mailing_id", BigId, nullable=False),
    Column("subscriber_id", BigId, nullable=False),
    Column("part", SmallInteger, nullable=False),
    Column("state", SmallInteger, nullable=False),  # see NUMBER
    Column("attempts", SmallInteger, nullable=False),
    Column("resends", SmallInteger, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("ready_at", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("message_id", BigInteger),  # the message sent, or to be edited
    Column("error", Text),
    Column("updated_at", Instant),
    sa.UniqueConstraint("mailing_id", "subscriber_id", "part"),
    partial("deliveries_ready", "ready_at", "id", where="state = 0"),
    partial("deliveries_leased", "lease_until", where="state = 1"),
    partial("deliveries_owed", "subscriber_id", "mailing_id", "part", where="state < 2"),
    partial("deliveries_amiss", "mailing_id", "state", where="state > 2"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("story_id", BigId, primary_key=True),  # no foreign keys, for the same reason
    Column("subscriber_id", BigId, primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("topic_id", BigInteger, nullable=False),
    Column("position", SmallInteger, nullable=False),  # below zero: named as still open
    Column("occasion", SmallInteger, nullable=False),  # why the message was sent, see receipts.OCCASIONS
    Column("told_at", Instant),  # null where it was sent before this was kept
    Index("receipts_message", "subscriber_id", "message_id"),
    sqlite_with_rowid=False,
)

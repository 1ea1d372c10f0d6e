"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes every table of the first version."""
    op.create_table(
        "flags",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("flags_pk")),
    )
    op.create_table(
        "inbox",
        sa.Column("update_id", BigId, autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("inbox_pk")),
    )
    op.create_index(
        "inbox_dead",
        "inbox",
        ["update_id"],
        unique=False,
        sqlite_where=sa.text("state = 3"),
        postgresql_where=sa.text("state = 3"),
    )
    op.create_index(
        "inbox_open",
        "inbox",
        ["update_id"],
        unique=False,
        sqlite_where=sa.text("state < 2"),
        postgresql_where=sa.text("state < 2"),
    )
    op.create_index(
        "inbox_open_of_chat",
        "inbox",
        ["chat_id", "update_id"],
        unique=False,
        sqlite_where=sa.text("state < 2"),
        postgresql_where=sa.text("state < 2"),
    )
    op.create_table(
        "receipts",
        sa.Column("story_id", BigId, nullable=False),
        sa.Column("subscriber_id", BigId, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("occasion", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "subscriber_id", "message_id", name=op.f("receipts_pk")),
        sqlite_with_rowid=False,
    )
    op.create_index("receipts_message", "receipts", ["subscriber_id", "message_id"], unique=False)
    op.create_table(
        "submissions",
        sa.Column("id", BigId, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("card_message_id", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("embargo_until", sa.BigInteger(), nullable=True),
        sa.Column("asked_by", sa.BigInteger(), nullable=True),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("submissions_pk")),
    )
    op.create_index("submissions_fingerprint", "submissions", ["fingerprint"], unique=False)
    op.create_index("submissions_state", "submissions", ["state", "chat_id"], unique=False)
    op.create_table(
        "source_lines",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("pastes", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("source", "line", name=op.f("source_lines_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "subscribers",
        sa.Column("id", BigId, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("blocked_at", sa.BigInteger(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("length", sa.Text(), server_default="short", nullable=False),
        sa.Column("quiet_from", sa.SmallInteger(), nullable=True),
        sa.Column("quiet_until", sa.SmallInteger(), nullable=True),
        sa.Column("paused_until", sa.BigInteger(), nullable=True),
        sa.Column("set_up_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("subscribers_pk")),
        sa.UniqueConstraint("chat_id", "thread_id", name=op.f("subscribers_chat_id_thread_id_unique")),
    )
    op.create_table(
        "topics",
        sa.Column("id", BigId, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("emoji", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("topics_pk")),
        sa.UniqueConstraint("slug", name=op.f("topics_slug_unique")),
    )
    op.create_table(
        "topic_changes",
        sa.Column("id", BigId, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=True),
        sa.Column("into", sa.Text(), nullable=True),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("topic_changes_pk")),
    )
    op.create_table(
        "stories",
        sa.Column("id", BigId, nullable=False),
        sa.Column("submission_id", BigId, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("update_of", sa.BigInteger(), nullable=True),
        sa.Column("event_id", sa.BigInteger(), nullable=True),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("amendments", sa.JSON(), nullable=False),
        sa.Column("retraction", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("stories_submission_id_references"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("stories_pk")),
    )
    op.create_index("stories_submission", "stories", ["submission_id", "position"], unique=False)
    op.create_index(
        "stories_event",
        "stories",
        ["event_id"],
        unique=False,
        sqlite_where=sa.text("event_id IS NOT NULL"),
        postgresql_where=sa.text("event_id IS NOT NULL"),
    )
    op.create_table(
        "story_versions",
        sa.Column("story_id", BigId, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("story_versions_story_id_references"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", "version", name=op.f("story_versions_pk")),
    )
    op.create_table(
        "proposals",
        sa.Column("id", BigId, nullable=False),
        sa.Column("story_id", BigId, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("proposals_story_id_references"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("proposals_pk")),
    )
    op.create_index(
        "proposals_awaited",
        "proposals",
        ["chat_id", "by"],
        unique=False,
        sqlite_where=sa.text("state = 'awaiting'"),
        postgresql_where=sa.text("state = 'awaiting'"),
    )
    op.create_table(
        "acts",
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=True),
        sa.Column("story_id", sa.BigInteger(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("acts_pk")),
    )
    op.create_index("acts_at", "acts", ["at"], unique=False)
    op.create_index("acts_story", "acts", ["story_id"], unique=False)
    op.create_index("acts_submission", "acts", ["submission_id"], unique=False)
    op.create_table(
        "staff",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("granted_by", sa.BigInteger(), nullable=False),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("staff_pk")),
    )
    op.create_table(
        "mailings",
        sa.Column("id", BigId, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("submission_id", BigId, nullable=True),
        sa.Column("story_id", BigId, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("breaking", sa.Boolean(), nullable=False),
        sa.Column("held_until", sa.BigInteger(), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("card_message_id", sa.BigInteger(), nullable=True),
        sa.Column("fanout_cursor", sa.BigInteger(), nullable=True),
        sa.Column("deliveries", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("mailings_story_id_references"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("mailings_submission_id_references"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("mailings_pk")),
        sa.UniqueConstraint("submission_id", name=op.f("mailings_submission_id_unique")),
    )
    op.create_index("mailings_story", "mailings", ["story_id"], unique=False)
    op.create_index(
        "mailings_unfinished",
        "mailings",
        ["id"],
        unique=False,
        sqlite_where=sa.text("fanout_cursor IS NOT NULL"),
        postgresql_where=sa.text("fanout_cursor IS NOT NULL"),
    )
    op.create_index(
        "mailings_unreported",
        "mailings",
        ["id"],
        unique=False,
        sqlite_where=sa.text("reported_at IS NULL"),
        postgresql_where=sa.text("reported_at IS NULL"),
    )
    op.create_table(
        "submission_parts",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", BigId, nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("submission_parts_submission_id_references"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("submission_parts_pk")),
    )
    op.create_index(
        "submission_parts_submission", "submission_parts", ["submission_id", "message_id"], unique=False
    )
    op.create_table(
        "subscriptions",
        sa.Column("topic_id", BigId, nullable=False),
        sa.Column("subscriber_id", BigId, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.Text(), server_default="instant", nullable=False),
        sa.Column("muted_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscribers.id"],
            name=op.f("subscriptions_subscriber_id_references"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("subscriptions_topic_id_references"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("topic_id", "subscriber_id", name=op.f("subscriptions_pk")),
        sqlite_with_rowid=False,
    )
    op.create_index("subscriptions_subscriber", "subscriptions", ["subscriber_id"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("id", BigId, nullable=False),
        sa.Column("mailing_id", BigId, nullable=False),
        sa.Column("subscriber_id", BigId, nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("resends", sa.SmallInteger(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("ready_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("deliveries_pk")),
        sa.UniqueConstraint(
            "mailing_id",
            "subscriber_id",
            "part",
            name=op.f("deliveries_mailing_id_subscriber_id_part_unique"),
        ),
    )
    op.create_index(
        "deliveries_amiss",
        "deliveries",
        ["mailing_id", "state"],
        unique=False,
        sqlite_where=sa.text("state > 2"),
        postgresql_where=sa.text("state > 2"),
    )
    op.create_index(
        "deliveries_leased",
        "deliveries",
        ["lease_until"],
        unique=False,
        sqlite_where=sa.text("state = 1"),
        postgresql_where=sa.text("state = 1"),
    )
    op.create_index(
        "deliveries_owed",
        "deliveries",
        ["subscriber_id", "mailing_id", "part"],
        unique=False,
        sqlite_where=sa.text("state < 2"),
        postgresql_where=sa.text("state < 2"),
    )
    op.create_index(
        "deliveries_ready",
        "deliveries",
        ["ready_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 0"),
        postgresql_where=sa.text("state = 0"),
    )
    op.create_table(
        "story_topics",
        sa.Column("story_id", BigId, nullable=False),
        sa.Column("topic_id", BigId, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("story_topics_story_id_references"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("story_topics_topic_id_references"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", "topic_id", name=op.f("story_topics_pk")),
    )
    op.create_index(
        "story_topics_latest",
        "story_topics",
        ["topic_id", "published_at", "story_id"],
        unique=False,
        sqlite_where=sa.text("published_at IS NOT NULL"),
        postgresql_where=sa.text("published_at IS NOT NULL"),
    )
    _kinship()
    _readers_own()
    _search()


def _kinship() -> None:
    """What is kept of a story's text to find others like it, and what was found."""
    op.create_table(
        "story_signatures",
        sa.Column("story_id", BigId, nullable=False),
        sa.Column("shingles", sa.LargeBinary(), nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["story_id"],
            ["stories.id"],
            name=op.f("story_signatures_story_id_references"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("story_id", name=op.f("story_signatures_pk")),
    )
    op.create_table(
        "story_kin",
        sa.Column("story_id", BigId, nullable=False),
        sa.Column("like_id", BigId, autoincrement=False, nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("story_kin_story_id_references"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", "like_id", name=op.f("story_kin_pk")),
    )


def _readers_own() -> None:
    op.create_table(
        "schedules",
        sa.Column("subscriber_id", BigId, nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("tells_nothing", sa.Boolean(), nullable=False),
        sa.Column("next_due_at", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("briefed_at", sa.BigInteger(), nullable=True),
        sa.Column("wake_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscribers.id"],
            name=op.f("schedules_subscriber_id_references"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscriber_id", name=op.f("schedules_pk")),
    )
    op.create_index(
        "schedules_due",
        "schedules",
        ["next_due_at", "subscriber_id"],
        unique=False,
        sqlite_where=sa.text("next_due_at IS NOT NULL"),
        postgresql_where=sa.text("next_due_at IS NOT NULL"),
    )
    op.create_index(
        "schedules_waking",
        "schedules",
        ["wake_at", "subscriber_id"],
        unique=False,
        sqlite_where=sa.text("wake_at IS NOT NULL"),
        postgresql_where=sa.text("wake_at IS NOT NULL"),
    )
    op.create_table(
        "rules",
        sa.Column("id", BigId, nullable=False),
        sa.Column("subscriber_id", BigId, nullable=False),
        sa.Column("topic_id", BigId, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscribers.id"],
            name=op.f("rules_subscriber_id_references"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("rules_topic_id_references"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("rules_pk")),
        sa.UniqueConstraint(
            "subscriber_id", "topic_id", "words", name=op.f("rules_subscriber_id_topic_id_words_unique")
        ),
    )
    _stories_of_readers("saved_stories", "saved_at", ("subscriber_id", "story_id"))
    _stories_of_readers("followed_stories", "followed_at", ("story_id", "subscriber_id"))
    op.create_index("followed_stories_subscriber", "followed_stories", ["subscriber_id"], unique=False)


def _stories_of_readers(name: str, moment: str, key: tuple[str, str]) -> None:
    references = {"subscriber_id": "subscribers.id", "story_id": "stories.id"}
    op.create_table(
        name,
        *[sa.Column(column, BigId, nullable=False) for column in key],
        sa.Column(moment, sa.BigInteger(), nullable=False),
        *[
            sa.ForeignKeyConstraint(
                [column], [references[column]], name=op.f(f"{name}_{column}_references"), ondelete="CASCADE"
            )
            for column in key
        ],
        sa.PrimaryKeyConstraint(*key, name=op.f(f"{name}_pk")),
    )


def _search() -> None:
    """The full text of what is published, which each engine indexes in its own way; see `store/search.py`."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE story_search (key BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute(
            "CREATE INDEX story_search_words ON story_search USING gin (words) WITH (fastupdate = off)"
        )
    else:
        op.execute(
            "CREATE VIRTUAL TABLE story_search"
            " USING fts5(words, content='', columnsize=0, tokenize='unicode61 remove_diacritics 0')"
        )

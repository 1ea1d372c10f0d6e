"""Gives a reader's number to nobody else, also after they were forgotten; PostgreSQL never did."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

_COLUMNS = (
    "id, chat_id, thread_id, kind, language, state, created_at, blocked_at, zone, length, quiet_from, quiet_until,"
    " paused_until, set_up_by, threaded"
)


def upgrade() -> None:
    """Makes SQLite's table of subscribers anew, which is the only way there; foreign keys are off meanwhile."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute(
        """
        CREATE TABLE subscribers_anew (
            id INTEGER NOT NULL CONSTRAINT subscribers_pk PRIMARY KEY AUTOINCREMENT,
            chat_id BIGINT NOT NULL,
            thread_id BIGINT NOT NULL,
            kind TEXT NOT NULL,
            language TEXT NOT NULL,
            state TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            blocked_at BIGINT,
            zone TEXT,
            length TEXT DEFAULT 'short' NOT NULL,
            quiet_from SMALLINT,
            quiet_until SMALLINT,
            paused_until BIGINT,
            set_up_by BIGINT,
            threaded BOOLEAN DEFAULT 0 NOT NULL,
            CONSTRAINT subscribers_chat_id_thread_id_unique UNIQUE (chat_id, thread_id)
        )
        """
    )
    op.execute(f"INSERT INTO subscribers_anew ({_COLUMNS}) SELECT {_COLUMNS} FROM subscribers")  # noqa: S608 - constants
    op.execute("DROP TABLE subscribers")
    op.execute("ALTER TABLE subscribers_anew RENAME TO subscribers")
    op.execute("CREATE INDEX subscribers_set_up_by ON subscribers (set_up_by) WHERE set_up_by IS NOT NULL")

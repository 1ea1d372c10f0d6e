"""Run by Alembic: migrates over the connection it is handed, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

from briefings.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
)
with context.begin_transaction():
    context.run_migrations()

"""Topics have names and descriptions for readers of other languages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from briefings import catalogue

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Adds the column; a topic of the catalogue that was not renamed gets what the catalogue calls it."""
    op.add_column("topics", sa.Column("local", sa.JSON(), nullable=False, server_default="{}"))
    topics = sa.table(
        "topics", *(sa.column(name) for name in ("slug", "name", "description")), sa.column("local", sa.JSON)
    )
    for topic in catalogue.load():
        here = (topics.c.slug == topic.slug) & (topics.c.name == topic.name)
        told = here & (topics.c.description == topic.description)
        for which, descriptions in ((here, {}), (told, topic.descriptions)):
            local = {"names": topic.names, "descriptions": descriptions}
            op.execute(sa.update(topics).where(which).values(local=local))

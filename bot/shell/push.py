"""What the desk does in chat, from a shell: push a file and publish it."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta
from pathlib import Path

from bot.settings import Settings
from briefings import catalogue, intake
from briefings.desk.newsroom import Newsroom, Publication
from briefings.errors import Conflict
from briefings.ingest.extract import extract_now
from briefings.model import Clock
from briefings.store import Database, move, topics

SHELL = 0
"""Chat and author of what is pushed from a shell: nobody's."""


def push(settings: Settings, file: Path, *, clock: Clock) -> str:
    """Publish the stories of a file; returns a report, a line for each story.

    The deliveries are queued: a running bot sends them. The same file is never published twice. Raises
    `UnreadableInput`, `Conflict` for a file that was published before or a text that was retracted, `StoreError`.
    """
    publication = asyncio.run(_publish(settings, extract_now(file.read_bytes(), file.name), clock))
    lines = [
        f"#{story.id} {story.headline} [{', '.join(m.slug for m in story.topics if m.chosen)}]"
        for story in publication.stories
    ]
    readers = publication.readers
    return "\n".join([*lines, f"Queued for {readers} {'reader' if readers == 1 else 'readers'}."])


async def _publish(settings: Settings, text: str, clock: Clock) -> Publication:
    database = await Database.open(settings.database_url.get_secret_value())
    try:
        async with database.write() as tx:
            await move.refuse_unfinished(tx)
            await topics.seed(tx, catalogue.load())
        newsroom = Newsroom(database, clock, intake.read)
        submission = await newsroom.begin(SHELL, SHELL, _number(text), text, wait=timedelta())
        preview = await newsroom.finish(submission.id)
        if retracted := [related.story.id for related in preview.related.values() if related.was_retracted]:
            raise Conflict(
                f"It is like #{retracted[0]}, which was retracted: an editor must look at it, in /drafts."
            )
        return await newsroom.publish(submission.id, by=SHELL)
    finally:
        await database.close()


def _number(text: str) -> int:
    """A message id for a text that came without one: told again, it is known again."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:7])

"""What all use cases of readers work on: a database, a clock, and the chat or the thread that acts."""

from __future__ import annotations

from typing import Self

from briefings.errors import UnknownTopic
from briefings.model import Clock, Subscriber, SubscriberKind
from briefings.store import Connection, Database, subscribers, topics


class OfChat:
    """Use cases of one kind, for chats themselves or for one thread of a forum."""

    def __init__(
        self, database: Database, clock: Clock, thread_id: int | None = None, language: str | None = None
    ) -> None:
        """Works on `database`, for chats themselves unless a thread is told; newcomers read `language`."""
        self._database = database
        self._clock = clock
        self._thread = thread_id
        self._language = language

    def in_thread(self, thread_id: int | None, *, language: str | None = None) -> Self:
        """The same for one thread of a forum, which is a subscriber of its own; with None, for the chat itself.

        A chat that is not known yet reads `language`.
        """
        return type(self)(self._database, self._clock, thread_id, language)

    async def _present(
        self,
        tx: Connection,
        chat_id: int,
        *,
        kind: SubscriberKind | None = None,
        language: str | None = None,
    ) -> Subscriber:
        """The subscriber; a chat that was never welcomed is welcomed by this."""
        return await subscribers.welcome(
            tx,
            chat_id,
            thread_id=self._thread,
            kind=kind,
            language=language or self._language,
            now=self._clock(),
        )


async def topic_id(tx: Connection, slug: str) -> int:
    """The number of a topic. Raises `UnknownTopic`."""
    found = (await topics.ids(tx)).get(slug)
    if found is None:
        raise UnknownTopic(slug)
    return found

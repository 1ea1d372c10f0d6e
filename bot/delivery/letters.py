"""What each claimed delivery is to say, made from the store as it is now, and made once for all who read the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot.delivery.messenger import Render, RenderedMessage
from briefings.digest import compose
from briefings.model import Delivery, Story, Topic
from briefings.store import Connection, stories, subscribers

RETRACTED = "There is nothing left to show: all its stories were retracted."
SHORTER = "The digest needs fewer messages by now."
UNFOLLOWED = "The reader follows none of its topics any more."
_MOST_REMEMBERED = 512

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """The messages of a digest and the stories it shows, by id and version; without messages it is not to go, for `reason`.

    `broken`: it should have gone, but could not be made.
    """

    messages: tuple[RenderedMessage, ...] = ()
    stories: tuple[tuple[int, int], ...] = ()
    reason: str = ""
    broken: bool = False

    def part(self, number: int) -> RenderedMessage | None:
        """The message of that number, counted from 0, if it needs so many."""
        return self.messages[number] if number < len(self.messages) else None


_Key = tuple[tuple[tuple[int, int], ...], tuple[str, ...], str]


class Letters:
    """Writes letters. `render` is called once for each distinct set of stories, topics and language, while it is remembered."""

    def __init__(self, render: Render) -> None:
        """`render` may raise: those letters alone are then broken."""
        self._render = render
        self._known: dict[_Key, Letter] = {}

    async def write(
        self, connection: Connection, deliveries: Sequence[Delivery]
    ) -> list[tuple[Delivery, Letter]]:
        """The letter for each of the deliveries; a handful of queries, however many they are."""
        if not deliveries:
            return []
        published = await stories.for_submissions(connection, {each.submission_id for each in deliveries})
        following = await subscribers.followed(connection, {each.subscriber_id for each in deliveries})
        versions = {
            submission: tuple((story.id, story.version) for story in found)
            for submission, found in published.items()
        }
        return [
            (
                each,
                self._letter(
                    published[each.submission_id],
                    versions[each.submission_id],
                    following[each.subscriber_id],
                    each.language,
                ),
            )
            for each in deliveries
        ]

    def _letter(
        self,
        published: tuple[Story, ...],
        versions: tuple[tuple[int, int], ...],
        following: tuple[Topic, ...],
        language: str,
    ) -> Letter:
        key = (versions, tuple(topic.slug for topic in following), language)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._written(published, following, language)
        return known

    def _written(self, published: tuple[Story, ...], following: tuple[Topic, ...], language: str) -> Letter:
        try:
            digest = compose(published, following)
            if not digest.stories:
                return Letter(reason=UNFOLLOWED if published else RETRACTED)
            messages = tuple(self._render(digest, language))
        except Exception as error:
            log.exception("a digest could not be made", stories=[story.id for story in published])
            return Letter(reason=f"{type(error).__name__}: {error}", broken=True)
        return Letter(messages, tuple((story.id, story.version) for story in digest.stories))

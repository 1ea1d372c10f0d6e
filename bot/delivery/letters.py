"""What each claimed delivery is to say, made from the store as it is now, and made once for all who read the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import structlog

from bot.delivery import contents
from bot.delivery.contents import Content
from bot.delivery.messenger import Render, RenderedMessage
from briefings.digest import compose
from briefings.model import Delivery, Digest, MailingKind, Shown, Story, Topic
from briefings.store import Connection, outbox, stories, subscribers

RETRACTED = "There is nothing left to show: all its stories were retracted."
SHORTER = "The digest needs fewer messages by now."
UNFOLLOWED = "The reader follows none of its topics any more."
NO_RECEIPT = "No receipt tells what the message shows."
_MOST_REMEMBERED = 512

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """The messages of a digest and what each shows; without messages it is not to go, for `reason`.

    `broken`: it should have gone, but could not be made. `standing`: the message is as it should be already.
    """

    messages: tuple[RenderedMessage, ...] = ()
    shown: tuple[tuple[Shown, ...], ...] = ()
    reason: str = ""
    broken: bool = False
    standing: bool = False

    def part(self, delivery: Delivery) -> tuple[RenderedMessage, tuple[Shown, ...]] | None:
        """The message for a delivery and what it shows, if the letter has so many parts; an edit is always whole."""
        number = 0 if delivery.mailing.edits else delivery.part
        return (self.messages[number], self.shown[number]) if number < len(self.messages) else None


Written = tuple[Delivery, Letter]
_STANDING = Letter(reason=outbox.UNCHANGED, standing=True)


class Letters:
    """Writes letters. `render` is called once for each distinct digest and language, while it is remembered."""

    def __init__(self, render: Render) -> None:
        """`render` may raise: those letters alone are then broken."""
        self._render = render
        self._known: dict[Hashable, Letter] = {}

    async def write(self, connection: Connection, deliveries: Sequence[Delivery]) -> list[Written]:
        """The letter for each of the deliveries; a handful of queries for each kind, however many they are."""
        pushed = [each for each in deliveries if each.mailing is MailingKind.PUSH]
        edits = [each for each in deliveries if each.mailing.edits]
        notices = [each for each in deliveries if each.mailing is MailingKind.NOTICE]
        return [
            *(await self._pushed(connection, pushed) if pushed else ()),
            *(self._composed(await contents.amended(connection, edits)) if edits else ()),
            *(self._composed(await contents.noticed(connection, notices)) if notices else ()),
        ]

    async def _pushed(self, connection: Connection, deliveries: Sequence[Delivery]) -> Iterable[Written]:
        published = await stories.for_submissions(
            connection, {each.submission_id or 0 for each in deliveries}
        )
        following = await subscribers.followed(connection, {each.subscriber_id for each in deliveries})
        versions = {
            submission: tuple((story.id, story.version) for story in found)
            for submission, found in published.items()
        }
        return [
            (
                each,
                self._push(
                    published[each.submission_id or 0],
                    versions[each.submission_id or 0],
                    following[each.subscriber_id],
                    each.language,
                ),
            )
            for each in deliveries
        ]

    def _push(
        self,
        published: tuple[Story, ...],
        versions: tuple[tuple[int, int], ...],
        following: tuple[Topic, ...],
        language: str,
    ) -> Letter:
        # A topic hashes slowly.
        key = (versions, tuple(topic.slug for topic in following), language)
        empty = UNFOLLOWED if published else RETRACTED
        return self._remembered(key, lambda: compose(published, following), language, empty)

    def _composed(self, made: Iterable[tuple[Delivery, Content]]) -> Iterable[Written]:
        return [(delivery, self._letter(delivery, content)) for delivery, content in made]

    def _letter(self, delivery: Delivery, content: Content) -> Letter:
        digest = content.digest
        if content.standing and digest.stories:
            return _STANDING
        key = (digest.kind, digest.shown, delivery.language)
        return self._remembered(key, lambda: digest, delivery.language, NO_RECEIPT)

    def _remembered(self, key: Hashable, made: Callable[[], Digest], language: str, empty: str) -> Letter:
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._written(made, language, empty)
        return known

    def _written(self, made: Callable[[], Digest], language: str, empty: str) -> Letter:
        try:
            digest = made()
            if not digest.stories:
                return Letter(reason=empty)
            messages = tuple(self._render(digest, language))
        except Exception as error:
            log.exception("a digest could not be made")
            return Letter(reason=f"{type(error).__name__}: {error}", broken=True)
        return Letter(messages, tuple(_shown(message, digest) for message in messages))


def _shown(message: RenderedMessage, digest: Digest) -> tuple[Shown, ...]:
    if message.stories is None:
        return digest.shown
    return tuple(one for one in digest.shown if one.story_id in message.stories)

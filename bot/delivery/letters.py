"""What each claimed delivery is to say, made from the store as it is now, and made once for all who read the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import structlog

from bot.delivery import briefings, contents, pushes
from bot.delivery.briefings import Reader
from bot.delivery.contents import Content
from bot.delivery.messenger import Render, RenderedMessage
from bot.delivery.pushes import Batch
from briefings.model import Delivery, Digest, MailingKind, Shown, SubscriberKind
from briefings.preferences import Manner, Preferences
from briefings.schedule import zone_named
from briefings.store import Connection, Database, outbox, preferences, topic_threads

RETRACTED = "There is nothing left to show: all its stories were retracted."
SHORTER = "The digest needs fewer messages by now."
UNFOLLOWED = "The reader follows none of its topics any more."
FOLDED = "It came too late: the next digest takes it in."
NOTHING_NEW = "There is nothing that its reader was not told of."
NO_RECEIPT = "No receipt tells what the message shows."
_UNSET = Preferences()
_SCHEDULED = {MailingKind.DIGEST, MailingKind.CATCH_UP}
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
    """Writes letters. `render` is called once for each distinct digest and manner, while it is remembered."""

    def __init__(self, render: Render) -> None:
        """`render` may raise: those letters alone are then broken."""
        self._render = render
        self._known: dict[Hashable, Letter] = {}

    async def write(
        self, connection: Connection, deliveries: Sequence[Delivery], now: datetime
    ) -> list[Written]:
        """The letter for each of the deliveries; a handful of queries for each kind, however many they are."""
        readers = await self._readers(connection, deliveries)
        pushed = [each for each in deliveries if each.mailing is MailingKind.PUSH]
        edits = [each for each in deliveries if each.mailing.edits]
        notices = [each for each in deliveries if each.mailing is MailingKind.NOTICE]
        scheduled = [each for each in deliveries if each.mailing in _SCHEDULED]
        written = [
            *(await self._pushed(connection, pushed, readers, now) if pushed else ()),
            *(self._composed(await contents.amended(connection, edits), readers) if edits else ()),
            *(self._composed(await contents.noticed(connection, notices), readers) if notices else ()),
            *(await self._briefed(connection, scheduled, readers, now) if scheduled else ()),
        ]
        return await _into_threads(connection, written, readers)

    async def _readers(self, connection: Connection, deliveries: Sequence[Delivery]) -> dict[int, Reader]:
        ids = {each.subscriber_id for each in deliveries}
        if not ids:
            return {}
        own = await preferences.of(connection, ids)
        following = await preferences.followings(connection, ids)
        return {each: Reader(own.get(each, _UNSET), following[each]) for each in ids}

    async def _briefed(
        self,
        connection: Connection,
        deliveries: Sequence[Delivery],
        readers: Mapping[int, Reader],
        now: datetime,
    ) -> Iterable[Written]:
        made = await briefings.briefed(connection, deliveries, readers, now)
        return [
            (
                replace(each, late=digest is not None and digest.late),
                self._briefing(each, digest, readers[each.subscriber_id].own),
            )
            for each, digest in made
        ]

    def _briefing(self, delivery: Delivery, digest: Digest | None, own: Preferences) -> Letter:
        manner = _manner(delivery, own)
        if digest is None:
            return Letter(reason=FOLDED)
        if not digest.stories and not digest.changes:
            if not own.tells_nothing or digest.kind is not MailingKind.DIGEST:
                return Letter(reason=NOTHING_NEW)
            return self._remembered(("nothing", manner), lambda: digest, manner, "", empty_goes=True)
        key = (digest.kind, digest.shown, _since(digest, manner), digest.late, manner)
        return self._remembered(key, lambda: digest, manner, "", empty_goes=True)

    async def _pushed(
        self,
        connection: Connection,
        deliveries: Sequence[Delivery],
        readers: Mapping[int, Reader],
        now: datetime,
    ) -> Iterable[Written]:
        batch = await pushes.gather(connection, deliveries)
        made: dict[Hashable, Letter] = {}
        written: list[Written] = []
        for each in deliveries:
            reader = readers[each.subscriber_id]
            alike = batch.likeness(each, reader)
            letter = made.get(alike)
            if letter is None:
                letter = made[alike] = self._push(batch, each, reader, now)
            written.append((batch.hung(each), letter))
        return written

    def _push(self, batch: Batch, delivery: Delivery, reader: Reader, now: datetime) -> Letter:
        if not delivery.breaking and reader.own.holds_back(now):
            return Letter(reason=outbox.HELD_BACK)
        push = batch.push(delivery, reader, now)
        manner = _manner(delivery, reader.own, push.offer)
        empty = UNFOLLOWED if push.stories else RETRACTED
        return self._remembered((push.key, manner), push.digest, manner, empty)

    def _composed(
        self, made: Iterable[tuple[Delivery, Content]], readers: Mapping[int, Reader]
    ) -> Iterable[Written]:
        return [
            (delivery, self._letter(content, _manner(delivery, readers[delivery.subscriber_id].own)))
            for delivery, content in made
        ]

    def _letter(self, content: Content, manner: Manner) -> Letter:
        digest = content.digest
        if content.standing and digest.shown:
            return _STANDING
        manner = replace(manner, marks=content.marks)
        key = (digest.kind, digest.occasion, digest.shown, _since(digest, manner), digest.late, manner)
        return self._remembered(key, lambda: digest, manner, NO_RECEIPT)

    def _remembered(
        self,
        key: Hashable,
        made: Callable[[], Digest],
        manner: Manner,
        empty: str,
        *,
        empty_goes: bool = False,
    ) -> Letter:
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._written(made, manner, empty, empty_goes=empty_goes)
        return known

    def _written(self, made: Callable[[], Digest], manner: Manner, empty: str, *, empty_goes: bool) -> Letter:
        try:
            digest = made()
            if not digest.shown and not empty_goes:
                return Letter(reason=empty)
            messages = tuple(self._render(digest, manner))
        except Exception as error:
            log.exception("a digest could not be made")
            return Letter(reason=f"{type(error).__name__}: {error}", broken=True)
        return Letter(messages, tuple(_shown(message, digest) for message in messages))


async def _into_threads(
    connection: Connection, written: list[Written], readers: Mapping[int, Reader]
) -> list[Written]:
    """Sends what is about one topic into the thread that its reader has for it."""
    threaded = [subscriber_id for subscriber_id, reader in readers.items() if reader.own.threaded]
    if not threaded:
        return written
    threads = await topic_threads.of(connection, threaded)

    def thread(delivery: Delivery, letter: Letter) -> int | None:
        part = letter.part(delivery)
        own = threads.get(delivery.subscriber_id)
        return own.get(part[0].topic) if own and part and part[0].topic else delivery.thread_id

    return [(replace(each, thread_id=thread(each, letter)), letter) for each, letter in written]


def _manner(delivery: Delivery, own: Preferences, offer: str | None = None) -> Manner:
    linked = delivery.kind is SubscriberKind.CHANNEL
    return replace(own.manner, linked=linked, offer=offer) if linked or offer else own.manner


def _since(digest: Digest, manner: Manner) -> tuple[date, ...]:
    """The days that it names, so that one letter serves all who were told of a story on the same day."""
    return tuple(one.since.astimezone(zone_named(manner.zone)).date() for one in digest.still_open)


def _shown(message: RenderedMessage, digest: Digest) -> tuple[Shown, ...]:
    if message.stories is None:
        return digest.shown
    return tuple(one for one in digest.shown if one.story_id in message.stories)


async def owe_parts(database: Database, written: Sequence[Written], now: datetime) -> None:
    """Owe the further parts of long digests, which is to be done before their first part goes. Idempotent."""
    long = [(each, len(letter.messages)) for each, letter in written if len(letter.messages) > 1]
    if long:
        async with database.write() as tx:
            await outbox.split(tx, long, now=now)

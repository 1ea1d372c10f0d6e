"""What readers set for themselves, and what they may ask about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from briefings.errors import Conflict, NotFound, NotUnderstood
from briefings.model import Subscriber, Topic
from briefings.parsing import zones
from briefings.preferences import Following, Length, Mode, Preferences
from briefings.readers.of_chat import OfChat, topic_id
from briefings.schedule import QuietHours, Slot, next_due_at
from briefings.store import Connection, preferences, privacy, subscribers, topic_threads

MOST_SLOTS = 48
SECOND_THOUGHTS = timedelta(minutes=10)
"""After the last digest time is taken away, what was gathered waits so long for another to be picked."""
FIRST_SLOT = Slot(time(8))
LONGEST_WORDS = 100
MOST_RULES = 50
"""Every story is held against each of them."""


class ReaderSettings(OfChat):
    """The use cases, each one transaction. A chat that was never welcomed is welcomed by its first act."""

    async def look(self, chat_id: int) -> Preferences:
        """The settings of a chat; those of a newcomer when it is not known, in a thread in its chat's language."""
        async with self._database.read() as connection:
            subscriber = await subscribers.find(connection, chat_id, self._thread)
            if subscriber is not None:
                return (await preferences.of(connection, [subscriber.id]))[subscriber.id]
            whole = await subscribers.find(connection, chat_id) if self._thread else None
            if whole is None:
                return Preferences(language=self._language or "en")
            own = (await preferences.of(connection, [whole.id]))[whole.id]
            return Preferences(language=own.language, zone=own.zone)

    async def following(self, chat_id: int) -> tuple[Following, ...]:
        """What a chat follows and how, in the topics' order."""
        async with self._database.read() as connection:
            subscriber = await subscribers.find(connection, chat_id, self._thread)
            return await preferences.following(connection, subscriber.id) if subscriber else ()

    async def comes(self, chat_id: int, slug: str) -> Mode | None:
        """How stories on a topic come; None where it is not followed, or where there is no digest beside which to tell."""
        if not (await self.look(chat_id)).slots:
            return None
        return next((one.mode for one in await self.following(chat_id) if one.topic.slug == slug), None)

    async def set_zone(self, chat_id: int, name: str) -> Preferences:
        """Moves to a zone; digests come at the same times by its clock. Raises `UnknownZone`."""
        zone = zones.find(name)
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            await preferences.change(tx, subscriber.id, zone=zone)
            own = await _own(tx, subscriber)
            if own.slots:
                await self._schedule(tx, subscriber, own)
            return await self._wake(tx, subscriber) if own.quiet else await _own(tx, subscriber)

    async def set_language(self, chat_id: int, language: str) -> Preferences:
        """Speaks this language to the chat from now on."""
        return await self._change(chat_id, language=language)

    async def set_length(self, chat_id: int, length: Length) -> Preferences:
        """Shows so much of each story."""
        return await self._change(chat_id, length=length)

    async def set_threaded(self, chat_id: int, *, on: bool) -> None:
        """Tells of each topic in a thread of its own, or in the chat; threads that were deleted may be opened again."""
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            await preferences.change(tx, subscriber.id, threaded=on)
            await topic_threads.forget_lost(tx, subscriber.id)

    async def without_thread(self, chat_id: int) -> tuple[Topic, ...]:
        """The topics that a chat follows and wants a thread for, which it never had; none where it wants no threads."""
        async with self._database.read() as connection:
            subscriber = await subscribers.find(connection, chat_id, self._thread)
            if subscriber is None or not (await _own(connection, subscriber)).threaded:
                return ()
            known = (await topic_threads.of(connection, [subscriber.id])).get(subscriber.id, {})
            following = await preferences.following(connection, subscriber.id)
            return tuple(one.topic for one in following if one.topic.slug not in known)

    async def keep_thread(self, chat_id: int, slug: str, thread_id: int) -> None:
        """Notes the thread of a topic. Raises `UnknownTopic`."""
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            await topic_threads.keep(tx, subscriber.id, await topic_id(tx, slug), thread_id)

    async def pause(self, chat_id: int, until: datetime | None) -> Preferences:
        """Sends nothing until then, and what was missed when it ends; at once with None."""
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            await preferences.change(tx, subscriber.id, paused_until=until)
            return await self._wake(tx, subscriber, now=until is None)

    async def set_quiet(self, chat_id: int, quiet: QuietHours | None) -> Preferences:
        """Holds back what comes in these hours, until they end; with None, what was held back comes at once."""
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            await preferences.set_quiet(tx, subscriber.id, quiet)
            return await self._wake(tx, subscriber, now=quiet is None)

    async def set_slots(self, chat_id: int, slots: Sequence[Slot]) -> Preferences:
        """Sends digests at these times; at none any more when it is empty, and then all comes at once again.

        What was gathered until then comes, too, after `SECOND_THOUGHTS`: a time that is picked before then keeps it.
        With the first slot, everything that is followed comes in the digest, but for what came at once beside the one before.
        Raises `Conflict` when there are too many.
        """
        slots = sorted(dict.fromkeys(slots), key=lambda slot: (slot.at, sorted(slot.days)))
        if len(slots) > MOST_SLOTS:
            raise Conflict("I can send a digest %(most)s times a day and no more.", most=MOST_SLOTS)
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            own = await _own(tx, subscriber)
            await self._schedule(tx, subscriber, replace(own, slots=tuple(slots)))
            if own.slots and not slots:
                await preferences.end_digest(tx, subscriber.id)
                await preferences.set_waking(tx, subscriber.id, self._clock() + SECOND_THOUGHTS)
            elif slots and not own.slots:
                await preferences.begin_digest(tx, subscriber.id)
                return await self._wake(tx, subscriber)
            return await _own(tx, subscriber)

    async def tell_nothing(self, chat_id: int, *, on: bool) -> Preferences:
        """Says so when a digest would be empty, or keeps silent."""
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            await self._schedule(tx, subscriber, replace(await _own(tx, subscriber), tells_nothing=on))
            return await _own(tx, subscriber)

    async def set_mode(self, chat_id: int, slug: str, mode: Mode) -> None:
        """Sends stories on a topic at once, and what was gathered of it; or in the digest, which gets a first time where it has none.

        Raises `UnknownTopic`, `NotFound` if it is not followed.
        """
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            await _set_subscription(tx, subscriber, slug, mode=mode)
            own = await _own(tx, subscriber)
            if mode is Mode.DIGEST and not own.slots:
                await self._schedule(tx, subscriber, replace(own, slots=(FIRST_SLOT,)))
            if mode is Mode.INSTANT and own.slots:
                await self._wake(tx, subscriber, now=True)

    async def mute(self, chat_id: int, slug: str, until: datetime | None) -> None:
        """Sends nothing on a topic until then; again with None. Raises as `set_mode`."""
        async with self._database.write() as tx:
            await _set_subscription(tx, await self._present(tx, chat_id), slug, muted_until=until)

    async def add_rule(self, chat_id: int, slug: str, words: str, *, wanted: bool) -> str:
        """Wants stories on a topic only with, or only without, these words; returns them as they are kept.

        Raises `UnknownTopic`; `NotFound` where the topic is not followed; `NotUnderstood` where no word is among them; `Conflict` for more than fifty.
        """
        words = " ".join(words.strip(" \"“”«»'").split())[:LONGEST_WORDS]
        if not any(character.isalnum() for character in words):
            raise NotUnderstood(
                "I see no word in that. Write a word or a phrase, such as /never north-korea football."
            )
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            number = await topic_id(tx, slug)
            if all(one.topic.slug != slug for one in await preferences.following(tx, subscriber.id)):
                raise NotFound("You do not follow that topic. To follow it: /subscribe %(topic)s", topic=slug)
            rules = await preferences.rules_of(tx, [subscriber.id])
            kept = {(rule.slug, rule.words) for rule in rules.get(subscriber.id, ())}
            if len(kept) >= MOST_RULES and (slug, words) not in kept:
                raise Conflict(
                    "There is room for %(most)s words or phrases and no more: take one back first.",
                    most=MOST_RULES,
                )
            await preferences.add_rule(tx, subscriber.id, number, words, wanted=wanted)
        return words

    async def drop_rule(self, chat_id: int, rule_id: int) -> bool:
        """Takes words back; false when that was done already."""
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            return await preferences.drop_rule(tx, subscriber.id, rule_id)

    async def drop_words(self, chat_id: int, slug: str, words: str) -> None:
        """Takes words on a topic back by themselves. Idempotent."""
        for following in await self.following(chat_id):
            for rule in following.rules:
                if rule.slug == slug and rule.words == words:
                    await self.drop_rule(chat_id, rule.id)

    async def export(self, chat_id: int) -> dict[str, Any]:
        """Everything that is kept about a chat, as JSON can hold it."""
        async with self._database.read() as connection:
            return await privacy.export(connection, chat_id)

    async def forget(self, chat_id: int) -> bool:
        """Keeps nothing about a chat any more; false when they received nothing. Idempotent.

        The message that asked for it goes in the second transaction, so that it comes again when that is not reached.
        """
        async with self._database.write() as tx:
            known = await privacy.forget_reader(tx, chat_id)
        async with self._database.write() as tx:
            await privacy.forget_person(tx, chat_id)
        return known

    async def _change(self, chat_id: int, **values: Any) -> Preferences:
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            await preferences.change(tx, subscriber.id, **values)
            return await _own(tx, subscriber)

    async def _schedule(self, tx: Connection, subscriber: Subscriber, wanted: Preferences) -> None:
        await preferences.set_slots(
            tx,
            subscriber.id,
            wanted.slots,
            tells_nothing=wanted.tells_nothing,
            next_due_at=next_due_at(wanted.slots, wanted.tz, self._clock()),
        )

    async def _wake(self, tx: Connection, subscriber: Subscriber, *, now: bool = False) -> Preferences:
        """Sets when the next silence ends; `now`: one was ended early, or what was gathered is to come now."""
        own = await _own(tx, subscriber)
        at = self._clock()
        await preferences.set_waking(tx, subscriber.id, at if now else own.wakes_at(at))
        return await _own(tx, subscriber)


async def _set_subscription(tx: Connection, subscriber: Subscriber, slug: str, **values: Any) -> None:
    if not await preferences.set_subscription(tx, subscriber.id, await topic_id(tx, slug), **values):
        raise NotFound("You do not follow that topic. To follow it: /subscribe %(topic)s", topic=slug)


async def _own(tx: Connection, subscriber: Subscriber) -> Preferences:
    return (await preferences.of(tx, [subscriber.id]))[subscriber.id]

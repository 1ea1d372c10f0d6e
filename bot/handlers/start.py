"""/start: a welcome with the topics to tap on; a link with a topic subscribes at once."""

from __future__ import annotations

from contextlib import suppress

from bot import commands
from bot.buttons import Place
from bot.handlers.doors import Call
from bot.render import reader_screens
from briefings.errors import UnknownTopic
from briefings.model import SubscriberKind, Topic


async def start(call: Call) -> None:
    """Welcome a reader, new or back again."""
    await welcome(call)
    newly = None
    if call.argument:
        with suppress(UnknownTopic):
            newly = await _follow(call)
    standings = await call.house.readership.topics(call.chat_id)
    await call.answer(reader_screens.choose(call.house.renderer, Place.WELCOME, standings, newly=newly))
    if call.by_editor and call.is_private:
        await commands.register_for_editor(call.bot, call.house.renderer, call.chat_id)


async def welcome(call: Call) -> None:
    """Make the chat a subscriber, if it is not one yet."""
    kind = SubscriberKind.PRIVATE if call.is_private else SubscriberKind.GROUP
    user = call.message.from_user
    language = user.language_code if user and kind is SubscriberKind.PRIVATE else None
    await call.house.readership.welcome(call.chat_id, kind=kind, language=language)


async def _follow(call: Call) -> Topic:
    topic = await call.house.readership.find_topic(call.argument)
    await call.house.readership.subscribe(call.chat_id, topic.slug)
    return topic

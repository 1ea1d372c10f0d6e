"""/topics, /subscribe, /unsubscribe, and the buttons that turn topics on and off."""

from __future__ import annotations

from bot.buttons.news import Follow, Place, ShowTopics
from bot.buttons.readers import Panel
from bot.chat.threads import open_missing
from bot.handlers.asking import Call, Tap
from bot.handlers.choosing import choose
from bot.handlers.pages import page, seen_by_all
from bot.handlers.suggesting import suggest
from bot.render import screens
from briefings.errors import UnknownTopic
from briefings.model import Topic


async def topics(call: Call) -> None:
    """List the topics, to tap on and off."""
    await call.answer(await choose(call, Place.TOPICS))


async def subscribe(call: Call) -> None:
    """Follow the topic that is named; without a name, show them all."""
    topic = await _named(call)
    if topic is None:
        return
    await call.welcome()
    changed = await call.deps.readership.subscribe(call.chat_id, topic.slug)
    await open_missing(call.deps, call.bot, call.chat_id)
    comes = await call.deps.own.comes(call.chat_id, topic.slug)
    await call.say("subscribed", one=topic, changed=changed, comes=comes)


async def unsubscribe(call: Call) -> None:
    """Stop following the topic that is named; without a name, show them all."""
    topic = await _named(call)
    if topic is not None:
        changed = await call.deps.readership.unsubscribe(call.chat_id, topic.slug)
        await call.say("unsubscribed", one=topic, changed=changed)


async def _named(call: Call) -> Topic | None:
    """The topic that is named; none where topics to tap on are shown instead."""
    if not call.argument:
        await topics(call)
        return None
    try:
        return await call.deps.readership.find_topic(call.argument)
    except UnknownTopic as unknown:
        await suggest(call, unknown, screens.readers.on_or_off)
        return None


async def toggle(tap: Tap, action: Follow) -> None:
    """Follow a topic or leave it, and show the message as it is now."""
    change = tap.deps.readership.subscribe if action.on else tap.deps.readership.unsubscribe
    await change(tap.subject_id, action.slug)
    await open_missing(tap.deps, tap.bot, tap.subject_id)
    standings = await tap.deps.readership.topics(tap.subject_id)
    topic = next(standing.topic for standing in standings if standing.topic.slug == action.slug)
    if action.on:
        comes = await tap.deps.own.comes(tap.subject_id, action.slug)
        await tap.toast("followed", topic=topic, comes=comes)
    else:
        await tap.toast("left", topic=topic)
    if action.place is Place.SETTINGS:
        await tap.show(await page(tap, Panel.MAIN))
    else:
        on_staff = tap.is_private and tap.member is not None
        chosen = screens.readers.choose(tap.deps.renderer, action.place, standings, on_staff=on_staff)
        await tap.show(seen_by_all(tap, chosen))


async def show(tap: Tap, _action: ShowTopics) -> None:
    """Show the list of topics in place of what stood there."""
    await tap.show(await choose(tap, Place.TOPICS))

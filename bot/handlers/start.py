"""/start: a welcome with the topics to tap on; it ends what /stop began.

A link with a topic subscribes at once, one with a story opens it first, and follows or saves it if it says so.
"""

from __future__ import annotations

import re
from contextlib import suppress

from bot.buttons.news import Place
from bot.chat import commands
from bot.chat.threads import open_missing
from bot.handlers import archive, own, remote, words
from bot.handlers.asking import Call
from bot.handlers.choosing import choose
from bot.render import screens
from bot.render.links import of_payload
from briefings.errors import NotFound, UnknownTopic
from briefings.model import Topic

_STORY = re.compile(r"([sfk])-([0-9]{1,15})", re.ASCII)


async def start(call: Call) -> None:
    """Welcome a reader, new or back again."""
    newcomer = not await call.deps.readership.knows(call.chat_id)
    await call.welcome()
    if link := _STORY.fullmatch(call.argument):
        try:
            await _open(call, int(link[2]), link[1] if call.is_private else "s")
        except NotFound as gone:
            await call.say("error", error=gone)
        if newcomer:
            await call.answer(await choose(call, Place.WELCOME))
        return
    if call.is_private and (about := of_payload(call.argument)):
        await remote.open_by_link(call, about)
        return
    if call.is_private and call.argument == archive.ASKED:
        await archive.ask(call)
        return
    if call.is_private and (asked := words.of_payload(call.argument)):
        wanted, slug = asked
        await words.ask_by_link(call, wanted=wanted, slug=slug)
        return
    back = not call.argument and await own.go_on(call)
    newly = None
    if call.argument and await call.manages():
        with suppress(UnknownTopic):
            newly = await _follow(call)
    await call.answer(await choose(call, Place.WELCOME, newly=newly, back=back))
    if call.member and call.is_private:
        await commands.register_for_member(call.bot, call.deps, call.chat_id, call.member.role)


async def _open(call: Call, story_id: int, purpose: str) -> None:
    """Show the story that a link names, and follow (f) or keep (k) it."""
    story = await call.deps.readership.story(call.chat_id, story_id)
    if purpose == "f":
        await call.deps.archive.follow(call.chat_id, story.id, on=True)
    if purpose == "k":
        await call.deps.archive.save(call.chat_id, story.id, on=True)
    marks = await call.deps.archive.marks(call.chat_id, story.id)
    sent = await call.answer(
        screens.story.read_below(call.deps.renderer, story, 0, marks, username=call.bot.username)
    )
    await call.deps.archive.opened(call.chat_id, story, sent)


async def _follow(call: Call) -> Topic:
    topic = await call.deps.readership.find_topic(call.argument)
    await call.deps.readership.subscribe(call.chat_id, topic.slug)
    await open_missing(call.deps, call.bot, call.chat_id)
    return topic

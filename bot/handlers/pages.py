"""The pages of the settings as they are now: of the chat, or of another that is set up from there."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.buttons.readers import Panel
from bot.chat.remote import named
from bot.handlers.asking import Call, Tap
from bot.render import Screen, screens
from bot.render.links import Remote
from bot.render.screen import Rows
from bot.render.sheet import Sheet
from briefings.preferences import Following


async def sheet(asked: Call | Tap) -> Sheet:
    """The settings that are asked about, as they are now."""
    deps, chat_id = asked.deps, asked.subject_id
    return Sheet(
        await deps.own.look(chat_id),
        await deps.own.following(chat_id),
        await deps.readership.topics(chat_id),
        deps.clock(),
        can_thread=chat_id > 0 and deps.has_threads(),
    )


async def page(asked: Call | Tap, panel: Panel, *, ended: bool = False) -> Screen:
    """A page of the settings as they are now; `ended`: digests were ended just now."""
    drawn = replace(await sheet(asked), ended=ended)
    if panel is Panel.MAIN:
        drawn = replace(drawn, more=await _more(asked))
    return seen_by_all(asked, screens.settings.panel(asked.deps.renderer, panel, drawn))


async def members_page(asked: Call | Tap) -> Screen:
    """How a group is set up, for members who cannot change it."""
    renderer, drawn = asked.deps.renderer, await sheet(asked)
    if not drawn.following:
        return screens.readers.followed_here(renderer, drawn.standings, asked.bot.username)
    way = screens.readers.own_briefing(renderer, asked.bot.username)
    return seen_by_all(asked, replace(screens.settings.panel(renderer, Panel.MAIN, drawn), buttons=way))


def seen_by_all(asked: Call | Tap, screen: Screen) -> Screen:
    """A screen that changes what a chat receives: in a group, where everybody sees it, it says who may."""
    if asked.is_private or not screen.buttons:
        return screen
    return screens.remote.seen_by_all(asked.deps.renderer, screen)


async def _more(asked: Call | Tap) -> Rows:
    """What stands on the first page besides: a person's stories and chats, or a group's way to the private chat."""
    renderer = asked.deps.renderer
    if asked.remote:
        return ()
    if not asked.is_private:
        here = Remote(asked.chat_id, asked.thread_id)
        return screens.remote.saved(renderer), screens.remote.in_private(
            renderer, here.link(asked.bot.username)
        )
    known = await asked.deps.readership.set_up_by(asked.chat_id)
    found = await asyncio.gather(*(named(asked.bot, Remote(chat_id)) for chat_id in known))
    chats = [(each.chat_id, each.title) for each in found if each]
    own = [screens.remote.saved(renderer), [screens.privacy.way(renderer)]]
    return *own, *screens.remote.chats(renderer, chats)


async def topic_page(asked: Call | Tap, slug: str) -> Screen:
    """The page of a topic; the first page when it is not followed any more."""
    drawn = await sheet(asked)
    one: Following | None = next((each for each in drawn.following if each.topic.slug == slug), None)
    if one is None:
        return await page(asked, Panel.MAIN)
    return seen_by_all(asked, screens.settings.topic(asked.deps.renderer, one, drawn))

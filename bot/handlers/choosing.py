"""The topics to choose from, for who may choose."""

from __future__ import annotations

from bot.buttons.news import Place
from bot.handlers.asking import Call, Tap
from bot.handlers.pages import seen_by_all
from bot.render import Screen, screens
from briefings.model import Topic


async def choose(
    asked: Call | Tap, place: Place, *, newly: Topic | None = None, back: bool = False
) -> Screen:
    """The topics to tap on and off; to who may not, what the chat follows."""
    renderer, standings = asked.deps.renderer, await asked.deps.readership.topics(asked.chat_id)
    if not await asked.manages():
        return screens.readers.followed_here(renderer, standings, asked.bot.username)
    on_staff = asked.is_private and asked.member is not None
    comes = await asked.deps.own.comes(asked.chat_id, newly.slug) if newly else None
    chosen = screens.readers.choose(
        renderer, place, standings, newly=newly, comes=comes, on_staff=on_staff, back=back
    )
    return seen_by_all(asked, chosen)

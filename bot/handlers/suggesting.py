"""What is said when there is no topic of the name that was written."""

from __future__ import annotations

from bot.handlers.asking import Call
from bot.handlers.pages import seen_by_all
from bot.render import screens
from briefings.errors import UnknownTopic


async def suggest(
    call: Call, unknown: UnknownTopic, onward: screens.readers.Onward | None, *, changes: bool = True
) -> None:
    """Say that there is no such topic, and show the nearest ones, or all, to go `onward` with what was asked for.

    Unless that `changes` nothing, a group is told who may.
    """
    renderer, standings = call.deps.renderer, await call.deps.readership.topics(call.chat_id)
    if await call.manages():
        screen = screens.readers.suggestions(renderer, unknown, standings, onward)
        await call.answer(seen_by_all(call, screen) if changes else screen)
    else:
        username = call.bot.username
        await call.answer(screens.readers.suggestions_to_members(renderer, unknown, standings, username))

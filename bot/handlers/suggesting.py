"""What is said when there is no topic of the name that was written."""

from __future__ import annotations

from bot.handlers.asking import Call
from bot.render import reader_screens
from briefings.errors import UnknownTopic


async def suggest(call: Call, unknown: UnknownTopic, onward: reader_screens.Onward | None) -> None:
    """Say that there is no such topic, and show the nearest ones, or all, to go `onward` with what was asked for."""
    renderer, standings = call.house.renderer, await call.house.readership.topics(call.chat_id)
    if await call.manages():
        await call.answer(reader_screens.suggestions(renderer, unknown, standings, onward))
    else:
        username = call.bot.username
        await call.answer(reader_screens.suggestions_to_members(renderer, unknown, standings, username))

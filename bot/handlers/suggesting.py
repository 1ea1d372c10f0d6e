"""What is said when there is no topic of the name that was written."""

from __future__ import annotations

from bot.handlers.asking import Call
from bot.handlers.pages import seen_by_all
from bot.render import reader_screens
from briefings.errors import UnknownTopic


async def suggest(call: Call, unknown: UnknownTopic) -> None:
    """Say that there is no such topic, and show the nearest ones, or all."""
    standings = await call.house.readership.topics(call.chat_id)
    screen = reader_screens.suggestions(call.house.renderer, unknown, standings)
    await call.answer(seen_by_all(call, screen))

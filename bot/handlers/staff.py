"""What only editors may do with a message: who may, /drafts and /stats."""

from __future__ import annotations

from bot.handlers.doors import Call
from bot.render import editor_screens


async def refused(call: Call) -> bool:
    """Tell whether the message may not do what only editors may, and then say in one sentence why."""
    reason = _refusal(call)
    if reason:
        await call.say("refusal", reason=reason)
    return reason is not None


async def drafts(call: Call) -> None:
    """Show what waits to be published."""
    if not await refused(call):
        previews = await call.house.newsroom.drafts()
        await call.answer(editor_screens.drafts(call.house.renderer, previews))


async def stats(call: Call) -> None:
    """Show the house in numbers."""
    if not await refused(call):
        numbers = await call.house.newsroom.stats()
        standings = await call.house.readership.topics(call.chat_id)
        names = {standing.topic.slug: standing.topic.name for standing in standings}
        halt = await call.house.halting.look()
        await call.answer(editor_screens.stats(call.house.renderer, numbers, names, halt))


def _refusal(call: Call) -> str | None:
    if call.message.edit_date:
        return "edited"
    if call.message.forward_origin:
        return "forwarded"
    if not call.author_id:
        return "anonymous"
    return None if call.by_editor else "stranger"

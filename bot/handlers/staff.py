"""What only members of staff may do with a message: who may, /drafts, /stats, /staff."""

from __future__ import annotations

from bot import commands
from bot.handlers.doors import Call
from bot.render import editor_screens
from briefings.model import StaffRole


async def refused(call: Call, *, contributors: bool = False) -> bool:
    """Tell whether the message may not do what only editors may, and then say in one sentence why.

    `contributors` may do it too.
    """
    reason = _refusal(call)
    if reason is None and not contributors and call.member and call.member.role is StaffRole.CONTRIBUTOR:
        reason = "contributor"
    if reason:
        await call.say("refusal", reason=reason)
    return reason is not None


async def drafts(call: Call) -> None:
    """Show what waits to be published."""
    if not await refused(call, contributors=True):
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


async def staff(call: Call) -> None:
    """Show who may do what; an owner grants and revokes."""
    if await refused(call):
        return
    words = call.argument.split()
    replied = call.message.reply_to_message
    if replied and replied.from_user and words and not words[0].lstrip("-").isdecimal():
        words = [str(replied.from_user.id), *words]
    match words:
        case [number, role, *slugs] if number.isdecimal() and role.lower() in {*StaffRole, "none"}:
            await _grant(call, int(number[:18]), role.lower(), slugs)
        case _:
            owner = call.member is not None and call.member.role is StaffRole.OWNER
            await call.say("staff", members=await call.house.staff.members(), owner=owner)


async def _grant(call: Call, user_id: int, role: str, slugs: list[str]) -> None:
    if role == "none":
        await call.house.staff.revoke(user_id, by=call.author_id)
        await call.say("granted", member=None, user_id=user_id)
        return
    member = await call.house.staff.grant(user_id, StaffRole(role), slugs, by=call.author_id)
    await commands.register_for_editor(call.bot, call.house.renderer, user_id)
    await call.say("granted", member=member, user_id=user_id)


def _refusal(call: Call) -> str | None:
    if call.message.edit_date:
        return "edited"
    if call.message.forward_origin:
        return "forwarded"
    if not call.author_id:
        return "anonymous"
    return None if call.by_editor else "stranger"

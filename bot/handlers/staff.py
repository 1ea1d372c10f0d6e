"""What only members of staff may do with a message: who may, /drafts, /stats, /staff."""

from __future__ import annotations

import re

from telegram.constants import ParseMode

from bot.chat import commands
from bot.handlers.asking import Call, author
from bot.render import charts, screens
from briefings.desk.staff import holds_all
from briefings.model import StaffRole

_USER = re.compile(r"[1-9][0-9]{0,15}", re.ASCII)


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
        previews = await call.deps.newsroom.drafts()
        await call.answer(screens.desk.drafts(call.deps.renderer, previews))


async def stats(call: Call) -> None:
    """Show the bot in numbers, and the last thirty days as a picture."""
    if await refused(call):
        return
    numbers = await call.deps.newsroom.stats()
    standings = await call.deps.readership.topics(call.chat_id)
    names = {standing.topic.slug: standing.topic.name for standing in standings}
    halt = await call.deps.halting.look()
    await call.answer(screens.desk.stats(call.deps.renderer, numbers, names, halt))
    trend = await call.deps.handover.trend()
    if not any(trend.messages):
        return
    counts = [(names.get(slug, slug), slug, count) for slug, count in numbers.subscriptions.items()]
    if picture := await charts.draw(trend, counts):
        caption = call.deps.renderer.render("trend", trend=trend)
        await call.bot.send_photo(
            call.chat_id,
            picture,
            caption=caption,
            parse_mode=ParseMode.HTML,
            message_thread_id=call.thread_id,
        )


async def shift(call: Call) -> None:
    """Say what the next shift should know: of the last eight hours, or of as many as are asked for."""
    if await refused(call, contributors=True):
        return
    asked = call.argument.split(" ")[0]
    hours = min(max(int(asked[:3]), 1), 168) if asked.isascii() and asked.isdecimal() else 8
    found = await call.deps.handover.shift(hours)
    await call.answer(screens.desk.shift(call.deps.renderer, found, decides=holds_all(call.member)))


async def staff(call: Call) -> None:
    """Show who may do what; an owner grants and revokes."""
    if await refused(call):
        return
    words = call.argument.replace(",", " ").split()
    if call.quoted and words and not words[0].lstrip("-").isdecimal():
        if not author(call.quoted):
            await call.say("refusal", reason="nobody")
            return
        words = [str(author(call.quoted)), *words]
    match words:
        case [number, role, *slugs] if _USER.fullmatch(number) and role.lower() in {*StaffRole, "none"}:
            await _grant(call, int(number), role.lower(), [slug.lower() for slug in slugs])
        case _:
            owner = call.member is not None and call.member.role is StaffRole.OWNER
            unknown = words[1] if len(words) > 1 and _USER.fullmatch(words[0]) else ""
            await call.say("staff", members=await call.deps.staff.members(), owner=owner, unknown=unknown)


async def _grant(call: Call, user_id: int, role: str, slugs: list[str]) -> None:
    if role == "none":
        await call.deps.staff.revoke(user_id, by=call.author_id)
        await commands.register_for_member(call.bot, call.deps, user_id, None)
        await call.say("granted", member=None, user_id=user_id)
        return
    member = await call.deps.staff.grant(user_id, StaffRole(role), slugs, by=call.author_id)
    await commands.register_for_member(call.bot, call.deps, user_id, member.role)
    await call.say("granted", member=member, user_id=user_id)


def _refusal(call: Call) -> str | None:
    if call.message.edit_date:
        return "edited"
    if call.message.forward_origin:
        return "forwarded"
    if not call.author_id:
        return "anonymous"
    return None if call.by_editor else "stranger"

"""Groups and channels are set up in private too: from the settings of who set them up, or by a link that is shown there."""

from __future__ import annotations

from bot.buttons.readers import Panel, SetUpChat
from bot.chat.remote import named
from bot.handlers.asking import Call, Tap
from bot.handlers.pages import page
from bot.render.links import Remote
from briefings.model import SubscriberKind


async def open_by_link(call: Call, remote: Remote) -> None:
    """Show the settings of the chat that a link names."""
    if await _opened(call, remote, call.author_id):
        await call.answer(await page(call, Panel.MAIN))
    else:
        await call.say("not_administrator")


async def open_below(tap: Tap, action: SetUpChat) -> None:
    """Show the settings of a chat below those of the person."""
    if await _opened(tap, Remote(-action.chat), tap.user_id):
        await tap.send(await page(tap, Panel.MAIN))
    else:
        await tap.toast("not_administrator", alert=True)


async def _opened(asked: Call | Tap, remote: Remote, user_id: int) -> bool:
    """Turn to another chat, if that person may set it up."""
    found = await named(asked.bot, remote)
    if found is None or not await asked.may_turn_to(found, user_id):
        return False
    if not await asked.deps.readership.knows(asked.subject_id):
        kind = SubscriberKind.CHANNEL if found.is_channel else SubscriberKind.GROUP
        await asked.deps.readership.set_up(
            asked.subject_id, kind, by=user_id, language=asked.deps.renderer.language
        )
    return True

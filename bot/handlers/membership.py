"""A reader blocks the bot or comes back; a group or a channel takes it in, throws it out, or becomes a supergroup."""

from __future__ import annotations

from contextlib import suppress

from telegram import (
    Chat,
    ChatFullInfo,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Update,
)
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from bot.buttons.readers import Panel, ShowPanel
from bot.chat import messages
from bot.dependencies import Dependencies
from bot.handlers.asking import Call
from bot.handlers.doors import Context
from bot.render import Button, Screen, screens
from bot.render.links import Remote
from bot.render.screen import Rows
from briefings.model import SubscriberKind

_AWAY = {ChatMember.BANNED, ChatMember.LEFT}


async def standing(deps: Dependencies, update: Update, context: Context) -> None:
    """Note that the bot can no longer write to a chat, or can again; who set a group up is told in private."""
    change = update.my_chat_member
    if change is None:
        return
    if change.chat.type == ChatType.PRIVATE:
        if _may_write(change.chat, change.new_chat_member):
            await deps.readership.returned(change.chat.id)
        else:
            await deps.readership.blocked(change.chat.id)
    elif _may_write(change.chat, change.new_chat_member):
        await _taken_in(deps, context.bot, change)
    else:
        await _lost(deps, context.bot, change)


async def moved(call: Call) -> None:
    """Take along what a group follows when it becomes a supergroup."""
    if call.message.migrate_to_chat_id:
        await call.deps.readership.moved(call.chat_id, call.message.migrate_to_chat_id)


async def _taken_in(deps: Dependencies, bot: messages.Bot, change: ChatMemberUpdated) -> None:
    kind = SubscriberKind.CHANNEL if change.chat.type == ChatType.CHANNEL else SubscriberKind.GROUP
    who = change.from_user.id
    back = await deps.readership.returned(change.chat.id)
    theirs = await deps.speaking_to(who)
    known = await deps.readership.knows(who)
    language = theirs.renderer.language if known else change.from_user.language_code
    new = await deps.readership.set_up(change.chat.id, kind, by=who, language=language)
    if not (new or back):
        return
    link = Remote(change.chat.id).link(bot.username)
    button = Button(
        theirs.renderer.label("settings_of", title=change.chat.title or ""), ShowPanel(Panel.MAIN)
    )
    told = await _tell(theirs, bot, who, "taken_in", change.chat, link=link, buttons=[[button]])
    if new and not told and kind is SubscriberKind.GROUP:
        await _greet(await deps.speaking_to(change.chat.id), bot, change, link)


async def _greet(deps: Dependencies, bot: messages.Bot, change: ChatMemberUpdated, link: str) -> None:
    """Say in a group itself how it is set up, where nobody could be told in private."""
    buttons = [screens.remote.in_private(deps.renderer, link)]
    with suppress(BadRequest, Forbidden):
        await messages.send(bot, change.chat.id, Screen(deps.renderer.render("greeting"), buttons))


async def _lost(deps: Dependencies, bot: messages.Bot, change: ChatMemberUpdated) -> None:
    # A message may have been refused before this came; where the bot was thrown out, nobody was told of it then.
    thrown_out = change.new_chat_member.status in _AWAY and _may_write(change.chat, change.old_chat_member)
    who = await deps.readership.lost(change.chat.id, told=not thrown_out)
    if who is not None:
        await _tell(await deps.speaking_to(who), bot, who, "lost_rights", change.chat)


async def shut(deps: Dependencies, bot: messages.Bot, chat_id: int) -> None:
    """Note that a chat which the bot is still in lets it write no more, and tell who set it up."""
    who = await deps.readership.lost(chat_id)
    if who is not None:
        found = await bot.get_chat(chat_id)
        await _tell(await deps.speaking_to(who), bot, who, "lost_rights", found)


async def _tell(
    deps: Dependencies,
    bot: messages.Bot,
    who: int,
    template: str,
    about: Chat | ChatFullInfo,
    *,
    link: str = "",
    buttons: Rows = (),
) -> bool:
    """Tell somebody in private what became of a chat; false where they never wrote to the bot themselves."""
    title, channel = about.title or "", about.type == ChatType.CHANNEL
    html = deps.renderer.render(template, title=title, channel=channel, link=link)
    try:
        await messages.send(bot, who, Screen(html, buttons))
    except (BadRequest, Forbidden):
        return False
    return True


def _may_write(where: Chat, bot: ChatMember) -> bool:
    if bot.status in _AWAY or (isinstance(bot, ChatMemberRestricted) and not bot.can_send_messages):
        return False
    if where.type == ChatType.CHANNEL:
        return isinstance(bot, ChatMemberAdministrator) and bool(bot.can_post_messages)
    return True

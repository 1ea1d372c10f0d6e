"""How an update comes to a conversation: commands, taps, and any other message.

Each door reads the update, makes sure that it is one of the kind it is for, hands the conversation what it
needs, and says what the use case refused. A conversation sees neither `Update` nor filters.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from telegram import Message, Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.buttons.action import Action, EditorAction, ManagerAction, StaffAction
from bot.buttons.callback_data import decode
from bot.chat import remote
from bot.delivery.policy import unreachable
from bot.dependencies import Dependencies
from bot.handlers.asking import Call, Tap, answer, author, person, thread_of
from bot.handlers.pages import members_page
from bot.throttle import Answer
from briefings.errors import BriefingError, StoreError
from briefings.model import StaffRole

Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Update, Context, None]

# New messages that people wrote themselves: handlers of python-telegram-bot fire on edited, forwarded, channel
# and business messages too.
WRITTEN = filters.UpdateType.MESSAGE & ~filters.FORWARDED & ~filters.StatusUpdate.ALL
# In channels only administrators write.
POSTED = filters.UpdateType.CHANNEL_POST & ~filters.FORWARDED

Conversation = Callable[[Call], Awaitable[None]]
Reaction = Callable[[Tap, Any], Awaitable[None]]


def command(deps: Dependencies, name: str, conversation: Conversation, *, posted: bool = False) -> Handler:
    """The door for a command, written as a new message; where `posted`, in a channel too."""
    return CommandHandler(name, partial(_call, deps, conversation), WRITTEN | POSTED if posted else WRITTEN)


def managed(conversation: Conversation) -> Conversation:
    """A conversation that changes what a chat receives: members of a group may only look."""

    async def guarded(call: Call) -> None:
        if await call.manages():
            await conversation(call)
        elif call.argument:
            await call.say("managers_only")
        else:
            await call.answer(await members_page(call))

    return guarded


def messages(deps: Dependencies, which: filters.BaseFilter, conversation: Conversation) -> Handler:
    """The door for messages of some kind; an edited message comes in only where the filter lets it."""
    return MessageHandler(which, partial(_call, deps, conversation))


def taps(deps: Dependencies, reactions: Mapping[type[Action], Reaction]) -> Handler:
    """The door for all buttons, by the action they stand for.

    Every tap is acknowledged, an unknown or old one kindly; an editor's button tapped by anybody else does
    nothing but say whose it is.
    """
    return CallbackQueryHandler(partial(_tap, deps, reactions))


async def _call(deps: Dependencies, conversation: Conversation, update: Update, context: Context) -> None:
    message = update.message or update.edited_message or update.channel_post
    if message is None:
        return
    if update.channel_post and not await deps.readership.knows(message.chat_id):
        return
    app = message.from_user.language_code if message.from_user else None
    deps = await deps.speaking_to(message.chat_id, thread_of(message), app=app)
    member = await deps.staff.member(author(message))
    call = Call(deps=deps, bot=context.bot, message=message, member=member)
    async with _while_reachable(deps, message.chat_id):
        try:
            if await _may_ask(call):
                await conversation(call)
        except StoreError:
            raise  # the dispatcher tries again, as often as it takes
        except BriefingError as error:
            await call.say("error", error=error)


@asynccontextmanager
async def _while_reachable(deps: Dependencies, chat_id: int) -> AsyncIterator[None]:
    """Lets go of what no answer can reach; a chat that Telegram closed to the bot is marked."""
    try:
        yield
    except TelegramError as error:
        if not unreachable(error):
            raise
        if isinstance(error, Forbidden):
            await deps.readership.blocked(chat_id)


async def _may_ask(call: Call) -> bool:
    """Whether somebody may ask for something more; who asks too much is told so once in a while."""
    if call.by_editor:
        return True
    written_as = call.message.sender_chat
    asking = call.author_id or (written_as.id if written_as else call.chat_id)
    allowed = call.deps.throttle.ask(asking, call.deps.clock())
    if allowed is Answer.SLOW_DOWN and call.is_private:
        await call.say("slow_down")
    return allowed is Answer.YES


async def _may_tap(tap: Tap, action: Action) -> bool:
    """Whether a person may tap this button; says why not, where that helps."""
    if isinstance(action, EditorAction):
        return await _may_at_desk(tap, action)
    if tap.member is not None:
        return await _may_change(tap, action)
    allowed = tap.deps.throttle.ask(tap.user_id, tap.deps.clock(), tapping=True)
    if allowed is Answer.SLOW_DOWN:
        await tap.toast("slow_down")
    return allowed is Answer.YES and await _may_change(tap, action)


async def _may_at_desk(tap: Tap, action: EditorAction) -> bool:
    if tap.member is None:
        await tap.toast("editors_only")
        return False
    if tap.member.role is StaffRole.CONTRIBUTOR and not isinstance(action, StaffAction):
        await tap.toast("contributor", alert=True)
        return False
    return True


async def _may_change(tap: Tap, action: Action) -> bool:
    if not isinstance(action, ManagerAction) or await tap.manages():
        return True
    await tap.toast("managers_only")
    return False


async def _may_there(tap: Tap) -> bool:
    """Whether a message that is about another chat may still be used, which then is the one that is set up."""
    about = remote.of_message(tap.message)
    if about is None:
        return True
    if await tap.may_turn_to(about, tap.user_id):
        return True
    await tap.toast("not_administrator", alert=True)
    return False


async def _tap(
    deps: Dependencies, reactions: Mapping[type[Action], Reaction], update: Update, context: Context
) -> None:
    query = update.callback_query
    if query is None:
        return
    who, message = query.from_user, query.message
    chat_id = message.chat.id if message else who.id
    thread_id = thread_of(message) if isinstance(message, Message) else None
    deps = await deps.speaking_to(chat_id, thread_id, app=who.language_code)
    action = decode(query.data)
    reaction = reactions.get(type(action)) if action else None
    if not isinstance(message, Message) or reaction is None or action is None:
        await answer(query, deps.renderer.toast("old"))
        return
    member = await deps.staff.member(person(who.id))
    tap = Tap(deps=deps, bot=context.bot, message=message, member=member, query=query)
    async with _while_reachable(deps, chat_id):
        try:
            if await _may_tap(tap, action) and await _may_there(tap):
                await reaction(tap, action)
        except StoreError:
            raise
        except BriefingError as error:
            await tap.toast("error", alert=True, error=error)
        finally:
            await tap.acknowledge()

"""How an update comes to a conversation: commands, taps, and any other message.

Each door reads the update, makes sure that it is one of the kind it is for, hands the conversation what it
needs, and says what the use case refused. A conversation sees neither `Update` nor filters.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatID, ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot import chat
from bot.action import Action, EditorAction, ManagerAction, StaffAction
from bot.buttons import decode
from bot.courtesy import Answer
from bot.house import House
from bot.render import Screen
from briefings.errors import BriefingError, StoreError
from briefings.model import Member, StaffRole

Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Update, Context, None]

# New messages that people wrote themselves: handlers of python-telegram-bot fire on edited, forwarded, channel
# and business messages too.
WRITTEN = filters.UpdateType.MESSAGE & ~filters.FORWARDED & ~filters.StatusUpdate.ALL
# In channels only administrators write.
POSTED = filters.UpdateType.CHANNEL_POST & ~filters.FORWARDED


# The users in whose name Telegram delivers what a group or a channel writes.
_NOBODY = {ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL, ChatID.SERVICE_CHAT}


def thread_of(message: Message) -> int | None:
    """The thread of a forum that a message is in."""
    return message.message_thread_id if message.is_topic_message else None


@dataclass(frozen=True, slots=True)
class Call:
    """A message to the bot, with what a conversation needs to answer it."""

    house: House
    bot: chat.Bot
    message: Message
    member: Member | None = None
    """Who wrote it, where they are on the staff."""

    @property
    def chat_id(self) -> int:
        """The chat it was written in."""
        return self.message.chat_id

    @property
    def thread_id(self) -> int | None:
        """The thread of a forum it was written in; none in the general one, and where there are none."""
        return thread_of(self.message)

    @property
    def is_private(self) -> bool:
        """Whether it was written to the bot alone."""
        return self.message.chat.type == ChatType.PRIVATE

    @property
    def author_id(self) -> int:
        """Who wrote it; 0 when it was written in the name of a group or a channel."""
        return author(self.message)

    @property
    def by_editor(self) -> bool:
        """Whether a member of staff wrote it, under their own name."""
        return self.member is not None

    async def manages(self) -> bool:
        """Whether the author may change what this chat receives: a person in their own, an administrator in a group."""
        if self.is_private:
            return True
        written_as = self.message.sender_chat
        if written_as is not None and written_as.id == self.chat_id:
            return True  # only administrators write in the name of their chat
        return bool(self.author_id) and await administers(self.bot, self.chat_id, self.author_id)

    @property
    def argument(self) -> str:
        """What stands after the command."""
        _command, *rest = (self.message.text or "").split(maxsplit=1) or [""]
        return "".join(rest).strip()

    async def answer(self, screen: Screen) -> int:
        """Send a screen to the chat; returns the message's id."""
        return await chat.send(self.bot, self.chat_id, screen, thread_id=self.thread_id)

    async def say(self, template: str, **context: Any) -> int:
        """Answer with a template that has no buttons."""
        return await self.answer(Screen(self.house.renderer.render(template, **context)))


@dataclass(slots=True)
class Tap:
    """A tap on a button of a message that is still there."""

    house: House
    bot: chat.Bot
    query: CallbackQuery
    message: Message
    member: Member | None = None
    answered: bool = False

    @property
    def chat_id(self) -> int:
        """The chat of the message."""
        return self.message.chat_id

    @property
    def user_id(self) -> int:
        """Who tapped."""
        return self.query.from_user.id

    async def manages(self) -> bool:
        """Whether who tapped may change what this chat receives."""
        if self.message.chat.type == ChatType.PRIVATE:
            return True
        return await administers(self.bot, self.chat_id, self.user_id)

    async def toast(self, name: str, *, alert: bool = False, **context: Any) -> None:
        """Flash up a sentence; an alert stays until it is dismissed."""
        await self.acknowledge(self.house.renderer.toast(name, **context), alert=alert)

    async def acknowledge(self, text: str | None = None, *, alert: bool = False) -> None:
        """Tell Telegram that the tap has come, once; a tap that waited too long can no longer be told."""
        if self.answered:
            return
        self.answered = True
        await _answer(self.query, text, alert=alert)

    async def show(self, screen: Screen) -> None:
        """Show a screen in place of the message, or below when it cannot be edited any more."""
        await self.acknowledge()
        if not await chat.replace(self.bot, self.chat_id, self.message.message_id, screen):
            await self.send(screen)

    async def send(self, screen: Screen, *, reply: bool = False) -> int:
        """Send a screen below; returns the message's id."""
        await self.acknowledge()
        thread = thread_of(self.message)
        reply_to = self.message.message_id if reply else None
        return await chat.send(self.bot, self.chat_id, screen, thread_id=thread, reply_to=reply_to)


async def _answer(query: CallbackQuery, text: str | None = None, *, alert: bool = False) -> None:
    try:
        await query.answer(text, show_alert=alert)
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise


async def administers(bot: chat.Bot, chat_id: int, user_id: int) -> bool:
    """Whether somebody is an administrator of a group or a channel, as far as Telegram says so."""
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except (BadRequest, Forbidden):
        return False
    return member.status in {ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER}


Conversation = Callable[[Call], Awaitable[None]]
Reaction = Callable[[Tap, Any], Awaitable[None]]


def command(house: House, name: str, conversation: Conversation, *, posted: bool = False) -> Handler:
    """The door for a command, written as a new message; where `posted`, in a channel too."""
    return CommandHandler(name, partial(_call, house, conversation), WRITTEN | POSTED if posted else WRITTEN)


def managed(conversation: Conversation) -> Conversation:
    """A conversation that changes what a chat receives, when something stands after its command."""

    async def guarded(call: Call) -> None:
        if call.argument and not await call.manages():
            await call.say("managers_only")
        else:
            await conversation(call)

    return guarded


def messages(house: House, which: filters.BaseFilter, conversation: Conversation) -> Handler:
    """The door for messages of some kind; an edited message comes in only where the filter lets it."""
    return MessageHandler(which, partial(_call, house, conversation))


def taps(house: House, reactions: Mapping[type[Action], Reaction]) -> Handler:
    """The door for all buttons, by the action they stand for.

    Every tap is acknowledged, an unknown or old one kindly; an editor's button tapped by anybody else does
    nothing.
    """
    return CallbackQueryHandler(partial(_tap, house, reactions))


async def _call(house: House, conversation: Conversation, update: Update, context: Context) -> None:
    message = update.message or update.edited_message or update.channel_post
    if message is None:
        return
    if update.channel_post and not await house.readership.knows(message.chat_id):
        return
    house = await house.speaking_to(message.chat_id, thread_of(message))
    call = Call(house, context.bot, message, await house.staff.member(author(message)))
    if not await _may_ask(call):
        return
    try:
        await conversation(call)
    except StoreError:
        raise  # the dispatcher tries again, as often as it takes
    except BriefingError as error:
        await call.say("error", error=error)
    except Forbidden:
        await house.readership.blocked(message.chat_id)


def author(message: Message) -> int:
    """Who wrote a message; 0 when it was written in the name of a group or a channel."""
    user = message.from_user
    return _person(user.id) if user and not message.sender_chat else 0


def _person(user_id: int) -> int:
    return 0 if user_id in _NOBODY else user_id


async def _may_ask(call: Call) -> bool:
    """Whether somebody may ask for something more; who asks too much is told so once in a while."""
    if call.by_editor:
        return True
    written_as = call.message.sender_chat
    asking = call.author_id or (written_as.id if written_as else call.chat_id)
    answer = call.house.courtesy.ask(asking, call.house.clock())
    if answer is Answer.SLOW_DOWN and call.is_private:
        await call.say("slow_down")
    return answer is Answer.YES


async def _may_tap(tap: Tap, action: Action) -> bool:
    """Whether a person may tap this button; says why not, where that helps."""
    if tap.member is not None:
        return await _may_as_staff(tap, action) and await _may_change(tap, action)
    if isinstance(action, EditorAction):
        await tap.acknowledge()
        return False
    answer = tap.house.courtesy.ask(tap.user_id, tap.house.clock(), tapping=True)
    if answer is Answer.SLOW_DOWN:
        await tap.toast("slow_down")
    return answer is Answer.YES and await _may_change(tap, action)


async def _may_change(tap: Tap, action: Action) -> bool:
    if not isinstance(action, ManagerAction) or await tap.manages():
        return True
    await tap.toast("managers_only")
    return False


async def _may_as_staff(tap: Tap, action: Action) -> bool:
    contributes = tap.member is not None and tap.member.role is StaffRole.CONTRIBUTOR
    if contributes and isinstance(action, EditorAction) and not isinstance(action, StaffAction):
        await tap.toast("contributor", alert=True)
        return False
    return True


async def _tap(
    house: House, reactions: Mapping[type[Action], Reaction], update: Update, context: Context
) -> None:
    query = update.callback_query
    if query is None:
        return
    action = decode(query.data)
    reaction = reactions.get(type(action)) if action else None
    if not isinstance(query.message, Message) or reaction is None or action is None:
        await _answer(query, house.renderer.toast("old"))
        return
    house = await house.speaking_to(query.message.chat_id, thread_of(query.message))
    member = await house.staff.member(_person(query.from_user.id))
    tap = Tap(house, context.bot, query, query.message, member)
    try:
        if await _may_tap(tap, action):
            await reaction(tap, action)
    except StoreError:
        raise
    except BriefingError as error:
        await tap.toast("error", alert=True, error=error)
    except Forbidden:
        await house.readership.blocked(tap.chat_id)
    finally:
        await tap.acknowledge()

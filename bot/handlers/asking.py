"""What people ask: a message or a tap, with what a conversation needs to answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, Message
from telegram.constants import ChatID, ChatType
from telegram.error import BadRequest

from bot.chat import messages
from bot.chat.remote import administers, granted
from bot.dependencies import Dependencies
from bot.render import Screen, screens, split_html
from bot.render.links import Remote
from briefings.model import Member, SubscriberKind

_KINDS: dict[str, SubscriberKind] = {
    ChatType.PRIVATE: SubscriberKind.PRIVATE,
    ChatType.CHANNEL: SubscriberKind.CHANNEL,
}
# The users in whose name Telegram delivers what a group or a channel writes.
_NOBODY = {ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL, ChatID.SERVICE_CHAT}


def thread_of(message: Message) -> int | None:
    """The thread of a forum that a message is in."""
    return message.message_thread_id if message.is_topic_message else None


@dataclass(slots=True, kw_only=True)
class _Asked:
    """A message that was written to the bot, or one of its own that was tapped on."""

    deps: Dependencies
    bot: messages.Bot
    message: Message
    member: Member | None = None
    """Who wrote or tapped, where they are on the staff."""
    remote: Remote | None = None
    """The chat it is about, where that is another one."""

    @property
    def chat_id(self) -> int:
        """The chat it stands in."""
        return self.message.chat_id

    @property
    def thread_id(self) -> int | None:
        """The thread of a forum it stands in; none in the general one, and where there are none."""
        return thread_of(self.message)

    @property
    def subject_id(self) -> int:
        """The chat whose settings it is about."""
        return self.remote.chat_id if self.remote else self.chat_id

    @property
    def is_private(self) -> bool:
        """Whether it stands in somebody's own chat with the bot."""
        return self.message.chat.type == ChatType.PRIVATE

    async def may_turn_to(self, remote: Remote, user_id: int) -> bool:
        """Be about another chat from now on, if that person may set it up."""
        found = await granted(self.bot, remote, user_id)
        if found is None:
            return False
        if found.chat_id != remote.chat_id:  # and the message that tells of it may still be on its way
            await self.deps.readership.moved(remote.chat_id, found.chat_id)
        self.remote = found
        self.deps = await self.deps.setting_up(found.chat_id, found.thread_id)
        return True

    def headed(self, screen: Screen) -> Screen:
        """The screen, which says what chat it is about where that is another one."""
        if self.remote is None:
            return screen
        link = self.remote.link(self.bot.username)
        return screens.remote.headed(self.deps.renderer, screen, self.remote.title, link)


@dataclass(slots=True, kw_only=True)
class Call(_Asked):
    """A message to the bot."""

    @property
    def author_id(self) -> int:
        """Who wrote it; 0 when it was written in the name of a group or a channel."""
        return author(self.message)

    @property
    def by_editor(self) -> bool:
        """Whether a member of staff wrote it, under their own name."""
        return self.member is not None

    @property
    def quoted(self) -> Message | None:
        """The message that it replies to; not the opening of its thread, which Telegram names where there is no other."""
        replied = self.message.reply_to_message
        return None if replied is None or replied.forum_topic_created else replied

    async def manages(self) -> bool:
        """Whether the author may change what this chat receives: a person in their own, an administrator in a group."""
        if self.is_private:
            return True
        written_as = self.message.sender_chat
        if written_as is not None and written_as.id == self.chat_id:
            return True  # only administrators write in the name of their chat
        return bool(self.author_id) and await administers(self.bot, self.chat_id, self.author_id)

    async def welcome(self) -> None:
        """Make the chat a subscriber, if it is not one yet."""
        kind = _KINDS.get(self.message.chat.type, SubscriberKind.GROUP)
        await self.deps.readership.welcome(self.chat_id, kind=kind)

    @property
    def argument(self) -> str:
        """What stands after the command."""
        _command, *rest = (self.message.text or "").split(maxsplit=1) or [""]
        return "".join(rest).strip()

    async def answer(self, screen: Screen) -> int:
        """Send a screen to the chat; returns the message's id."""
        return await messages.send(self.bot, self.chat_id, self.headed(screen), thread_id=self.thread_id)

    async def say(self, template: str, **context: Any) -> int:
        """Answer with a template that has no buttons, or with as much of it as a message holds."""
        return await self.answer(Screen(split_html(self.deps.renderer.render(template, **context))[0]))


@dataclass(slots=True, kw_only=True)
class Tap(_Asked):
    """A tap on a button of a message that is still there."""

    query: CallbackQuery
    answered: bool = False

    @property
    def user_id(self) -> int:
        """Who tapped."""
        return self.query.from_user.id

    async def manages(self) -> bool:
        """Whether who tapped may change what this chat receives."""
        return self.is_private or await administers(self.bot, self.chat_id, self.user_id)

    async def toast(self, name: str, *, alert: bool = False, **context: Any) -> None:
        """Flash up a sentence; an alert stays until it is dismissed."""
        await self.acknowledge(self.deps.renderer.toast(name, **context), alert=alert)

    async def acknowledge(self, text: str | None = None, *, alert: bool = False) -> None:
        """Tell Telegram that the tap has come, once; a tap that waited too long can no longer be told."""
        if self.answered:
            return
        self.answered = True
        await answer(self.query, text, alert=alert)

    async def lead(self, link: str) -> None:
        """Open the private chat of who tapped, by a link to the bot."""
        self.answered = True
        await answer(self.query, link=link)

    async def show(self, screen: Screen) -> None:
        """Show a screen in place of the message, or below when it cannot be edited any more."""
        await self.acknowledge()
        if not await messages.replace(self.bot, self.chat_id, self.message.message_id, self.headed(screen)):
            await self.send(screen)

    async def send(self, screen: Screen, *, reply: bool = False) -> int:
        """Send a screen below; returns the message's id."""
        await self.acknowledge()
        reply_to = self.message.message_id if reply else None
        return await messages.send(
            self.bot, self.chat_id, self.headed(screen), thread_id=self.thread_id, reply_to=reply_to
        )


async def answer(
    query: CallbackQuery, text: str | None = None, *, alert: bool = False, link: str | None = None
) -> None:
    """Answer a tap, unless it has waited too long for that."""
    try:
        await query.answer(text, show_alert=alert, url=link)
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise


def author(message: Message) -> int:
    """Who wrote a message; 0 when it was written in the name of a group or a channel."""
    user = message.from_user
    return person(user.id) if user and not message.sender_chat else 0


def person(user_id: int) -> int:
    """A user, if it is one; 0 for those that stand for chats."""
    return 0 if user_id in _NOBODY else user_id

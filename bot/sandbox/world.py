"""The sandbox's state: people, chats, messages, files, and the bot, as Telegram would hold them.

Messages are kept in the very JSON the Bot API shows. Who may do what is decided in `acts` (people) and `methods`
(the bot); here is only what is so, and the telling of it: to the bot through `updates`, to the page through `emit`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.commands import CommandLists
from bot.sandbox.queue import UpdateQueue
from bot.sandbox.webhook import Webhook

Json = dict[str, Any]
Listener = Callable[[str, Json], None]

ANONYMOUS_ADMIN: Json = {
    "id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot",
}  # fmt: skip
FIRST_EDITOR, FIRST_READER, FIRST_GROUP, FIRST_SUPERGROUP = 1001, 2001, -3001, -1_000_000_003_001
FIRST_CHANNEL = -1_000_000_004_001
_LEFT = {"left", "kicked"}


@dataclass(slots=True)
class Person:
    """Somebody with a Telegram account; `started` once they wrote to the bot, which may then write to them."""

    id: int
    name: str
    role: str
    language: str = "en"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> Json:
        """The Bot API's User."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    def shown(self) -> Json:
        """What the chat page is told."""
        return {"id": self.id, "name": self.name, "role": self.role, "blocked": self.blocked}


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's) or a group; `standing` is the bot's own membership."""

    id: int
    type: str
    title: str
    members: list[int]
    admins: set[int] = field(default_factory=set)
    standing: str = "member"
    upgraded_to: int | None = None
    pinned: int | None = None
    threads: dict[int, str] = field(default_factory=dict)
    may_post: bool = True
    """Whether the bot may write: as an administrator of a channel, or as any member of a group."""

    def chat(self) -> Json:
        """The Bot API's Chat."""
        if self.type == "private":
            return {"id": self.id, "type": self.type, "first_name": self.title}
        forum = {"is_forum": True} if self.threads else {}
        return {"id": self.id, "type": self.type, "title": self.title, **forum}

    def shown(self) -> Json:
        """What the chat page is told."""
        return {
            "id": self.id,
            "type": self.type,
            "title": self.title,
            "members": self.members,
            "admins": sorted(self.admins),
        }

    def holds_bot(self) -> bool:
        """Tells whether the bot is in it."""
        return self.standing not in _LEFT


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file somebody sent."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    data: bytes


@dataclass(slots=True)
class Callback:
    """A tap that the bot has not answered yet."""

    id: str
    user_id: int
    chat_id: int
    tapped_at: datetime
    answered: bool = False


@dataclass
class World:
    """Everything there is; one per sandbox, used from one event loop."""

    bot: Json
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    history: dict[int, dict[int, Json]] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    callbacks: dict[str, Callback] = field(default_factory=dict)
    reactions: dict[tuple[int, int], list[Json]] = field(default_factory=dict)
    authors: dict[tuple[int, int], int] = field(default_factory=dict)
    """Who wrote what stands in channels, which the Bot API does not tell."""
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: CommandLists = field(default_factory=CommandLists)
    listeners: list[Listener] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.updates = UpdateQueue(self.clock)
        self.webhook = Webhook(self.updates, self.clock)
        self._message_ids = itertools.count(1)
        self._supergroup_ids: dict[int, itertools.count[int]] = {}
        self._serial = itertools.count(1)

    def now(self) -> int:
        """The time in whole seconds, as messages carry it."""
        return int(self.clock().timestamp())

    def new_serial(self) -> int:
        """A number not given before: for files, callbacks and the like."""
        return next(self._serial)

    def new_message_id(self, chat: Chat) -> int:
        """The next message id: private chats and groups share a row of numbers, a supergroup or a channel has its own."""
        if chat.type in {"supergroup", "channel"}:
            return next(self._supergroup_ids.setdefault(chat.id, itertools.count(1)))
        return next(self._message_ids)

    def messages(self, chat_id: int) -> list[Json]:
        """The chat's messages, oldest first, as the Bot API shows them."""
        return list(self.history.get(chat_id, {}).values())

    def message(self, chat_id: int, message_id: int) -> Json | None:
        """One message, or None when it was deleted or never was."""
        return self.history.get(chat_id, {}).get(message_id)

    def emit(self, event: str, data: Json) -> None:
        """Tells the page and whoever else listens."""
        for listener in tuple(self.listeners):
            listener(event, data)

    def store(
        self, chat: Chat, sender: Json, content: Json, *, tell_bot: bool, opens_thread: str | None = None
    ) -> Json:
        """Adds a message to the chat, shows it on the page, and tells the bot where it should hear of it.

        `opens_thread`: it is the first of a thread of that name, which has its number.
        """
        message: Json = {
            "message_id": self.new_message_id(chat),
            "from": sender,
            "chat": chat.chat(),
            "date": self.now(),
            **content,
        }
        if opens_thread is not None:
            message |= {"message_thread_id": message["message_id"], "is_topic_message": True}
            chat.threads[message["message_id"]] = opens_thread
        if chat.type == "channel":
            self.authors[chat.id, message["message_id"]] = message.pop("from")["id"]
            message["sender_chat"] = chat.chat()
        self.history.setdefault(chat.id, {})[message["message_id"]] = message
        self.emit("message", self.shown(message))
        if tell_bot:
            self.updates.put("channel_post" if chat.type == "channel" else "message", dict(message))
        return message

    def author(self, message: Json) -> int:
        """Who wrote a message; in a channel, too."""
        known: int | None = self.authors.get((message["chat"]["id"], message["message_id"]))
        return known or int(message["from"]["id"])

    def store_file(self, name: str, mime_type: str, data: bytes, folder: str = "documents") -> StoredFile:
        """Keeps a file under a new id."""
        number = self.new_serial()
        suffix = name[name.rfind(".") :] if "." in name else ""
        stored = StoredFile(
            f"BQACAgIAAxkBAAI{number:08d}",
            f"AgAD{number:08d}",
            f"{folder}/file_{number}{suffix}",
            name,
            mime_type,
            data,
        )
        self.files[stored.file_id] = stored
        return stored

    def shown(self, message: Json) -> Json:
        """The message as the chat page is told of it."""
        sender: Json = message.get("sender_chat") or message["from"]
        keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
        return {
            "chat_id": message["chat"]["id"],
            "message_id": message["message_id"],
            "from": {
                "id": sender["id"],
                "name": sender.get("first_name") or sender.get("title", ""),
                "is_bot": self.author(message) == self.bot["id"],
            },
            "date": message["date"],
            "edit_date": message.get("edit_date"),
            "text": message.get("text") or _service_line(message),
            "caption": message.get("caption"),
            "entities": message.get("entities") or message.get("caption_entities") or [],
            "document": _picked(message.get("document"), "file_id", "file_name", "file_size"),
            "photo": _picked((message.get("photo") or [None])[-1], "file_id", "width", "height"),
            "reply_to": message.get("reply_to_message", {}).get("message_id"),
            "keyboard": [[_shown_button(button) for button in row] for row in keyboard],
            "forward_from": _origin_name(message.get("forward_origin")),
            "thread": self._thread_name(message),
        }

    def _thread_name(self, message: Json) -> str | None:
        if "forum_topic_created" in message:
            return None  # it says so itself
        return self.chats[message["chat"]["id"]].threads.get(message.get("message_thread_id", 0))

    def snapshot(self) -> Json:
        """All the page needs to draw itself."""
        return {
            "bot": {"id": self.bot["id"], "name": self.bot["first_name"], "username": self.bot["username"]},
            "people": [person.shown() for person in self.people.values()],
            "chats": [chat.shown() for chat in self.chats.values() if chat.upgraded_to is None],
            "messages": {
                str(chat_id): [self.shown(message) for message in messages.values()]
                for chat_id, messages in self.history.items()
            },
            "commands": self.shown_commands(),
        }

    def shown_commands(self) -> Json:
        """The command menu of each chat, as its people see it."""
        return {
            str(chat.id): self.commands.for_chat(chat.id, is_private=chat.type == "private")
            for chat in self.chats.values()
        }


def _picked(attached: Json | None, *fields: str) -> Json | None:
    return attached and {field: attached.get(field) for field in fields}


def _shown_button(button: Json) -> Json:
    return {
        "text": button["text"],
        "data": button.get("callback_data"),
        "url": button.get("url"),
        "style": button.get("style"),
    }


def _origin_name(origin: Json | None) -> str | None:
    if origin is None:
        return None
    sender = origin.get("sender_user") or origin.get("sender_chat") or origin.get("chat") or {}
    return str(sender.get("first_name") or sender.get("title") or origin.get("sender_user_name", ""))


def _service_line(message: Json) -> str:
    if message.get("group_chat_created") or message.get("supergroup_chat_created"):
        return "created the group"
    if "new_chat_members" in message:
        return "added " + ", ".join(member["first_name"] for member in message["new_chat_members"])
    if "left_chat_member" in message:
        return f"{message['left_chat_member']['first_name']} left"
    if "forum_topic_created" in message:
        return f"opened the thread {message['forum_topic_created']['name']}"
    if "migrate_to_chat_id" in message:
        return "upgraded the group to a supergroup"
    return "pinned a message" if "pinned_message" in message else ""

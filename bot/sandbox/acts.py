"""What people do in their chats, with what Telegram makes of it: typing, tapping, uploading, editing, forwarding."""

from __future__ import annotations

import mimetypes
from typing import Any

from bot.sandbox import people
from bot.sandbox.entities import command_of, normalise
from bot.sandbox.errors import Refused
from bot.sandbox.splitting import split
from bot.sandbox.world import ANONYMOUS_ADMIN, Callback, Chat, Person, World

Json = dict[str, Any]
MAX_CAPTION = 1024
_MAX_TEXT = 400_000


def say(
    world: World,
    user_id: int,
    chat_id: int,
    text: str,
    *,
    reply_to: int | None = None,
    hard_split: bool = False,
    anonymous: bool = False,
    thread: int | None = None,
) -> list[int]:
    """Sends a text as a client does, split where it is longer than a message; returns the ids of the messages.

    `hard_split` cuts every 4096 units as some phones do, where desktop clients look for the end of a line first.
    `anonymous` sends as the group itself, as an administrator may. `thread` is a topic of a forum, opened by its first
    message.
    """
    person, chat = _place(world, user_id, chat_id)
    if len(text) > _MAX_TEXT:
        raise Refused("That is more than a client would send.")
    sent: list[int] = []
    for piece in split(text, hard=hard_split):
        clean, entities = normalise(piece)
        if not clean:
            continue
        content: Json = {"text": clean}
        if entities:
            content["entities"] = entities
        if not sent:
            content |= _reply(world, chat, reply_to)
        if thread is not None:
            chat.threads.setdefault(thread, f"Thread {thread}")
            content |= {"message_thread_id": thread, "is_topic_message": True}
        sent.append(_send(world, person, chat, content, anonymous=anonymous)["message_id"])
    if not sent:
        raise Refused("There is nothing to send.")
    return sent


def delete_thread(world: World, user_id: int, thread: int) -> None:
    """Deletes a thread of one's chat with the bot, with all that is in it; the bot is not told."""
    _, chat = _place(world, user_id, user_id)
    if chat.threads.pop(thread, None) is None:
        raise Refused("There is no such thread.")
    inside = [m["message_id"] for m in world.messages(chat.id) if m.get("message_thread_id") == thread]
    for message_id in inside:
        del world.history[chat.id][message_id]
        world.emit("deleted", {"chat_id": chat.id, "message_id": message_id})


def tap(world: World, user_id: int, chat_id: int, message_id: int, data: str) -> str:
    """Taps the button with this data on a message of the bot; returns the id of the callback query."""
    person, chat = _place(world, user_id, chat_id)
    message = _existing(world, chat, message_id)
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    if not any(button.get("callback_data") == data for row in rows for button in row):
        raise Refused("There is no such button on this message.")
    return press(world, person, chat, message, data)


def press(world: World, person: Person, chat: Chat, message: Json, data: str) -> str:
    """Sends a callback query, as the button of a card drawn earlier still can."""
    callback = Callback(str(4_000_000_000_000 + world.new_serial()), person.id, chat.id, world.clock())
    world.callbacks[callback.id] = callback
    query = {
        "id": callback.id,
        "from": person.user(),
        "message": dict(message),
        "chat_instance": str(abs(chat.id) * 7919),
        "data": data,
    }
    world.updates.put("callback_query", query)
    return callback.id


def upload(world: World, user_id: int, chat_id: int, name: str, data: bytes, *, caption: str = "") -> int:
    """Sends a file as a document; returns the id of the message."""
    person, chat = _place(world, user_id, chat_id)
    if not data:
        raise Refused("An empty file cannot be sent.")
    text, entities = normalise(caption)
    if len(text) > MAX_CAPTION:
        raise Refused(f"A caption is at most {MAX_CAPTION} characters.")
    mime_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    stored = world.store_file(name, mime_type, data)
    content: Json = {
        "document": {
            "file_id": stored.file_id,
            "file_unique_id": stored.unique_id,
            "file_name": stored.name,
            "mime_type": stored.mime_type,
            "file_size": len(data),
        }
    }
    if text:
        content["caption"] = text
    if entities:
        content["caption_entities"] = entities
    return int(_send(world, person, chat, content)["message_id"])


def locate(world: World, user_id: int, chat_id: int, latitude: float, longitude: float) -> int:
    """Sends a place on the map; returns the id of the message."""
    person, chat = _place(world, user_id, chat_id)
    content: Json = {"location": {"latitude": latitude, "longitude": longitude}}
    return int(_send(world, person, chat, content)["message_id"])


def ask_inline(world: World, user_id: int, query: str) -> str:
    """Asks the bot from any chat; returns the id of the query."""
    person = _person(world, user_id)
    callback = Callback(str(5_000_000_000_000 + world.new_serial()), person.id, person.id, world.clock())
    world.callbacks[callback.id] = callback
    world.updates.put(
        "inline_query", {"id": callback.id, "from": person.user(), "query": query, "offset": ""}
    )
    return callback.id


def edit(world: World, user_id: int, chat_id: int, message_id: int, text: str) -> None:
    """Changes a message of one's own."""
    person, chat = _place(world, user_id, chat_id)
    message = _existing(world, chat, message_id)
    if world.author(message) != person.id or "forward_origin" in message:
        raise Refused("Only one's own messages can be edited.")
    key = "text" if "text" in message else "caption"
    clean, entities = normalise(text)
    if not clean and key == "text":
        raise Refused("There is nothing to send.")
    entities_key = "entities" if key == "text" else "caption_entities"
    message.pop(entities_key, None)
    message |= {key: clean, "edit_date": world.now()}
    if entities:
        message[entities_key] = entities
    world.emit("edited", world.shown(message))
    if _bot_hears(world, chat, message):
        world.updates.put(f"edited_{_kind(chat)}", dict(message))


def forward(world: World, user_id: int, chat_id: int, from_chat_id: int, message_id: int) -> int:
    """Forwards a message that one can see; returns the id of the copy."""
    person, chat = _place(world, user_id, chat_id)
    _, origin_chat = _place(world, user_id, from_chat_id, reading=True)
    original = _existing(world, origin_chat, message_id)
    content = {key: original[key] for key in FORWARDED if key in original}
    content["forward_origin"] = origin_of(original)
    return int(_send(world, person, chat, content)["message_id"])


FORWARDED = ("text", "entities", "caption", "caption_entities", "document", "photo")


def origin_of(message: Json) -> Json:
    """Where a forwarded message came from first."""
    if "forward_origin" in message:
        return dict(message["forward_origin"])
    if message["chat"]["type"] == "channel":
        return {"type": "channel"} | {key: message[key] for key in ("date", "chat", "message_id")}
    if "sender_chat" in message:
        return {"type": "chat", "date": message["date"], "sender_chat": message["sender_chat"]}
    return {"type": "user", "date": message["date"], "sender_user": message["from"]}


def block(world: World, user_id: int, *, blocked: bool) -> None:
    """Blocks or unblocks the bot."""
    people.set_blocked(world, _person(world, user_id), blocked=blocked)


def _send(world: World, person: Person, chat: Chat, content: Json, *, anonymous: bool = False) -> Json:
    sender = person.user()
    if anonymous:
        if chat.type == "private" or person.id not in chat.admins:
            raise Refused("Only an administrator of a group can write as the group.")
        sender = ANONYMOUS_ADMIN
        content = {"sender_chat": chat.chat(), **content}
    if chat.type == "channel" and person.id not in chat.admins:
        raise Refused("Only administrators of a channel can write in it.")
    if chat.type == "private":
        person.started = True
    message = world.store(chat, sender, content, tell_bot=False)
    if _bot_hears(world, chat, message):
        world.updates.put(_kind(chat), dict(message))
    return message


def _kind(chat: Chat) -> str:
    """What an update calls a new message."""
    return "channel_post" if chat.type == "channel" else "message"


def _bot_hears(world: World, chat: Chat, message: Json) -> bool:
    """In groups a bot with privacy on hears commands, and replies to itself; an administrator hears all."""
    if chat.type == "private":
        return True
    if not chat.holds_bot():
        return False
    if chat.standing == "administrator" or world.bot["can_read_all_group_messages"]:
        return True
    if message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]:
        return True
    command = command_of(message) or command_of(
        {"text": message.get("caption", ""), "entities": message.get("caption_entities", [])}
    )
    if command is None:
        return f"@{world.bot['username']}".lower() in str(message.get("text", "")).lower()
    return "@" not in command or command.partition("@")[2].lower() == world.bot["username"].lower()


def _person(world: World, user_id: int) -> Person:
    if user_id not in world.people:
        raise Refused("There is nobody with this id.")
    return world.people[user_id]


def _place(world: World, user_id: int, chat_id: int, *, reading: bool = False) -> tuple[Person, Chat]:
    person = _person(world, user_id)
    chat = world.chats.get(chat_id)
    if chat is None or person.id not in chat.members:
        raise Refused(f"{person.name} is not in this chat.")
    if chat.upgraded_to is not None and not reading:
        raise Refused("This group has become a supergroup.")
    if chat.type == "private" and person.blocked and not reading:
        raise Refused(f"{person.name} has blocked the bot; unblock it first.")
    return person, chat


def _existing(world: World, chat: Chat, message_id: int) -> Json:
    message = world.message(chat.id, message_id)
    if message is None:
        raise Refused("There is no such message.")
    return message


def _reply(world: World, chat: Chat, reply_to: int | None) -> Json:
    if reply_to is None:
        return {}
    original = dict(_existing(world, chat, reply_to))
    original.pop("reply_to_message", None)
    return {"reply_to_message": original}

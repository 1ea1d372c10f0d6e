"""Changing, deleting and reacting to what was sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.formatting import MAX_TEXT, formatted
from bot.sandbox.keyboard import checked_markup
from bot.sandbox.methods.sending import caption, known_chat, writable_chat
from bot.sandbox.world import Chat, World

Json = dict[str, Any]

_DELETABLE_FOR = timedelta(hours=48)
_CONTENT = ("text", "entities", "caption", "caption_entities", "reply_markup", "link_preview_options")
_MAX_DELETED = 100


async def edit_message_text(world: World, params: Json) -> Json:
    """Replaces text and keyboard; leaving out `reply_markup` removes the keyboard."""
    message = _editable(world, params)
    if "rich_message" in params:
        raise bad_request("the sandbox does not know rich messages")
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    text, entities = formatted(world, params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    content: Json = {
        "text": text,
        "entities": entities,
        "link_preview_options": params.get("link_preview_options"),
    }
    return _changed(world, message, content, params)


async def edit_message_caption(world: World, params: Json) -> Json:
    """Replaces caption and keyboard of a document or photo."""
    message = _editable(world, params)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    return _changed(world, message, caption(world, params), params)


async def edit_message_reply_markup(world: World, params: Json) -> Json:
    """Replaces the keyboard only."""
    message = _editable(world, params)
    kept = {key: message[key] for key in _CONTENT if key in message and key != "reply_markup"}
    return _changed(world, message, kept, params)


async def delete_message(world: World, params: Json) -> bool:
    """Deletes a message of the last 48 hours that the bot may delete."""
    chat = known_chat(world, params["chat_id"])
    message = world.message(chat.id, params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if not _deletable(world, chat, message):
        raise bad_request("message can't be deleted")
    _remove(world, chat, message)
    return True


async def delete_messages(world: World, params: Json) -> bool:
    """Deletes those of up to 100 messages that exist and may be deleted; the others are passed over."""
    chat = known_chat(world, params["chat_id"])
    ids = params["message_ids"]
    if not isinstance(ids, list) or not all(isinstance(number, int) for number in ids):
        raise bad_request("message identifiers are not specified")
    if not 1 <= len(ids) <= _MAX_DELETED:
        raise bad_request(
            "too many message identifiers specified" if ids else "message identifiers are not specified"
        )
    for number in ids:
        message = world.message(chat.id, number)
        if message is not None and _deletable(world, chat, message):
            _remove(world, chat, message)
    return True


async def set_message_reaction(world: World, params: Json) -> bool:
    """Puts at most one emoji on a message."""
    chat = writable_chat(world, params)
    if world.message(chat.id, params["message_id"]) is None:
        raise bad_request("message to react not found")
    reaction = params.get("reaction") or []
    if not isinstance(reaction, list) or not all(isinstance(one, dict) for one in reaction):
        raise bad_request("can't parse reaction types JSON object")
    if len(reaction) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(one.get("type") != "emoji" or not isinstance(one.get("emoji"), str) for one in reaction):
        raise bad_request("REACTION_INVALID")
    world.reactions[chat.id, params["message_id"]] = reaction
    return True


def _editable(world: World, params: Json) -> Json:
    if "inline_message_id" in params:
        raise bad_request("MESSAGE_ID_INVALID")
    if "chat_id" not in params:
        raise bad_request("chat_id is empty")
    if "message_id" not in params:
        raise bad_request("message identifier is not specified")
    chat = writable_chat(world, params)
    message = world.message(chat.id, params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if world.author(message) != world.bot["id"] or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return message


def _changed(world: World, message: Json, content: Json, params: Json) -> Json:
    content |= {"reply_markup": checked_markup(params.get("reply_markup"), only_inline=True)}
    content = {key: value for key, value in content.items() if value}
    if content == {key: message[key] for key in _CONTENT if key in message}:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )
    for key in _CONTENT:
        message.pop(key, None)
    message |= {**content, "edit_date": world.now()}
    world.emit("edited", world.shown(message))
    return dict(message)


def _deletable(world: World, chat: Chat, message: Json) -> bool:
    own = world.author(message) == world.bot["id"] or chat.type == "private"
    if not own and chat.standing != "administrator":
        return False
    age: float = world.now() - message["date"]
    return age < _DELETABLE_FOR.total_seconds()


def _remove(world: World, chat: Chat, message: Json) -> None:
    del world.history[chat.id][message["message_id"]]
    world.emit("deleted", {"chat_id": chat.id, "message_id": message["message_id"]})

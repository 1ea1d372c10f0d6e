"""Sending: text, photos, documents, copies and forwards, and "typing"."""

from __future__ import annotations

import mimetypes
from typing import Any

from bot.sandbox.acts import FORWARDED, origin_of
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.formatting import MAX_CAPTION, MAX_TEXT, formatted
from bot.sandbox.images import image_size
from bot.sandbox.keyboard import checked_markup
from bot.sandbox.params import Upload
from bot.sandbox.world import Chat, StoredFile, World

Json = dict[str, Any]

_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note", "record_audio", "upload_audio",
}  # fmt: skip
_REPLY_FIELDS = {
    "message_id", "chat_id", "allow_sending_without_reply", "quote", "quote_parse_mode", "quote_entities",
    "quote_position", "checklist_task_id", "poll_option_id",
}  # fmt: skip
_PREVIEW_FIELDS = {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}
_MAX_PHOTO = 10 * 1024 * 1024


async def send_message(world: World, params: Json) -> Json:
    """Sends a text of 1-4096 characters after parsing."""
    chat = writable_chat(world, params)
    text, entities = formatted(world, params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    preview = params.get("link_preview_options")
    if preview is not None:
        if not isinstance(preview, dict) or not preview.keys() <= _PREVIEW_FIELDS:
            raise bad_request("can't parse link preview options JSON object")
        content["link_preview_options"] = preview
    return post(world, chat, content, params)


async def send_document(world: World, params: Json) -> Json:
    """Sends a file with a caption of at most 1024 characters."""
    chat = writable_chat(world, params)
    stored = _file(world, params["document"])
    document = {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_name": stored.name,
        "mime_type": stored.mime_type,
        "file_size": len(stored.data),
    }
    return post(world, chat, {"document": document, **caption(world, params)}, params)


async def send_photo(world: World, params: Json) -> Json:
    """Sends a picture (PNG, JPEG or GIF, at most 10 MB)."""
    chat = writable_chat(world, params)
    stored = _file(world, params["photo"])
    size = image_size(stored.data)
    if len(stored.data) > _MAX_PHOTO:
        raise bad_request("file is too big")
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * min(size):  # noqa: PLR2004  Telegram's own bounds for a photo
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    photo = {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "width": width,
        "height": height,
        "file_size": len(stored.data),
    }
    return post(world, chat, {"photo": [photo], **caption(world, params)}, params)


async def send_chat_action(world: World, params: Json) -> bool:
    """Shows "typing" to the chat."""
    chat = writable_chat(world, params)
    if params["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.emit("typing", {"chat_id": chat.id})
    return True


async def forward_message(world: World, params: Json) -> Json:
    """Forwards a message with its origin, without its buttons."""
    chat = writable_chat(world, params)
    original = _original(world, params, "message to forward not found")
    content = {key: original[key] for key in FORWARDED if key in original}
    return post(world, chat, content | {"forward_origin": origin_of(original)}, params)


async def copy_message(world: World, params: Json) -> Json:
    """Sends the content of a message as the bot's own."""
    chat = writable_chat(world, params)
    original = _original(world, params, "message to copy not found")
    content = {key: original[key] for key in FORWARDED if key in original}
    if "caption" in params and "text" not in content:
        content.pop("caption_entities", None)
        content |= caption(world, params)
    return {"message_id": post(world, chat, content, params)["message_id"]}


def known_chat(world: World, reference: int | str) -> Chat:
    """The chat as the bot may name it: one it has met, and not upgraded since."""
    chat = world.chats.get(reference) if isinstance(reference, int) else None
    if chat is None:
        raise bad_request("chat not found")
    if chat.upgraded_to is not None:
        error = bad_request("group chat was upgraded to a supergroup chat")
        error.parameters = {"migrate_to_chat_id": chat.upgraded_to}
        raise error
    return chat


def entered_chat(world: World, reference: int | str) -> Chat:
    """The chat, if it is a private one or the bot is in it."""
    chat = known_chat(world, reference)
    if chat.type != "private" and chat.standing == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if chat.type != "private" and not chat.holds_bot():
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def writable_chat(world: World, params: Json) -> Chat:
    """The chat a message may go to, or the refusal Telegram gives."""
    if "business_connection_id" in params:
        raise bad_request("business connection not found")
    chat = entered_chat(world, params["chat_id"])
    if chat.type == "private":
        person = world.people[chat.id]
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif not chat.may_post:
        channel = "need administrator rights in the channel chat"
        group = "not enough rights to send text messages to the chat"
        raise bad_request(channel if chat.type == "channel" else group)
    if "message_thread_id" in params and params["message_thread_id"] not in chat.threads:
        raise bad_request("message thread not found")
    return chat


def caption(world: World, params: Json) -> Json:
    """The caption fields of a message."""
    text, entities = formatted(world, params, "caption", "caption_entities")
    if len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    fields: Json = {"caption": text} if text else {}
    return fields | ({"caption_entities": entities} if entities else {})


def post(world: World, chat: Chat, content: Json, params: Json) -> Json:
    """Adds the bot's message to the chat; the checks of its target are done."""
    markup = checked_markup(params.get("reply_markup"))
    content |= _reply(world, chat, params.get("reply_parameters"))
    if "message_thread_id" in params:
        content |= {"message_thread_id": params["message_thread_id"], "is_topic_message": True}
    if params.get("protect_content"):
        content["has_protected_content"] = True
    if markup:
        content["reply_markup"] = markup
    sender = {key: world.bot[key] for key in ("id", "is_bot", "first_name", "username")}
    sent = dict(world.store(chat, sender, content, tell_bot=False))
    if "force_reply" in (params.get("reply_markup") or {}) and chat.id > 0:
        world.emit("asks", {"chat_id": chat.id, "message_id": sent["message_id"]})
    return sent


def _reply(world: World, chat: Chat, reply: Any) -> Json:
    if reply is None:
        return {}
    if (
        not isinstance(reply, dict)
        or not reply.keys() <= _REPLY_FIELDS
        or not isinstance(reply.get("message_id"), int)
    ):
        raise bad_request("can't parse reply parameters JSON object")
    source = known_chat(world, reply.get("chat_id", chat.id))
    original = world.message(source.id, reply["message_id"])
    if original is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    if source.id != chat.id:
        return {"external_reply": {"origin": origin_of(original), "chat": source.chat()}}
    return {"reply_to_message": {key: value for key, value in original.items() if key != "reply_to_message"}}


def _original(world: World, params: Json, missing: str) -> Json:
    original = world.message(known_chat(world, params["from_chat_id"]).id, params["message_id"])
    if original is None:
        raise bad_request(missing)
    return original


def _file(world: World, given: Upload | str) -> StoredFile:
    if isinstance(given, Upload):
        if not given.data:
            raise bad_request("file must be non-empty")
        mime_type = mimetypes.guess_type(given.name)[0] or given.mime_type
        return world.store_file(given.name, mime_type, given.data)
    if given in world.files:
        return world.files[given]
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")

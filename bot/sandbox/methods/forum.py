"""The threads of a forum, and of a private chat with a bot that has the topics mode."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.sending import writable_chat
from bot.sandbox.world import Chat, World

Json = dict[str, Any]
_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
_LONGEST_NAME = 128


async def create_forum_topic(world: World, params: Json) -> Json:
    """Opens a thread; its first message says so, and has the number of the thread."""
    chat = writable_chat(world, params)
    _check(world, chat)
    name, color = params["name"].strip(), params.get("icon_color", _COLORS[0])
    if not name or len(name) > _LONGEST_NAME:
        raise bad_request("TOPIC_TITLE_INVALID")
    if color not in _COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    if "icon_custom_emoji_id" in params:
        raise bad_request("DOCUMENT_INVALID")
    sender = {key: world.bot[key] for key in ("id", "is_bot", "first_name", "username")}
    opening = {"forum_topic_created": {"name": name, "icon_color": color}}
    message = world.store(chat, sender, opening, tell_bot=False, opens_thread=name)
    return {"message_thread_id": message["message_id"], "name": name, "icon_color": color}


def _check(world: World, chat: Chat) -> None:
    if chat.type == "private":
        if not world.bot["has_topics_enabled"]:
            raise bad_request("the chat is not a forum")
    elif not chat.threads:
        raise bad_request("the chat is not a forum")
    elif chat.standing != "administrator":
        raise bad_request("not enough rights to create a topic")

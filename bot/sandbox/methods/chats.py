"""What the bot can learn of a chat, and do in it."""

from __future__ import annotations

from typing import Any

from bot.sandbox import people
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.methods.sending import entered_chat, known_chat, writable_chat
from bot.sandbox.world import World

Json = dict[str, Any]
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


async def get_chat(world: World, params: Json) -> Json:
    """The chat, with the message pinned in it."""
    chat = entered_chat(world, params["chat_id"])
    full: Json = {
        **chat.chat(),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    pinned = world.message(chat.id, chat.pinned) if chat.pinned else None
    return full | ({"pinned_message": pinned} if pinned else {})


async def get_chat_member(world: World, params: Json) -> Json:
    """What somebody is in a chat."""
    chat = entered_chat(world, params["chat_id"])
    user_id = params["user_id"]
    if chat.type == "channel" and chat.standing != "administrator":
        raise bad_request("member list is inaccessible")
    if user_id not in world.people and user_id != world.bot["id"]:
        raise bad_request("member not found")
    return people.member(world, chat, user_id)


async def get_chat_administrators(world: World, params: Json) -> list[Json]:
    """The administrators of a group; there are none in a private chat."""
    chat = entered_chat(world, params["chat_id"])
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    found = [people.member(world, chat, user_id) for user_id in chat.members if user_id in chat.admins]
    if params.get("return_bots") and chat.standing == "administrator":
        found.append(people.member(world, chat, world.bot["id"]))
    return found


async def get_chat_member_count(world: World, params: Json) -> int:
    """How many are in the chat, the bot included."""
    chat = entered_chat(world, params["chat_id"])
    return len(chat.members) + (1 if chat.holds_bot() else 0)


async def leave_chat(world: World, params: Json) -> bool:
    """Leaves a group."""
    chat = known_chat(world, params["chat_id"])
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    if not chat.holds_bot():
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    bot = people.member(world, chat, world.bot["id"])["user"]
    people.set_standing(world, chat, "left", by=bot)
    world.store(chat, bot, {"left_chat_member": bot}, tell_bot=False)
    return True


async def pin_chat_message(world: World, params: Json) -> bool:
    """Pins a message; in groups only an administrator may."""
    chat = writable_chat(world, params)
    message = world.message(chat.id, params["message_id"])
    if message is None:
        raise bad_request("message to pin not found")
    if chat.type != "private" and chat.standing != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat.pinned = message["message_id"]
    bot = people.member(world, chat, world.bot["id"])["user"]
    world.store(chat, bot, {"pinned_message": dict(message)}, tell_bot=True)
    return True


async def unpin_chat_message(world: World, params: Json) -> bool:
    """Unpins a message, or the one that is pinned."""
    chat = writable_chat(world, params)
    if chat.pinned is None or params.get("message_id", chat.pinned) != chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned = None
    return True

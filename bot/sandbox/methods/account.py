"""The bot itself: who it is, its commands and descriptions, the files it may fetch."""

from __future__ import annotations

from typing import Any

from bot.sandbox.commands import checked_language
from bot.sandbox.errors import bad_request
from bot.sandbox.world import World

Json = dict[str, Any]

MAX_DOWNLOAD = 20 * 1024 * 1024
_LIMITS = {"name": 64, "description": 512, "short_description": 120}
_REFUSALS = {
    "name": "BOT_TITLE_INVALID",
    "description": "bot description is too long",
    "short_description": "bot short description is too long",
}


async def get_me(world: World, _: Json) -> Json:
    """The bot's own user."""
    return dict(world.bot)


async def set_my_commands(world: World, params: Json) -> bool:
    """Sets the command list of a scope and language."""
    world.commands.put(params["commands"], params.get("scope"), params.get("language_code", ""))
    world.emit("commands", {"commands": world.shown_commands()})
    return True


async def get_my_commands(world: World, params: Json) -> list[Json]:
    """The command list of exactly this scope and language."""
    return world.commands.get(params.get("scope"), params.get("language_code", ""))


async def delete_my_commands(world: World, params: Json) -> bool:
    """Deletes the command list of a scope and language."""
    world.commands.put([], params.get("scope"), params.get("language_code", ""))
    world.emit("commands", {"commands": world.shown_commands()})
    return True


async def set_my_name(world: World, params: Json) -> bool:
    """Sets the name for a language."""
    return _describe(world, params, "name")


async def get_my_name(world: World, params: Json) -> Json:
    """The name for a language, or the general one."""
    return _description(world, params, "name", world.bot["first_name"])


async def set_my_description(world: World, params: Json) -> bool:
    """Sets what an empty chat with the bot shows."""
    return _describe(world, params, "description")


async def get_my_description(world: World, params: Json) -> Json:
    """What an empty chat with the bot shows."""
    return _description(world, params, "description")


async def set_my_short_description(world: World, params: Json) -> bool:
    """Sets what the bot's profile shows."""
    return _describe(world, params, "short_description")


async def get_my_short_description(world: World, params: Json) -> Json:
    """What the bot's profile shows."""
    return _description(world, params, "short_description")


async def get_file(world: World, params: Json) -> Json:
    """Where to download a file of at most 20 MB."""
    stored = world.files.get(params["file_id"])
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.data) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.data),
        "file_path": stored.path,
    }


def _describe(world: World, params: Json, kind: str) -> bool:
    language = checked_language(params.get("language_code", ""))
    text = params.get(kind, "")
    if len(text) > _LIMITS[kind]:
        raise bad_request(_REFUSALS[kind])
    world.descriptions[kind, language] = text
    return True


def _description(world: World, params: Json, kind: str, default: str = "") -> Json:
    language = checked_language(params.get("language_code", ""))
    texts = world.descriptions
    return {kind: texts.get((kind, language)) or texts.get((kind, "")) or default}

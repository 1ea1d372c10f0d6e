"""The command menu: readers' commands everywhere, editors' in the editors' own chats."""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from telegram import BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden

from bot.chat import Bot
from bot.render import Renderer
from bot.render.languages import LANGUAGES

READERS = (
    "latest",
    "topics",
    "search",
    "saved",
    "settings",
    "digest",
    "quiet",
    "mute",
    "only",
    "never",
    "pause",
    "tz",
    "length",
    "threads",
    "language",
    "subscribe",
    "unsubscribe",
    "help",
    "privacy",
    "mydata",
    "forget",
)
EDITORS = (
    "push",
    "drafts",
    "topic",
    "correct",
    "retract",
    "status",
    "history",
    "reach",
    "shift",
    "stats",
    "staff",
    "halt",
    "resume",
)

_log = structlog.get_logger(__name__)


async def register(bot: Bot, renderer: Renderer, editors: Iterable[int]) -> None:
    """Tell Telegram the commands; an editor who has not opened the bot yet gets theirs with /start."""
    await bot.set_my_commands(_described(renderer, READERS))
    for language in LANGUAGES:
        if language != renderer.language:
            described = _described(renderer.speaking(language, renderer.zone), READERS)
            await bot.set_my_commands(described, language_code=language)
    for editor in sorted(editors):
        await register_for_editor(bot, renderer, editor)


async def register_for_editor(bot: Bot, renderer: Renderer, chat_id: int) -> None:
    """Show an editor all commands in their own chat."""
    commands = _described(renderer, (*EDITORS, *READERS))
    try:
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id))
    except (BadRequest, Forbidden) as error:
        _log.info("editor_commands_not_registered", chat_id=chat_id, reason=error.message)


def _described(renderer: Renderer, names: Iterable[str]) -> list[BotCommand]:
    return [BotCommand(name, renderer.command(name)) for name in names]

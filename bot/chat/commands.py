"""The command menu: readers' commands everywhere, editors' in the editors' own chats."""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from telegram import BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden

from bot.chat.messages import Bot
from bot.dependencies import Dependencies
from bot.render import Renderer
from bot.render.languages import LANGUAGES
from briefings.model import StaffRole

READERS = (
    "latest",
    "topics",
    "subscribe",
    "unsubscribe",
    "search",
    "saved",
    "settings",
    "stop",
    "help",
    "privacy",
)
"""Those that a menu can hold at a glance; what else can be written is in /help, and on the buttons of /settings."""
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
_NOT_FOR_CONTRIBUTORS = {"topic", "stats", "staff", "halt", "resume"}

_log = structlog.get_logger(__name__)


async def register(bot: Bot, deps: Dependencies) -> None:
    """Tell Telegram the commands; an editor who has not opened the bot yet gets theirs with /start."""
    renderer = deps.renderer
    await bot.set_my_commands(_described(renderer, READERS))
    for language in LANGUAGES:
        if language != renderer.language:
            described = _described(renderer.speaking(language, renderer.zone), READERS)
            await bot.set_my_commands(described, language_code=language)
    for editor in sorted(deps.editors):
        await register_for_member(bot, deps, editor, StaffRole.OWNER)


async def register_for_member(bot: Bot, deps: Dependencies, user_id: int, role: StaffRole | None) -> None:
    """Show a member of staff what their role may do in their own chat, in their language; without one, what readers may."""
    renderer = (await deps.speaking_to(user_id)).renderer
    scope = BotCommandScopeChat(user_id)
    left_out = _NOT_FOR_CONTRIBUTORS if role is StaffRole.CONTRIBUTOR else set()
    theirs = [name for name in EDITORS if name not in left_out]
    try:
        if role is None:
            await bot.delete_my_commands(scope=scope)
        else:
            await bot.set_my_commands(_described(renderer, (*theirs, *READERS)), scope=scope)
    except (BadRequest, Forbidden) as error:
        _log.info("editor_commands_not_registered", user_id=user_id, reason=error.message)


def _described(renderer: Renderer, names: Iterable[str]) -> list[BotCommand]:
    return [BotCommand(name, renderer.command(name)) for name in names]

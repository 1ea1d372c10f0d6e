"""What Telegram shows of the bot itself: in a chat that is still empty, and in its profile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.chat.messages import Bot
from bot.render import Renderer
from bot.render.languages import LANGUAGES


async def introduce(bot: Bot, renderer: Renderer) -> None:
    """Say in every language what the bot is, where nobody has: neither its operator to @BotFather, nor an earlier start."""
    if not (await bot.get_my_description()).description:
        await _tell(renderer, "description", bot.set_my_description)
    if not (await bot.get_my_short_description()).short_description:
        await _tell(renderer, "short_description", bot.set_my_short_description)


async def _tell(renderer: Renderer, name: str, tell: Callable[..., Awaitable[bool]]) -> None:
    # The one for all other languages comes last: until it is there, a later start begins again.
    for language in sorted(LANGUAGES, key=lambda one: one == renderer.language):
        said = renderer.speaking(language, renderer.zone).introduction(name)
        await tell(said, language_code=language if language != renderer.language else None)

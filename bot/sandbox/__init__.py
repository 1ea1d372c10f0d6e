"""A local Telegram: a Bot API server and a chat page on this machine, as strict as the real one.

It imports nothing of the bot or of the news, so that it judges them from outside. Start at `server`; `world` is what it
holds, `methods` what the bot may call, `acts` what people do.
"""

from bot.sandbox.errors import ApiError, Refused
from bot.sandbox.server import DEFAULT_TOKEN, Sandbox

__all__ = ["DEFAULT_TOKEN", "ApiError", "Refused", "Sandbox"]

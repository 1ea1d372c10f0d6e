"""Puts one message into one chat, as cheaply as the Bot API allows."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.transport import AiohttpRequest, AnswerLost
from briefings.model import Digest

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """A message ready to go: Telegram HTML within Telegram's limits, and its inline keyboard as the Bot API's JSON."""

    text: str
    keyboard: dict[str, Any] | None = None


Render = Callable[[Digest, str], Sequence[RenderedMessage]]
"""Turns a digest into the message, or if need be the messages, for readers of a language.

Pure: one result serves all who are shown the same.
"""


class Messenger:
    """Sends, and tells nothing but the new message's id. Waits for nobody: pacing and retrying are its caller's."""

    def __init__(self, transport: AiohttpRequest, url: str, *, paid: bool = False) -> None:
        """`url` is the Bot API's address with the token; `paid` spends Telegram Stars above 30 messages a second."""
        self._transport = transport
        self._send = f"{url}/sendMessage"
        self._paid = paid

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None, plain: bool = False
    ) -> int:
        """Send the message and return its id; `plain` sends its words without markup and buttons.

        Raises what the transport raises.
        """
        parameters: dict[str, Any] = {"chat_id": chat_id, "link_preview_options": {"is_disabled": True}}
        if plain:
            parameters["text"] = without_markup(message.text)
        else:
            parameters |= {"text": message.text, "parse_mode": "HTML"}
            if message.keyboard:
                parameters["reply_markup"] = message.keyboard
        if thread_id is not None:
            parameters["message_thread_id"] = thread_id
        if self._paid:
            parameters["allow_paid_broadcast"] = True
        sent = await self._transport.call(self._send, parameters)
        try:
            return int(sent["message_id"])
        except (LookupError, TypeError, ValueError):
            raise AnswerLost("Telegram's answer names no message.") from None


def without_markup(text: str) -> str:
    """The words of Telegram HTML."""
    return html.unescape(_TAG.sub("", text))

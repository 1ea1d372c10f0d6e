"""Puts one message into one chat, as cheaply as the Bot API allows."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.transport import AiohttpRequest, AnswerLost
from briefings.model import Digest

_TAG = re.compile(r"<[^<>]*>")
_ALWAYS = {"link_preview_options": {"is_disabled": True}}


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """A message ready to go: Telegram HTML within Telegram's limits, and its inline keyboard as the Bot API's JSON."""

    text: str
    keyboard: dict[str, Any] | None = None
    _known: list[bytes] = field(default_factory=list, compare=False, repr=False)

    def as_json(self, *, plain: bool = False) -> bytes:
        """The parameters of `sendMessage` that are the same for all readers, without braces; made once."""
        if plain:
            return _inner({"text": without_markup(self.text), **_ALWAYS})
        if not self._known:
            keyboard = {"reply_markup": self.keyboard} if self.keyboard else {}
            self._known.append(_inner({"text": self.text, "parse_mode": "HTML", **keyboard, **_ALWAYS}))
        return self._known[0]


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
        body = b'{"chat_id":%d,%s%s}' % (chat_id, self._more(thread_id), message.as_json(plain=plain))
        sent = await self._transport.call(self._send, body)
        try:
            return int(sent["message_id"])
        except (LookupError, TypeError, ValueError):
            raise AnswerLost("Telegram's answer names no message.") from None

    def _more(self, thread_id: int | None) -> bytes:
        thread = b"" if thread_id is None else b'"message_thread_id":%d,' % thread_id
        return thread + b'"allow_paid_broadcast":true,' if self._paid else thread


def without_markup(text: str) -> str:
    """The words of Telegram HTML."""
    return html.unescape(_TAG.sub("", text))


def _inner(parameters: dict[str, Any]) -> bytes:
    return json.dumps(parameters)[1:-1].encode()

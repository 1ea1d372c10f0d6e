"""Puts one message into one chat, as cheaply as the Bot API allows."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.transport import AiohttpRequest
from briefings.model import Digest
from briefings.preferences import Manner

_TAG = re.compile(r"<[^<>]*>")
_ALWAYS = {"link_preview_options": {"is_disabled": True}}


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """A message ready to go: Telegram HTML within Telegram's limits, and its inline keyboard as the Bot API's JSON."""

    text: str
    keyboard: dict[str, Any] | None = None
    stories: frozenset[int] | None = None
    """The ids of the digest's stories that it shows; all of them where that is not said."""
    topic: str | None = None
    """The slug of the one topic that it is about, if it is about one."""
    _known: list[bytes] = field(default_factory=list, compare=False, repr=False)

    def as_json(self, *, plain: bool = False) -> bytes:
        """The parameters that are the same for all readers, sent or edited, without braces; made once."""
        if plain:
            return _inner({"text": without_markup(self.text), **_ALWAYS})
        if not self._known:
            keyboard = {"reply_markup": self.keyboard} if self.keyboard else {}
            self._known.append(_inner({"text": self.text, "parse_mode": "HTML", **keyboard, **_ALWAYS}))
        return self._known[0]


Render = Callable[[Digest, Manner], Sequence[RenderedMessage]]
"""Turns a digest into the message, or if need be the messages, for readers who want it in that manner.

Pure: one result serves all who are shown the same.
"""


class Messenger:
    """Sends, and tells nothing but the new message's id. Waits for nobody: pacing and retrying are its caller's."""

    def __init__(self, transport: AiohttpRequest, url: str, *, paid: bool = False) -> None:
        """`url` is the Bot API's address with the token; `paid` spends Telegram Stars above 30 messages a second."""
        self._transport = transport
        self._send = f"{url}/sendMessage"
        self._edit = f"{url}/editMessageText"
        self._paid = paid

    async def send(
        self,
        chat_id: int,
        message: RenderedMessage,
        *,
        thread_id: int | None = None,
        plain: bool = False,
        silent: bool = False,
        reply_to: int | None = None,
    ) -> int:
        """Send the message and return its id; `plain` sends its words without markup and buttons.

        `silent` makes no sound; `reply_to` is hung on only while it is still there. Raises what the transport raises.
        """
        more = self._more(thread_id, silent=silent)
        if reply_to is not None:
            more += b'"reply_parameters":{"message_id":%d,"allow_sending_without_reply":true},' % reply_to
        body = b'{"chat_id":%d,%s%s}' % (chat_id, more, message.as_json(plain=plain))
        return await self._transport.send(self._send, body)

    async def edit(
        self, chat_id: int, message_id: int, message: RenderedMessage, *, plain: bool = False
    ) -> None:
        """Show this in place of a message sent before. Raises what the transport raises."""
        body = b'{"chat_id":%d,"message_id":%d,%s}' % (chat_id, message_id, message.as_json(plain=plain))
        await self._transport.call(self._edit, body)

    def _more(self, thread_id: int | None, *, silent: bool) -> bytes:
        more = b"" if thread_id is None else b'"message_thread_id":%d,' % thread_id
        if silent:
            more += b'"disable_notification":true,'
        return more + b'"allow_paid_broadcast":true,' if self._paid else more


def without_markup(text: str) -> str:
    """The words of Telegram HTML."""
    return html.unescape(_TAG.sub("", text))


def _inner(parameters: dict[str, Any]) -> bytes:
    return json.dumps(parameters)[1:-1].encode()

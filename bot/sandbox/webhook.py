"""Delivery of updates to the bot's webhook: in order within a chat, again until it answers 2xx."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from typing import Any

import aiohttp
from yarl import URL

from bot.sandbox.errors import bad_request
from bot.sandbox.queue import Update, UpdateQueue

Json = dict[str, Any]
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of the header
_PATIENCE = aiohttp.ClientTimeout(total=60)


@dataclass
class Webhook:
    """The webhook, active while `url` is set."""

    updates: UpdateQueue
    clock: Callable[[], datetime]
    retry_pause: float = 1.0
    url: str = ""
    secret: str = ""
    connections: int = 40
    error: tuple[int, str] | None = None
    _tasks: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None

    def __post_init__(self) -> None:
        self.updates.on_change.append(self.wake)

    def start(self, url: str, *, secret: str, connections: int) -> None:
        """Delivers from now on; raises for an address that is not this machine's."""
        if not _is_local(url):
            raise bad_request("bad webhook: the sandbox delivers to this machine only")
        self.stop()
        self.url, self.secret, self.connections = url, secret, connections
        self.error = None
        self.wake()

    def stop(self) -> None:
        """Ends delivery; what was not taken waits."""
        self.url = ""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()

    async def close(self) -> None:
        """Ends delivery and its connections."""
        tasks = list(self._tasks.values())
        self.stop()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def info(self) -> Json:
        """The Bot API's WebhookInfo."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.waiting()),
        }
        if self.url:
            info |= {"max_connections": self.connections, "ip_address": "127.0.0.1"}
        if self.error:
            info |= {"last_error_date": self.error[0], "last_error_message": self.error[1]}
        return info

    def wake(self) -> None:
        """Starts a delivery for every chat that has something waiting and none under way."""
        if not self.url:
            return
        for update in self.updates.waiting():
            chat_id = _chat_of(update)
            if chat_id not in self._tasks and len(self._tasks) < self.connections:
                self._tasks[chat_id] = asyncio.create_task(self._deliver(chat_id))

    async def _deliver(self, chat_id: int) -> None:
        while update := next((u for u in self.updates.waiting() if _chat_of(u) == chat_id), None):
            pause = await self._post(update)
            if pause is None:
                self.updates.remove(update)
            else:
                await asyncio.sleep(pause)
        self._tasks.pop(chat_id, None)
        self.wake()

    async def _post(self, update: Update) -> float | None:
        """Seconds until the next try, or None when the update was taken."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_PATIENCE)
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        try:
            async with self._session.post(self.url, json=update, headers=headers) as response:
                if response.ok and response.status < 300:  # noqa: PLR2004  only 2xx takes an update
                    return None
                self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
                retry_after = response.headers.get("Retry-After", "")
                return float(retry_after) if retry_after.isdecimal() else self.retry_pause
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
            return self.retry_pause

    def _failed(self, message: str) -> None:
        self.error = int(self.clock().timestamp()), message


def _is_local(url: str) -> bool:
    try:
        address = URL(url)
        host = address.host or ""
    except ValueError:
        return False
    with contextlib.suppress(ValueError):
        host = "localhost" if ip_address(host).is_loopback else host
    return host == "localhost" and address.scheme in {"http", "https"}


def _chat_of(update: Update) -> int:
    for key, content in update.items():
        if key != "update_id":
            chat = content.get("chat") or content.get("message", {}).get("chat") or content.get("from") or {}
            return int(chat.get("id", 0))
    return 0

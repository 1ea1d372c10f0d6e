"""The sandbox as a whole: a Bot API server and a chat page on this machine, and the door for tests and the demo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from bot.sandbox import acts, people
from bot.sandbox.api import BotApi, LedgerEntry
from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.page import Page, only_this_machine
from bot.sandbox.world import Chat, Person, World

Json = dict[str, Any]

DEFAULT_TOKEN = "1000000001:sandbox-token-that-opens-nothing-else"  # noqa: S105  opens this sandbox only
# Bots may upload 50 MB; people may send more than bots may fetch, and a test wants to see that refused.
_MAX_REQUEST = 64 * 1024 * 1024


class Sandbox:
    """A local Telegram for one bot: `async with Sandbox() as sandbox:` serves at `sandbox.url`.

    Editors have ids from 1001, readers from 2001, groups from -3001 and channels from -1000000004001 down. All acts return once the bot has been told;
    wait for what it does about it with `until`. `clock` gives the dates that messages carry; without one, the page can jump ahead
    in time, and a program that is to follow it takes its own from `sandbox.clock`.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = DEFAULT_TOKEN,
        editors: Iterable[str] = ("Editor",),
        readers: Iterable[str] = ("Reader",),
        clock: Callable[[], datetime] | None = None,
        hears_groups: bool = False,
    ) -> None:
        bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Briefing",
            "username": "sandbox_briefing_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": hears_groups,
            "supports_inline_queries": True,
            "has_topics_enabled": True,
        }
        self.token = token
        self.port = port
        self.clock = clock or SandboxClock()
        self.world = World(bot, self.clock)
        self.faults = Faults()
        self.api = BotApi(self.world, token, self.faults)
        self.page = Page(self.world, self.faults)
        self._happened = asyncio.Event()
        self.world.listeners.append(lambda *_: self._happened.set())
        self.world.updates.on_change.append(self._happened.set)
        self.api.on_call.append(lambda _: self._happened.set())
        self._runner: web.AppRunner | None = None
        for name in editors:
            people.add_person(self.world, name, "editor")
        for name in readers:
            people.add_person(self.world, name, "reader")

    @property
    def url(self) -> str:
        """The root of the Bot API, and the address of the chat page."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def ledger(self) -> list[LedgerEntry]:
        """Every call of the Bot API so far, in order of arrival."""
        return self.api.ledger

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[only_this_machine], client_max_size=_MAX_REQUEST)
        app.add_routes([*self.api.routes(), *self.page.routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.world.updates.interrupt("the sandbox is closing")
        self.world.emit("closed", {})
        await self.world.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def until(self, holds: Callable[[], Any], *, within: float = 10) -> Any:
        """Waits until `holds()` is truthy, looking again whenever something happens; returns what it gave.

        Raises TimeoutError after `within` seconds.
        """
        async with asyncio.timeout(within):
            while not (found := holds()):
                self._happened.clear()
                await self._happened.wait()
        return found

    def messages(self, chat_id: int) -> list[Json]:
        """The chat's messages, oldest first, as the Bot API shows them."""
        return self.world.messages(chat_id)

    def fault(self, method: str = "*", code: int | str = 500, **how: Any) -> Fault:
        """Makes calls fail; see `Fault` for times, seconds, chat_id, retry_after, description and after."""
        fault = Fault(method, code, **how)
        self.faults.waiting.append(fault)
        return fault

    async def say(self, user_id: int, text: str, *, chat_id: int | None = None, **how: Any) -> list[int]:
        """Somebody types, in their chat with the bot unless another is named; see `acts.say`."""
        return acts.say(self.world, user_id, chat_id or user_id, text, **how)

    async def start(self, user_id: int, payload: str = "") -> int:
        """Somebody opens the bot, by a deep link when there is a payload."""
        return acts.say(self.world, user_id, user_id, f"/start {payload}".strip())[0]

    async def delete_thread(self, user_id: int, thread: int) -> None:
        """Somebody deletes a thread of their chat with the bot."""
        acts.delete_thread(self.world, user_id, thread)

    async def tap(self, user_id: int, message_id: int, data: str, *, chat_id: int | None = None) -> str:
        """Somebody taps a button; returns the id of the callback query."""
        return acts.tap(self.world, user_id, chat_id or user_id, message_id, data)

    async def press(self, user_id: int, message: Json, data: str) -> str:
        """Somebody taps a button of a card drawn earlier, whether the message still shows it or not."""
        chat = self.world.chats[message["chat"]["id"]]
        return acts.press(self.world, self.world.people[user_id], chat, message, data)

    async def upload(
        self, user_id: int, name: str, data: bytes, *, caption: str = "", chat_id: int | None = None
    ) -> int:
        """Somebody sends a file."""
        return acts.upload(self.world, user_id, chat_id or user_id, name, data, caption=caption)

    async def locate(self, user_id: int, latitude: float, longitude: float) -> int:
        """Somebody sends a place on the map, in their chat with the bot."""
        return acts.locate(self.world, user_id, user_id, latitude, longitude)

    async def ask_inline(self, user_id: int, query: str) -> str:
        """Somebody types the bot's name and some words in any chat; returns the id of the query."""
        return acts.ask_inline(self.world, user_id, query)

    async def edit(self, user_id: int, message_id: int, text: str, *, chat_id: int | None = None) -> None:
        """Somebody edits their message."""
        acts.edit(self.world, user_id, chat_id or user_id, message_id, text)

    async def forward(
        self, user_id: int, from_chat_id: int, message_id: int, *, chat_id: int | None = None
    ) -> int:
        """Somebody forwards a message."""
        return acts.forward(self.world, user_id, chat_id or user_id, from_chat_id, message_id)

    async def block(self, user_id: int, *, blocked: bool = True) -> None:
        """Somebody blocks the bot, or unblocks it."""
        acts.block(self.world, user_id, blocked=blocked)

    async def person(self, name: str, role: str = "reader") -> Person:
        """Adds somebody."""
        return people.add_person(self.world, name, role)

    async def group(self, title: str, members: Iterable[int], *, supergroup: bool = False) -> Chat:
        """Makes a group with the bot in it; its first member made it."""
        return people.add_group(self.world, title, members, supergroup=supergroup)

    async def channel(self, title: str, members: Iterable[int]) -> Chat:
        """Makes a channel with the bot as an administrator; its first member made it, the others read it."""
        return people.add_channel(self.world, title, members)

    async def let_post(self, chat_id: int, *, may_post: bool) -> None:
        """Takes the right to write in a channel from the bot, or gives it back."""
        chat = self.world.chats[chat_id]
        creator = self.world.people[chat.members[0]].user()
        people.set_standing(self.world, chat, "administrator", by=creator, may_post=may_post)

    async def upgrade(self, chat_id: int) -> Chat:
        """Turns a group into a supergroup."""
        return people.upgrade(self.world, self.world.chats[chat_id])

    async def kick(self, chat_id: int) -> None:
        """Removes the bot from a group or a channel."""
        chat = self.world.chats[chat_id]
        people.set_standing(self.world, chat, "kicked", by=self.world.people[chat.members[0]].user())

    async def promote(self, chat_id: int) -> None:
        """Makes the bot an administrator of a group."""
        chat = self.world.chats[chat_id]
        people.set_standing(self.world, chat, "administrator", by=self.world.people[chat.members[0]].user())

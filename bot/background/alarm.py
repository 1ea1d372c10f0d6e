"""Tells the owners what they must know, by chat as well as in the log: trouble with the database, and its end.

refused --> told once --> asked every 5 s --> answers, and refused nobody meanwhile --> told that it is over
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress

import structlog
from telegram.error import TelegramError

from bot.chat.messages import Bot
from bot.delivery.messenger import Messenger, RenderedMessage
from bot.dependencies import Dependencies
from bot.render import Renderer
from briefings.errors import StoreError, Unavailable
from briefings.store import Database, flags, inbox

ASKED_EVERY = 5.0
TOLD_EVERY = 600.0
OF_MANY = 60.0
"""Seconds of trouble after which others than the scheduler speak up: it speaks for all, unless it sees none."""

log = structlog.get_logger(__name__)


class Owners:
    """Those who are told. Needs neither the database nor a turn: these messages are few, and both may be amiss."""

    def __init__(self, messenger: Messenger, renderer: Renderer, ids: Iterable[int]) -> None:
        """`ids` are their private chats."""
        self._messenger = messenger
        self._renderer = renderer
        self._ids = sorted(ids)

    async def tell(self, template: str, **context: object) -> None:
        """Render the template and send it to each; who cannot be reached is passed over."""
        message = RenderedMessage(self._renderer.render(template, **context))
        for owner in self._ids:
            with suppress(TelegramError):
                await self._messenger.send(owner, message)


class Alarm:
    """Watches what the database refuses. `tell` gets a template's name and what it needs."""

    def __init__(self, database: Database, tell: Callable[..., Awaitable[None]]) -> None:
        """From here on it hears of every refusal; it tells once `run` runs, and of one trouble in ten minutes."""
        self._database = database
        self._tell = tell
        self._told_at = float("-inf")
        self._sentence = ""
        self._trouble = asyncio.Event()
        database.on_refusal = self._hear

    def says(self) -> str:
        """What the trouble is; empty while there is none."""
        return self._sentence

    async def run(self, who: str = "", *, after: float = 0.0) -> None:
        """Tell of trouble that lasts so many seconds, and of its end, until cancelled; `who` is in it, if one of many."""
        while True:
            await self._trouble.wait()
            log.error("the database is in trouble", says=self._sentence)
            ending = asyncio.create_task(self._until_over())
            try:
                await asyncio.wait([ending], timeout=after)
                telling = not ending.done() and time.monotonic() - self._told_at >= TOLD_EVERY
                if telling:
                    self._told_at = time.monotonic()
                    await self._tell("trouble", sentence=self._sentence, who=who)
                await ending
                self._sentence = ""
            finally:
                ending.cancel()
            log.warning("the database works again")
            if telling:
                await self._tell("recovered", who=who)

    def _hear(self, error: StoreError) -> None:
        if isinstance(error, Unavailable):
            self._sentence = str(error)
            self._trouble.set()

    async def _until_over(self) -> None:
        while self._trouble.is_set():
            self._trouble.clear()
            await asyncio.sleep(ASKED_EVERY)
            try:
                async with self._database.write() as tx:
                    await flags.put(tx, flags.PROBE, str(time.time_ns()))
            except StoreError:
                self._trouble.set()


def set_aside(bot: Bot, deps: Dependencies) -> Callable[[inbox.Update, Exception], Awaitable[None]]:
    """What tells of an update that no try could handle: the owners, and whoever sent it."""

    async def tell(update: inbox.Update, error: Exception) -> None:
        log.error("an update was set aside", update_id=update.update_id, exc_info=error)
        for owner in deps.editors:
            with suppress(TelegramError):
                await bot.send_message(owner, deps.renderer.render("set_aside", update_id=update.update_id))
        person = update.chat_id or 0
        if person > 0 and person not in deps.editors:  # groups are left in peace
            theirs = await deps.speaking_to(person)
            with suppress(TelegramError):
                await bot.send_message(person, theirs.renderer.render("sorry"))

    return tell

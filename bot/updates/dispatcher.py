"""Hands the inbox to the handlers: each chat's updates in their order, chats side by side.

inbox row -> telegram.Update -> Application.process_update -> done
                                |-- raised: again, and set aside at the third time
                                |-- ended the program: again, then alone, and set aside at the sixth time
                                +-- out of reach (Telegram, the database): again later, as often as it takes
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import structlog
from telegram import Update
from telegram.error import InvalidToken, RetryAfter
from telegram.ext import Application, CallbackContext

from bot.delivery.limiter import seconds
from bot.transport import RequestNotSent
from briefings.errors import StoreError, Unavailable
from briefings.model import Clock
from briefings.store import Connection, Database, inbox

MOST_AT_ONCE = 32
"""Updates that are handled at a time, each of another chat."""
LEASE = timedelta(minutes=5)
LONGEST_HANDLING = timedelta(minutes=4)
OUT_OF_REACH_WAIT = timedelta(seconds=5)

log = structlog.get_logger(__name__)

GiveUp = Callable[[inbox.Update, Exception], Awaitable[None]]
"""Told of an update that was set aside, after that is committed."""


class _Stopped(Exception):
    """Handling ended because the program did."""


class _Crashed(Exception):
    """The program ended while an update was being handled, time and again."""


# InvalidToken ends the program elsewhere; what was being answered then is answered after the next start.
# What the database refuses while it is well it may refuse for ever, so that counts as any other fault.
_NO_FAULT_OF_IT = (RetryAfter, RequestNotSent, InvalidToken, Unavailable, _Stopped)


def _wait(error: Exception) -> timedelta:
    if isinstance(error, RetryAfter):
        return timedelta(seconds=seconds(error))
    return timedelta() if isinstance(error, _Stopped) else OUT_OF_REACH_WAIT


class Dispatcher:
    """Processes inbox rows until stopped; wakes on `wake`, and every `idle` for rows of other processes.

    `application` must be initialised and handle its updates in turn (no `block=False`): an error handler of ours
    sees what its handlers raise. `alone`: no other process dispatches, so what is found taken at the start is ours.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        database: Database,
        *,
        clock: Clock,
        give_up: GiveUp,
        idle: timedelta = timedelta(seconds=1),
        alone: bool = True,
    ) -> None:
        """Nothing is handled before `run`."""
        self._application = application
        self._database = database
        self._clock = clock
        self._give_up = give_up
        self._idle = idle.total_seconds()
        self._alone = alone
        self._news = asyncio.Event()
        self._turn = asyncio.Lock()
        self._stopping = False
        self._running: set[asyncio.Task[None]] = set()
        self._suspect: asyncio.Task[None] | None = None
        self._handled: list[int] = []
        self._raised: list[tuple[inbox.Update, Exception]] = []
        self._errors: dict[int, Exception] = {}
        application.add_error_handler(self._note)

    def wake(self) -> None:
        """There is something in the inbox."""
        self._news.set()

    async def run(self) -> None:
        """Process until `stop`; a database out of reach is waited for."""
        if self._alone:
            await self._insist(self._release)
        while not self._stopping:
            self._news.clear()
            for update in await self._insist(self._settle_and_take):
                task = asyncio.create_task(self._handle(update), name=f"update {update.update_id}")
                self._running.add(task)
                if update.suspect:
                    self._suspect = task
                task.add_done_callback(self._ended)
            await self._rest()

    async def stop(self, within: timedelta = timedelta(seconds=8)) -> None:
        """Take no more, let what is being handled end within that time, and record it; `run` then returns.

        What does not end in time is handled again after the next start.
        """
        self._stopping = True
        self._news.set()
        if self._running:
            await asyncio.wait(self._running, timeout=within.total_seconds())
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        try:
            await self._settle_and_take()
        except StoreError as error:
            log.warning("what was handled last could not be recorded", error=str(error))

    async def _rest(self) -> None:
        while not self._news.is_set():
            try:
                async with asyncio.timeout(self._idle):
                    await self._news.wait()
            except TimeoutError:
                if await self._others_wait():
                    return

    async def _others_wait(self) -> bool:
        """Whether the inbox holds more than what is being handled; looks without taking the writer's turn."""
        try:
            async with self._database.read() as connection:
                return (await inbox.lag(connection)).open > len(self._running)
        except StoreError:
            return True

    async def _settle_and_take(self) -> list[inbox.Update]:
        """Record what came of the last updates and take the next, in one transaction."""
        async with self._turn:
            return await self._settle_and_take_alone()

    async def _settle_and_take_alone(self) -> list[inbox.Update]:
        handled, raised = tuple(self._handled), tuple(self._raised)
        room = 0 if self._stopping or self._quarantine else MOST_AT_ONCE - len(self._running)
        now, alone = self._clock(), not self._running
        async with self._database.write() as tx:
            await inbox.done(tx, handled)
            dead = [(update, error) for update, error in raised if await self._failed(tx, update, error)]
            buried = await inbox.bury(tx, now=now)
            taken = await inbox.take(tx, now=now, limit=room, lease=LEASE, alone=alone) if room else []
        del self._handled[: len(handled)], self._raised[: len(raised)]
        for update, error in [*dead, *((update, _Crashed(update.error)) for update in buried)]:
            await self._tell(update, error)
        return taken

    @property
    def _quarantine(self) -> bool:
        """Whether one is being handled that must be handled alone."""
        return self._suspect is not None and not self._suspect.done()

    async def _failed(self, tx: Connection, update: inbox.Update, error: Exception) -> bool:
        """Give the update back; whether that was its last try."""
        reason = f"{type(error).__name__}: {error}"
        if isinstance(error, _NO_FAULT_OF_IT):
            wait = _wait(error)
            log.warning(
                "an update waits", update_id=update.update_id, error=reason, seconds=wait.total_seconds()
            )
            await inbox.postpone(tx, update.update_id, reason, until=self._clock() + wait)
            return False
        return await inbox.failed(tx, update.update_id, reason)

    async def _tell(self, update: inbox.Update, error: Exception) -> None:
        log.error("an update was set aside", update_id=update.update_id, exc_info=error)
        try:
            await self._give_up(update, error)
        except Exception:
            log.exception("nobody could be told of it", update_id=update.update_id)

    async def _release(self) -> None:
        async with self._database.write() as tx:
            await inbox.release(tx)

    async def _handle(self, kept: inbox.Update) -> None:
        try:
            async with asyncio.timeout(LONGEST_HANDLING.total_seconds()):
                await self._process(kept)
        except asyncio.CancelledError:
            self._raised.append((kept, _Stopped("The program was stopped while it was handling this.")))
            raise
        except Exception as error:  # noqa: BLE001  whatever a handler raises must not end the loop for all others
            self._raised.append((kept, error))
        else:
            self._handled.append(kept.update_id)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._news.set()

    async def _process(self, kept: inbox.Update) -> None:
        update = Update.de_json(json.loads(kept.payload), self._application.bot)
        try:
            await self._application.process_update(update)
        finally:
            error = self._errors.pop(kept.update_id, None)
        if error is not None:
            raise error

    async def _note(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """python-telegram-bot hands what a handler raised to error handlers, and to nobody else."""
        if isinstance(update, Update) and context.error is not None:
            self._errors.setdefault(update.update_id, context.error)

    async def _insist(self, act: Callable[[], Awaitable[Any]]) -> Any:
        while not self._stopping:
            try:
                return await act()
            except StoreError as error:
                log.error("the inbox is out of reach", error=str(error))  # noqa: TRY400  expected, and told in a sentence
                await asyncio.sleep(self._idle)
        return []

"""The process: in which order the parts, which `assembly` puts together, are started and stopped.

    start:  database -> listening -> Telegram (getMe) -> alarm -> delivering -> the desk -> handling -> receiving
    stop:   the same backwards

Receiving starts last and stops first, polling or by webhook: what Telegram hands over is stored at once, and handled now or after the
next start.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot import connection
from bot.assembly import Assembly, put_together, shared_or_own_pace
from bot.background import desk
from bot.background.alarm import OF_MANY, Alarm
from bot.background.loops import Rhythm
from bot.background.lost_chats import LostChats
from bot.chat import commands
from bot.chat.introduction import introduce
from bot.delivery import watermark
from bot.delivery.circuit_breaker import CircuitBreaker
from bot.delivery.pace import Pace
from bot.delivery.shared import Leaser, SharedPace
from bot.process import garbage
from bot.process.leader import Leader, ring
from bot.process.metrics import Metrics
from bot.process.parts import Parts
from bot.process.roles import Role
from bot.process.signals import told_to_stop
from bot.settings import Settings
from bot.updates import Poller, Registration, StoodDown, Webhook
from bot.web import Health, serving
from briefings import catalogue, intake
from briefings.errors import BriefingError, StoreError
from briefings.model import Clock
from briefings.store import Database, move, topics
from briefings.store.file_lock import locked

GRACE = timedelta(seconds=8)
"""How long requests and handlers under way may take to end."""
DEADLINE = timedelta(seconds=9.5)
"""After so long the process ends, whatever it waits for."""


Bot = ExtBot[None]

log = structlog.get_logger(__name__)


class CannotGoOn(BriefingError):
    """The bot had to stop; `str(error)` says why, and what to do."""

    exit_code = 1


class GivesWay(CannotGoOn):
    """Another process does this one's work: to start again by itself would only disturb it."""

    exit_code = 3


def utc_now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


def run(settings: Settings, role: Role = Role.ALL) -> None:
    """Run the bot, or its part in that role, until SIGTERM or Ctrl-C. Raises `CannotGoOn`, or `StoreError` when the database does not open."""
    asyncio.run(serve(settings, role=role, deadline=DEADLINE))


async def serve(
    settings: Settings,
    *,
    role: Role = Role.ALL,
    clock: Clock = utc_now,
    deadline: timedelta | None = None,
) -> None:
    """Run the bot until SIGTERM, Ctrl-C or cancellation, whichever comes first; then end in good order.

    With a `deadline`, a process that cannot end by then, told by a signal, is ended as by a kill.
    """

    async def work() -> None:
        async with running(settings, role=role, clock=clock) as ended:
            garbage.settle()
            await ended

    main = asyncio.create_task(work(), name="bot")
    with told_to_stop(deadline) as told:
        listening = asyncio.create_task(told.wait(), name="signals")
        try:
            await asyncio.wait({main, listening}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            listening.cancel()
            main.cancel()
            with suppress(asyncio.CancelledError):
                await main
    log.info("stopped")


@asynccontextmanager
async def running(
    settings: Settings,
    *,
    role: Role = Role.ALL,
    clock: Clock = utc_now,
    pace: Pace | None = None,
    taking_in: intake.Intake | None = None,
    rhythm: Rhythm | None = None,
) -> AsyncIterator[asyncio.Future[None]]:
    """The bot at work inside the block; what it yields ends only when a part of it cannot go on.

    `pace` is Telegram's unless another is given; `taking_in` fetches links of the internet only, unless another does;
    `rhythm` is how often the loops look for what rings no bell.

    Raises `CannotGoOn` for a token that Telegram does not know or a role that the database cannot serve, `StoreError`
    when the database does not open, `CannotListen`. Telegram out of reach is waited for.
    """
    async with AsyncExitStack() as stack:
        database = await _open(settings, stack, role)
        bot = put_together(
            settings,
            database,
            clock,
            pace or shared_or_own_pace(settings, database),
            taking_in=taking_in,
            rhythm=rhythm or Rhythm(),
        )
        parts = Parts(stack, _explained)
        await _listen(bot, parts, stack)
        stack.push_async_callback(bot.transport.shutdown)
        try:
            await connection.connect(bot.application, polls=role.receives and not settings.webhook_url)
        except InvalidToken as error:
            raise _explained(error) from None
        stack.push_async_callback(bot.application.shutdown)

        parts.start("alarm", _alarm(bot.alarm, role))
        if isinstance(bot.pace, SharedPace):
            parts.start("pace", Leaser(database, bot.pace, bot.pacer).run())
        if role.sends:
            await _heed_watermark(bot, parts)
            _start_guarding(bot, parts)
            parts.start("delivering", bot.worker.run(), stop=lambda: bot.worker.stop(GRACE))
        if role.schedules:
            _start_scheduling(bot, parts)
        if role.receives:
            await _present(bot)
            parts.start("handling", bot.dispatcher.run(), stop=lambda: bot.dispatcher.stop(GRACE))
            parts.start("receiving", _receiving(bot))
        log.info("running", bot=bot.application.bot.username, role=str(role), editors=len(settings.admin_ids))
        yield parts.ended


async def _open(settings: Settings, stack: AsyncExitStack, role: Role) -> Database:
    url = settings.database_url.get_secret_value()
    stack.enter_context(locked(url))
    database = await Database.open(url)
    stack.push_async_callback(database.close)
    if role is not Role.ALL and not database.is_postgresql:
        raise CannotGoOn(
            f"An SQLite database serves one process that does all, so --role {role} is not for it: "
            "leave --role out, or move to PostgreSQL (briefing-bot move)."
        )
    async with database.write() as tx:
        await move.refuse_unfinished(tx)
        await topics.seed(tx, catalogue.load())
    return database


def _alarm(alarm: Alarm, role: Role) -> Coroutine[Any, Any, None]:
    """One of many says who it is, and leaves it to the scheduler to tell of what all see."""
    who = "" if role is Role.ALL else f"{role} on {socket.gethostname()}"
    return alarm.run(who, after=0.0 if role.schedules else OF_MANY)


def _start_scheduling(bot: Assembly, parts: Parts) -> None:
    """What comes due is done by one process; where there may be several, what they publish rings no bell here."""
    deps = bot.deps

    def work() -> Coroutine[Any, Any, None]:
        return desk.run(deps, bot.application.bot, bot.rhythm)

    if not bot.database.is_postgresql:
        parts.start("desk", work())
        return
    parts.start("desk", Leader(bot.database, "desk", work, clock=bot.clock).run())
    bells = (deps.collecting_bell, deps.publishing_bell, deps.timing_bell, deps.approving_bell)
    parts.start("bells", ring(bells))


def _start_guarding(bot: Assembly, parts: Parts) -> None:
    """Halt all sending when too much of it goes wrong; tell who set a chat up that it takes no more."""
    rate = bot.settings.messages_per_second
    breaker = CircuitBreaker(
        bot.deps.halting, bot.owners.tell, bot.worker.wake, clock=bot.clock, per_second=rate
    )
    bot.worker.on_record = breaker.see
    parts.start("guard", breaker.run())
    lost = LostChats(bot.deps, bot.application.bot)
    bot.worker.on_shut = lost.see
    parts.start("losses", lost.run())


async def _heed_watermark(bot: Assembly, parts: Parts) -> None:
    """Halt if the database is older than what was sent, and mark from now on how far sending comes."""
    path = bot.settings.watermark_file
    if path is None:
        return
    if (sentence := await watermark.check(bot.database, path)) is not None:
        await bot.owners.tell("halted", sentence=sentence)
    outcomes = bot.worker.outcomes
    marks = watermark.Watermark(bot.database, path, sent=lambda: sum(outcomes.values()), clock=bot.clock)
    parts.start("watermark", marks.run(), stop=marks.stop)


async def _present(bot: Assembly) -> None:
    """Have Telegram show what the bot is and which commands it takes."""
    try:
        await commands.register(bot.application.bot, bot.deps)
    except (StoreError, TelegramError) as error:  # the menus of the last start are still there
        log.warning("the command menus could not be set", error=str(error))
    try:
        await introduce(bot.application.bot, bot.deps.renderer)
    except TelegramError as error:
        log.warning("the bot could not be introduced", error=str(error))


def _receiving(bot: Assembly) -> Coroutine[Any, Any, None]:
    """By webhook or by polling, never both."""
    settings, wake = bot.settings, bot.dispatcher.wake
    if settings.webhook_url:
        secret = settings.webhook_secret
        return Registration(bot.transport, bot.url, webhook=settings.webhook_url, secret=secret).run()
    return Poller(bot.transport, bot.url, bot.database, wake=wake, clock=bot.clock).run()


async def _listen(bot: Assembly, parts: Parts, stack: AsyncExitStack) -> None:
    """Answer over HTTP, from before Telegram is reached until all parts have ended."""
    settings, database, clock = bot.settings, bot.database, bot.clock
    if settings.address is None:
        return
    trouble = bot.alarm.says
    metrics = Metrics(database, bot.pace, bot.worker.outcomes, clock=clock, trouble=trouble)
    health = Health(database, lambda: parts.running, metrics, clock, trouble)
    path = urlsplit(settings.webhook_url).path
    webhook = Webhook(database, secret=settings.webhook_secret, wake=bot.dispatcher.wake, clock=clock)
    hook = (path, webhook.receive) if path else None
    port = await stack.enter_async_context(serving(settings.address, health, webhook=hook))
    log.info("listening", host=settings.address[0], port=port, webhook=bool(hook))


def _explained(error: BaseException) -> BaseException:
    if isinstance(error, InvalidToken):
        return CannotGoOn("Telegram refuses the token: copy it again from @BotFather into BRIEFING_TOKEN.")
    if isinstance(error, StoodDown):
        return GivesWay(str(error))
    return error

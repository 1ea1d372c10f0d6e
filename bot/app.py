"""The composition root: the one file that names every concrete class, and the order of starting and stopping.

    start:  database -> listening -> Telegram (getMe) -> alarm -> delivering -> the desk -> handling -> receiving
    stop:   the same backwards

Receiving starts last and stops first, polling or by webhook: what Telegram hands over is stored at once, and handled now or after the
next start.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ExtBot

from bot import commands, connection, desk, garbage, handlers
from bot.alarm import Alarm, Owners, set_aside
from bot.delivery import departures, watermark
from bot.delivery.guard import Guard
from bot.delivery.messenger import Messenger, Render, RenderedMessage
from bot.delivery.pace import Pace
from bot.delivery.pacer import Pacer
from bot.delivery.shared import Leaser, SharedPace
from bot.delivery.worker import Worker
from bot.duty import Duty, ring
from bot.forecast import Forecast
from bot.house import House
from bot.metrics import Metrics
from bot.parts import Parts
from bot.render import Renderer, Screen, digests
from bot.roles import Role
from bot.settings import Settings
from bot.signals import told_to_stop
from bot.transport import AiohttpRequest
from bot.updates import Dispatcher, Poller, Registration, StoodDown, Webhook
from bot.web import Health, serving
from briefings import catalogue, intake, reading, zones
from briefings.archive import Archive
from briefings.briefer import Briefer
from briefings.corrections import Corrections
from briefings.drafting import Drafting
from briefings.errors import BriefingError
from briefings.halting import Halting
from briefings.handover import Handover
from briefings.left_out import LeftOutDesk
from briefings.llm import Retelling
from briefings.model import Clock, Digest
from briefings.newsroom import Newsroom
from briefings.preferences import Manner
from briefings.reader_settings import ReaderSettings
from briefings.readership import Readership
from briefings.staff import Staff
from briefings.store import Database, move, topics
from briefings.store.occupied import occupied
from briefings.topic_desk import TopicDesk

GRACE = timedelta(seconds=8)
"""How long requests and handlers under way may take to end; the whole program ends within 10 s."""

FREE_RATE = 30
"""Messages a second that Telegram takes for nothing; above, it takes Stars for each."""

Bot = ExtBot[None]

log = structlog.get_logger(__name__)


class CannotGoOn(BriefingError):
    """The bot had to stop; `str(error)` says why, and what to do."""


def utc_now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


def run(settings: Settings, role: Role = Role.ALL) -> None:
    """Run the bot, or its part in that role, until SIGTERM or Ctrl-C. Raises `CannotGoOn`, or `StoreError` when the database does not open."""
    asyncio.run(serve(settings, role=role))


async def serve(settings: Settings, *, role: Role = Role.ALL, clock: Clock = utc_now) -> None:
    """Run the bot until SIGTERM, Ctrl-C or cancellation, whichever comes first; then end in good order."""

    async def work() -> None:
        async with running(settings, role=role, clock=clock) as ended:
            garbage.settle()
            await ended

    main = asyncio.create_task(work(), name="bot")
    with told_to_stop() as told:
        listening = asyncio.create_task(told.wait(), name="signals")
        try:
            await asyncio.wait({main, listening}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            listening.cancel()
            main.cancel()
            with suppress(asyncio.CancelledError):
                await main


@asynccontextmanager
async def running(
    settings: Settings,
    *,
    role: Role = Role.ALL,
    clock: Clock = utc_now,
    pace: Pace | None = None,
    taking_in: intake.Intake | None = None,
) -> AsyncIterator[asyncio.Future[None]]:
    """The bot at work inside the block; what it yields ends only when a part of it cannot go on.

    `pace` is Telegram's unless another is given; `taking_in` fetches links of the internet only, unless another does.

    Raises `CannotGoOn` for a token that Telegram does not know or a role that the database cannot serve, `StoreError`
    when the database does not open, `CannotListen`. Telegram out of reach is waited for.
    """
    async with AsyncExitStack() as stack:
        database = await _open(settings, stack, role)
        bot = _put_together(settings, database, clock, pace or _pace(settings, database), taking_in)
        parts = Parts(stack, _explained)
        await _listen(bot, parts, stack)
        try:
            await connection.connect(bot.application, polls=role.receives and not settings.webhook_url)
        except InvalidToken as error:
            raise _explained(error) from None
        stack.push_async_callback(bot.application.shutdown)

        parts.start("alarm", bot.alarm.run())
        if isinstance(bot.pace, SharedPace):
            parts.start("pace", Leaser(database, bot.pace, bot.pacer).run())
        if role.sends:
            await _heed_watermark(bot, parts)
            _start_guarding(bot, parts)
            parts.start("delivering", bot.worker.run(), stop=lambda: bot.worker.stop(GRACE))
        if role.schedules:
            _start_scheduling(bot, parts)
        if role.receives:
            await _register_commands(bot)
            parts.start("handling", bot.dispatcher.run(), stop=lambda: bot.dispatcher.stop(GRACE))
            parts.start("receiving", _receiving(bot))
        log.info("running", bot=bot.application.bot.username, role=str(role), editors=len(settings.admin_ids))
        yield parts.ended


async def _open(settings: Settings, stack: AsyncExitStack, role: Role) -> Database:
    url = settings.database_url.get_secret_value()
    stack.enter_context(occupied(url))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bot:
    """The parts put together, none of them at work yet."""

    settings: Settings
    database: Database
    clock: Clock
    pace: Pace
    pacer: Pacer
    transport: AiohttpRequest
    url: str
    application: Application[Any, Any, Any, Any, Any, Any]
    house: House
    owners: Owners
    alarm: Alarm
    worker: Worker
    dispatcher: Dispatcher


def _put_together(
    settings: Settings, database: Database, clock: Clock, pace: Pace, taking_in: intake.Intake | None
) -> _Bot:
    transport, renderer, pacer = AiohttpRequest(), Renderer(clock), Pacer(pace)
    url = f"{settings.api_base_url}{settings.token.get_secret_value()}"
    application = connection.application(settings, transport, pacer)
    messenger = Messenger(transport, url, paid=settings.messages_per_second > FREE_RATE)
    owners = Owners(messenger, renderer, settings.admin_ids)
    alone = not database.is_postgresql
    worker = Worker(
        database,
        messenger,
        pacer,
        _letter(renderer, lambda: str(application.bot.username)),
        clock=clock,
        rate=settings.messages_per_second,
        alone=alone,
        departures=departures.beside(settings.database_url.get_secret_value(), database),
    )
    house = House(
        newsroom=Newsroom(
            database,
            clock,
            intake.read,
            settings.rules,
            retell=Retelling(settings.llm) if settings.llm else None,
        ),
        staff=Staff(database, clock, settings.admin_ids),
        readership=Readership(database, clock),
        own=ReaderSettings(database, clock),
        archive=Archive(database, clock),
        corrections=Corrections(database, clock),
        briefer=Briefer(database, clock),
        topic_desk=TopicDesk(database, clock, reading.match),
        halting=Halting(database, clock),
        forecast=Forecast(1 / pace.interval),
        left_out=LeftOutDesk(database, clock),
        drafting=Drafting(database, clock),
        handover=Handover(database, clock),
        renderer=renderer,
        clock=clock,
        intake=taking_in or intake.Intake(),
        editors=settings.admin_ids,
        collect_wait=settings.collect_wait,
        outbox_bell=worker.bell,
    )
    handlers.register(application, house)
    give_up = set_aside(application.bot, house)
    return _Bot(
        settings=settings,
        database=database,
        clock=clock,
        pace=pace,
        pacer=pacer,
        transport=transport,
        url=url,
        application=application,
        house=house,
        owners=owners,
        alarm=Alarm(database, owners.tell),
        worker=worker,
        dispatcher=Dispatcher(application, database, clock=clock, give_up=give_up, alone=alone),
    )


def _pace(settings: Settings, database: Database) -> Pace:
    rate = settings.messages_per_second
    return SharedPace(rate=rate) if database.is_postgresql else Pace(rate=rate)


def _start_scheduling(bot: _Bot, parts: Parts) -> None:
    """What comes due is done by one process; where there may be several, what they publish rings no bell here."""
    house = bot.house

    def work() -> Coroutine[Any, Any, None]:
        return desk.run(house, bot.application.bot)

    if not bot.database.is_postgresql:
        parts.start("desk", work())
        return
    parts.start("desk", Duty(bot.database, "desk", work, clock=bot.clock).run())
    parts.start("bells", ring((house.collecting_bell, house.publishing_bell, house.timing_bell)))


def _start_guarding(bot: _Bot, parts: Parts) -> None:
    """Halt all sending when too much of it goes wrong."""
    rate = bot.settings.messages_per_second
    guard = Guard(bot.house.halting, bot.owners.tell, bot.worker.wake, clock=bot.clock, per_second=rate)
    bot.worker.on_record = guard.see
    parts.start("guard", guard.run())


async def _heed_watermark(bot: _Bot, parts: Parts) -> None:
    """Halt if the database is older than what was sent, and mark from now on how far sending comes."""
    path = bot.settings.watermark_file
    if path is None:
        return
    if (sentence := await watermark.check(bot.database, path)) is not None:
        await bot.owners.tell("halted", sentence=sentence)
    outcomes = bot.worker.outcomes
    marks = watermark.Watermark(bot.database, path, sent=lambda: sum(outcomes.values()), clock=bot.clock)
    parts.start("watermark", marks.run(), stop=marks.stop)


async def _register_commands(bot: _Bot) -> None:
    try:
        await commands.register(bot.application.bot, bot.house.renderer, bot.house.editors)
    except TelegramError as error:  # the menus of the last start are still there
        log.warning("the command menus could not be set", error=str(error))


def _receiving(bot: _Bot) -> Coroutine[Any, Any, None]:
    """By webhook or by polling, never both."""
    settings, wake = bot.settings, bot.dispatcher.wake
    if settings.webhook_url:
        secret = settings.webhook_secret
        return Registration(bot.transport, bot.url, webhook=settings.webhook_url, secret=secret).run()
    return Poller(bot.transport, bot.url, bot.database, wake=wake, clock=bot.clock).run()


async def _listen(bot: _Bot, parts: Parts, stack: AsyncExitStack) -> None:
    """Answer over HTTP, from before Telegram is reached until all parts have ended."""
    settings, database, clock = bot.settings, bot.database, bot.clock
    if settings.address is None:
        return
    metrics = Metrics(database, bot.pace, bot.worker.outcomes, clock=clock)
    health = Health(database, lambda: parts.running, metrics, clock)
    path = urlsplit(settings.webhook_url).path
    webhook = Webhook(database, secret=settings.webhook_secret, wake=bot.dispatcher.wake, clock=clock)
    hook = (path, webhook.receive) if path else None
    port = await stack.enter_async_context(serving(settings.address, health, webhook=hook))
    log.info("listening", host=settings.address[0], port=port, webhook=bool(hook))


def _explained(error: BaseException) -> BaseException:
    if isinstance(error, InvalidToken):
        return CannotGoOn("Telegram refuses the token: copy it again from @BotFather into BRIEFING_TOKEN.")
    if isinstance(error, StoodDown):
        return CannotGoOn(str(error))
    return error


def _letter(renderer: Renderer, username: Callable[[], str]) -> Render:
    """How a delivery is put into words; `username` is the bot's, known once Telegram was reached."""

    def render(digest: Digest, manner: Manner) -> list[RenderedMessage]:
        voice = renderer.speaking(manner.language, zones.zone(manner.zone))
        return [_message(screen, part) for screen, part in digests.letters(voice, digest, manner, username)]

    return render


def _message(screen: Screen, digest: Digest) -> RenderedMessage:
    keyboard = screen.keyboard.to_dict() if screen.keyboard else None
    return RenderedMessage(screen.html, keyboard, frozenset(story.id for story in digest.stories))

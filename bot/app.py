"""The composition root: the one file that names every concrete class, and the order of starting and stopping.

    start:  database -> listening -> Telegram (getMe) -> delivering -> handling -> the desk -> receiving
    stop:   receiving -> the desk -> handling -> delivering -> Telegram -> listening -> database

Receiving starts last and stops first, polling or by webhook: what Telegram hands over is stored at once, and handled now or after the
next start.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ApplicationBuilder, ExtBot

from bot import commands, desk, handlers
from bot.delivery.limiter import PacedReplies
from bot.delivery.messenger import Messenger, RenderedMessage
from bot.delivery.pace import Pace
from bot.delivery.pacer import Pacer
from bot.delivery.worker import Worker
from bot.handlers.about import apologise
from bot.house import House
from bot.metrics import Metrics
from bot.parts import Parts
from bot.render import Renderer, digests
from bot.settings import Settings
from bot.transport import AiohttpRequest
from bot.updates import Dispatcher, Poller, Registration, StoodDown, Webhook
from bot.web import Health, serving
from briefings import catalogue, reading
from briefings.errors import BriefingError
from briefings.model import Clock, Digest
from briefings.newsroom import Newsroom
from briefings.readership import Readership
from briefings.store import Database, inbox, topics

GRACE = timedelta(seconds=8)
"""How long requests and handlers under way may take to end; the whole program ends within 10 s."""
SLOWEST_RETRY = 30.0

Bot = ExtBot[None]

log = structlog.get_logger(__name__)


class CannotGoOn(BriefingError):
    """The bot had to stop; `str(error)` says why, and what to do."""


def utc_now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or Ctrl-C. Raises `CannotGoOn`, or `StoreError` when the database does not open."""
    asyncio.run(serve(settings))


async def serve(settings: Settings, *, clock: Clock = utc_now) -> None:
    """Run the bot until SIGTERM, Ctrl-C or cancellation, whichever comes first; then end in good order."""

    async def work() -> None:
        async with running(settings, clock=clock) as ended:
            await ended

    main = asyncio.create_task(work(), name="bot")
    with _signals() as told:
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
    settings: Settings, *, clock: Clock = utc_now, pace: Pace | None = None
) -> AsyncIterator[asyncio.Future[None]]:
    """The bot at work inside the block; what it yields ends only when a part of it cannot go on.

    `pace` is Telegram's unless another is given.

    Raises `CannotGoOn` for a token that Telegram does not know, `StoreError` when the database does not open,
    `CannotListen`. Telegram out of reach is waited for.
    """
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url.get_secret_value())
        stack.push_async_callback(database.close)
        async with database.write() as tx:
            await topics.seed(tx, catalogue.load())

        transport = AiohttpRequest()
        pace = pace or Pace(rate=settings.messages_per_second)
        pacer = Pacer(pace)
        application = _application(settings, transport, pacer)
        renderer = Renderer(clock)
        url = f"{settings.api_base_url}{settings.token.get_secret_value()}"
        worker = Worker(
            database,
            Messenger(transport, url),
            pacer,
            _letter(renderer),
            clock=clock,
            rate=settings.messages_per_second,
        )
        house = House(
            newsroom=Newsroom(database, clock, reading.read),
            readership=Readership(database, clock),
            renderer=renderer,
            clock=clock,
            editors=settings.admin_ids,
            collect_wait=settings.collect_wait,
            outbox_bell=worker.bell,
        )
        handlers.register(application, house)
        dispatcher = Dispatcher(
            application, database, clock=clock, give_up=_tell_owners(application.bot, house)
        )
        webhook = Webhook(database, secret=settings.webhook_secret, wake=dispatcher.wake, clock=clock)
        parts = Parts(stack, _explained)
        health = Health(
            database, lambda: parts.running, Metrics(database, pace, worker.outcomes, clock=clock), clock
        )
        await _listen(settings, stack, health, webhook)

        await _connect(application, polls=not settings.webhook_url)
        stack.push_async_callback(application.shutdown)
        await commands.register(application.bot, renderer, house.editors)

        parts.start("delivering", worker.run(), stop=lambda: worker.stop(GRACE))
        parts.start("handling", dispatcher.run(), stop=lambda: dispatcher.stop(GRACE))
        parts.start("desk", desk.run(house, application.bot))
        if settings.webhook_url:
            registration = Registration(
                transport, url, webhook=settings.webhook_url, secret=settings.webhook_secret
            )
            parts.start("receiving", registration.run())
        else:
            parts.start(
                "receiving", Poller(transport, url, database, wake=dispatcher.wake, clock=clock).run()
            )
        log.info("running", bot=application.bot.username, editors=len(settings.admin_ids))
        yield parts.ended


async def _listen(settings: Settings, stack: AsyncExitStack, health: Health, webhook: Webhook) -> None:
    """Answer over HTTP, from before Telegram is reached until all parts have ended."""
    if settings.address is not None:
        path = urlsplit(settings.webhook_url).path
        hook = (path, webhook.receive) if path else None
        port = await stack.enter_async_context(serving(settings.address, health, webhook=hook))
        log.info("listening", host=settings.address[0], port=port, webhook=bool(hook))


def _explained(error: BaseException) -> BaseException:
    if isinstance(error, InvalidToken):
        return CannotGoOn("Telegram refuses the token: copy it again from @BotFather into BRIEFING_TOKEN.")
    if isinstance(error, StoodDown):
        return CannotGoOn(str(error))
    return error


def _application(
    settings: Settings, transport: AiohttpRequest, pacer: Pacer
) -> Application[Any, Any, Any, Any, Any, Any]:
    return (
        ApplicationBuilder()
        .token(settings.token.get_secret_value())
        .base_url(settings.api_base_url)
        .base_file_url(settings.file_base_url)
        .request(transport)
        .get_updates_request(transport)
        .rate_limiter(PacedReplies(pacer))
        .updater(None)
        .build()
    )


async def _connect(application: Application[Any, Any, Any, Any, Any, Any], *, polls: bool) -> None:
    """Make sure of the token, and that updates can be polled for; wait while Telegram is out of reach."""
    wait = 1.0
    while True:
        try:
            await application.initialize()
            if polls:
                await application.bot.delete_webhook()
        except InvalidToken as error:
            raise _explained(error) from None
        except NetworkError as error:
            log.warning("telegram is out of reach", error=str(error), again_in=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, SLOWEST_RETRY)
        else:
            return


def _letter(renderer: Renderer) -> Callable[[Digest, str], list[RenderedMessage]]:
    """How a delivery is put into words."""

    def render(digest: Digest, _language: str) -> list[RenderedMessage]:
        return [
            RenderedMessage(screen.html, screen.keyboard.to_dict() if screen.keyboard else None)
            for screen in digests.delivered(renderer, digest)
        ]

    return render


def _tell_owners(bot: Bot, house: House) -> Callable[[inbox.Update, Exception], Awaitable[None]]:
    async def tell(update: inbox.Update, error: Exception) -> None:
        log.error("an update was set aside", update_id=update.update_id, exc_info=error)
        for owner in house.editors:
            with suppress(TelegramError):
                await bot.send_message(owner, house.renderer.render("set_aside", update_id=update.update_id))
        if update.chat_id is not None and update.chat_id not in house.editors:
            with suppress(TelegramError):
                await apologise(house, bot, update.chat_id)

    return tell


@contextmanager
def _signals() -> Iterator[asyncio.Event]:
    """An event that SIGTERM and Ctrl-C set, where the platform lets us listen."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    heard = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, told.set)
            heard.append(number)
    try:
        yield told
    finally:
        for number in heard:
            loop.remove_signal_handler(number)

"""How the parts are put together: the one file that names every concrete class.

`app` starts them and stops them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram.ext import Application

from bot import connection, handlers
from bot.background.alarm import Alarm, Owners, set_aside
from bot.background.loops import Rhythm
from bot.delivery import departures
from bot.delivery.forecast import Forecast
from bot.delivery.messenger import Messenger, Render, RenderedMessage
from bot.delivery.pace import Pace
from bot.delivery.pacer import Pacer
from bot.delivery.shared import SharedPace
from bot.delivery.worker import Worker
from bot.dependencies import Dependencies
from bot.render import Renderer, Screen
from bot.render.screens import digests
from bot.settings import Settings
from bot.transport import AiohttpRequest
from bot.updates import Dispatcher
from briefings import intake, reading
from briefings.desk.approvals import Approvals
from briefings.desk.copies import Copies
from briefings.desk.corrections import Corrections
from briefings.desk.drafting import Drafting
from briefings.desk.halting import Halting
from briefings.desk.handover import Handover
from briefings.desk.left_out import LeftOutDesk
from briefings.desk.newsroom import Newsroom
from briefings.desk.resending import Resending
from briefings.desk.staff import Staff
from briefings.desk.topic_desk import TopicDesk
from briefings.llm import Retelling
from briefings.model import Clock, Digest
from briefings.preferences import Manner
from briefings.readers.archive import Archive
from briefings.readers.briefer import Briefer
from briefings.readers.reader_settings import ReaderSettings
from briefings.readers.readership import Readership
from briefings.retention import Retention
from briefings.schedule import zone_named
from briefings.store import Database

FREE_RATE = 30
"""Messages a second that Telegram takes for nothing; above, it takes Stars for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """The parts put together, none of them at work yet."""

    settings: Settings
    database: Database
    clock: Clock
    pace: Pace
    pacer: Pacer
    rhythm: Rhythm
    transport: AiohttpRequest
    url: str
    application: Application[Any, Any, Any, Any, Any, Any]
    deps: Dependencies
    owners: Owners
    alarm: Alarm
    worker: Worker
    dispatcher: Dispatcher


def put_together(
    settings: Settings,
    database: Database,
    clock: Clock,
    pace: Pace,
    *,
    taking_in: intake.Intake | None,
    rhythm: Rhythm,
) -> Assembly:
    """All parts over an open database; `taking_in` fetches links of the internet only, unless another is given."""
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
        idle=rhythm.outbox,
        alone=alone,
        departures=departures.beside(settings.database_url.get_secret_value(), database),
    )
    deps = Dependencies(
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
        corrections=Corrections(database, clock, settings.rules),
        briefer=Briefer(database, clock),
        topic_desk=TopicDesk(database, clock, reading.match),
        halting=Halting(database, clock),
        resending=Resending(database, clock),
        forecast=Forecast(1 / pace.interval),
        retention=Retention(database, clock, settings.keep),
        left_out=LeftOutDesk(database, clock),
        drafting=Drafting(database, clock),
        handover=Handover(database, clock),
        approvals=Approvals(database, settings.rules),
        copies=Copies(database),
        renderer=renderer,
        clock=clock,
        intake=taking_in or intake.Intake(),
        editors=settings.admin_ids,
        collect_wait=settings.collect_wait,
        outbox_bell=worker.bell,
        has_threads=lambda: bool(application.bot.bot.has_topics_enabled),
    )
    handlers.register(application, deps)
    give_up = set_aside(application.bot, deps)
    return Assembly(
        settings=settings,
        database=database,
        clock=clock,
        pace=pace,
        pacer=pacer,
        rhythm=rhythm,
        transport=transport,
        url=url,
        application=application,
        deps=deps,
        owners=owners,
        alarm=Alarm(database, owners.tell),
        worker=worker,
        dispatcher=Dispatcher(application, database, clock=clock, give_up=give_up, alone=alone),
    )


def shared_or_own_pace(settings: Settings, database: Database) -> Pace:
    """Telegram's pace; where several processes may send, each takes its part of one that is kept in the database."""
    rate = settings.messages_per_second
    return SharedPace(rate=rate) if database.is_postgresql else Pace(rate=rate)


def _letter(renderer: Renderer, username: Callable[[], str]) -> Render:
    """How a delivery is put into words; `username` is the bot's, known once Telegram was reached."""

    def render(digest: Digest, manner: Manner) -> list[RenderedMessage]:
        voice = renderer.speaking(manner.language, zone_named(manner.zone))
        return [_message(screen, part) for screen, part in digests.letters(voice, digest, manner, username)]

    return render


def _message(screen: Screen, digest: Digest) -> RenderedMessage:
    keyboard = screen.keyboard.to_dict() if screen.keyboard else None
    stories = frozenset(one.story_id for one in digest.shown)
    slugs = [section.topic.slug for section in digest.sections]
    return RenderedMessage(screen.html, keyboard, stories, topic=slugs[0] if len(slugs) == 1 else None)

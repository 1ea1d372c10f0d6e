"""What every conversation may ask for, handed to it at start."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.delivery.forecast import Forecast
from bot.render import Renderer
from bot.throttle import Throttle
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
from briefings.intake import Intake
from briefings.model import Clock
from briefings.readers.archive import Archive
from briefings.readers.briefer import Briefer
from briefings.readers.reader_settings import ReaderSettings
from briefings.readers.readership import Readership
from briefings.retention import Retention


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependencies:
    """The use cases, the voice, and who is an editor: what handlers and the work beside them depend on.

    `intake` makes text of files and links. `collect_wait` is how long after the last part a paste counts as complete, `await_article` how long a
    bare `/push` waits for its article. The bells wake those who work beside the handlers: `collecting_bell`,
    `publishing_bell`, `timing_bell` and `approving_bell` the desk, `outbox_bell` the delivery worker, when there is something new for them.
    """

    newsroom: Newsroom
    readership: Readership
    own: ReaderSettings
    archive: Archive
    corrections: Corrections
    briefer: Briefer
    topic_desk: TopicDesk
    halting: Halting
    resending: Resending
    retention: Retention
    left_out: LeftOutDesk
    drafting: Drafting
    handover: Handover
    approvals: Approvals
    copies: Copies
    staff: Staff
    renderer: Renderer
    clock: Clock
    intake: Intake = field(default_factory=Intake)
    editors: frozenset[int] = frozenset()
    collect_wait: timedelta = timedelta(seconds=2.5)
    await_article: timedelta = timedelta(minutes=10)
    collecting_bell: asyncio.Event = field(default_factory=asyncio.Event)
    publishing_bell: asyncio.Event = field(default_factory=asyncio.Event)
    schedule_bell: asyncio.Event = field(default_factory=asyncio.Event)
    approving_bell: asyncio.Event = field(default_factory=asyncio.Event)
    timing_bell: asyncio.Event = field(default_factory=asyncio.Event)
    outbox_bell: asyncio.Event = field(default_factory=asyncio.Event)
    forecast: Forecast = field(default_factory=Forecast)
    has_threads: Callable[[], bool] = lambda: False
    throttle: Throttle = field(default_factory=Throttle)

    async def setting_up(self, chat_id: int, thread_id: int | None = None) -> Dependencies:
        """The same for that chat, in the language of the one it speaks to now."""
        there = await self.speaking_to(chat_id, thread_id)
        return replace(there, renderer=self.renderer.speaking(self.renderer.language, there.renderer.zone))

    async def speaking_to(
        self, chat_id: int, thread_id: int | None = None, *, app: str | None = None
    ) -> Dependencies:
        """The same for one chat, or one thread of a forum, which has its own subscriptions and settings.

        It speaks that chat's language, to a newcomer that of their `app`, and tells time by its clock.
        """
        if chat_id > 0:
            thread_id = None  # the threads of a person's chat are all theirs
        else:
            app = None  # of one of many
        settings = self.own.in_thread(thread_id, language=app)
        own = await settings.look(chat_id)
        return replace(
            self,
            own=settings,
            readership=self.readership.in_thread(thread_id, language=app),
            archive=self.archive.in_thread(thread_id, language=app),
            renderer=self.renderer.speaking(own.language, own.tz),
        )

"""The desk: reads what has been collected, and keeps the cards of what is being published up to date.

    Collector   collections that are due: read, preview on the card
    Reporter    publications and corrections under way: counts on the card, at last the result
    Scheduler   digests whose time has come, and silences that have ended
    Timekeeper  publications whose time has come
    Approving   what waits for a second editor: the desk is told
    Retention   what is old enough to be let go

They wake by their bell or when the next thing is due. All state that matters is in the store: after a restart the
desk goes on where the store says it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.background.approving import Approving
from bot.background.loops import AFTER_TROUBLE, Rhythm, survived
from bot.background.timekeeper import Timekeeper
from bot.chat import answers, cards, messages
from bot.chat.messages import Bot
from bot.dependencies import Dependencies
from bot.render import Screen, screens
from briefings.errors import Conflict, StoreError, UnreadableInput
from briefings.model import Mailing, Submission, SubmissionState

_log = structlog.get_logger(__name__)


async def run(deps: Dependencies, bot: Bot, rhythm: Rhythm) -> None:
    """Work until cancelled. Trouble with one submission, with Telegram or with the store does not end it."""
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_keep(Collector(deps, bot, rhythm).work, deps.collecting_bell))
        tasks.create_task(_keep(Reporter(deps, bot, rhythm).work, deps.publishing_bell))
        tasks.create_task(_keep(Scheduler(deps, rhythm).work, deps.schedule_bell))
        tasks.create_task(_keep(Timekeeper(deps, bot, rhythm).work, deps.timing_bell))
        tasks.create_task(_keep(Approving(deps, bot).work, deps.approving_bell))
        tasks.create_task(_keep(deps.retention.work, asyncio.Event()))


class Scheduler:
    """Owes the briefings whose time has come."""

    def __init__(self, deps: Dependencies, rhythm: Rhythm) -> None:
        self._deps = deps
        self._rhythm = rhythm

    async def work(self) -> timedelta:
        """Owe what is due; returns how long to rest."""
        if await self._deps.briefer.work():
            self._deps.outbox_bell.set()
        return self._rhythm.briefings


class Collector:
    """Reads collections when their wait is over."""

    def __init__(self, deps: Dependencies, bot: Bot, rhythm: Rhythm) -> None:
        self._deps = deps
        self._newsroom = deps.newsroom
        self._bot = bot
        self._rhythm = rhythm
        self._announced: set[int] = set()  # collections whose card says so
        # Read, but the card may not show it yet; None before the first look.
        self._unshown: set[int] | None = None

    async def work(self) -> timedelta | None:
        """Do what is due now; returns how long to rest, None until the bell rings."""
        if self._unshown is None:
            # A crash may have come between reading and showing.
            self._unshown = {preview.submission.id for preview in await self._newsroom.drafts()}
        for submission in await self._newsroom.due():
            with survived():
                await self._read(submission, self._unshown)
        for submission_id in sorted(self._unshown):
            with survived():
                await self._show_preview(submission_id, self._unshown)
        collecting = await self._newsroom.collecting()
        for submission in collecting:
            with survived():
                await self._announce(submission)
        self._announced &= {submission.id for submission in collecting}
        pauses = [self._until_due(submission) for submission in collecting]
        return min([*pauses, *([AFTER_TROUBLE] if self._unshown else [])], default=None)

    async def _read(self, submission: Submission, unshown: set[int]) -> None:
        if submission.answers:
            deps = await self._deps.speaking_to(submission.chat_id)
            await answers.finish(deps, self._bot, submission)
            return
        try:
            await self._newsroom.finish(submission.id)
            unshown.add(submission.id)
        except Conflict:
            return
        except UnreadableInput as error:
            expired = submission.state is SubmissionState.AWAITING
            await self._tell(submission, "expired" if expired else "unreadable", error=error)
        except StoreError:
            raise  # it is read when the database is there again
        except Exception:  # noqa: BLE001 - the editor is told, whatever a paste did to the reading
            _log.exception("reading_failed", submission_id=submission.id)
            await self._tell(submission, "broken")

    async def _tell(self, submission: Submission, template: str, **context: object) -> None:
        screen = Screen(self._deps.renderer.render(template, **context))
        await self._show(submission, screen)

    async def _show_preview(self, submission_id: int, unshown: set[int]) -> None:
        preview = await self._newsroom.preview(submission_id)
        chat_id = preview.submission.chat_id
        screen = await cards.screen(await self._deps.speaking_to(chat_id), preview, chat_id)
        await self._show(preview.submission, screen)
        unshown.discard(submission_id)

    async def _announce(self, submission: Submission) -> None:
        """Say on the card, once, that an awaited article is coming in."""
        if submission.state is SubmissionState.COLLECTING and submission.id not in self._announced:
            self._announced.add(submission.id)
            if submission.card_message_id:
                screen = screens.submission.collecting(self._deps.renderer, submission)
                await self._show(submission, screen)

    async def _show(self, submission: Submission, screen: Screen) -> None:
        """Show a screen on the card, which moves below the article when some of that came after it."""
        left = await self._newsroom.card_left_above(submission.id)
        card = submission if left is None else replace(submission, card_message_id=None)
        shown = await cards.show(self._deps, self._bot, card, screen)
        if shown and left is not None:
            await messages.delete(self._bot, submission.chat_id, left)

    def _until_due(self, submission: Submission) -> timedelta:
        now = self._deps.clock()
        return max((submission.due_at or now) - now, self._rhythm.again)


class Reporter:
    """Shows how the delivery of publications goes, until it is done."""

    def __init__(self, deps: Dependencies, bot: Bot, rhythm: Rhythm) -> None:
        self._deps = deps
        self._newsroom = deps.newsroom
        self._bot = bot
        self._rhythm = rhythm
        self._looks: dict[Hashable, int] = {}
        self._shown: dict[Hashable, Screen] = {}

    async def work(self) -> timedelta:
        """Bring the cards up to date; returns how long to rest."""
        changes = await self._deps.corrections.running()
        submissions = await self._newsroom.running()
        running = [*(cards.change(one.id) for one in changes), *(one.id for one in submissions)]
        self._looks = {what: self._looks.get(what, -1) + 1 for what in running}
        self._shown = {what: self._shown[what] for what in running if what in self._shown}
        for mailing in changes:
            with survived():
                await self._report_change(mailing)
        for submission in submissions:
            with survived():
                await self._report(submission)
        *soon, latest = self._rhythm.cards
        pauses = (soon[looks] if looks < len(soon) else latest for looks in self._looks.values())
        return min(pauses, default=self._rhythm.late)

    async def _report(self, submission: Submission) -> None:
        counts = await self._newsroom.progress(submission.id)
        self._deps.forecast.saw(submission.id, counts.total - counts.owed, self._deps.clock())
        preview = await self._newsroom.preview(submission.id)
        deps = await self._deps.speaking_to(submission.chat_id)
        outlook = await cards.outlook(deps, preview, counts)
        rights = await cards.rights(deps, preview, submission.chat_id)
        screen = screens.submission.card(deps.renderer, preview, counts, outlook=outlook, rights=rights)
        if screen != self._shown.get(submission.id):
            await cards.show(self._deps, self._bot, submission, screen)
            self._shown[submission.id] = screen
        if not counts.owed and not preview.undoable:
            await self._newsroom.mark_reported(submission.id, counts)
            self._deps.approving_bell.set()
        if not counts.owed or outlook.halted:
            self._deps.forecast.forget(submission.id)

    async def _report_change(self, mailing: Mailing) -> None:
        report = await self._deps.corrections.report(mailing.id)
        found, counts = report.mailing, report.counts
        what = cards.change(mailing.id)
        self._deps.forecast.saw(what, counts.total - counts.owed, self._deps.clock())
        deps = await self._deps.speaking_to(found.chat_id or 0)
        outlook = await cards.course(deps, what, counts)
        screen = screens.corrections.amending(
            deps.renderer, report, outlook, decides=await cards.decides(deps, report, found.chat_id or 0)
        )
        if found.chat_id and screen != self._shown.get(what):
            card = await messages.put(self._bot, found.chat_id, found.card_message_id, screen)
            if card not in {None, found.card_message_id}:
                await self._deps.corrections.attach_card(mailing.id, card)
            self._shown[what] = screen
        if not counts.owed:
            await self._deps.corrections.mark_reported(mailing.id, counts)
        if not counts.owed or outlook.halted:
            self._deps.forecast.forget(what)


async def _keep(work: Callable[[], Awaitable[timedelta | None]], bell: asyncio.Event) -> None:
    while True:
        bell.clear()
        pause: timedelta | None = AFTER_TROUBLE
        with survived():
            pause = await work()
        with suppress(TimeoutError):
            await asyncio.wait_for(bell.wait(), None if pause is None else pause.total_seconds())

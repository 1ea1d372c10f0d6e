"""The timekeeper of the desk: what waited for its time goes out, or becomes a draft again with a word of why."""

from __future__ import annotations

from datetime import timedelta

from bot.background.loops import AFTER_TROUBLE, Rhythm, survived
from bot.chat import cards, messages
from bot.chat.messages import Bot
from bot.dependencies import Dependencies
from bot.render import Screen
from briefings.desk.staff import must_publish
from briefings.errors import Conflict, NotAllowed
from briefings.model import Submission


class Timekeeper:
    """Publishes what waited for its time."""

    def __init__(self, deps: Dependencies, bot: Bot, rhythm: Rhythm) -> None:
        self._deps = deps
        self._rhythm = rhythm
        self._bot = bot

    async def work(self) -> timedelta | None:
        """Publish what is due; returns how long to rest, None until the bell rings."""
        newsroom = self._deps.newsroom
        for submission in await newsroom.due_to_publish():
            with survived():
                await self._publish(submission)
        waiting = await newsroom.scheduled()
        now = self._deps.clock()
        pauses = [
            max(
                (one.due_at or now) - now, AFTER_TROUBLE if (one.due_at or now) <= now else self._rhythm.again
            )
            for one in waiting
        ]
        return min([*pauses, self._rhythm.longest]) if pauses else None

    async def _publish(self, submission: Submission) -> None:
        newsroom, by = self._deps.newsroom, submission.asked_by or submission.author_id
        try:
            must_publish(await self._deps.staff.member(by), (await newsroom.preview(submission.id)).stories)
            await newsroom.publish_due(submission.id, by=by)
        except NotAllowed:
            await self._take_back(submission, by, f"{by}, who decided it, may not publish it any more.")
        except Conflict as error:
            await self._take_back(submission, by, str(error))
        else:
            self._deps.outbox_bell.set()
            self._deps.publishing_bell.set()
            self._deps.approving_bell.set()

    async def _take_back(self, submission: Submission, by: int, reason: str) -> None:
        """Make a draft of it again, and say so where its card is, or to the owners where nobody of the staff would see it."""
        preview = await self._deps.newsroom.take_back(submission.id, by=by)
        chat_id = submission.chat_id
        if chat_id > 0 and not await self._deps.staff.member(chat_id):
            chat_id = 0
        if chat_id:
            await cards.refresh(self._deps, self._bot, preview)
        self._deps.approving_bell.set()
        for told in [chat_id] if chat_id else sorted(self._deps.editors):
            renderer = (await self._deps.speaking_to(told)).renderer
            screen = Screen(renderer.render("not_published", preview=preview, reason=reason))
            await messages.put(self._bot, told, None, screen)

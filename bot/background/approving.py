"""The desk is told what waits for a second editor, once, with the card's buttons; these copies are kept up to date."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.background.loops import AFTER_TROUBLE, went_well
from bot.chat import cards, messages
from bot.chat.messages import Bot
from bot.dependencies import Dependencies
from bot.render import Screen
from briefings.desk.approvals import Waiting
from briefings.errors import Conflict
from briefings.model import CardCopy, Member


class Approving:
    """Tells the desk of what waits, and of what became of it."""

    def __init__(self, deps: Dependencies, bot: Bot) -> None:
        self._deps = deps
        self._bot = bot
        self._reached: set[tuple[str, int]] = set()  # of what not all could be told of yet

    async def work(self) -> timedelta | None:
        """Tell of what is new, and of what was decided; returns how long to rest, None until the bell rings."""
        members = await self._deps.staff.members()
        waiting = await self._deps.approvals.untold(members)
        self._reached &= {(one.key, member.user_id) for one in waiting for member in members}
        fine = [await went_well(self._tell(one, members)) for one in waiting]
        fine += [await went_well(self._bring_up_to_date(copy)) for copy in await self._deps.copies.stale()]
        return None if all(fine) else AFTER_TROUBLE

    async def _tell(self, waiting: Waiting, members: list[Member]) -> None:
        for member in members:
            reached = waiting.key, member.user_id
            if waiting.concerns(member) and reached not in self._reached:
                # It may be decided, or say so already, since it was looked at.
                with suppress(BadRequest, Forbidden, Conflict):
                    await self._show_to(member.user_id, waiting)
                self._reached.add(reached)
        await self._deps.approvals.told(waiting.key, members)

    async def _show_to(self, user_id: int, waiting: Waiting) -> None:
        screen, state = await self._screen(user_id, waiting)
        message_id = await messages.send(self._bot, user_id, screen)
        of = {"submission_id": waiting.submission_id, "proposal_id": waiting.proposal_id}
        await self._deps.copies.keep(CardCopy(user_id, message_id, state, **of))

    async def _bring_up_to_date(self, copy: CardCopy) -> None:
        if copy.chat_id > 0 and not await self._deps.staff.member(copy.chat_id):
            await self._deps.copies.let_go(copy.chat_id, copy.message_id)
            return
        screen, _ = await self._screen(copy.chat_id, copy)
        with suppress(BadRequest, ChatMigrated, Forbidden):  # deleted, or closed to us
            await messages.replace(self._bot, copy.chat_id, copy.message_id, screen)
        await self._deps.copies.keep(copy)

    async def _screen(self, chat_id: int, of: Waiting | CardCopy) -> tuple[Screen, str]:
        """What is waited for as that chat is to see it, and its state."""
        deps = await self._deps.speaking_to(chat_id)
        if of.submission_id is not None:
            preview = await deps.newsroom.preview(of.submission_id)
            return await cards.screen(deps, preview, chat_id), preview.submission.state
        proposed = await deps.corrections.proposal(of.proposal_id or 0)
        return await cards.proposal(deps, proposed, chat_id), proposed.proposal.state

"""The desk is told what waits for a second editor: each who can approve it, once, with the card's buttons."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from telegram.error import BadRequest, Forbidden

from bot import cards, chat
from bot.chat import Bot
from bot.house import House
from bot.render import Screen
from bot.rests import AFTER_TROUBLE, survived
from briefings.approvals import Waiting
from briefings.errors import Conflict
from briefings.model import Member


class Approving:
    """Tells the desk of what waits."""

    def __init__(self, house: House, bot: Bot) -> None:
        self._house = house
        self._bot = bot
        self._reached: set[tuple[str, int]] = set()  # of what not all could be told of yet

    async def work(self) -> timedelta | None:
        """Tell of what is new; returns how long to rest, None until the bell rings."""
        members = await self._house.staff.members()
        waiting = await self._house.approvals.untold(members)
        self._reached &= {(one.key, member.user_id) for one in waiting for member in members}
        in_trouble = False
        for one in waiting:
            told = False
            with survived():
                await self._tell(one, members)
                await self._house.approvals.told(one.key, members)
                told = True
            in_trouble = in_trouble or not told
        return AFTER_TROUBLE if in_trouble else None

    async def _tell(self, waiting: Waiting, members: list[Member]) -> None:
        for member in members:
            reached = waiting.key, member.user_id
            if waiting.concerns(member) and reached not in self._reached:
                # It may be decided, or say so already, since it was looked at.
                with suppress(BadRequest, Forbidden, Conflict):
                    await chat.send(self._bot, member.user_id, await self._screen(waiting, member.user_id))
                self._reached.add(reached)

    async def _screen(self, waiting: Waiting, user_id: int) -> Screen:
        house = await self._house.speaking_to(user_id)
        if waiting.submission_id is not None:
            return await cards.screen(house, await house.newsroom.preview(waiting.submission_id), user_id)
        proposed = await house.corrections.proposal(waiting.proposal_id or 0)
        return await cards.proposal(house, proposed, user_id)

"""Nobody publishes what they did not see: a card that says something else by now decides nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from house import EDITOR, House

from briefings.desk.drafting import Drafting
from briefings.desk.newsroom import Newsroom, Preview
from briefings.desk.publishing import SILENT
from briefings.desk.publishing_rules import Rules
from briefings.errors import Conflict
from briefings.model import SubmissionState

SECOND = EDITOR + 1


async def _edit(house: House, card: Preview) -> None:
    drafting = Drafting(house.database, house.clock)
    await drafting.edit(card.stories[0].id, "headline", "Z", by=SECOND)


async def _drop(house: House, card: Preview) -> None:
    await house.newsroom.drop_story(card.stories[1].id, by=SECOND)


async def _put_under(house: House, card: Preview) -> None:
    await house.newsroom.toggle_topic(card.stories[0].id, "north-korea", by=SECOND, chosen=True)


async def _silence(house: House, card: Preview) -> None:
    await house.newsroom.set_manner(card.submission.id, SILENT, on=True, by=SECOND)


@pytest.mark.parametrize("change", [_edit, _drop, _put_under, _silence])
async def test_what_was_changed_since_it_was_seen_is_not_published(
    house: House, change: Callable[[House, Preview], Awaitable[None]]
) -> None:
    card = await house.draft("A | us-russia\nB | us-russia")
    number = card.submission.id
    await change(house, card)
    with pytest.raises(Conflict, match="changed since you saw it"):
        await house.newsroom.decide(number, by=EDITOR, seen=card.stamp)
    seen = (await house.newsroom.preview(number)).stamp
    assert (await house.newsroom.decide(number, by=EDITOR, seen=seen)).state is SubmissionState.PUBLISHED


async def test_an_approval_of_what_was_taken_back_meanwhile_publishes_nothing(house: House) -> None:
    newsroom = Newsroom(house.database, house.clock, house.reads, Rules(two_people=True))
    number = (await house.draft("A | us-russia")).submission.id
    await newsroom.decide(number, by=EDITOR)
    asked = (await newsroom.preview(number)).stamp
    await newsroom.take_back(number, by=EDITOR)
    with pytest.raises(Conflict, match="changed since you saw it"):
        await newsroom.decide(number, by=SECOND, seen=asked)
    assert (await newsroom.preview(number)).submission.state is SubmissionState.PREVIEW

"""Which messages show a submission or a proposal as it is no more, on both engines."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from house import DESK, EDITOR, House

from briefings.desk.copies import Copies
from briefings.desk.corrections import Corrections
from briefings.model import CardCopy, SubmissionState
from briefings.store import outbox, schema


async def shows(copies: Copies) -> list[tuple[int, str]]:
    """What each of the stale has to show, which it does from then on."""
    stale = await copies.stale()
    for copy in stale:
        await copies.keep(copy)
    return [(copy.message_id, copy.shows) for copy in stale]


async def test_a_copy_of_a_submission_follows_it_to_its_result(house: House) -> None:
    copies = Copies(house.database)
    submission = (await house.draft("A | us-russia")).submission.id
    await house.newsroom.attach_card(submission, 8)
    await copies.keep(CardCopy(DESK, 7, SubmissionState.PREVIEW, submission_id=submission))
    assert await shows(copies) == []
    at = house.clock.turn(hours=1)
    await house.newsroom.decide(submission, by=EDITOR, at=at.replace(year=at.year + 1))
    assert await shows(copies) == [(7, "scheduled"), (8, "scheduled")]
    await house.newsroom.publish(submission, by=EDITOR)
    assert await shows(copies) == [(7, "published"), (8, "published")]
    async with house.database.write() as tx:
        await outbox.claim(tx, now=house.clock(), limit=1, lease=timedelta(minutes=1))
    await house.newsroom.mark_reported(submission, await house.newsroom.progress(submission))
    assert await shows(copies) == [(7, "reported"), (8, "reported")]
    assert await rows(house) == 0


async def test_a_copy_of_a_proposal_says_what_became_of_it_and_of_its_story(house: House) -> None:
    copies, corrections = Copies(house.database), Corrections(house.database, house.clock)
    story = (await house.publish("A | us-russia")).stories[0]
    made = []
    for number, headline in enumerate(("One", "Two", "Three")):
        proposed = await corrections.propose(story.id, {"headline": headline}, by=EDITOR, chat_id=DESK)
        made.append(proposed.proposal.id)
        await copies.keep(CardCopy(DESK, number, proposed.proposal.state, proposal_id=made[-1]))
    assert await shows(copies) == []
    await corrections.cancel(made[2], by=EDITOR)
    await corrections.confirm(made[0], by=EDITOR)
    assert await shows(copies) == [(0, "done"), (1, "overtaken"), (2, "cancelled")]
    assert await rows(house) == 0
    assert not (await corrections.proposal(made[1])).fits


async def rows(house: House) -> int:
    async with house.database.read() as connection:
        return await connection.scalar(sa.select(sa.func.count()).select_from(schema.card_copies)) or 0

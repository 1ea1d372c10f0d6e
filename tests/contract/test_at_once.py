"""Two who act on one thing at the same moment: neither undoes what the other did."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from house import DESK, EDITOR, House

from briefings.desk.corrections import Corrections
from briefings.desk.newsroom import Newsroom
from briefings.desk.publishing import AHEAD, BREAKING
from briefings.desk.publishing_rules import Rules
from briefings.errors import Conflict, NotFound, UnknownTopic
from briefings.model import (
    DeliveryState,
    MailingKind,
    Outcome,
    ProposalState,
    StoryState,
    SubmissionState,
    Topic,
)
from briefings.readers.reader_settings import ReaderSettings
from briefings.store import Connection, mailings, outbox, proposals, revisions, submissions, topics


@asynccontextmanager
async def while_it_begins(house: House, other: Coroutine[Any, Any, object]) -> AsyncIterator[Connection]:
    """A transaction that is committed once `other` has come as far as it can meanwhile, and then to its end."""
    async with house.database.write() as tx:
        yield tx
        task = asyncio.create_task(other)
        await asyncio.wait([task], timeout=0.05)
    await task


async def test_what_was_taken_back_or_put_off_since_it_was_found_due_is_not_published(house: House) -> None:
    back, later = [(await house.draft(f"{name} | us-russia")).submission.id for name in "AB"]
    for submission in (back, later):
        await house.newsroom.decide(submission, by=EDITOR, at=house.clock() + timedelta(hours=1))
    house.clock.turn(hours=2)
    assert [one.id for one in await house.newsroom.due_to_publish()] == [back, later]
    for submission in (back, later):
        await house.newsroom.take_back(submission, by=EDITOR)
    await house.newsroom.decide(later, by=EDITOR, at=house.clock() + timedelta(hours=1))
    assert [await house.newsroom.publish_due(one, by=EDITOR) for one in (back, later)] == [None, None]
    states = [(await house.newsroom.preview(one)).submission.state for one in (back, later)]
    assert states == [SubmissionState.PREVIEW, SubmissionState.SCHEDULED]


async def test_a_part_that_comes_as_the_paste_is_kept_does_not_have_it_read_again(house: House) -> None:
    wait = timedelta(seconds=2)
    begun = await house.newsroom.begin(DESK, EDITOR, 10, "A | us-russia", wait=wait)
    late = house.newsroom.add_part(DESK, EDITOR, 11, "more", wait=wait)
    async with while_it_begins(house, late) as tx:
        await submissions.lock(tx, begun.id)
        await submissions.change(tx, begun.id, state=SubmissionState.PREVIEW)
    assert (await house.newsroom.preview(begun.id)).submission.state is SubmissionState.PREVIEW


async def test_what_is_put_under_a_topic_as_that_is_removed_stands_under_none(house: House) -> None:
    story = (await house.draft("A |")).stories[0]
    own = ReaderSettings(house.database, house.clock)
    async with house.database.write() as tx:
        for slug in ("boats", "trams"):
            await topics.put(tx, Topic(slug, slug))
    acts = (
        house.readership.subscribe(2001, "boats"),
        house.newsroom.toggle_topic(story.id, "trams", by=EDITOR, chosen=True),
    )
    for act, slug in zip(acts, ("boats", "trams"), strict=True):
        with suppress(UnknownTopic, NotFound):  # where there is one writer, it comes too late
            async with while_it_begins(house, act) as tx:
                await topics.remove(tx, (await topics.ids(tx))[slug])
    assert await own.following(2001) == ()
    assert (await house.newsroom.preview(story.submission_id)).stories[0].topics == ()


async def test_a_story_that_is_corrected_as_it_is_undone_is_taken_back_as_corrected(house: House) -> None:
    draft = (await house.draft("A | us-russia")).submission.id
    await house.newsroom.set_manner(draft, AHEAD, on=True, by=EDITOR)
    story = (await house.newsroom.publish(draft, by=EDITOR)).stories[0]
    corrections = Corrections(house.database, house.clock)
    async with while_it_begins(house, corrections.undo(draft, by=EDITOR)) as tx:
        assert await revisions.lock(tx, story.id)
        await revisions.revise(tx, replace(story, version=2, headline="B"))
    now = (await corrections.look(story.id)).story
    assert (now.state, now.version, now.headline) == (StoryState.RETRACTED, 3, "B")


async def test_what_is_claimed_as_its_story_is_taken_back_is_not_called_off(house: House) -> None:
    await house.readers(2001)
    story = (await house.publish("A | us-russia")).stories[0]
    corrections = Corrections(house.database, house.clock)
    made = await corrections.propose_retraction(story.id, "Wrong.", by=EDITOR, chat_id=DESK)
    async with while_it_begins(house, corrections.confirm(made.proposal.id, by=EDITOR)) as tx:
        claimed = await outbox.claim(tx, now=house.clock(), limit=9, lease=timedelta(minutes=1))
    sent = [Outcome(delivery=one, state=DeliveryState.SENT, message_id=9) for one in claimed]
    async with house.database.write() as tx:
        assert await outbox.record(tx, sent, now=house.clock()) == 0
    assert (await house.newsroom.progress(story.submission_id)).sent == 1


async def test_a_proposal_that_is_given_up_as_its_text_comes_stays_given_up(house: House) -> None:
    story = (await house.publish("A | us-russia")).stories[0]
    corrections = Corrections(house.database, house.clock)
    made = await corrections.propose(story.id, {}, by=EDITOR, chat_id=DESK, awaiting="headline")
    async with while_it_begins(house, corrections.provide(DESK, EDITOR, "B")) as tx:
        await proposals.change(tx, made.proposal.id, state=ProposalState.CANCELLED)
    assert (await corrections.proposal(made.proposal.id)).proposal.state is ProposalState.CANCELLED


async def test_no_more_breaking_stories_go_out_than_may_though_two_are_published_at_once(
    house: House,
) -> None:
    newsroom = Newsroom(house.database, house.clock, house.reads, Rules(breaking_a_day=1))
    draft = (await house.draft("A | us-russia")).submission.id
    await newsroom.set_manner(draft, BREAKING, on=True, by=EDITOR)

    async def refused() -> None:
        with pytest.raises(Conflict, match="breaking stories"):
            await newsroom.publish(draft, by=EDITOR)

    async with while_it_begins(house, refused()) as tx:
        assert await mailings.breaking_since(tx, house.clock()) == 0
        await mailings.create(tx, MailingKind.PUSH, by=EDITOR, now=house.clock(), breaking=True)

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from house import EDITOR, House

from briefings.desk.corrections import Corrections
from briefings.desk.handover import Handover
from briefings.desk.publishing import AHEAD
from briefings.desk.resending import InDoubt, Place, Resending
from briefings.errors import Conflict
from briefings.model import Delivery, DeliveryState, MailingKind, Outcome, Shown
from briefings.readers.reader_settings import ReaderSettings
from briefings.store import mailings, outbox, subscribers

GROUP, CHANNEL, PERSON = -4001, -4002, 2001
LEASE = timedelta(seconds=60)


def resending(house: House) -> Resending:
    return Resending(house.database, house.clock)


async def claim(house: House) -> list[Delivery]:
    async with house.database.write() as tx:
        return await outbox.claim(tx, now=house.clock(), limit=10_000, lease=LEASE)


async def lose(house: House) -> Sequence[Delivery]:
    """All that is ready goes out, and no answer comes."""
    claimed = await claim(house)
    lost = [Outcome(delivery=each, state=DeliveryState.UNCERTAIN, error="lost") for each in claimed]
    async with house.database.write() as tx:
        await outbox.record(tx, lost, now=house.clock())
    return claimed


async def in_doubt(house: House, *chats: int) -> int:
    """A publication whose messages to these chats are in doubt."""
    await house.readers(*chats)
    published = await house.publish("A | us-russia")
    await lose(house)
    house.clock.turn(minutes=1)
    return published.submission.id


async def until(house: House, submission: int) -> datetime:
    found = (await resending(house).in_doubt(submission)).until
    assert found is not None
    return found


async def test_what_is_in_doubt_is_counted_and_its_chats_are_named(house: House) -> None:
    submission = await in_doubt(house, PERSON, PERSON + 1, GROUP, CHANNEL)
    found = await resending(house).in_doubt(submission)
    assert (found.messages, found.people, found.chats) == (4, 2, 2)
    assert found.places == (Place(CHANNEL), Place(GROUP))


async def test_nothing_is_in_doubt_where_all_is_well(house: House) -> None:
    await house.readers(PERSON)
    published = await house.publish("A | us-russia")
    assert await resending(house).in_doubt(published.submission.id) == InDoubt()


async def test_it_goes_again_as_a_copy_and_both_the_act_and_the_copy_are_on_record(house: House) -> None:
    submission = await in_doubt(house, GROUP, PERSON)
    await house.newsroom.mark_reported(submission, await house.newsroom.progress(submission))
    moment = await until(house, submission)
    assert await resending(house).send_again(submission, until=moment, by=EDITOR) == 2
    claimed = await claim(house)
    assert [(each.chat_id, each.resends, each.leaving) for each in claimed] == [
        (GROUP, 1, False),
        (PERSON, 1, False),
    ]
    assert [one.id for one in await house.newsroom.running()] == [submission]
    (story,) = (await house.newsroom.preview(submission)).stories
    last = (await Corrections(house.database, house.clock).history(story.id)).acts[-1]
    assert (last.kind, last.by, last.detail) == (
        "sent again",
        EDITOR,
        "2 messages whose arrival was in doubt",
    )
    assert last.at == house.clock()


async def test_two_editors_at_once_send_it_once(house: House) -> None:
    submission = await in_doubt(house, GROUP)
    moment = await until(house, submission)
    again = [resending(house).send_again(submission, until=moment, by=by) for by in (EDITOR, EDITOR + 1)]
    done = await asyncio.gather(*again, return_exceptions=True)
    assert min(map(str, done)) == "1"
    assert any(isinstance(one, Conflict) for one in done)
    assert [each.resends for each in await claim(house)] == [1]


async def test_an_old_question_sends_nothing_that_it_did_not_ask_about(house: House) -> None:
    submission = await in_doubt(house, GROUP)
    moment = await until(house, submission)
    await resending(house).send_again(submission, until=moment, by=EDITOR)
    await lose(house)
    with pytest.raises(Conflict, match="in doubt any more"):
        await resending(house).send_again(submission, until=moment, by=EDITOR)
    assert await claim(house) == []
    assert (await resending(house).in_doubt(submission)).messages == 1


async def test_chats_that_blocked_the_bot_or_were_lost_are_left_out(house: House) -> None:
    submission = await in_doubt(house, GROUP, CHANNEL, PERSON)
    await house.readership.blocked(GROUP)
    await ReaderSettings(house.database, house.clock).forget(PERSON)
    found = await resending(house).in_doubt(submission)
    assert (found.messages, found.people, found.places) == (1, 0, (Place(CHANNEL),))
    assert await resending(house).send_again(submission, until=house.clock(), by=EDITOR) == 1
    assert [each.chat_id for each in await claim(house)] == [CHANNEL]


async def test_what_was_retracted_is_not_sent_again(house: House) -> None:
    submission = await in_doubt(house, GROUP)
    (story,) = (await house.newsroom.preview(submission)).stories
    corrections = Corrections(house.database, house.clock)
    proposed = await corrections.propose_retraction(story.id, "Wrong.", by=EDITOR, chat_id=EDITOR)
    await corrections.confirm(proposed.proposal.id, by=EDITOR)
    with pytest.raises(Conflict, match="taken back"):
        await resending(house).send_again(submission, until=house.clock(), by=EDITOR)


async def told_in_doubt(house: House, *chats: int, kind: MailingKind = MailingKind.CATCH_UP) -> None:
    """What has no card, and whose messages to these chats are in doubt."""
    await house.readers(*chats)
    async with house.database.write() as tx:
        known = [await subscribers.find(tx, chat) for chat in chats]
        made = await mailings.create(tx, kind, by=0, now=house.clock(), reported_at=house.clock())
        await mailings.owe(tx, made, [one.id for one in known if one], now=house.clock())
    await lose(house)
    house.clock.turn(minutes=1)


@pytest.mark.parametrize("kind", [MailingKind.NOTICE, MailingKind.CATCH_UP])
async def test_what_has_no_card_is_told_to_the_next_shift_and_goes_again(
    house: House, kind: MailingKind
) -> None:
    await told_in_doubt(house, GROUP, PERSON, kind=kind)
    found = (await Handover(house.database, house.clock).shift()).in_doubt
    assert (found.messages, found.people, found.places) == (2, 1, (Place(GROUP),))
    assert found.until is not None
    again = [resending(house).send_again(None, until=found.until, by=by) for by in (EDITOR, EDITOR + 1)]
    done = await asyncio.gather(*again, return_exceptions=True)
    assert min(map(str, done)) == "2"
    assert any(isinstance(one, Conflict) for one in done)
    assert [each.resends for each in await claim(house)] == [1, 1]
    shift = await Handover(house.database, house.clock).shift()
    assert (shift.in_doubt, shift.acts[-1].kind) == (InDoubt(), "sent again")


async def test_what_a_card_tells_of_or_the_next_digest_tells_or_nobody_wants_any_more_is_not_told_to_the_shift(
    house: House,
) -> None:
    await in_doubt(house, GROUP)
    await told_in_doubt(house, GROUP, kind=MailingKind.DIGEST)
    await told_in_doubt(house, CHANNEL)
    house.clock.turn(days=8)
    assert await resending(house).in_doubt(None) == InDoubt()
    with pytest.raises(Conflict, match="in doubt any more"):
        await resending(house).send_again(None, until=house.clock(), by=EDITOR)


async def test_any_number_takes_the_same_few_statements(house: House) -> None:
    said: list[str] = []
    for engine in (house.database._writer, house.database._reader):
        sa.event.listen(engine.sync_engine, "before_cursor_execute", lambda *seen: said.append(seen[2]))
    numbers = []
    for chats in (range(2001, 2003), range(2001, 2101)):
        submission = await in_doubt(house, *chats)
        said.clear()
        moment = await until(house, submission)
        assert await resending(house).send_again(submission, until=moment, by=EDITOR) == len(chats)
        numbers.append(len(said))
        await lose(house)
    assert numbers[0] == numbers[1]


async def test_edits_of_an_undone_publication_that_are_in_doubt_are_told_to_the_next_shift(
    house: House,
) -> None:
    await house.readers(PERSON)
    draft = await house.draft("A | us-russia")
    await house.newsroom.set_manner(draft.submission.id, AHEAD, on=True, by=EDITOR)
    published = await house.newsroom.publish(draft.submission.id, by=EDITOR)
    (story,) = published.stories
    (sent,) = await claim(house)
    arrived = Outcome(
        delivery=sent, state=DeliveryState.SENT, message_id=7, shown=(Shown(story.id, 1, "us-russia"),)
    )
    async with house.database.write() as tx:
        await outbox.record(tx, [arrived], now=house.clock())
    handover = Handover(house.database, house.clock)
    await Corrections(house.database, house.clock).undo(draft.submission.id, by=EDITOR)
    assert (await handover.shift()).edits_in_doubt == ()
    await lose(house)
    (told,) = (await handover.shift()).edits_in_doubt
    assert (told.story_id, told.kind, told.messages) == (story.id, MailingKind.RETRACTION, 1)
    await resending(house).edit_again(told.mailing_id, by=EDITOR)
    assert (await handover.shift()).edits_in_doubt == ()


async def test_a_correction_counts_the_messages_in_doubt_that_it_cannot_reach(house: House) -> None:
    await house.readers(GROUP)
    (story,) = (await house.publish("A | us-russia")).stories
    await lose(house)
    corrections = Corrections(house.database, house.clock)
    proposed = await corrections.propose(story.id, {"headline": "B"}, by=EDITOR, chat_id=EDITOR)
    mailing = await corrections.confirm(proposed.proposal.id, by=EDITOR)
    report = await corrections.report(mailing.id)
    assert (report.counts.total, report.out_of_reach) == (0, 1)


async def test_a_report_is_not_the_last_word_where_an_edit_was_owed_after_its_counting(house: House) -> None:
    await house.readers(PERSON)
    (story,) = (await house.publish("A | us-russia")).stories
    (leaving,) = await claim(house)
    corrections = Corrections(house.database, house.clock)
    proposed = await corrections.propose(story.id, {"headline": "B"}, by=EDITOR, chat_id=EDITOR)
    mailing = await corrections.confirm(proposed.proposal.id, by=EDITOR)
    counts = (await corrections.report(mailing.id)).counts
    shown = (Shown(story.id, 1, "us-russia"),)
    arrived = Outcome(delivery=leaving, state=DeliveryState.SENT, message_id=7, shown=shown)
    async with house.database.write() as tx:
        await outbox.record(tx, [arrived], now=house.clock())
    await corrections.mark_reported(mailing.id, counts)
    assert [one.id for one in await corrections.running()] == [mailing.id]


async def test_edits_in_doubt_are_made_again_once_and_reported(house: House) -> None:
    await house.readers(PERSON)
    (story,) = (await house.publish("A | us-russia")).stories
    (sent,) = await claim(house)
    shown = (Shown(story.id, 1, "us-russia"),)
    arrived = Outcome(delivery=sent, state=DeliveryState.SENT, message_id=7, shown=shown)
    async with house.database.write() as tx:
        await outbox.record(tx, [arrived], now=house.clock())
    corrections = Corrections(house.database, house.clock)
    proposed = await corrections.propose(story.id, {"headline": "B"}, by=EDITOR, chat_id=EDITOR)
    mailing = await corrections.confirm(proposed.proposal.id, by=EDITOR)
    assert [each.message_id for each in await lose(house)] == [7]
    await corrections.mark_reported(mailing.id, (await corrections.report(mailing.id)).counts)
    assert await resending(house).edit_again(mailing.id, by=EDITOR) == 1
    with pytest.raises(Conflict, match="No edit"):
        await resending(house).edit_again(mailing.id, by=EDITOR)
    assert [(each.message_id, each.resends) for each in await claim(house)] == [(7, 1)]
    assert [one.id for one in await corrections.running()] == [mailing.id]
    assert (await corrections.history(story.id)).acts[-1].kind == "edited again"

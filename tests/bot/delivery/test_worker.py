"""From what is owed to what readers have, over real HTTP."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import cluster
import pytest
from structlog.testing import capture_logs
from telegram.error import InvalidToken

from bot.delivery.courier import Courier
from bot.delivery.letters import Letter
from bot.delivery.messenger import Messenger, RenderedMessage
from bot.delivery.pace import Pace
from bot.delivery.pacer import Pacer
from briefings.model import DeliveryState, Digest, Outcome, StoryState, SubscriberState
from briefings.store import flags, outbox, stories, subscribers

BOTH = "Summit in the capital | us-russia north-korea\nDiplomats sent home | us-russia"


async def state_of(house: Any, chat: int) -> SubscriberState:
    async with house.database.read() as connection:
        found = await subscribers.find(connection, chat)
    assert found is not None
    return found.state


async def test_each_reader_gets_one_message_with_what_they_follow(house: Any) -> None:
    russia, korea = await house.reader("us-russia"), await house.reader("north-korea")
    both, none = await house.reader("us-russia", "north-korea"), await house.reader()
    submission = await house.publish(BOTH + "\nMissile test | north-korea")
    house.work()
    counts = await house.settled(submission)
    assert counts.sent == counts.total == 3
    assert house.texts(russia) == ["US–Russia\nSummit in the capital\nUS–Russia\nDiplomats sent home"]
    assert house.texts(korea) == ["North Korea\nSummit in the capital\nNorth Korea\nMissile test"]
    assert house.texts(both) == [
        "US–Russia\nSummit in the capital\nUS–Russia\nDiplomats sent home\nNorth Korea\nMissile test"
    ]
    assert house.texts(none) == []


async def test_readers_of_the_same_share_one_rendering(house: Any) -> None:
    for _ in range(30):
        await house.reader("us-russia")
    house.work()
    assert (await house.settled(await house.publish(BOTH))).sent == 30
    assert len(house.rendered) == 1


async def test_a_retracted_story_is_not_sent(house: Any) -> None:
    reader = await house.reader("us-russia")
    whole, part = await house.publish("Gone | us-russia"), await house.publish(BOTH)
    async with house.database.write() as tx:
        for submission, position in ((whole, 0), (part, 1)):
            story = (await stories.of_submission(tx, submission))[position]
            await stories.set_state(tx, story.id, StoryState.RETRACTED)
    house.work()
    assert (await house.settled(whole)).cancelled == 1
    await house.settled(part)
    assert house.texts(reader) == ["US–Russia\nSummit in the capital"]


async def test_who_unfollowed_meanwhile_gets_nothing(house: Any) -> None:
    reader = await house.reader("us-russia")
    submission = await house.publish(BOTH)
    await house.readership.unsubscribe(reader, "us-russia")
    house.work()
    assert (await house.settled(submission)).cancelled == 1
    assert house.texts(reader) == []


async def test_a_reader_who_blocked_the_bot_is_marked_and_owed_nothing_more(house: Any) -> None:
    blocked, other = await house.reader("us-russia"), await house.reader("us-russia")
    first, second = await house.publish("One | us-russia"), await house.publish("Two | us-russia")
    await house.sandbox.block(blocked)
    house.work()
    assert (await house.settled(first)).blocked == 1
    assert (await house.settled(second)).blocked == 1
    assert house.texts(other) == ["US–Russia\nOne", "US–Russia\nTwo"]
    assert await state_of(house, blocked) is SubscriberState.BLOCKED
    assert [entry.params["chat_id"] for entry in house.sandbox.ledger].count(blocked) == 1
    assert [standing.followed for standing in await house.readership.topics(blocked)] == [True, False]


async def test_publications_reach_each_reader_in_their_order(house: Any) -> None:
    readers = [await house.reader("us-russia") for _ in range(3)]
    submissions = [await house.publish(f"Number {n} | us-russia") for n in range(6)]
    house.work()
    for submission in submissions:
        await house.settled(submission)
    for reader in readers:
        assert house.texts(reader) == [f"US–Russia\nNumber {n}" for n in range(6)]


async def test_a_publication_wakes_a_resting_worker(house: Any) -> None:
    await house.reader("us-russia")
    worker = house.work()
    await asyncio.sleep(0)
    submission = await house.publish(BOTH)
    worker.wake()
    assert (await house.settled(submission)).sent == 1


async def test_a_429_delays_its_chat_and_no_other(house: Any) -> None:
    slowed, other = await house.reader("us-russia"), await house.reader("us-russia")
    house.sandbox.fault("sendMessage", 429, chat_id=slowed, retry_after=1)
    submission = await house.publish(BOTH)
    house.work()
    await house.sandbox.until(lambda: house.texts(other))
    assert house.texts(slowed) == []
    counts = await house.settled(submission, seconds=0.1)
    assert counts.sent == 2
    sends = [entry for entry in house.sandbox.ledger if entry.params.get("chat_id") == slowed]
    assert sends[1].moment - sends[0].moment >= 1


@pytest.mark.parametrize(
    ("code", "after"), [(500, False), (502, True), ("truncated", True), ("dropped", True)]
)
async def test_a_lost_answer_is_repeated_to_people_and_goes_on_record(
    house: Any, code: int | str, *, after: bool
) -> None:
    reader = await house.reader("us-russia")
    house.sandbox.fault("sendMessage", code, after=after)
    submission = await house.publish(BOTH)
    house.work()
    counts = await house.settled(submission, seconds=1)
    assert counts.sent == 1
    assert len(house.texts(reader)) == 1 + after


async def test_a_lost_answer_is_not_repeated_to_a_group(house: Any) -> None:
    group = await house.group("us-russia")
    house.sandbox.fault("sendMessage", "dropped", after=True)
    submission = await house.publish(BOTH)
    house.work()
    assert (await house.settled(submission, seconds=1)).uncertain == 1
    assert len(house.texts(group)) == 1


async def test_refused_markup_goes_as_plain_text(house: Any) -> None:
    reader = await house.reader("us-russia")
    house.work(render=lambda _digest, _language: [RenderedMessage("<b>Un&amp;closed")])
    assert (await house.settled(await house.publish(BOTH))).sent == 1
    assert house.texts(reader) == ["Un&closed"]


async def test_a_digest_that_cannot_be_made_fails_alone(house: Any) -> None:
    await house.reader("us-russia")
    good = await house.reader("north-korea")

    def render(digest: Digest, language: str) -> list[RenderedMessage]:
        if digest.sections[0].topic.slug == "us-russia":
            raise ZeroDivisionError("a fault in a template")
        return house.render(digest, language)  # type: ignore[no-any-return]  # the house is a fixture, Any here

    house.work(render=render)
    counts = await house.settled(await house.publish(BOTH))
    assert (counts.sent, counts.failed) == (1, 1)
    assert len(house.texts(good)) == 1


async def test_a_long_digest_arrives_in_parts_in_their_order(house: Any) -> None:
    readers = [await house.reader("us-russia") for _ in range(3)]
    first, second = await house.publish("Long | us-russia"), await house.publish("Short | us-russia")

    def render(digest: Digest, _: str) -> list[RenderedMessage]:
        headline = digest.stories[0].headline
        return [RenderedMessage(f"{headline} {n}") for n in range(3 if headline == "Long" else 1)]

    house.work(render=render)
    assert (await house.settled(first)).sent == 9
    await house.settled(second)
    for reader in readers:
        assert house.texts(reader) == ["Long 0", "Long 1", "Long 2", "Short 0"]


async def test_a_refused_token_stops_everything_and_loses_nothing(house: Any) -> None:
    for _ in range(20):
        await house.reader("us-russia")
    house.sandbox.fault("sendMessage", 401, times=1000, description="Unauthorized")
    submission = await house.publish(BOTH)
    house.work()
    _, task = house.workers.pop()
    with pytest.raises(InvalidToken):
        await asyncio.wait_for(task, 5)
    assert (await house.newsroom.progress(submission)).queued == 20
    house.sandbox.faults.waiting.clear()
    house.work()
    assert (await house.settled(submission)).sent == 20


async def test_nothing_goes_out_while_sending_is_halted(house: Any) -> None:
    await house.reader("us-russia")
    async with house.database.write() as tx:
        await flags.put(tx, "halted", "by an editor")
    submission = await house.publish(BOTH)
    worker = house.work()
    await asyncio.sleep(0.1)
    assert (await house.newsroom.progress(submission)).queued == 1
    async with house.database.write() as tx:
        await flags.drop(tx, "halted")
    worker.wake()
    assert (await house.settled(submission)).sent == 1


async def test_stopping_in_the_middle_loses_and_repeats_nothing(house: Any) -> None:
    readers = [await house.reader("us-russia") for _ in range(40)]
    submission = await house.publish(BOTH)
    house.work(senders=4)
    await house.sandbox.until(lambda: house.sends() >= 10)
    await house.stop()
    counts = await house.newsroom.progress(submission)
    assert counts.sending == 0
    assert 10 <= counts.sent == house.sends() < 40
    house.work()
    assert (await house.settled(submission)).sent == 40
    assert [len(house.texts(reader)) for reader in readers] == [1] * 40


async def test_a_kill_in_the_middle_loses_nothing_and_repeats_only_what_was_in_flight(house: Any) -> None:
    readers = [await house.reader("us-russia") for _ in range(40)]
    group, other = await house.group("us-russia"), await house.group("us-russia")
    submission = await house.publish(BOTH)
    async with house.database.write() as tx:  # the process dies after this commit, sending or not
        claimed = await outbox.claim(
            tx, now=house.clock(), limit=100, lease=house.clock.now - house.clock.now
        )
        assert await outbox.leave(tx, next(one for one in claimed if one.chat_id == group))
    assert len(claimed) == 42
    house.work()
    counts = await house.settled(submission)
    assert [len(house.texts(chat)) for chat in (group, other)] == [0, 1]
    assert (counts.sent, counts.uncertain) == (41, 1)
    assert [len(house.texts(reader)) for reader in readers] == [1] * 40


async def test_what_goes_to_a_group_is_noted_before_it_leaves(house: Any) -> None:
    await house.group("us-russia")
    await house.publish(BOTH)
    asked: asyncio.Queue[asyncio.StreamWriter] = asyncio.Queue()
    silent = await asyncio.start_server(lambda _, writer: asked.put_nowait(writer), "127.0.0.1")
    messenger = Messenger(house.transport, f"http://127.0.0.1:{silent.sockets[0].getsockname()[1]}/bot1:x")
    courier = Courier(messenger, Pacer(Pace(rate=1000, per_chat=0)), house.database, house.clock)
    async with house.database.write() as tx:
        [claimed] = await outbox.claim(tx, now=house.clock(), limit=1, lease=timedelta())
    assert not claimed.leaving
    letter, until = Letter((RenderedMessage("Known"),), ((),)), house.clock() + timedelta(seconds=80)
    sending = asyncio.create_task(courier.deliver(claimed, letter, until=until))
    connection = await asyncio.wait_for(asked.get(), 5)
    async with house.database.write() as tx:
        [taken] = await outbox.overdue(tx, before=house.clock(), limit=1, until=until)
    assert taken.leaving
    sending.cancel()
    await asyncio.wait([sending])
    connection.close()
    await connection.wait_closed()
    silent.close()


async def test_a_claim_that_others_took_over_leaves_no_more(house: Any) -> None:
    await house.group("us-russia")
    await house.publish(BOTH)
    async with house.database.write() as tx:
        [claimed] = await outbox.claim(tx, now=house.clock(), limit=1, lease=timedelta())
        await outbox.overdue(tx, before=house.clock(), limit=1, until=house.clock())
        assert not await outbox.leave(tx, claimed)


async def test_a_kill_before_a_long_digest_was_split_holds_its_first_part_alone(house: Any) -> None:
    group = await house.group("us-russia")
    submission = await house.publish("Long | us-russia")
    async with house.database.write() as tx:  # the process dies after this commit, before it wrote anything
        [claimed] = await outbox.claim(tx, now=house.clock(), limit=100, lease=timedelta())
        await outbox.leave(tx, claimed)

    def render(digest: Digest, _: str) -> list[RenderedMessage]:
        return [RenderedMessage(f"{digest.stories[0].headline} {n}") for n in range(3)]

    house.work(render=render)
    counts = await house.settled(submission)
    assert (counts.sent, counts.uncertain) == (2, 1)
    assert house.texts(group) == ["Long 1", "Long 2"]


async def test_after_an_outage_of_the_store_who_sent_records_before_others_take_over(
    house_on_postgresql: Any, postgresql_url: str
) -> None:
    house = house_on_postgresql
    reader = await house.reader("us-russia")
    submission = await house.publish(BOTH)
    async with (
        house.database.write() as tx
    ):  # by another process; its message arrives, and then the store is away
        claimed = await outbox.claim(tx, now=house.clock(), limit=100, lease=timedelta(minutes=2))
    with capture_logs() as logs:
        worker = house.work(alone=False)
        with cluster.down(postgresql_url):
            house.clock.turn(minutes=5)
            worker.wake()
            await house.until(lambda: any(entry["event"] == "the outbox is out of reach" for entry in logs))
        other = await house.publish("Later | north-korea")
        await house.reader("north-korea")
        await house.settled(other)
    sent = Outcome(delivery=claimed[0], state=DeliveryState.SENT, message_id=7)
    async with house.database.write() as tx:
        assert await outbox.record(tx, [sent], now=house.clock()) == 0
    assert (await house.settled(submission)).sent == 1
    assert house.texts(reader) == []


async def test_what_another_process_left_is_taken_over_only_after_its_lease(house: Any) -> None:
    await house.reader("us-russia")
    submission = await house.publish(BOTH)
    async with house.database.write() as tx:
        await outbox.claim(tx, now=house.clock(), limit=100, lease=timedelta(minutes=5))
    house.work(alone=False)
    await asyncio.sleep(0.1)
    assert (await house.newsroom.progress(submission)).sending == 1
    assert (await house.settled(submission, minutes=1)).sent == 1


async def test_what_was_claimed_too_long_ago_when_its_turn_comes_is_not_sent(house: Any) -> None:
    reader = await house.reader("us-russia")
    await house.publish(BOTH)
    at = 0.0
    pacer = Pacer(Pace(rate=1000, per_chat=0), time=lambda: at)
    pacer.hold(60)
    messenger = Messenger(house.transport, f"{house.sandbox.url}/bot{house.sandbox.token}")
    courier = Courier(messenger, pacer, house.database, house.clock)
    async with house.database.write() as tx:
        [claimed] = await outbox.claim(tx, now=house.clock(), limit=1, lease=timedelta(minutes=2))
    letter, until = Letter((RenderedMessage("Late"),), ((),)), house.clock() + timedelta(seconds=80)
    sending = asyncio.create_task(courier.deliver(claimed, letter, until=until))
    await asyncio.sleep(0)
    house.clock.turn(minutes=3)  # the machine slept
    at = 61.0
    pacer.pump()
    assert (await sending).outcome.state is DeliveryState.QUEUED
    assert house.texts(reader) == []


async def test_an_outage_of_telegram_is_waited_out(house: Any) -> None:
    await house.reader("us-russia")
    await house.sandbox.__aexit__(None, None, None)
    submission = await house.publish(BOTH)
    house.work()
    await asyncio.sleep(0.1)
    assert (await house.newsroom.progress(submission)).sent == 0
    async with house.sandbox:
        assert (await house.settled(submission, seconds=0.1)).sent == 1

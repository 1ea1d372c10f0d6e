"""A correction that is killed on its way to two thousand copies."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from driving import EDITOR, SHORT, now
from processes import process

from bot.sandbox import Sandbox
from bot.sandbox.people import add_person
from briefings import reading
from briefings.desk.corrections import Corrections
from briefings.desk.newsroom import Newsroom
from briefings.model import Delivery, DeliveryCounts, DeliveryState, Mailing, Outcome, Shown, SubscriberKind
from briefings.store import Database, outbox, subscribers, topics

COPIES = 2000
BETTER = "Envoys of Washington and Moscow meet in Geneva"


async def sent_out(sandbox: Sandbox, database: Database) -> list[int]:
    """The chats of readers who have the story: on Telegram's side and on ours."""
    people = [add_person(sandbox.world, f"Reader {number}", "reader") for number in range(COPIES)]
    for person in people:
        person.started = True
    async with database.write() as tx:
        topic_id = (await topics.ids(tx))["us-russia"]
        for person in people:
            made = await subscribers.welcome(tx, person.id, kind=SubscriberKind.PRIVATE, now=now())
            await subscribers.subscribe(tx, made.id, topic_id, now=now())
    newsroom = Newsroom(database, now, reading.read)
    submission = await newsroom.begin(EDITOR, EDITOR, 1, SHORT, wait=timedelta())
    await newsroom.finish(submission.id)
    await newsroom.publish(submission.id, by=EDITOR)
    async with database.write() as tx:
        claimed = await outbox.claim(tx, now=now(), limit=COPIES, lease=timedelta(minutes=1))
        outcomes = [arrived(sandbox, each) for each in claimed]
        await outbox.record(tx, outcomes, now=now())
    return [each.chat_id for each in claimed]


def arrived(sandbox: Sandbox, delivery: Delivery) -> Outcome:
    world = sandbox.world
    message = world.store(world.chats[delivery.chat_id], world.bot, {"text": SHORT}, tell_bot=False)
    shown = (Shown(1, 1, "us-russia"),)
    return Outcome(delivery=delivery, state=DeliveryState.SENT, message_id=message["message_id"], shown=shown)


class Edits:
    """Counts the edits that arrive, which costs less than looking into all chats at each."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.number = 0
        sandbox.world.listeners.append(self._heard)

    def _heard(self, event: str, _: object) -> None:
        self.number += event == "edited"

    def more_than(self, number: int) -> Callable[[], bool]:
        return lambda: self.number > number


async def settled(database: Database, mailing: Mailing) -> DeliveryCounts:
    async with asyncio.timeout(90):
        while True:
            counts = (await Corrections(database, now).report(mailing.id)).counts
            if not counts.owed:
                return counts
            await asyncio.sleep(0.3)


@pytest.mark.chaos
@pytest.mark.timeout(170)
async def test_every_copy_is_corrected_however_often_the_program_is_killed(
    sandbox: Sandbox, empty_store: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/b.sqlite"
    database = await Database.open(url)
    chats, edits = await sent_out(sandbox, database), Edits(sandbox)
    corrections = Corrections(database, now)
    proposed = await corrections.propose(1, {"headline": BETTER}, by=EDITOR, chat_id=EDITOR)
    mailing = await corrections.confirm(proposed.proposal.id, by=EDITOR)
    await database.close()
    for enough in (200, 700):
        with process(sandbox, url, tmp_path, messages_per_second="1000") as running:
            await sandbox.until(edits.more_than(enough), within=60)
            running.kill()
            await asyncio.to_thread(running.wait)
    assert edits.number < COPIES
    database = await Database.open(url)
    with process(sandbox, url, tmp_path, messages_per_second="1000"):
        counts = await settled(database, mailing)
    await database.close()
    assert (counts.sent, counts.total) == (COPIES, COPIES)
    texts = [[message["text"] for message in sandbox.messages(chat)] for chat in chats]
    assert all(len(one) == 1 and BETTER in one[0] for one in texts)

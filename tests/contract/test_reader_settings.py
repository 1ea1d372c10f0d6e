from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from house import EDITOR, House

from briefings.desk.staff import Staff
from briefings.errors import Conflict, NotFound, UnknownTopic, UnknownZone
from briefings.model import DeliveryState, MailingKind, Outcome, Shown, StaffRole, SubscriberKind
from briefings.preferences import Length, Mode, Preferences
from briefings.readers.archive import Archive
from briefings.readers.briefer import Briefer
from briefings.readers.reader_settings import MOST_RULES, SECOND_THOUGHTS, ReaderSettings
from briefings.schedule import WEEKDAYS, QuietHours, Slot
from briefings.store import briefing, inbox, mailings, outbox, schema

READER = 770_077_001
MORNING = Slot(time(8), WEEKDAYS)


@pytest.fixture
def own(house: House) -> ReaderSettings:
    return ReaderSettings(house.database, house.clock)


async def test_a_newcomer_has_the_settings_that_everybody_begins_with(own: ReaderSettings) -> None:
    assert await own.look(READER) == Preferences()
    assert await own.following(READER) == ()


async def test_settings_are_kept(own: ReaderSettings, house: House) -> None:
    await own.set_zone(READER, "berlin")
    await own.set_language(READER, "ko")
    await own.set_length(READER, Length.FULL)
    await own.set_quiet(READER, QuietHours(time(22), time(7, 30)))
    until = house.clock() + timedelta(days=3)
    await own.pause(READER, until)
    kept = await own.look(READER)
    assert kept == Preferences(
        language="ko",
        zone="Europe/Berlin",
        length=Length.FULL,
        quiet=QuietHours(time(22), time(7, 30)),
        paused_until=until,
    )
    await own.set_quiet(READER, None)
    await own.pause(READER, None)
    kept = await own.look(READER)
    assert (kept.quiet, kept.paused_until) == (None, None)


async def test_an_unknown_zone_changes_nothing(own: ReaderSettings) -> None:
    with pytest.raises(UnknownZone):
        await own.set_zone(READER, "Atlantis")
    assert (await own.look(READER)).zone is None


async def test_digest_times_are_kept_by_the_clock_of_the_reader(own: ReaderSettings) -> None:
    kept = await own.set_slots(READER, [MORNING])
    assert kept.next_due_at == datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    kept = await own.set_zone(READER, "Asia/Seoul")
    assert kept.slots == (MORNING,)
    assert kept.next_due_at == datetime(2026, 3, 1, 23, 0, tzinfo=UTC)
    assert (await own.set_slots(READER, [])).next_due_at is None


async def test_the_same_time_twice_is_one_and_there_is_an_end_to_them(own: ReaderSettings) -> None:
    assert (await own.set_slots(READER, [MORNING, MORNING])).slots == (MORNING,)
    often = [Slot(time(hour, minute)) for hour in range(24) for minute in (0, 30)]
    assert (await own.set_slots(READER, often)).slots == tuple(often)
    with pytest.raises(Conflict, match="48 times a day"):
        await own.set_slots(READER, [*often, Slot(time(9, 15))])
    assert (await own.look(READER)).slots == tuple(often)


async def test_the_first_digest_time_takes_everything_into_the_digest_and_the_last_lets_it_go(
    own: ReaderSettings, house: House
) -> None:
    await house.readers(READER)
    await own.set_slots(READER, [MORNING])
    assert [each.mode for each in await own.following(READER)] == [Mode.DIGEST]
    await own.set_mode(READER, "us-russia", Mode.INSTANT)
    await own.set_slots(READER, [MORNING, Slot(time(18))])
    assert [each.mode for each in await own.following(READER)] == [Mode.INSTANT]
    await own.set_mode(READER, "us-russia", Mode.DIGEST)
    await own.set_slots(READER, [])
    assert [each.mode for each in await own.following(READER)] == [Mode.INSTANT]


async def test_a_digest_time_picked_again_leaves_what_came_at_once_beside_the_digest(
    own: ReaderSettings, house: House
) -> None:
    await house.readers(READER)
    await house.readership.subscribe(READER, "north-korea")
    await own.set_slots(READER, [MORNING])
    await own.set_mode(READER, "north-korea", Mode.INSTANT)
    await own.set_slots(READER, [])
    assert {each.mode for each in await own.following(READER)} == {Mode.INSTANT}
    await own.set_slots(READER, [Slot(time(18))])
    modes = {each.topic.slug: each.mode for each in await own.following(READER)}
    assert modes == {"us-russia": Mode.DIGEST, "north-korea": Mode.INSTANT}
    await own.set_mode(READER, "us-russia", Mode.INSTANT)
    await own.set_slots(READER, [])
    await own.set_slots(READER, [MORNING])
    assert {each.mode for each in await own.following(READER)} == {Mode.DIGEST}, "a digest of nothing is none"


async def test_a_digest_time_picked_again_keeps_what_was_gathered(own: ReaderSettings, house: House) -> None:
    await house.readers(READER)
    await own.set_slots(READER, [MORNING])
    await own.set_slots(READER, [])
    assert await waking(house, house.clock()) == []
    assert len(await waking(house, house.clock() + SECOND_THOUGHTS)) == 1
    await own.set_slots(READER, [Slot(time(18))])
    assert await waking(house, house.clock() + SECOND_THOUGHTS) == []


async def waking(house: House, now: datetime) -> list[int]:
    async with house.database.write() as tx:
        return await briefing.waking(tx, now, limit=10)


async def test_who_wants_a_digest_gets_one_before_they_have_set_a_time(
    own: ReaderSettings, house: House
) -> None:
    await house.readers(READER)
    await own.set_mode(READER, "us-russia", Mode.DIGEST)
    kept = await own.look(READER)
    assert (kept.slots, kept.next_due_at) == ((Slot(time(8)),), datetime(2026, 3, 2, 8, tzinfo=UTC))
    with pytest.raises(NotFound):
        await own.set_mode(READER, "north-korea", Mode.DIGEST)


async def test_hearing_of_nothing_is_asked_for(own: ReaderSettings) -> None:
    await own.set_slots(READER, [MORNING])
    kept = await own.tell_nothing(READER, on=True)
    assert kept.tells_nothing
    assert kept.slots == (MORNING,)


async def test_topics_are_muted_one_by_one(own: ReaderSettings, house: House) -> None:
    await house.readers(READER)
    until = house.clock() + timedelta(days=1)
    await own.mute(READER, "us-russia", until)
    (following,) = await own.following(READER)
    assert following.muted_until == until
    with pytest.raises(NotFound):
        await own.mute(READER, "north-korea", until)
    with pytest.raises(UnknownTopic):
        await own.mute(READER, "weather", until)


async def test_words_are_added_turned_and_taken_back(own: ReaderSettings, house: House) -> None:
    await house.readers(READER)
    await own.add_rule(READER, "us-russia", " grain   deal ", wanted=True)
    await own.add_rule(READER, "us-russia", "grain deal", wanted=False)
    ((rule,),) = [each.rules for each in await own.following(READER)]
    assert (rule.words, rule.wanted, rule.slug) == ("grain deal", False, "us-russia")
    assert not await own.drop_rule(2999, rule.id)
    assert await own.drop_rule(READER, rule.id)
    assert not await own.drop_rule(READER, rule.id)


async def everything(house: House) -> str:
    """All that the whole database holds, as text."""

    def scan(connection: sa.Connection) -> str:
        tables = [name for name in sa.inspect(connection).get_table_names() if "story_search" not in name]
        return "\n".join(
            f"{table}: {tuple(row)}"
            for table in tables
            for row in connection.execute(sa.text(f'SELECT * FROM "{table}"'))  # noqa: S608 - names of our own tables
        )

    async with house.database.read() as connection:
        return await connection.run_sync(scan)


async def fill(house: House, own: ReaderSettings) -> None:
    """Leave a trace of the reader wherever one can be left."""
    archive = Archive(house.database, house.clock)
    await house.readers(READER)
    (story,) = (await house.publish("Talks | us-russia")).stories
    await own.set_slots(READER, [MORNING])
    await own.add_rule(READER, "us-russia", "grain", wanted=False)
    await archive.save(READER, story.id, on=True)
    await archive.follow(READER, story.id, on=True)
    async with house.database.write() as tx:
        (delivery,) = await outbox.claim(tx, now=house.clock(), limit=9, lease=timedelta(minutes=1))
        assert delivery.chat_id == READER
        payloads = [
            (1, READER, f'{{"from": {{"id": {READER}, "x": 1}}}}'),
            (2, -500, f'{{"from":{{"id":{READER},"x":1}}}}'),
        ]
        await inbox.put(tx, payloads, now=house.clock())
        await inbox.take(tx, now=house.clock(), limit=9, lease=timedelta(minutes=1))
        await inbox.done(tx, [2])


async def test_who_is_forgotten_leaves_no_row(house: House, own: ReaderSettings) -> None:
    before = await everything(house)
    assert str(READER) not in before
    await fill(house, own)
    assert str(READER) in await everything(house)
    assert await own.forget(READER)
    left = await everything(house)
    assert str(READER) not in left
    for table in (
        "deliveries",
        "receipts",
        "subscriptions",
        "schedules",
        "rules",
        "saved_stories",
        "followed_stories",
    ):
        assert f"\n{table}:" not in f"\n{left}"
    assert not await own.forget(READER)


async def test_who_is_forgotten_while_a_message_is_on_its_way_leaves_no_row(
    house: House, own: ReaderSettings
) -> None:
    await house.readers(READER, 2002)
    (story,) = (await house.publish("Talks | us-russia")).stories
    async with house.database.write() as tx:
        claimed = await outbox.claim(tx, now=house.clock(), limit=9, lease=timedelta(minutes=1))
        await tx.execute(sa.update(schema.stories).values(version=2))
        await mailings.amend(tx, MailingKind.CORRECTION, story.id, by=EDITOR, now=house.clock())
    await own.forget(READER)
    shown = (Shown(story.id, 1, "us-russia"),)
    arrived = [
        Outcome(delivery=each, state=DeliveryState.SENT, message_id=9, shown=shown) for each in claimed
    ]
    async with house.database.write() as tx:
        await outbox.split(tx, [(each, 2) for each in claimed], now=house.clock())
        await outbox.record(tx, arrived, now=house.clock())
    left = await everything(house)
    assert str(READER) not in left
    async with house.database.read() as connection:
        for table in (schema.receipts, schema.deliveries):
            readers = set(await connection.scalars(sa.select(table.c.subscriber_id)))
            assert readers == {each.subscriber_id for each in claimed if each.chat_id == 2002}


async def test_an_editor_who_is_forgotten_leaves_what_was_published(
    house: House, own: ReaderSettings
) -> None:
    await house.publish("Talks | us-russia")
    async with house.database.write() as tx:
        await tx.execute(
            sa.insert(schema.staff).values(
                user_id=EDITOR, role="editor", topics=[], granted_by=EDITOR, granted_at=house.clock()
            )
        )
        log = {
            "at": house.clock(),
            "by": EDITOR,
            "kind": "role",
            "detail": f"{EDITOR} became an editor; 9{EDITOR}",
        }
        await tx.execute(sa.insert(schema.acts).values(**log))
    assert "became an editor" in await everything(house)
    await own.forget(EDITOR)
    assert "0 became an editor" in await everything(house)
    left = (await everything(house)).replace(f"9{EDITOR}", "")
    assert f"{EDITOR}" not in left
    assert len((await house.readership.latest(READER)).digest.stories) == 1


async def test_everybody_is_handed_what_is_kept_about_them(house: House, own: ReaderSettings) -> None:
    await fill(house, own)
    kept = await own.export(READER)
    assert kept["subscribers"][0]["chat_id"] == READER
    assert kept["subscriptions"][0]["topic"] == "us-russia"
    assert kept["deliveries"][0]["state"] == "sending"
    assert [len(kept[name]) for name in ("schedules", "rules", "saved_stories", "followed_stories")] == [
        1
    ] * 4
    assert (await own.export(1))["subscribers"] == []
    await house.readership.set_up(-500, SubscriberKind.GROUP, by=READER)
    await Staff(house.database, house.clock, [EDITOR]).grant(READER, StaffRole.EDITOR, [], by=EDITOR)
    kept = await own.export(READER)
    assert kept["set_up"] == [-500]
    assert kept["staff"][0]["role"] == "editor"
    assert str(EDITOR) not in str(kept)


@pytest.mark.parametrize("silence", ["digest", "muted", "paused"])
async def test_who_does_not_want_a_story_at_once_is_not_sent_it(
    house: House, own: ReaderSettings, silence: str
) -> None:
    await house.readers(READER, 2002)
    later = house.clock() + timedelta(days=1)
    if silence == "digest":
        await own.set_slots(READER, [MORNING])
    elif silence == "muted":
        await own.mute(READER, "us-russia", later)
    else:
        await own.pause(READER, later)
    await house.publish("Talks | us-russia")
    async with house.database.write() as tx:
        owed = await outbox.claim(tx, now=house.clock(), limit=9, lease=timedelta(minutes=1))
    assert [each.chat_id for each in owed] == [2002]


async def test_silences_end_by_themselves(house: House, own: ReaderSettings) -> None:
    await house.readers(READER)
    await own.mute(READER, "us-russia", house.clock() + timedelta(days=1))
    await own.pause(READER, house.clock() + timedelta(days=1))
    house.clock.turn(days=1)
    await house.publish("Talks | us-russia")
    async with house.database.write() as tx:
        owed = await outbox.claim(tx, now=house.clock(), limit=9, lease=timedelta(minutes=1))
    assert [each.chat_id for each in owed] == [READER]


@pytest.mark.parametrize("paused", [False, True])
async def test_what_quiet_hours_held_back_comes_when_they_are_taken_back(
    house: House, own: ReaderSettings, *, paused: bool
) -> None:
    briefer = Briefer(house.database, house.clock)
    await house.readers(READER)
    await own.set_quiet(READER, QuietHours(time(7), time(9)))
    if paused:
        await own.pause(READER, house.clock() + timedelta(days=1))
    await own.set_quiet(READER, None)
    assert await briefer.work() == (0 if paused else 1)
    house.clock.turn(days=1)
    assert await briefer.work() == (1 if paused else 0)


async def test_nobody_keeps_words_without_end(own: ReaderSettings, house: House) -> None:
    await house.readers(READER)
    await own.set_length(READER, Length.FULL)
    for number in range(MOST_RULES):
        await own.add_rule(READER, "us-russia", f"word {number}", wanted=False)
    await own.add_rule(READER, "us-russia", "word 1", wanted=True)
    with pytest.raises(Conflict, match="take one back first"):
        await own.add_rule(READER, "us-russia", "one more", wanted=False)

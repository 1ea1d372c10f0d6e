"""Stories that are like earlier ones, on both engines, read as the product reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from house import EDITOR, House

from briefings import reading
from briefings.desk.corrections import Corrections
from briefings.desk.newsroom import Preview
from briefings.errors import Conflict, NotFound
from briefings.model import StoryState
from briefings.store import Database, stories

PORT = """Russia reopens the harbour of Kholmsk after the storm

KHOLMSK: Russia reopened the harbour of Kholmsk on Tuesday, two days after a storm had broken its outer dam and
sunk a ferry at its berth, the port office said.

Divers closed a hole of nine metres with bags of gravel. Eleven grain ships waited outside, and the first of them
was led in by two tugs at noon, the American owner of the cargo said.

The United States had offered a crane ship, which was not needed in the end, the embassy in Moscow said.
"""
AGAIN = PORT.replace(
    "Russia reopens the harbour of Kholmsk after the storm", "Ferry harbour works again"
).replace("at noon", "at one in the afternoon")
OTHER_PAPER = """Storm-hit Kholmsk harbour takes ships again, Russia says

Grain ships entered Kholmsk on Tuesday for the first time since Sunday's storm, after divers had filled the gap in the
outer dam, Russia said.

Kholmsk lost one ferry, which lies at its berth. The port office counts eleven waiting grain ships; tugs will lead in
four a day. The United States took back its offer of a crane ship, and Russia thanked Washington for it.
"""
ENGINE = """Pyongyang tests solid-fuel engine

North Korea fired a new solid-fuel rocket engine on a stand at Sohae, its state media said. Kim Jong Un watched and
spoke of a satellite by summer.

Engineers abroad estimated its thrust at 140 tonnes from the plume in photographs.
"""
FLOOD = """Flood destroys rice fields in North Korea

Heavy rain broke a dyke near Sinuiju and drowned a tenth of North Korea's rice land, a UN food agency said from
satellite pictures. Pyongyang asked for no help.

Prices for grain in border markets rose by a third within a fortnight, traders said.
"""
SUBMARINE = """Kim Jong Un inspects new submarine

North Korean leader Kim Jong Un inspected a new submarine at the Sinpo shipyard, state media KCNA reported on Wednesday.

The vessel can carry nuclear missiles, the report said. Analysts in Seoul doubt that it is ready for the sea.
"""
ELSEWHERE = """Moscow and Washington count warheads by satellite

Moscow and Washington will let the other side count silos from orbit for one more year, both foreign ministries said on
Wednesday in notes of the same length.

The notes name two satellites and a list of sites in North Dakota and near Tatishchevo, where inspectors had not been
since the pandemic.
"""


@pytest.fixture
def house(database: Database) -> House:
    return House(database, reads=reading.read)


async def sent(house: House, text: str) -> int:
    preview = await house.draft(text)
    house.clock.turn(hours=1)
    publication = await house.newsroom.publish(preview.submission.id, by=EDITOR)
    return publication.stories[0].id


def shares(preview: Preview) -> dict[int, float]:
    return {related.story.id: related.share for related in preview.related.values()}


async def event_of(house: House, story_id: int) -> int | None:
    async with house.database.read() as connection:
        found = await stories.find(connection, story_id)
    return found.event_id if found else None


async def test_the_same_text_under_another_headline_is_known_again(house: House) -> None:
    first = await sent(house, PORT)
    preview = await house.draft(AGAIN)
    assert shares(preview)[first] > 0.9
    assert next(iter(preview.related.values())).can_be_updated


async def test_another_report_of_the_happening_is_told_without_a_share(house: House) -> None:
    first = await sent(house, PORT)
    assert shares(await house.draft(OTHER_PAPER)) == {first: 0.0}


async def test_another_happening_is_like_nothing(house: House) -> None:
    await sent(house, PORT)
    assert not (await house.draft(ELSEWHERE)).related


async def test_two_stories_that_share_the_words_of_their_topic_are_two_happenings(house: House) -> None:
    await sent(house, ENGINE)
    assert not (await house.draft(FLOOD)).related
    assert not (await house.draft(SUBMARINE)).related


async def test_a_cancelled_paste_is_like_nothing(house: House) -> None:
    preview = await house.draft(PORT)
    await house.newsroom.cancel(preview.submission.id, by=EDITOR)
    assert not (await house.draft(AGAIN)).related


async def test_a_retracted_text_is_told_before_one_that_is_more_alike(house: House) -> None:
    first = await sent(house, PORT)
    second = await sent(house, AGAIN)
    async with house.database.write() as tx:
        await stories.set_state(tx, first, StoryState.RETRACTED)
    (related,) = (await house.draft(AGAIN)).related.values()
    assert related.story.id == first != second
    assert related.was_retracted


async def test_a_retracted_text_is_known_again_however_many_are_more_alike(house: House) -> None:
    first = await sent(house, PORT)
    async with house.database.write() as tx:
        await stories.set_state(tx, first, StoryState.RETRACTED)
    for _ in range(13):
        await sent(house, AGAIN)
    (related,) = (await house.draft(AGAIN)).related.values()
    assert related.story.id == first


async def test_both_texts_of_a_story_are_known_again_that_was_corrected_before_it_was_retracted(
    house: House,
) -> None:
    first = await sent(house, PORT)
    corrections = Corrections(house.database, house.clock)
    body = ELSEWHERE.partition("\n\n")[2]
    made = await corrections.propose(first, {"body": body}, by=EDITOR, chat_id=EDITOR)
    await corrections.confirm(made.proposal.id, by=EDITOR)
    made = await corrections.propose_retraction(first, "Wrong.", by=EDITOR, chat_id=EDITOR)
    await corrections.confirm(made.proposal.id, by=EDITOR)
    for text in (PORT, f"Another headline for it\n\n{body}"):
        (related,) = (await house.draft(text)).related.values()
        assert related.was_retracted
        assert related.share == 1


async def test_who_knew_of_one_retracted_text_is_told_of_another(house: House) -> None:
    first, second = await sent(house, AGAIN), await sent(house, PORT)
    corrections = Corrections(house.database, house.clock)

    async def retract(story_id: int) -> None:
        made = await corrections.propose_retraction(story_id, "Wrong.", by=EDITOR, chat_id=EDITOR)
        await corrections.confirm(made.proposal.id, by=EDITOR)

    await retract(first)
    house.clock.turn(hours=1)
    waits = (await house.draft(AGAIN)).submission.id
    at = house.clock() + timedelta(hours=2)
    with pytest.raises(Conflict, match=f"like #{first}, which was retracted"):
        await house.newsroom.decide(waits, by=EDITOR, at=at)
    await house.newsroom.decide(waits, by=EDITOR, at=at, knowing=True)
    house.clock.turn(hours=1)
    await retract(second)
    house.clock.turn(hours=1)
    with pytest.raises(Conflict, match=f"like #{second}, which was retracted"):
        await house.newsroom.publish_due(waits, by=EDITOR)


async def test_a_draft_is_marked_as_an_update_and_back(house: House) -> None:
    first = await sent(house, PORT)
    story = (await house.draft(AGAIN)).stories[0]
    for on in (True, True, False):
        preview = await house.newsroom.mark_update(story.id, first, on=on, by=EDITOR)
        assert preview.stories[0].update_of == (first if on else None)


async def test_nothing_is_an_update_of_what_was_not_sent(house: House) -> None:
    first = (await house.draft(PORT)).stories[0]
    second = (await house.draft(AGAIN)).stories[0]
    with pytest.raises(NotFound, match="not published"):
        await house.newsroom.mark_update(second.id, first.id, on=True, by=EDITOR)


async def test_reports_of_one_happening_share_an_event(house: House) -> None:
    first, elsewhere, third = [await sent(house, text) for text in (PORT, ELSEWHERE, OTHER_PAPER)]
    assert [await event_of(house, one) for one in (first, elsewhere, third)] == [first, elsewhere, first]


async def test_a_happening_is_over_after_three_days(house: House) -> None:
    await sent(house, PORT)
    house.clock.turn(days=4)
    assert shares(await house.draft(OTHER_PAPER)) == {}
    late = await sent(house, OTHER_PAPER)
    assert await event_of(house, late) == late


async def test_two_stories_of_one_paste_are_two_events(house: House) -> None:
    both = await house.draft(f"{PORT}\n\n{OTHER_PAPER}")
    assert len(both.stories) == 2
    await house.newsroom.publish(both.submission.id, by=EDITOR)
    first, second = (story.id for story in both.stories)
    assert [await event_of(house, one) for one in (first, second)] == [first, second]


async def test_of_two_stories_of_one_paste_the_nearer_one_belongs_to_a_happening(house: House) -> None:
    known = await sent(house, PORT)
    both = await house.draft(f"{OTHER_PAPER}\n\n{AGAIN}")
    farther, nearer = (story.id for story in both.stories)
    assert set(both.related) == {nearer}
    await house.newsroom.publish(both.submission.id, by=EDITOR)
    assert [await event_of(house, one) for one in (farther, nearer)] == [farther, known]


async def test_latest_tells_a_happening_once_with_all_its_sources(house: House) -> None:
    first, _, third = [
        await sent(house, text) for text in (f"{PORT}\n(Reuters)\n", ELSEWHERE, f"{OTHER_PAPER}\n(AFP)\n")
    ]
    page = await house.readership.latest(2001, count=1)
    assert [story.id for story in page.digest.stories] == [third, first]
    whole = await house.readership.latest(2001)
    assert [len(section.entries) for section in whole.digest.sections] == [2]
    assert whole.digest.sections[0].entries[0].stories[1].id == first

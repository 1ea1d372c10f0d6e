"""What the next shift is told, on both engines."""

from __future__ import annotations

import pytest
from house import EDITOR, House

from briefings.desk.corrections import Corrections
from briefings.desk.handover import SHOWN, Handover, Shift


def done(shift: Shift) -> list[tuple[str, list[str]]]:
    return [(act.kind, [story.headline for story in shift.about[act]]) for act in shift.acts]


async def test_what_went_out_what_waits_and_what_is_owed_is_told(house: House) -> None:
    await house.readers(2001, 2002)
    (old,) = (await house.publish("Old | us-russia")).stories
    house.clock.turn(hours=30)
    await house.readers(2003)
    (story,) = (await house.publish("A | us-russia")).stories
    draft = await house.draft("B | us-russia")
    corrections = Corrections(house.database, house.clock)
    proposed = await corrections.propose(old.id, {"claim": "unconfirmed"}, by=EDITOR, chat_id=EDITOR)
    await corrections.confirm(proposed.proposal.id, by=EDITOR)
    await corrections.propose(story.id, {"headline": "C"}, by=EDITOR, chat_id=EDITOR)
    shift = await Handover(house.database, house.clock).shift(8)
    assert [one.headline for one in shift.sent] == ["A"]
    assert [one.submission.id for one in shift.waiting] == [draft.submission.id]
    assert [one.id for one in shift.unconfirmed] == [old.id]
    assert [one.story_id for one in shift.proposed] == [story.id]
    assert done(shift) == [
        ("pushed", ["A"]),
        ("published", ["A"]),
        ("pushed", ["B"]),
        ("corrected: status", ["Old"]),
    ]


async def test_an_act_on_an_article_is_about_its_stories_but_those_that_were_dropped(house: House) -> None:
    draft = await house.draft("A | us-russia\nB | us-russia\nC | us-russia")
    await house.newsroom.drop_story(draft.stories[1].id, by=EDITOR)
    await house.newsroom.publish(draft.submission.id, by=EDITOR)
    assert done(await Handover(house.database, house.clock).shift(8))[-1] == ("published", ["A", "C"])


@pytest.mark.parametrize(
    ("manner", "acts"),
    [
        ("silent", ["marked silent", "no longer silent"]),
        ("breaking", ["marked breaking", "no longer breaking"]),
        ("ahead", ["marked for a few first", "no longer for a few first"]),
    ],
)
async def test_how_it_was_to_go_out_is_noted_in_words(house: House, manner: str, acts: list[str]) -> None:
    submission = (await house.draft("A | us-russia")).submission.id
    for on in (True, False):
        await house.newsroom.set_manner(submission, manner, on=on, by=EDITOR)
    shift = await Handover(house.database, house.clock).shift(8)
    assert [act.kind for act in shift.acts][1:] == acts


async def test_which_summaries_were_corrected_is_noted_by_their_topics(house: House) -> None:
    (story,) = (await house.publish("A | us-russia")).stories
    corrections = Corrections(house.database, house.clock)
    changes = {"headline": "B", "summary:us-russia": "Another summary."}
    proposed = await corrections.propose(story.id, changes, by=EDITOR, chat_id=EDITOR)
    await corrections.confirm(proposed.proposal.id, by=EDITOR)
    shift = await Handover(house.database, house.clock).shift(8)
    assert shift.acts[-1].kind == "corrected: headline, summary for us-russia"


async def test_who_gives_a_correction_up_is_on_record_once(house: House) -> None:
    (story,) = (await house.publish("A | us-russia")).stories
    corrections = Corrections(house.database, house.clock)
    proposed = await corrections.propose(story.id, {"headline": "B"}, by=EDITOR, chat_id=EDITOR)
    for _ in range(2):
        await corrections.cancel(proposed.proposal.id, by=EDITOR + 1)
    last = (await corrections.history(story.id)).acts[-2:]
    assert [(act.kind, act.detail, act.by) for act in last] == [
        ("published", "", EDITOR),
        ("correction given up", "headline", EDITOR + 1),
    ]


async def test_a_correction_that_fits_its_story_no_more_is_not_owed(house: House) -> None:
    (story,) = (await house.publish("A | us-russia")).stories
    corrections = Corrections(house.database, house.clock)
    done, left = [
        await corrections.propose(story.id, {"headline": text}, by=EDITOR, chat_id=EDITOR) for text in "BC"
    ]
    await corrections.confirm(done.proposal.id, by=EDITOR)
    awaited = await corrections.propose(story.id, {}, by=EDITOR, chat_id=EDITOR, awaiting="headline")

    async def owed() -> list[int]:
        shift = await Handover(house.database, house.clock).shift(8)
        return [one.id for one in shift.proposed]

    assert left.proposal.id not in await owed()
    assert await owed() == [awaited.proposal.id]
    gone = await corrections.propose_retraction(story.id, "Wrong.", by=EDITOR, chat_id=EDITOR)
    await corrections.confirm(gone.proposal.id, by=EDITOR)
    assert await owed() == []


async def test_of_much_that_was_done_the_newest_is_told(house: House) -> None:
    for number in range(SHOWN):
        await house.draft(f"Draft {number} | us-russia")
    await house.publish("A | us-russia")
    shift = await Handover(house.database, house.clock).shift(8)
    assert [act.kind for act in shift.acts[-2:]] == ["pushed", "published"]
    assert len(shift.acts) == SHOWN


async def test_the_trend_counts_messages_and_readers_by_day(house: House) -> None:
    await house.readers(2001, 2002)
    await house.publish("A | us-russia")
    house.clock.turn(hours=24)
    await house.readers(2003)
    await house.publish("B | us-russia")
    trend = await Handover(house.database, house.clock).trend()
    assert trend.messages[-2:] == (2, 3)
    assert trend.readers[-3:] == (0, 2, 3)
    assert (trend.days[-1] - trend.days[0]).days == 30

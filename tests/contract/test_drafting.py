"""Drafts are edited, split in two and joined into one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from house import DESK, EDITOR, House

from briefings.analysis.summary import summarise
from briefings.desk.corrections import Corrections
from briefings.desk.drafting import Drafting
from briefings.desk.newsroom import Preview
from briefings.errors import Conflict, NotFound
from briefings.model import DraftStory, Reading, Story, Topic, TopicMatch
from briefings.store import topics

FERRY = [
    "The first ferry from Pyongyang in nine years reached the port of Incheon on Tuesday with forty passengers.",
    "Families waited on the quay since dawn, and the harbour master of North Korea shook hands with his colleague.",
]
TALKS = [
    "Envoys of Washington and Moscow meet in Geneva",
    "The envoys of Washington and Moscow met on Monday to speak about arms control, officials said.",
    "Nobody expected a result, and there was none, the foreign ministry said in a statement.",
]
PAGE = "\n\n".join(["A ferry links the two Koreas again", *FERRY, *TALKS])


@pytest.fixture
def drafting(house: House) -> Drafting:
    return Drafting(house.database, house.clock)


def whole(raw: str, topics: Sequence[Topic]) -> Reading:
    """One story under every topic, however many stand in the text."""
    headline, *paragraphs = raw.split("\n\n")

    def summary(focus: Topic | None) -> str:
        return summarise(paragraphs, "en", headline=headline, focus=focus)

    matches = tuple(TopicMatch(topic.slug, 1.0, ("word",), summary(topic)) for topic in topics)
    draft = DraftStory(headline=headline, paragraphs=tuple(paragraphs), summary=summary(None), topics=matches)
    return Reading((draft,))


async def pushed(house: House, text: str) -> Preview:
    house.reads = whole
    return await house.draft(text)


def texts(preview: Preview) -> list[tuple[str, list[str]]]:
    return [(story.headline, list(story.paragraphs)) for story in preview.stories]


def summaries(story: Story) -> set[str]:
    return {match.summary or story.summary for match in story.topics if match.chosen}


async def test_a_story_keeps_its_address_in_both_halves_and_in_every_version(
    house: House, drafting: Drafting
) -> None:
    (story,) = (await pushed(house, PAGE)).stories
    page, later = "https://gazette.example/ferry", "https://gazette.example/ferry/2"
    preview = await drafting.edit(story.id, "source", f"Harbour Gazette {page}", by=EDITOR)
    assert [(one.source, one.url) for one in preview.stories] == [("Harbour Gazette", page)]
    preview = await drafting.edit(story.id, "source", "Gazette", by=EDITOR)
    preview = await drafting.split(story.id, "3", by=EDITOR)
    assert [(one.source, one.url) for one in preview.stories] == [("Gazette", page)] * 2
    preview = await drafting.edit(story.id, "source", later, by=EDITOR)
    preview = await drafting.merge(preview.stories[1].id, by=EDITOR)
    assert preview.stories[0].url == later
    await house.newsroom.publish(preview.submission.id, by=EDITOR)
    corrections = Corrections(house.database, house.clock)
    proposed = await corrections.propose(story.id, {"source": "Gazette -"}, by=EDITOR, chat_id=DESK)
    assert [(change.field, change.was, change.now) for change in proposed.changes] == [("address", later, "")]
    await corrections.confirm(proposed.proposal.id, by=EDITOR)
    history = await corrections.history(story.id)
    assert [one.fields["url"] for one in history.versions] == [later, ""]
    assert (history.story.url, history.story.amendments) == (None, ())


async def test_editors_who_change_a_draft_at_once_keep_what_the_other_changed(
    house: House, drafting: Drafting
) -> None:
    (story,) = (await house.draft("A | us-russia")).stories
    wanted = {"headline": "Another headline", "source": "The Lake Courier", "summary": "Another summary."}
    await asyncio.gather(*(drafting.edit(story.id, field, text, by=EDITOR) for field, text in wanted.items()))
    (now,) = (await house.newsroom.preview(story.submission_id)).stories
    assert {field: getattr(now, field) for field in wanted} == wanted


async def test_a_draft_is_split_before_a_paragraph_that_becomes_a_headline(
    house: House, drafting: Drafting
) -> None:
    (story,) = (await pushed(house, PAGE)).stories
    assert len(story.paragraphs) == 5
    preview = await drafting.split(story.id, "3", by=EDITOR)
    assert texts(preview) == [(story.headline, FERRY), (TALKS[0], TALKS[1:])]
    ferry, talks = preview.stories
    assert {match.slug for match in ferry.topics} == {match.slug for match in talks.topics}
    assert not any("Moscow" in summary for summary in summaries(ferry))
    assert not any("ferry" in summary for summary in summaries(talks))


async def test_what_was_split_is_joined_again_under_the_topics_of_both(
    house: House, drafting: Drafting
) -> None:
    (story,) = (await pushed(house, PAGE)).stories
    ferry, talks = (await drafting.split(story.id, "3", by=EDITOR)).stories
    await house.newsroom.toggle_topic(ferry.id, "us-russia", chosen=False, by=EDITOR)
    await house.newsroom.toggle_topic(talks.id, "us-russia", chosen=True, by=EDITOR)
    preview = await drafting.merge(talks.id, by=EDITOR)
    joined, gone = preview.stories
    assert list(joined.paragraphs) == [*FERRY, *TALKS]
    assert gone.state == "dropped"
    assert {"us-russia", "north-korea"} <= {match.slug for match in joined.topics if match.chosen}


async def joined(house: House, drafting: Drafting) -> tuple[Story, Story]:
    (story,) = (await pushed(house, PAGE)).stories
    ferry, talks = (await drafting.split(story.id, "3", by=EDITOR)).stories
    await house.newsroom.toggle_topic(ferry.id, "us-russia", chosen=False, by=EDITOR)
    await house.newsroom.toggle_topic(talks.id, "north-korea", chosen=False, by=EDITOR)
    await drafting.merge(talks.id, by=EDITOR)
    return ferry, talks


def chosen(story: Story) -> set[str]:
    return {match.slug for match in story.topics if match.chosen}


async def test_what_was_joined_and_comes_back_leaves_the_other_as_it_was(
    house: House, drafting: Drafting
) -> None:
    ferry, talks = await joined(house, drafting)
    _, gone = (await house.newsroom.preview(ferry.submission_id)).stories
    assert gone.joined is not None
    assert gone.joined.to == ferry.id
    preview = await house.newsroom.restore_story(talks.id, by=EDITOR)
    assert texts(preview) == [(ferry.headline, FERRY), (TALKS[0], TALKS[1:])]
    first, second = preview.stories
    assert (first.state, second.state, second.joined) == ("draft", "draft", None)
    assert (chosen(first), chosen(second)) == ({"north-korea"}, {"us-russia"})
    assert summaries(first) == {summary for summary in summaries(ferry) if "Moscow" not in summary}


async def test_what_was_joined_comes_back_after_a_topic_that_it_lent_was_removed(
    house: House, drafting: Drafting
) -> None:
    draft = (await house.draft("A | us-russia\nB | us-russia")).stories
    async with house.database.write() as tx:
        await topics.put(tx, Topic("boats", "Boats"))
    await house.newsroom.toggle_topic(draft[1].id, "boats", by=EDITOR)
    await drafting.merge(draft[1].id, by=EDITOR)
    async with house.database.write() as tx:
        await topics.remove(tx, (await topics.ids(tx))["boats"])
    first, second = (await house.newsroom.restore_story(draft[1].id, by=EDITOR)).stories
    assert (first.state, second.state, chosen(first)) == ("draft", "draft", {"us-russia"})


async def test_what_was_edited_since_it_was_joined_is_not_taken_apart(
    house: House, drafting: Drafting
) -> None:
    ferry, talks = await joined(house, drafting)
    await drafting.edit(ferry.id, "body", "\n\n".join([*FERRY, TALKS[0], TALKS[2]]), by=EDITOR)
    before = texts(await house.newsroom.preview(ferry.submission_id))
    with pytest.raises(Conflict, match=f"#{ferry.id}, where its text was changed since: split #{ferry.id}"):
        await house.newsroom.restore_story(talks.id, by=EDITOR)
    assert texts(await house.newsroom.preview(ferry.submission_id)) == before


async def test_of_stories_joined_one_after_another_the_last_joint_is_undone_first(
    house: House, drafting: Drafting
) -> None:
    (story,) = (await pushed(house, "\n\n".join([PAGE, *TALKS]))).stories
    ferry, talks = (await drafting.split(story.id, "3", by=EDITOR)).stories
    _, _, again = (await drafting.split(talks.id, "3", by=EDITOR)).stories
    await drafting.merge(again.id, by=EDITOR)
    await drafting.merge(talks.id, by=EDITOR)
    with pytest.raises(Conflict, match=f"and that on to #{ferry.id}: restore #{talks.id} first"):
        await house.newsroom.restore_story(again.id, by=EDITOR)
    await house.newsroom.restore_story(talks.id, by=EDITOR)
    preview = await house.newsroom.restore_story(again.id, by=EDITOR)
    assert texts(preview)[1:] == [(TALKS[0], TALKS[1:]), (TALKS[0], TALKS[1:])]


async def test_a_summary_that_an_editor_wrote_stays(house: House, drafting: Drafting) -> None:
    (story,) = (await pushed(house, PAGE)).stories
    await drafting.edit(story.id, "summary", "As an editor put it.", by=EDITOR)
    ferry, talks = (await drafting.split(story.id, "3", by=EDITOR)).stories
    assert summaries(ferry) == summaries(talks) == {"As an editor put it."}


async def test_a_text_that_was_retracted_is_known_in_what_was_split_off_or_written_in(
    house: House, drafting: Drafting
) -> None:
    (first,) = (await pushed(house, "\n\n".join(TALKS))).stories
    await house.newsroom.publish(first.submission_id, by=EDITOR)
    (story,) = (await pushed(house, PAGE)).stories
    preview = await drafting.split(story.id, "3", by=EDITOR)
    ferry, talks = preview.stories
    assert preview.related[talks.id].story.id == first.id
    assert ferry.id not in preview.related
    preview = await drafting.edit(ferry.id, "body", "\n\n".join(TALKS[1:]), by=EDITOR)
    assert preview.related[ferry.id].story.id == first.id
    published = await house.newsroom.publish(story.submission_id, by=EDITOR)
    assert all(one.event_id for one in (await house.newsroom.preview(published.submission.id)).stories)


async def test_what_cannot_be_split_or_joined_is_refused_and_left_as_it_is(
    house: House, drafting: Drafting
) -> None:
    (story,) = (await pushed(house, PAGE)).stories
    for paragraph in ("0", "1", "5", "9"):
        with pytest.raises(Conflict, match="has 5 paragraphs: split it before one of the paragraphs 2 to 4"):
            await drafting.split(story.id, paragraph, by=EDITOR)
    with pytest.raises(Conflict, match="There is no draft before"):
        await drafting.merge(story.id, by=EDITOR)
    with pytest.raises(NotFound):
        await drafting.split(999, "2", by=EDITOR)
    await house.newsroom.publish(story.submission_id, by=EDITOR)
    with pytest.raises(Conflict, match="already published"):
        await drafting.split(story.id, "3", by=EDITOR)
    assert texts(await house.newsroom.preview(story.submission_id)) == [(story.headline, [*FERRY, *TALKS])]

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from briefings.digest import compose, led_by, recompose
from briefings.model import Story, StoryState, Topic, TopicMatch

RUSSIA, KOREA, SPACE = (Topic(slug, slug.title()) for slug in ("us-russia", "north-korea", "space"))


def story(number: int, *matches: TopicMatch, summary: str = "General.") -> Story:
    return Story(
        id=number, submission_id=1, headline=f"H{number}", paragraphs=("P.",), summary=summary, topics=matches
    )


def test_a_story_stands_once_under_the_followed_topic_it_says_most_about() -> None:
    both = story(
        1, TopicMatch("us-russia", 0.4, (), "On Russia."), TopicMatch("north-korea", 0.9, (), "On Korea.")
    )
    [section] = compose([both], [RUSSIA, KOREA]).sections
    assert (section.topic, section.entries[0].summary) == (KOREA, "On Korea.")


def test_a_follower_of_one_topic_gets_that_topics_part() -> None:
    both = story(
        1, TopicMatch("us-russia", 0.9, (), "On Russia."), TopicMatch("north-korea", 0.4, (), "On Korea.")
    )
    [section] = compose([both], [KOREA]).sections
    assert section.entries[0].summary == "On Korea."


def test_on_equal_scores_the_topic_that_comes_first_wins() -> None:
    both = story(1, TopicMatch("north-korea", 0.5), TopicMatch("us-russia", 0.5))
    assert [section.topic for section in compose([both], [RUSSIA, KOREA]).sections] == [RUSSIA]


def test_sections_follow_the_topics_and_entries_the_stories() -> None:
    stories = [
        story(1, TopicMatch("north-korea", 1.0)),
        story(2, TopicMatch("us-russia", 1.0)),
        story(3, TopicMatch("north-korea", 1.0)),
    ]
    digest = compose(stories, [RUSSIA, SPACE, KOREA])
    assert [
        (section.topic, [entry.story.id for entry in section.entries]) for section in digest.sections
    ] == [
        (RUSSIA, [2]),
        (KOREA, [1, 3]),
    ]
    assert [each.id for each in digest.stories] == [2, 1, 3]


def test_what_no_editor_chose_and_nobody_follows_is_left_out() -> None:
    stories = [story(1, TopicMatch("us-russia", chosen=False)), story(2, TopicMatch("north-korea")), story(3)]
    assert compose(stories, [RUSSIA]).sections == ()


def test_without_a_summary_for_the_topic_the_storys_own_is_shown() -> None:
    [section] = compose([story(1, TopicMatch("us-russia"))], [RUSSIA]).sections
    assert section.entries[0].summary == "General."


def report(number: int, event: int | None, source: str, topic: str = "us-russia") -> Story:
    return replace(
        story(number, TopicMatch(topic, 1.0)),
        event_id=event,
        source=source,
        state=StoryState.PUBLISHED,
        published_at=datetime(2026, 3, 1, number, tzinfo=UTC),
    )


def test_reports_of_one_happening_are_one_entry_with_its_sources_newest_first() -> None:
    told = [report(1, 1, "Herald"), report(2, None, "Herald"), report(3, 1, "Post"), report(4, 1, "Herald")]
    [section] = compose(told, [RUSSIA]).sections
    assert [(entry.story.id, [also.id for also in entry.also]) for entry in section.entries] == [
        (2, []),
        (4, [3, 1]),
    ]
    assert [told.id for told in section.entries[1].sources] == [4, 3]


def test_of_a_source_the_report_is_named_that_can_be_opened_where_it_stands() -> None:
    [section] = compose(
        [
            replace(report(1, 1, "Herald"), url="https://herald.example/1"),
            report(2, 1, "Post"),
            replace(report(3, 1, ""), url="https://www.courier.example/3"),
            report(4, 1, "Herald"),
        ],
        [RUSSIA],
    ).sections
    assert [(told.id, told.outlet) for told in section.entries[0].sources] == [
        (1, "Herald"),
        (3, "courier.example"),
        (2, "Post"),
    ]


def test_a_happening_told_under_two_topics_stands_under_that_of_the_newest() -> None:
    told = [report(1, 1, "Herald", "north-korea"), report(2, 1, "Post")]
    [section] = compose(told, [RUSSIA, KOREA]).sections
    assert section.topic == RUSSIA
    assert [one.id for one in section.entries[0].stories] == [2, 1]


def test_a_message_made_anew_gathers_the_same_reports() -> None:
    told = [report(1, 1, "Herald", "north-korea"), report(2, 1, "Post"), report(3, None, "Post")]
    digest = compose(told, [RUSSIA, KOREA])
    assert [shown.story_id for shown in digest.shown] == [2, 1, 3]
    topics = {topic.slug: topic for topic in (RUSSIA, KOREA)}
    assert recompose(digest.shown, {one.id: one for one in told}, topics, digest.kind) == digest


def test_reports_of_one_source_stay_apart_unless_one_updates_the_other() -> None:
    told = [report(1, 1, "Post"), report(2, 1, "Post")]
    assert [len(section.entries) for section in compose(told, [RUSSIA]).sections] == [2]
    [section] = compose([told[0], replace(told[1], update_of=1)], [RUSSIA]).sections
    assert [one.id for one in section.entries[0].stories] == [2, 1]


def test_a_retracted_report_stands_alone() -> None:
    told = [replace(report(1, 1, "Herald"), state=StoryState.RETRACTED), report(2, 1, "Post")]
    [section] = compose(told, [RUSSIA]).sections
    assert [entry.also for entry in section.entries] == [(), ()]


def test_only_the_entries_led_by_given_stories_are_kept() -> None:
    digest = compose([report(1, 1, "Herald"), report(2, 1, "Post"), report(3, 3, "Post")], [RUSSIA])
    assert [one.id for one in led_by(digest, {1, 3}).stories] == [3]

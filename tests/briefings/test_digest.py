from __future__ import annotations

from briefings.digest import compose
from briefings.model import Story, Topic, TopicMatch

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

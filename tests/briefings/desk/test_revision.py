"""What a change makes of a story."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from briefings.desk import revision
from briefings.errors import Conflict
from briefings.model import Claim, Story, StoryState, TopicMatch

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
STORY = Story(
    id=12,
    submission_id=1,
    headline="Twelve envoys meet",
    paragraphs=("Twelve envoys met on Monday.", "They spoke about arms."),
    source="The Courier",
    summary="Twelve envoys met on Monday.",
    state=StoryState.PUBLISHED,
    topics=(
        TopicMatch("us-russia", 1, (), "Twelve envoys met on Monday."),
        TopicMatch("north-korea", 1, (), "They spoke."),
    ),
)


def changed(field: str, text: str, *, told: bool = True) -> Story:
    return revision.revised(STORY, revision.difference(STORY, {field: text}), (), now=NOW, told=told)


def test_a_change_makes_the_next_version_and_says_what_stood_there() -> None:
    after = changed("headline", "Eleven  envoys\nmeet")
    assert (after.version, after.headline) == (2, "Eleven envoys meet")
    (told,) = after.amendments
    assert (told.field, told.was, told.now, told.at) == (
        "headline",
        "Twelve envoys meet",
        "Eleven envoys meet",
        NOW,
    )


def test_a_silent_change_says_nothing() -> None:
    assert changed("headline", "Eleven envoys meet", told=False).amendments == ()


def test_a_summary_changes_under_every_topic_or_under_one() -> None:
    assert {match.summary for match in changed("summary", "New.").topics} == {"New."}
    one = changed("summary:north-korea", "New.")
    assert [match.summary for match in one.topics] == ["Twelve envoys met on Monday.", "New."]
    assert one.summary == STORY.summary


def test_a_body_is_cut_into_paragraphs_and_keeps_the_summaries_that_are_in_it() -> None:
    after = changed("body", "Twelve envoys met on Monday.\n\nThey spoke. They\nleft.")
    assert after.paragraphs == ("Twelve envoys met on Monday.", "They spoke. They left.")
    assert [match.summary for match in after.topics] == [match.summary for match in STORY.topics]


def test_a_body_without_the_sentence_of_a_summary_brings_a_new_one() -> None:
    after = changed("body", "Eleven envoys met on Tuesday in the capital, officials said.")
    assert after.summary == "Eleven envoys met on Tuesday in the capital, officials said."


def test_a_source_may_be_taken_out_and_a_status_given() -> None:
    assert changed("source", "").source is None
    assert changed("claim", "disputed").claim is Claim.DISPUTED


@pytest.mark.parametrize(
    ("text", "source", "url"),
    [
        (
            "The Courier https://courier.example/envoys?utm_source=chat#top",
            "The Courier",
            "https://courier.example/envoys",
        ),
        ("The Daily Courier", "The Daily Courier", "https://old.example/envoys"),
        ("The Daily Courier -", "The Daily Courier", None),
        ("https://courier.example/envoys", "The Courier", "https://courier.example/envoys"),
        ("-", "The Courier", None),
        ("", None, "https://old.example/envoys"),
    ],
)
def test_a_source_takes_an_address_at_its_end(text: str, source: str | None, url: str | None) -> None:
    story = replace(STORY, url="https://old.example/envoys")
    after = revision.revised(story, revision.difference(story, {"source": text}), (), now=NOW, told=True)
    assert (after.source, after.url) == (source, url)
    assert not any("://" in said.was + said.now for said in after.amendments)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("headline", " Twelve envoys  meet"),
        ("headline", " "),
        ("summary:nowhere", "x"),
        ("claim", "unmarked"),
    ],
)
def test_what_changes_nothing_or_leaves_nothing_is_refused(field: str, text: str) -> None:
    with pytest.raises(Conflict):
        revision.difference(STORY, {field: text})


def test_a_retraction_keeps_the_reason() -> None:
    gone = revision.retracted(STORY, "It was wrong.")
    assert gone == replace(STORY, version=2, state=StoryState.RETRACTED, retraction="It was wrong.")


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("a b c d e f g h", "a b c d X f g h", ("… b c d e f g h", "… b c d X f g h")),
        ("a", "b", ("a", "b")),
        ("a b", "a b c", ("a b", "a b c")),
        ("a a", "a a a", ("a a", "a a a")),
    ],
)
def test_the_stretch_that_differs_is_shown_with_a_few_words_around(
    was: str, now: str, shown: tuple[str, str]
) -> None:
    assert revision.stretch(was, now) == shown


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("headline", "\u202e\u200b", "A headline cannot be empty."),
        ("body", " . ", "A body needs a word or a number."),
        ("source", "…", "A source needs a word or a number."),
        ("headline", "w" * 301, "A headline has at most 300 characters; this one has 301."),
        ("summary:us-russia", "w" * 2001, "A summary has at most 2000 characters; this one has 2001."),
        (
            "source",
            "The Courier https://courier/envoys",
            "No reader can open that address: copy it from the browser's address bar.",
        ),
        ("address", "x", "There is no such field: write headline, summary, body or source."),
        ("bogus", "x", "There is no such field: write headline, summary, body or source."),
        ("headline:us-russia", "x", "There is no such field: write headline, summary, body or source."),
    ],
)
def test_what_no_reader_should_get_is_refused_in_a_sentence(field: str, text: str, sentence: str) -> None:
    with pytest.raises(Conflict) as refused:
        changed(field, text)
    assert str(refused.value) == sentence


def test_what_turns_the_order_of_the_text_is_taken_out() -> None:
    assert changed("headline", "Eleven \u202eenvoys\u202c meet").headline == "Eleven envoys meet"
    assert changed("source", "").source is None

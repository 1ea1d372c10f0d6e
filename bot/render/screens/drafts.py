"""What editors are shown of a draft on its way: what can be changed, when and how it goes out, who has to approve."""

from __future__ import annotations

from bot.buttons.card import Cancel, Publish, PublishAgain, ShowCard
from bot.buttons.drafts import (
    AskTime,
    EditDraft,
    LiftEmbargo,
    MergeDraft,
    SetManner,
    ShowAsFollower,
    TakeBack,
)
from bot.render.fitting import split_html
from bot.render.renderer import Renderer
from bot.render.screen import Button, Rows, Screen
from bot.render.screens import digests
from briefings.desk.newsroom import Preview
from briefings.desk.preview import stamp_of
from briefings.desk.publishing import AHEAD, BREAKING, SILENT
from briefings.desk.staff import Rights
from briefings.digest import compose
from briefings.model import Story, StoryState, Submission, SubmissionState, Topic, TopicMatch

_FEW = 4


def waiting(renderer: Renderer, preview: Preview, rights: Rights) -> Screen:
    """The card while it waits for its time, or for a second editor."""
    submission = preview.submission
    asked = submission.state is SubmissionState.ASKED
    label = renderer.label("approve" if asked else "publish_now")
    decide = Button(label, Publish(submission.id, preview.stamp), style="success")
    if preview.was_retracted:
        decide = publish_again(renderer, preview)
    back = Button(renderer.label("back_to_draft"), TakeBack(submission.id))
    cancel = Button(renderer.label("cancel"), Cancel(submission.id))
    rows = [
        *follower_rows(renderer, preview),
        [decide] if rights.decide and not _embargoed(submission) else [],
        [back, cancel] if rights.take_back else [],
    ]
    return Screen(renderer.render("waiting", preview=preview), rows)


def publish_again(renderer: Renderer, preview: Preview) -> Button:
    """The button that publishes knowing that a text was retracted once."""
    again = PublishAgain(preview.submission.id, preview.stamp)
    return Button(renderer.label("publish_again"), again, style="danger")


def _embargoed(submission: Submission) -> bool:
    """Whether it goes out when its embargo ends, and at no other time."""
    return submission.state is SubmissionState.SCHEDULED and submission.embargo_until == submission.due_at


def manner(renderer: Renderer, preview: Preview, words: int) -> Screen:
    """When and how a submission is to go out; its `words` were seen on its card, and the rest is seen here."""
    submission, seen = preview.submission, stamp_of(preview.submission, words)
    ways = [
        Button(
            renderer.label("way", word=word, on=word in submission.manner),
            SetManner(submission.id, words, word, word not in submission.manner),
        )
        for word in (SILENT, BREAKING, AHEAD)
    ]
    embargo = Button(renderer.label("embargo"), AskTime(submission.id, seen, embargo=True))
    if submission.embargo_until:
        embargo = Button(renderer.label("lift_embargo"), LiftEmbargo(submission.id, words))
    at = Button(renderer.label("at_a_time"), AskTime(submission.id, seen, embargo=False))
    back = Button(renderer.label("back"), ShowCard(submission.id))
    silently, breaking, ahead = ways
    rows = [[at, embargo], [silently, breaking], [ahead, back]]
    return Screen(renderer.render("manner", preview=preview), rows)


def draft(renderer: Renderer, preview: Preview, story: Story) -> Screen:
    """A draft with all that can be changed on it."""
    by_slug = {topic.slug: topic for topic in preview.topics}
    matches = [(match, by_slug[match.slug]) for match in story.topics if match.chosen]
    html = split_html(renderer.render("draft", story=story, matches=matches))[0]
    fields = [
        Button(renderer.label("field", field=field, topic=None), EditDraft(story.id, field))
        for field in ("headline", "source", "body")
    ]
    merge = Button(renderer.label("merge"), MergeDraft(story.id))
    split = Button(renderer.label("split"), EditDraft(story.id, "split"))
    fields += [split] if len(story.paragraphs) > 2 else []  # noqa: PLR2004  a headline and some text each
    back = Button(renderer.label("back"), ShowCard(preview.submission.id))
    rows = [fields[:2], fields[2:], *_summaries(renderer, story, matches), [merge] if story.position else []]
    return Screen(html, [*rows, [back]])


def as_follower(renderer: Renderer, preview: Preview, slug: str) -> list[Screen]:
    """What a follower of one topic will get, from the same renderer; nothing where the topic is not chosen."""
    followed = [topic for topic in preview.topics if topic.slug == slug]
    stories = [story for story in preview.stories if story.state is not StoryState.DROPPED]
    return [Screen(screen.html) for screen in digests.delivered(renderer, compose(stories, followed))]


def follower_rows(renderer: Renderer, preview: Preview) -> Rows:
    """A button for each of the first topics that shows what its followers will get, two in a row."""
    chosen = [topic for topic in preview.topics if topic.slug in preview.slugs][:_FEW]
    label = "as_follower" if len(chosen) == 1 else "as_followers"
    buttons = [
        Button(renderer.label(label, topic=topic), ShowAsFollower(preview.submission.id, topic.slug))
        for topic in chosen
    ]
    return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]


def _summaries(renderer: Renderer, story: Story, matches: list[tuple[TopicMatch, Topic]]) -> Rows:
    return [
        [
            Button(
                renderer.label("field", field="summary", topic=topic),
                EditDraft(story.id, "summary", topic.slug),
            )
        ]
        for _, topic in matches[:4]
    ]

"""What editors are shown: the card of a submission in all its states, the drafts, the numbers.

awaiting -> collecting -> preview (pages, the topics of one story) -> published | cancelled
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons.card import (
    Assign,
    Cancel,
    ChooseTopics,
    Drop,
    FinishCollecting,
    MarkUpdate,
    OpenCard,
    Publish,
    Restore,
    ShowCard,
)
from bot.buttons.desk import AskAgain, Undo
from bot.buttons.drafts import ShowDraft, ShowManner
from bot.buttons.topics import ShowLeftOut
from bot.delivery.forecast import Outlook
from bot.render.fitting import split_html, visible_length
from bot.render.renderer import Renderer
from bot.render.screen import Button, Rows, Screen
from bot.render.screens import drafts
from bot.render.screens.corrections import correct_rows
from briefings.desk.lint import lint
from briefings.desk.newsroom import Preview
from briefings.desk.staff import Rights
from briefings.model import (
    DeliveryCounts,
    Story,
    StoryState,
    Submission,
    SubmissionState,
    Topic,
    TopicMatch,
)

_PAGE_LENGTH = 3400  # leaves room for the head and foot of the card
_PAGE_STORIES = 4  # their buttons stay within thumb's reach
_FEW_TOPICS = 4  # so many are offered below every story; of more, only those that matched
_MOST_TOPICS = 90  # Telegram takes about a hundred buttons
_SUMMARY_LENGTHS = (1000, 300, 100, 0)
_RESULTS_SHOWN = 12


def card(
    renderer: Renderer,
    preview: Preview,
    counts: DeliveryCounts,
    page: int = 0,
    *,
    outlook: Outlook = Outlook(),  # noqa: B008  frozen
    rights: Rights = Rights(),  # noqa: B008  same
) -> Screen:
    """The card of a submission as it stands now; `counts` are its deliveries, once it is published.

    `outlook`: how long these deliveries will take, before and after it is published. `rights`: what its reader can do.
    """
    submission = preview.submission
    if submission.state in {SubmissionState.AWAITING, SubmissionState.COLLECTING}:
        return collecting(renderer, submission)
    if submission.state is SubmissionState.CANCELLED:
        return Screen(renderer.render("cancelled"))
    if submission.state is SubmissionState.PUBLISHED:
        return _published(renderer, preview, counts, outlook, rights)
    if submission.state in {SubmissionState.ASKED, SubmissionState.SCHEDULED}:
        return drafts.waiting(renderer, preview, rights)
    return _preview(renderer, preview, page, outlook, rights)


def collecting(renderer: Renderer, submission: Submission) -> Screen:
    """The card while the article is awaited, or its parts are being joined."""
    cancel = Button(renderer.label("cancel"), Cancel(submission.id))
    if submission.state is SubmissionState.AWAITING:
        return Screen(renderer.render("awaiting"), [[cancel]])
    done = Button(renderer.label("done"), FinishCollecting(submission.id))
    return Screen(renderer.render("collecting", answers=submission.answers), [[done, cancel]])


def page_of(renderer: Renderer, preview: Preview, story_id: int) -> int:
    """The page of the card that shows a story."""
    pages = _pages(renderer, preview)
    return next((n for n, page in enumerate(pages) if any(story.id == story_id for story, _ in page)), 0)


def choosing(renderer: Renderer, preview: Preview, story: Story) -> Screen:
    """All topics for one story, to tap on and off."""
    buttons = [_assign(renderer, story, topic, choosing=True) for topic in preview.topics[:_MOST_TOPICS]]
    rows = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    page = page_of(renderer, preview, story.id)
    back = Button(renderer.label("back"), ShowCard(preview.submission.id, page))
    return Screen(renderer.render("choosing", story=story), [*rows, [back]])


def _preview(renderer: Renderer, preview: Preview, page: int, outlook: Outlook, rights: Rights) -> Screen:
    pages = _pages(renderer, preview) or [[]]
    page = min(page, len(pages) - 1)
    stories = [story for story, _ in pages[page]]
    html = renderer.render(
        "preview",
        preview=preview,
        page=page,
        pages=len(pages),
        blocks=[block for _, block in pages[page]],
        sendable=len(preview.slugs),
        outlook=outlook,
        rights=rights,
    )
    rows: list[Sequence[Button]] = []
    for story in stories:
        rows += _story_rows(renderer, preview, story)
    rows.append(_page_turns(renderer, preview, page, len(pages)))
    rows.append(_beside(renderer, preview))
    cancel = Button(renderer.label("cancel"), Cancel(preview.submission.id))
    if not preview.slugs:
        return Screen(html, [*rows, [cancel]])
    manner = Button(renderer.label("manner"), ShowManner(preview.submission.id, preview.words))
    rows += drafts.follower_rows(renderer, preview)
    if not rights.decide:
        hand_over = Publish(preview.submission.id, preview.stamp)
        return Screen(
            html, [*rows, [Button(renderer.label("hand_over"), hand_over, style="success")], [cancel]]
        )
    return Screen(html, [*rows, [_publish(renderer, preview)], [manner, cancel]])


def _beside(renderer: Renderer, preview: Preview) -> list[Button]:
    """Buttons for what there is beside the stories: lines that were left out, the same text of before."""
    left_out = renderer.label("left_out", count=preview.left_out)
    return [
        *([Button(left_out, ShowLeftOut(preview.submission.id))] if preview.left_out else []),
        *([Button(renderer.label("open_earlier"), OpenCard(preview.earlier.id))] if preview.earlier else []),
    ]


def _publish(renderer: Renderer, preview: Preview) -> Button:
    """The button that publishes; one of its own where a text was retracted once."""
    if preview.was_retracted:
        return drafts.publish_again(renderer, preview)
    label = renderer.label("publish", readers=preview.readers)
    return Button(label, Publish(preview.submission.id, preview.stamp), style="success")


def _pages(renderer: Renderer, preview: Preview) -> list[list[tuple[Story, str]]]:
    """The stories of the card with their HTML, page by page."""
    pages: list[list[tuple[Story, str]]] = []
    used = 0
    for story in preview.stories:
        block = _block(renderer, preview, story)
        length = visible_length(block)
        if not pages or len(pages[-1]) == _PAGE_STORIES or used + length > _PAGE_LENGTH:
            pages.append([])
            used = 0
        pages[-1].append((story, block))
        used += length
    return pages


def _block(renderer: Renderer, preview: Preview, story: Story) -> str:
    """One story of the card; many topics leave less room for what each follower will read."""
    matches = [(match, topic) for topic in preview.topics if (match := _match(story, topic))]
    block = ""
    for longest in _SUMMARY_LENGTHS:
        related = preview.related.get(story.id)
        block = renderer.render(
            "preview_story",
            story=story,
            matches=matches,
            longest=longest,
            related=related,
            remarks=lint(story),
        )
        if visible_length(block) <= _PAGE_LENGTH:
            return block
    return split_html(block, _PAGE_LENGTH)[0]


def _match(story: Story, topic: Topic) -> TopicMatch | None:
    return next((match for match in story.topics if match.slug == topic.slug), None)


def _story_rows(renderer: Renderer, preview: Preview, story: Story) -> Rows:
    if story.state is StoryState.DROPPED:
        return [[Button(renderer.label("restore", story=story), Restore(story.id))]]
    few = len(preview.topics) <= _FEW_TOPICS
    offered = [topic for topic in preview.topics if few or _match(story, topic)][:_FEW_TOPICS]
    buttons = [_assign(renderer, story, topic) for topic in offered]
    if not few:
        buttons.append(
            Button(renderer.label("choose", story=story), ChooseTopics(preview.submission.id, story.id))
        )
    edit = Button(renderer.label("edit_draft", story=story), ShowDraft(story.id))
    drop = Button(renderer.label("drop", story=story), Drop(story.id))
    last = [edit, drop]
    related = preview.related.get(story.id)
    on = related is not None and story.update_of == related.story.id
    if related and (related.can_be_updated or on):
        label = renderer.label("mark_update", story=story, earlier=related.story, on=on)
        last.append(Button(label, MarkUpdate(story.id, related.story.id, on=not on)))
    return [*(buttons[start : start + 2] for start in range(0, len(buttons), 2)), last]


def _assign(renderer: Renderer, story: Story, topic: Topic, *, choosing: bool = False) -> Button:
    match = _match(story, topic)
    chosen = match is not None and match.chosen
    label = renderer.label("assign", topic=topic, on=chosen, story=story)
    return Button(label, Assign(story.id, topic.slug, on=not chosen, choosing=choosing))


def _page_turns(renderer: Renderer, preview: Preview, page: int, pages: int) -> list[Button]:
    def turn(label: str, to: int) -> Button:
        return Button(renderer.label(label, page=to + 1), ShowCard(preview.submission.id, to))

    return [
        *([turn("earlier_part", page - 1)] if page else []),
        *([turn("later_part", page + 1)] if page + 1 < pages else []),
    ]


def _published(
    renderer: Renderer, preview: Preview, counts: DeliveryCounts, outlook: Outlook, rights: Rights
) -> Screen:
    stories = [story for story in preview.stories if story.state is not StoryState.DROPPED]
    shown = [
        (story, [topic for topic in preview.topics if (match := _match(story, topic)) and match.chosen])
        for story in stories[:_RESULTS_SHOWN]
    ]
    html = renderer.render(
        "published",
        submission=preview.submission,
        undoable=preview.undoable,
        stories=shown,
        more=len(stories) - len(shown),
        later=preview.readers - preview.at_once,
        counts=counts,
        outlook=outlook,
    )
    refresh = Button(renderer.label("refresh"), ShowCard(preview.submission.id))
    corrects = correct_rows(renderer, stories[:_RESULTS_SHOWN])
    under_way = [refresh] if counts.owed else []
    if preview.undoable and rights.decide:
        under_way.append(Button(renderer.label("undo"), Undo(preview.submission.id), style="danger"))
    standing = any(story.state is StoryState.PUBLISHED for story in stories)
    if counts.uncertain and standing and rights.decide:
        under_way.append(Button(renderer.label("ask_again"), AskAgain(preview.submission.id)))
    return Screen(split_html(html)[0], [under_way, *corrects])

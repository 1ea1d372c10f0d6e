"""What editors are shown of a story that is out: the story, a proposed change, how the change gets to its copies."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from bot.buttons.desk import (
    AskReason,
    Confirm,
    EditAgain,
    EditField,
    GiveUp,
    SendReach,
    SetClaim,
    ShowHistory,
    ShowMailing,
    ShowProposal,
    ShowPublished,
)
from bot.delivery.forecast import Forecast, Outlook
from bot.render.fitting import fits, split_html
from bot.render.renderer import Renderer
from bot.render.screen import Button, Rows, Screen
from briefings.desk import revision
from briefings.desk.lint import lint_change
from briefings.desk.published import History, Proposed, PublishedStory, Report
from briefings.desk.staff import Rights
from briefings.model import (
    Claim,
    MailingKind,
    ProposalState,
    Story,
    StoryState,
    Topic,
    TopicMatch,
)

_LENGTHS = (600, 200, 60)
_FEW = 4
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FIELDS = ("headline", "summary", "body", "source")


def published(renderer: Renderer, found: PublishedStory) -> Screen:
    """A story with all that can be done with it."""
    story = found.story
    matches = _chosen(found)
    html = ""
    for longest in _LENGTHS:
        html = renderer.render(
            "published_story", story=story, published=found, matches=matches, longest=longest
        )
        if fits(html):
            break
    look = [
        Button(renderer.label("history"), ShowHistory(story.id)),
        Button(renderer.label("reach"), SendReach(story.id)),
    ]
    if story.state is not StoryState.PUBLISHED:
        return Screen(split_html(html)[0], [look])
    waiting = [
        [Button(renderer.label("waits", proposal=one), ShowProposal(one.id), style="success")]
        for one in found.open
    ]
    edits = _edits(renderer, story, matches)
    return Screen(split_html(html)[0], [*waiting, *edits, *_claims(renderer, story), look])


def asking(renderer: Renderer, proposed: Proposed) -> Screen:
    """The question for the text of a field, or for the reason of a retraction."""
    (field,) = proposed.proposal.changes
    story = proposed.published.story
    name, _, slug = field.partition(":")
    topic = next((topic.name for topic in proposed.published.topics if topic.slug == slug), None)
    was = "" if name == "reason" else revision.value(story, field)
    html = renderer.render("ask_field", story=story, field=name, topic=topic, was=was)
    return Screen(html, [[Button(renderer.label("give_up"), GiveUp(proposed.proposal.id))]])


def proposal(renderer: Renderer, proposed: Proposed, forecast: Forecast, rights: Rights) -> Screen:
    """A change with its difference and its reach, to confirm or to leave by whoever may."""
    if proposed.proposal.state is ProposalState.AWAITING:
        return asking(renderer, proposed)
    html, remarks = "", _remarks(proposed)
    for longest in (1200, 400, 120):
        html = renderer.render(
            "proposed",
            remarks=remarks,
            proposal=proposed.proposal,
            published=proposed.published,
            changes=proposed.changes,
            second=proposed.second,
            rights=rights,
            fits=proposed.fits,
            stretch=revision.stretch,
            longest=longest,
            left=forecast.at_pace(proposed.published.messages),
        )
        if fits(html):
            break
    return Screen(split_html(html)[0], _decisions(renderer, proposed, rights))


def _remarks(proposed: Proposed) -> tuple[str, ...]:
    """What an editor should look at before a correction goes out."""
    story, known = proposed.published.story, proposed.published.topics
    if not proposed.changes:
        return ()
    after = revision.revised(story, proposed.changes, known, now=proposed.proposal.at, told=False)
    return lint_change(story, after)


def amending(renderer: Renderer, report: Report, outlook: Outlook, *, decides: bool) -> Screen:
    """How a change is getting to its copies, or why it does not; at last the report, to who `decides` or does not."""
    html = renderer.render("amending", report=report, counts=report.counts, outlook=outlook)
    if report.counts.owed:
        return Screen(html, [[Button(renderer.label("refresh"), ShowMailing(report.mailing.id))]])
    row = [Button(f"#{report.story.id}", ShowPublished(report.story.id, here=False))]
    if report.counts.uncertain and decides:
        row.append(Button(renderer.label("edit_again"), EditAgain(report.mailing.id)))
    return Screen(html, [row])


def history(renderer: Renderer, found: History) -> Screen:
    """Everything that became of a story; the newest of it where there is much."""
    return Screen(split_html(renderer.render("history", history=found))[0])


def reach_file(rows: Iterable[tuple[object, ...]]) -> bytes:
    """Who has which version, as CSV; no text in it can become a formula in a spreadsheet."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(("chat", "kind", "reader", "topic", "message", "version"))
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def correct_rows(renderer: Renderer, stories: Iterable[Story]) -> Rows:
    """A button for each story that opens it, four in a row."""
    buttons = [
        Button(renderer.label("correct", story=story), ShowPublished(story.id, here=False))
        for story in stories
    ]
    return [buttons[start : start + _FEW] for start in range(0, len(buttons), _FEW)]


def _chosen(found: PublishedStory) -> list[tuple[TopicMatch, Topic]]:
    by_slug = {topic.slug: topic for topic in found.topics}
    return [
        (match, by_slug[match.slug]) for match in found.story.topics if match.chosen and match.slug in by_slug
    ]


def _edits(renderer: Renderer, story: Story, matches: list[tuple[TopicMatch, Topic]]) -> Rows:
    fields = [
        Button(renderer.label("field", field=field, topic=None), EditField(story.id, field))
        for field in _FIELDS
    ]
    own = [
        Button(
            renderer.label("field", field="summary", topic=topic), EditField(story.id, "summary", topic.slug)
        )
        for _, topic in matches[:_FEW]
    ]
    each = [[button] for button in own] if len(own) > 1 else []
    return [fields[:2], fields[2:], *each]


def _claims(renderer: Renderer, story: Story) -> Rows:
    claims = [claim for claim in Claim if claim is not story.claim]
    buttons = [
        *(Button(renderer.label("claim", claim=claim), SetClaim(story.id, claim)) for claim in claims),
        Button(renderer.label("retract"), AskReason(story.id), style="danger"),
    ]
    return [buttons[:2], buttons[2:]]


def _decisions(renderer: Renderer, proposed: Proposed, rights: Rights) -> Rows:
    which = proposed.proposal
    if which.state is not ProposalState.OPEN or not proposed.fits:
        return []
    leave = [Button(renderer.label("give_up"), GiveUp(which.id))] if rights.take_back else []
    if not rights.decide:
        return [leave]
    if which.kind is MailingKind.RETRACTION:
        plain = Confirm(which.id, told=True, notify=False)
        return [[Button(renderer.label("confirm"), plain, style="danger"), *leave]]
    ways = {"confirm": (True, False), "confirm_silently": (False, False)}
    if proposed.published.messages:
        ways["confirm_notify"] = (True, True)
    rows = [
        [
            Button(
                renderer.label(name),
                Confirm(which.id, told, notify),
                style="success" if name == "confirm" else None,
            )
        ]
        for name, (told, notify) in ways.items()
    ]
    return [*rows, leave]

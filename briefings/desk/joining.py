"""Drafts that are joined on to one another, and taken apart again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from briefings.desk import left_out_places, related, revision
from briefings.errors import Conflict
from briefings.model import Joined, Story
from briefings.store import Connection, matches, revisions, stories, submissions, topics


async def join(tx: Connection, story: Story, target: Story, *, now: datetime) -> None:
    """Joins a draft on to one before it, which keeps its headline and stands under the topics of both."""
    lent = await _put_under(tx, target, story)
    target = await stories.find(tx, target.id) or target
    target = replace(target, retold=(*target.retold, *story.retold))
    paragraphs = (*target.paragraphs, *_text(story))
    await _retell(tx, target, paragraphs, now)
    await stories.set_joined(tx, story.id, Joined(target.id, lent))
    lines = await submissions.left_out(tx, story.submission_id)
    lines = left_out_places.after_joining(lines, story.position, target.position, len(target.paragraphs))
    await submissions.keep_left_out(tx, story.submission_id, lines)


async def part(tx: Connection, story: Story, *, now: datetime) -> None:
    """Takes a draft back in; its text and its topics leave the one that it was joined on to.

    Raises `Conflict` when they do not stand there any more as they were joined on.
    """
    target = await stories.find(tx, story.joined.to) if story.joined else None
    if story.joined and target:
        await _take_out(tx, story, story.joined, target, now)
    await stories.set_joined(tx, story.id, None)


async def _take_out(tx: Connection, story: Story, joined: Joined, target: Story, now: datetime) -> None:
    where = f"#{story.id} was joined on to #{target.id}"
    if target.joined:
        raise Conflict(f"{where}, and that on to #{target.joined.to}: restore #{target.id} first.")
    text = _text(story)
    at = next(
        (at for at in range(len(target.paragraphs)) if target.paragraphs[at : at + len(text)] == text), None
    )
    if at is None:
        raise Conflict(f"{where}, where its text was changed since: split #{target.id} instead.")
    ids = await topics.ids(tx)
    for slug in ids.keys() & joined.topics:
        await matches.choose(tx, target.id, ids[slug], chosen=False)
    target = replace(target, retold=tuple(told for told in target.retold if told not in story.retold))
    await _retell(tx, target, (*target.paragraphs[:at], *target.paragraphs[at + len(text) :]), now)
    lines = await submissions.left_out(tx, story.submission_id)
    lines = left_out_places.after_parting(lines, story.position, target.position, at, len(story.paragraphs))
    await submissions.keep_left_out(tx, story.submission_id, lines)


async def _retell(tx: Connection, story: Story, paragraphs: tuple[str, ...], now: datetime) -> None:
    changed = revision.retold(story, paragraphs, await topics.listed(tx))
    await revisions.revise(tx, changed)
    await related.find_anew(tx, changed, now=now)


def _text(story: Story) -> tuple[str, ...]:
    return (story.headline, *story.paragraphs)


async def _put_under(tx: Connection, story: Story, other: Story) -> tuple[str, ...]:
    """Puts a draft under the topics that another one stands under, with that one's summaries; returns those new to it."""
    known, ids = {match.slug: match.chosen for match in story.topics}, await topics.ids(tx)
    lent = [match for match in other.topics if match.chosen and not known.get(match.slug)]
    for match in lent:
        if match.slug in known:
            await matches.choose(tx, story.id, ids[match.slug], chosen=True)
        else:
            await matches.add(tx, story.id, ids[match.slug], match)
    return tuple(match.slug for match in lent)

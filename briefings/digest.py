"""What one reader is shown: the stories that concern them, by topic, reports of one happening in one entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from briefings.model import (
    Change,
    Digest,
    DigestEntry,
    DigestSection,
    MailingKind,
    Shown,
    StillOpen,
    Story,
    StoryState,
    Topic,
    TopicMatch,
)
from briefings.parsing.searching import words
from briefings.preferences import Rule


def compose(
    stories: Iterable[Story],
    followed: Sequence[Topic],
    kind: MailingKind = MailingKind.PUSH,
    *,
    rules: Sequence[Rule] = (),
) -> Digest:
    """Puts each story once under the followed topic it says most about, with the summary for that topic.

    Sections come in the order of `followed`, stories in the order given; on equal scores the earlier topic wins.
    A story without a chosen match among the followed topics, or whose words the rules keep away, is left out. Stories
    on one happening are one entry where the newest stands.
    """
    entries: dict[str, list[DigestEntry]] = {topic.slug: [] for topic in followed}
    rank = {slug: number for number, slug in enumerate(entries)}
    for story in stories:
        matches = [match for match in story.topics if match.chosen and match.slug in rank]
        if rules:
            matches = [match for match in matches if _is_let_in(story, match.slug, rules)]
        if matches:
            best = max(matches, key=lambda match: (match.score, -rank[match.slug]))
            entries[best.slug].append(DigestEntry(story, _summary(story, best)))
    return Digest(_gathered(DigestSection(topic, tuple(entries[topic.slug])) for topic in followed), kind)


def joined(digest: Digest, pursued: Iterable[Story], topics: Mapping[str, Topic]) -> Digest:
    """The digest with the stories that its reader follows the course of, whatever topics they follow."""
    shown = {story.id for story in digest.stories}
    more = [story for story in pursued if story.id not in shown]
    slugs = {match.slug for story in more for match in story.topics if match.chosen}
    added = compose(more, [topic for slug, topic in topics.items() if slug in slugs])
    return replace(digest, sections=(*digest.sections, *added.sections))


def _is_let_in(story: Story, slug: str, rules: Sequence[Rule]) -> bool:
    """Whether a reader's words let a story in under a topic: no unwanted ones, and one of the wanted if there are any."""
    own = [rule for rule in rules if rule.slug == slug]
    wanted = [rule for rule in own if rule.wanted]
    if any(_holds(story, rule.words) for rule in own if not rule.wanted):
        return False
    return not wanted or any(_holds(story, rule.words) for rule in wanted)


def _holds(story: Story, phrase: str) -> bool:
    """Whether the words stand in a row in the headline or in a paragraph, as a search would find them."""
    return any(_row(phrase) in _row(text) for text in (story.headline, *story.paragraphs))


@lru_cache(maxsize=4096)
def _row(text: str) -> str:
    found = list(words(text))
    if len(found) > 1 and len(found[-1]) == 1 and len(found[-2]) == 2 and not found[-1].isascii():  # noqa: PLR2004 - a pair
        # The end of a run of pairs need not be the end of one in the other text.
        del found[-1]
    return f" {' '.join(found)} "


def recompose(
    shown: Iterable[Shown],
    stories: Mapping[int, Story],
    topics: Mapping[str, Topic],
    kind: MailingKind,
    *,
    since: Mapping[int, datetime] | None = None,
) -> Digest:
    """Builds a delivered digest anew: the stories as they are now, each where it stood.

    What its reader follows by now changes nothing. Stories and topics that are no more are left out. `since` tells by
    story when its reader was told first of what the digest only names.
    """
    entries: dict[str, list[DigestEntry]] = {}
    places = sorted(shown, key=lambda one: one.position)
    for one in [one for one in places if one.told]:
        story = stories.get(one.story_id)
        if story is not None and one.topic in topics:
            match = next((match for match in story.topics if match.slug == one.topic), None)
            summary = _summary(story, match) if match else story.summary
            entries.setdefault(one.topic, []).append(DigestEntry(story, summary))
    below = [one for one in reversed(places) if not one.told and one.story_id in stories]
    named = tuple(
        StillOpen(stories[one.story_id], one.topic, since[one.story_id])
        for one in below
        if not one.changed and since and one.story_id in since
    )
    changes = tuple(Change(stories[one.story_id], one.topic) for one in below if one.changed)
    sections = _gathered(DigestSection(topics[slug], tuple(found)) for slug, found in entries.items())
    return Digest(sections, kind, changes=changes, still_open=named)


def led_by(digest: Digest, story_ids: Collection[int]) -> Digest:
    """The digest with only those entries whose newest story is among these."""
    sections = (
        replace(section, entries=tuple(entry for entry in section.entries if entry.story.id in story_ids))
        for section in digest.sections
    )
    return replace(digest, sections=tuple(section for section in sections if section.entries))


def _gathered(sections: Iterable[DigestSection]) -> tuple[DigestSection, ...]:
    """Makes the reports of one happening one entry; a retracted one stands alone, so that it is seen.

    Reports of one source alone stay apart, unless one is the update of another: an editor wanted both.
    """
    all_sections = tuple(sections)
    reports: dict[int, list[Story]] = {}
    for section in all_sections:
        for story in (entry.story for entry in section.entries):
            if story.event_id is not None and story.state is StoryState.PUBLISHED:
                reports.setdefault(story.event_id, []).append(story)
    newest_first = [sorted(told, key=_age, reverse=True) for told in reports.values() if _go_together(told)]
    also = {told[0].id: tuple(told[1:]) for told in newest_first}
    earlier = {story.id for told in newest_first for story in told[1:]}
    gathered = (
        replace(
            section,
            entries=tuple(
                replace(entry, also=also.get(entry.story.id, ()))
                for entry in section.entries
                if entry.story.id not in earlier
            ),
        )
        for section in all_sections
    )
    return tuple(section for section in gathered if section.entries)


def _go_together(told: Sequence[Story]) -> bool:
    ids = {story.id for story in told}
    sources = {story.source for story in told if story.source}
    return len(sources) > 1 or any(story.update_of in ids for story in told)


def _age(story: Story) -> tuple[float, int]:
    return story.published_at.timestamp() if story.published_at else 0.0, story.id


def _summary(story: Story, match: TopicMatch) -> str:
    return match.summary or story.summary

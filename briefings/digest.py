"""What one reader is shown: the stories that concern them, by topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefings.model import Digest, DigestEntry, DigestSection, MailingKind, Shown, Story, Topic, TopicMatch


def compose(
    stories: Iterable[Story], followed: Sequence[Topic], kind: MailingKind = MailingKind.PUSH
) -> Digest:
    """Puts each story once under the followed topic it says most about, with the summary for that topic.

    Sections come in the order of `followed`, stories in the order given; on equal scores the earlier topic wins.
    A story without a chosen match among the followed topics is left out.
    """
    entries: dict[str, list[DigestEntry]] = {topic.slug: [] for topic in followed}
    rank = {slug: number for number, slug in enumerate(entries)}
    for story in stories:
        matches = [match for match in story.topics if match.chosen and match.slug in rank]
        if matches:
            best = max(matches, key=lambda match: (match.score, -rank[match.slug]))
            entries[best.slug].append(DigestEntry(story, _summary(story, best)))
    sections = (DigestSection(topic, tuple(entries[topic.slug])) for topic in followed)
    return Digest(tuple(section for section in sections if section.entries), kind)


def recompose(
    shown: Iterable[Shown], stories: Mapping[int, Story], topics: Mapping[str, Topic], kind: MailingKind
) -> Digest:
    """Builds a delivered digest anew: the stories as they are now, each where it stood.

    What its reader follows by now changes nothing. Stories and topics that are no more are left out.
    """
    entries: dict[str, list[DigestEntry]] = {}
    for one in sorted(shown, key=lambda one: one.position):
        story = stories.get(one.story_id)
        if story is not None and one.topic in topics:
            match = next((match for match in story.topics if match.slug == one.topic), None)
            summary = _summary(story, match) if match else story.summary
            entries.setdefault(one.topic, []).append(DigestEntry(story, summary))
    return Digest(tuple(DigestSection(topics[slug], tuple(found)) for slug, found in entries.items()), kind)


def _summary(story: Story, match: TopicMatch) -> str:
    return match.summary or story.summary

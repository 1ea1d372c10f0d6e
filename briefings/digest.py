"""What one reader is shown: the stories that concern them, by topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefings.model import Digest, DigestEntry, DigestSection, Story, Topic, TopicMatch


def compose(stories: Iterable[Story], followed: Sequence[Topic]) -> Digest:
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
    return Digest(tuple(section for section in sections if section.entries))


def _summary(story: Story, match: TopicMatch) -> str:
    return match.summary or story.summary

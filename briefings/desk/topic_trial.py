"""What a change of a topic would do, tried on stories that are out: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefings.analysis.missing_aliases import suggest
from briefings.analysis.topics import Matcher
from briefings.model import Story, Topic, TopicChange


@dataclass(frozen=True, slots=True)
class Trial:
    """A published story that a topic matches, by which words, and whether it stands under the topic now."""

    story: Story
    evidence: tuple[str, ...]
    stands: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of a topic, for its editor to confirm.

    `before` is the topic as it is, `after` as it will be; `into` the one it is merged into. `found` are the stories
    that would match, newest first, `lost` those that stand under it and would not; both of the newest `tried`.
    `missing` are names its stories use that are no aliases yet.
    """

    change: TopicChange
    before: Topic | None
    after: Topic | None
    into: Topic | None
    followers: int
    found: tuple[Trial, ...] = ()
    lost: tuple[Story, ...] = ()
    tried: int = 0
    missing: tuple[str, ...] = ()


def tried(proposal: Proposal, after: Topic, newest: Sequence[Story]) -> Proposal:
    """The proposal with what the topic as it will be makes of these stories, newest first."""
    matcher = Matcher([after])
    found, lost, others = [], [], []
    for story in newest:
        stands = any(match.slug == after.slug and match.chosen for match in story.topics)
        match = next(iter(matcher.match(story.headline, story.paragraphs)), None)
        if match:
            found.append(Trial(story, match.evidence, stands))
        else:
            others.append(story)
            lost += [story] if stands else []
    own = [_words(trial.story) for trial in found]
    words = [after.name, *after.aliases, *(word for group in after.groups for word in group), *after.excluded]
    missing = suggest(own, map(_words, others), words)
    return replace(proposal, found=tuple(found), lost=tuple(lost), tried=len(newest), missing=missing)


def _words(story: Story) -> tuple[str, str]:
    return "\n".join(story.paragraphs), story.language

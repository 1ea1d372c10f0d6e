"""What one subscriber is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefings.model.delivery import CHANGED, MailingKind, Shown
from briefings.model.story import Amendment, Story
from briefings.model.topic import Topic


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """A story as one topic's followers see it; `also` are the earlier reports of the same happening, newest first."""

    story: Story
    summary: str
    also: tuple[Story, ...] = ()

    @property
    def stories(self) -> tuple[Story, ...]:
        """All that it stands for, newest first."""
        return (self.story, *self.also)

    @property
    def sources(self) -> tuple[Story, ...]:
        """A report of each who reports it: the newest, or the newest that can be opened where it stands."""
        told = {story.outlet: story for story in reversed(self.stories)}
        told |= {story.outlet: story for story in reversed(self.stories) if story.url}
        outlets = dict.fromkeys(story.outlet for story in self.stories if story.outlet)
        return tuple(told[outlet] for outlet in outlets)


@dataclass(frozen=True, slots=True)
class DigestSection:
    """A topic heading and the stories under it."""

    topic: Topic
    entries: tuple[DigestEntry, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A story that was told of, under a topic, and was put right since."""

    story: Story
    topic: str

    @property
    def amendment(self) -> Amendment:
        """What was said of that last."""
        return self.story.amendments[-1]


@dataclass(frozen=True, slots=True)
class StillOpen:
    """A story that was told of before and goes on: under which topic it was, and when its happening was told of first."""

    story: Story
    topic: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Digest:
    """What one subscriber is shown, by topic, and why; a story stands in it once."""

    sections: tuple[DigestSection, ...] = ()
    kind: MailingKind = MailingKind.PUSH
    late: bool = False
    """It is a scheduled one that comes later than it should."""
    changes: tuple[Change, ...] = ()
    """What became of stories that its reader was told of before."""
    still_open: tuple[StillOpen, ...] = ()
    """What goes on of what its reader was told of before, without news in it."""
    occasion: MailingKind | None = None
    """Why the message was sent that this is to be shown in; where that is not said, it is `kind` itself."""

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories in reading order."""
        return tuple(
            story for section in self.sections for entry in section.entries for story in entry.stories
        )

    @property
    def all_stories(self) -> tuple[Story, ...]:
        """Its stories, and those that it names as still open."""
        return (*self.stories, *(one.story for one in self.still_open))

    @property
    def shown(self) -> tuple[Shown, ...]:
        """Its stories with version, topic and place, for the receipt; what is only named has places below zero."""
        places = [
            (section.topic.slug, story)
            for section in self.sections
            for entry in section.entries
            for story in entry.stories
        ]
        told = (Shown(story.id, story.version, slug, n) for n, (slug, story) in enumerate(places))
        named = (
            Shown(one.story.id, one.story.version, one.topic, -n)
            for n, one in enumerate(self.still_open, start=1)
        )
        changed = (
            Shown(one.story.id, one.story.version, one.topic, CHANGED - n)
            for n, one in enumerate(self.changes)
        )
        return (*told, *named, *changed)

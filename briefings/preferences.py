"""What readers set for themselves: where and when, how long, how often, and which words.

Pure words, as in `model`. Times of day are by the reader's clock; moments are aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from briefings.model import Topic
from briefings.schedule import QuietHours, Slot, next_quiet_end, quiet_until, zone_named


class Mode(StrEnum):
    """How stories on a topic come: each as it is published, or in the next digest."""

    INSTANT = "instant"
    DIGEST = "digest"


class Length(StrEnum):
    """How much of each story a briefing shows: its headline, a short summary, or the whole summary."""

    HEADLINES = "headlines"
    SHORT = "short"
    FULL = "full"


Marks = tuple[bool, bool]
"""Whether a story is saved, and whether its course is followed."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a message is put: in which language, by which zone's clock, at what length; `linked`, with links for buttons.

    What a button brings would be shown to a whole channel, a link leads each reader to the bot. `offer` is the topic
    on which so much comes that a digest of it is offered. `marks` are those of the one
    story that it shows whole.
    """

    language: str = "en"
    zone: str = "UTC"
    length: Length = Length.SHORT
    linked: bool = False
    offer: str | None = None
    marks: Marks = (False, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """One subscriber's settings. `zone` is None until one was picked; then UTC is reckoned with.

    `tells_nothing`: they want to hear when a digest would be empty. `paused_until`: nothing is sent before.
    `threaded`: each topic has a thread of their chat. `due_at` is the time of the last digest that was owed, `briefed_at` that of the one before it.
    """

    language: str = "en"
    zone: str | None = None
    length: Length = Length.SHORT
    quiet: QuietHours | None = None
    paused_until: datetime | None = None
    threaded: bool = False
    slots: tuple[Slot, ...] = ()
    tells_nothing: bool = False
    next_due_at: datetime | None = None
    due_at: datetime | None = None
    briefed_at: datetime | None = None

    def holds_back(self, now: datetime) -> datetime | None:
        """Until when nothing but breaking news is to be sent: the end of the pause or of the quiet hours."""
        paused = self.paused_until if self.paused_until and self.paused_until > now else None
        return paused or quiet_until(self.quiet, self.tz, now)

    def wakes_at(self, now: datetime) -> datetime | None:
        """When the next silence ends, so that what it held back can be told."""
        if self.paused_until and self.paused_until > now:
            return self.paused_until
        return next_quiet_end(self.quiet, self.tz, now) if self.quiet else None

    @property
    def manner(self) -> Manner:
        """How messages to them are put."""
        return Manner(self.language, self.zone or "UTC", self.length)

    @property
    def tz(self) -> ZoneInfo:
        """The zone to reckon with."""
        return zone_named(self.zone or "UTC")


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that stories on a topic must (`wanted`) or must not hold. `id` is for buttons that take it back."""

    id: int
    slug: str
    words: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Following:
    """A topic that is followed since a moment, and how. While `muted_until` is to come, nothing on it is sent."""

    topic: Topic
    mode: Mode = Mode.INSTANT
    muted_until: datetime | None = None
    rules: tuple[Rule, ...] = ()
    since: datetime | None = None

    def is_heard(self, mode: Mode, now: datetime) -> bool:
        """Whether stories on it come in that mode now."""
        return self.mode is mode and not self.is_muted(now)

    def is_muted(self, now: datetime) -> bool:
        """Whether nothing on it is to be sent now."""
        return self.muted_until is not None and self.muted_until > now


def mode_of_next(own: Preferences, following: Iterable[Following]) -> Mode:
    """How a topic comes that is followed from now on: in the digest, where there is one and nothing comes beside it."""
    apart = any(one.mode is Mode.INSTANT for one in following)
    return Mode.DIGEST if own.slots and not apart else Mode.INSTANT

"""What readers set for themselves: where and when, how long, how often, and which words.

Pure words, as in `model`. Times of day are by the reader's clock; moments are aware and in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from briefings import zones
from briefings.model import Topic
from briefings.schedule import QuietHours, Slot


class Mode(StrEnum):
    """How stories on a topic come: each as it is published, or in the next digest."""

    INSTANT = "instant"
    DIGEST = "digest"


class Length(StrEnum):
    """How much of each story a briefing shows: its headline, a short summary, or the whole summary."""

    HEADLINES = "headlines"
    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """One subscriber's settings. `zone` is None until one was picked; then UTC is reckoned with.

    `tells_nothing`: they want to hear when a digest would be empty. `paused_until`: nothing is sent before.
    """

    language: str = "en"
    zone: str | None = None
    length: Length = Length.SHORT
    quiet: QuietHours | None = None
    paused_until: datetime | None = None
    slots: tuple[Slot, ...] = ()
    tells_nothing: bool = False
    next_due_at: datetime | None = None

    @property
    def tz(self) -> ZoneInfo:
        """The zone to reckon with."""
        return zones.zone(self.zone or "UTC")


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that stories on a topic must (`wanted`) or must not hold. `id` is for buttons that take it back."""

    id: int
    slug: str
    words: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Following:
    """A topic that is followed, and how. While `muted_until` is to come, nothing on it is sent."""

    topic: Topic
    mode: Mode = Mode.INSTANT
    muted_until: datetime | None = None
    rules: tuple[Rule, ...] = ()

"""What a button means: frozen actions, to and from the 64 bytes of `callback_data`.

    action -> encode -> "1r:12:0:us-russia::0" -> decode -> action

The first character is the version of this vocabulary. Buttons live as long as the chats they stand in, so
`decode` meets data of every age and origin: whatever it does not know is None, never an error.
"""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import get_type_hints

from bot import archive_buttons, desk_buttons, draft_buttons, reader_buttons, topic_buttons
from bot.action import Action, ManagerAction, StaffAction, Zone

VERSION = "1"
LIMIT = 64

_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
_EPOCH, _MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)
_ZONE = re.compile(r"[A-Za-z0-9_+/-]+", re.ASCII)


class Place(StrEnum):
    """The message a topic button stands in, to be shown again after the tap."""

    WELCOME = "w"
    TOPICS = "t"
    SETTINGS = "s"


@dataclass(frozen=True, slots=True)
class Follow(ManagerAction):
    """Follow a topic, or follow it no more: what the button says, however often it is tapped."""

    slug: str
    place: Place
    on: bool


@dataclass(frozen=True, slots=True)
class ShowTopics(Action):
    """Show the list of topics here."""


@dataclass(frozen=True, slots=True)
class ShowLatest(Action):
    """Show a page of the newest stories here; page 0 is the newest."""

    slug: str | None = None
    count: int | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class ReadStory(Action):
    """Show a whole story here, in place of the page of `/latest` that it was tapped on."""

    story_id: int
    part: int
    slug: str | None
    count: int | None
    page: int

    @property
    def origin(self) -> ShowLatest:
        """The page to come back to."""
        return ShowLatest(self.slug, self.count, self.page)


@dataclass(frozen=True, slots=True)
class OpenStory(Action):
    """Send a whole story below a delivered digest, which stays; with `part`, turn its pages in place."""

    story_id: int
    part: int | None = None


@dataclass(frozen=True, slots=True)
class FinishCollecting(StaffAction):
    """The paste is complete: read it now."""

    submission_id: int


@dataclass(frozen=True, slots=True)
class ShowCard(StaffAction):
    """Show a page of a submission's card here."""

    submission_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenCard(StaffAction):
    """Send a submission's card as a new message."""

    submission_id: int


@dataclass(frozen=True, slots=True)
class ChooseTopics(StaffAction):
    """Show all topics for one story of the card."""

    submission_id: int
    story_id: int


@dataclass(frozen=True, slots=True)
class Assign(StaffAction):
    """Put a story under a topic, or take it out; `choosing` comes back to the list of all topics."""

    story_id: int
    slug: str
    on: bool
    choosing: bool = False


@dataclass(frozen=True, slots=True)
class Drop(StaffAction):
    """Leave a story out."""

    story_id: int


@dataclass(frozen=True, slots=True)
class Restore(StaffAction):
    """Take a dropped story in again."""

    story_id: int


@dataclass(frozen=True, slots=True)
class MarkUpdate(StaffAction):
    """Send a story as an update of an earlier one, or as news of its own."""

    story_id: int
    earlier_id: int
    on: bool


@dataclass(frozen=True, slots=True)
class Publish(StaffAction):
    """Publish a submission as it was `seen`, which is its stamp."""

    submission_id: int
    seen: int


@dataclass(frozen=True, slots=True)
class PublishAgain(StaffAction):
    """Publish a submission as it was `seen`, although its text was retracted once."""

    submission_id: int
    seen: int


@dataclass(frozen=True, slots=True)
class Cancel(StaffAction):
    """Give a submission up."""

    submission_id: int


# A code, once given, is never given to another action: old messages keep it.
_ACTIONS: MappingProxyType[str, type[Action]] = MappingProxyType(
    {
        "f": Follow,
        "t": ShowTopics,
        "l": ShowLatest,
        "r": ReadStory,
        "o": OpenStory,
        "d": FinishCollecting,
        "c": ShowCard,
        "n": OpenCard,
        "h": ChooseTopics,
        "a": Assign,
        "x": Drop,
        "u": Restore,
        "ku": MarkUpdate,
        "p": Publish,
        "kp": PublishAgain,
        "q": Cancel,
        **reader_buttons.CODES,
        **archive_buttons.CODES,
        **desk_buttons.CODES,
        **draft_buttons.CODES,
        **topic_buttons.CODES,
    }
)
_CODES = MappingProxyType({kind: code for code, kind in _ACTIONS.items()})
_HINTS = MappingProxyType({kind: get_type_hints(kind) for kind in _CODES})


def encode(action: Action) -> str:
    """Write an action as callback data.

    Raises ValueError beyond 64 bytes, which only a topic slug of more than 40 characters can cause.
    """
    data = ":".join([VERSION + _CODES[type(action)], *map(_pack, astuple(action))])
    if len(data.encode()) > LIMIT:
        raise ValueError(f"callback data over {LIMIT} bytes: {data}")
    return data


def decode(data: str | None) -> Action | None:
    """Read callback data; None for what is unknown, old, or was never ours."""
    if not data or not data.startswith(VERSION):
        return None
    code, *values = data[1:].split(":")
    kind = _ACTIONS.get(code)
    if kind is None or len(values) != len(fields(kind)):
        return None
    hints = _HINTS[kind]
    try:
        return kind(
            *(_unpack(value, hints[name.name]) for name, value in zip(fields(kind), values, strict=True))
        )
    except (ValueError, OverflowError):
        return None


def _pack(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return str((value - _EPOCH) // _MILLISECOND)
    return str(int(value)) if isinstance(value, bool) else str(value)


def _unpack(value: str, hint: object) -> object:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    if hint is Zone:
        return _matching(_ZONE, value)
    if not value and hint in (int | None, str | None):
        return None
    if hint in (str, str | None):
        return _matching(_SLUG, value)
    number = int(_matching(_NUMBER, value))
    if hint is datetime:
        return _EPOCH + number * _MILLISECOND
    return bool(number) if hint is bool else number


def _matching(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError(value)
    return value

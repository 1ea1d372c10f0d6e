"""The buttons with which readers make the briefing their own; `callback_data` packs them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.buttons.action import Action, ManagerAction, Zone
from briefings.preferences import Length, Mode

UNTIL_TOLD = 9999
"""The number of days of a silence without an end."""


class Panel(StrEnum):
    """A page of /settings."""

    MAIN = "m"
    DIGEST = "d"
    ZONE = "z"
    CLOCK = "c"
    QUIET = "q"
    LENGTH = "l"
    LANGUAGE = "g"
    PAUSE = "p"
    THREADS = "h"


@dataclass(frozen=True, slots=True)
class ShowPanel(Action):
    """Show a page of the settings here."""

    panel: Panel


@dataclass(frozen=True, slots=True)
class SetSlot(ManagerAction):
    """Send a digest at so many minutes after midnight, or no more."""

    minutes: int
    on: bool


@dataclass(frozen=True, slots=True)
class SetDay(ManagerAction):
    """Send digests on that day of the week (0 is Monday), or not."""

    day: int
    on: bool


@dataclass(frozen=True, slots=True)
class StopDigests(ManagerAction):
    """Send no digests; everything comes at once again."""


@dataclass(frozen=True, slots=True)
class TellNothing(ManagerAction):
    """Say so when there is nothing new for a digest, or keep silent."""

    on: bool


@dataclass(frozen=True, slots=True)
class ShowRegion(Action):
    """Show a page of the zones of a region, by its number."""

    region: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class PickClock(Action):
    """The reader's clock shows so many minutes after midnight now."""

    minutes: int


@dataclass(frozen=True, slots=True)
class SetZone(ManagerAction):
    """Reckon with the clock of that zone."""

    zone: Zone


@dataclass(frozen=True, slots=True)
class SetQuiet(ManagerAction):
    """Hold back from `start` until `end`, in minutes after midnight; equal ones mean never."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SetLength(ManagerAction):
    """Show so much of each story."""

    length: Length


@dataclass(frozen=True, slots=True)
class SetLanguage(ManagerAction):
    """Speak that language."""

    language: str


@dataclass(frozen=True, slots=True)
class SetThreads(ManagerAction):
    """Tell of each topic in a thread of its own, or of all in the chat itself."""

    on: bool


@dataclass(frozen=True, slots=True)
class Pause(ManagerAction):
    """Send nothing for so many days; with 0, go on."""

    days: int


@dataclass(frozen=True, slots=True)
class ShowTopic(Action):
    """Show the settings of a topic that is followed."""

    slug: str


@dataclass(frozen=True, slots=True)
class SetMode(ManagerAction):
    """Send stories on a topic at once, or in the digest."""

    slug: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class TakeDigest(ManagerAction):
    """Send stories on a topic in the digest from now on; the message it stands under stays."""

    slug: str


@dataclass(frozen=True, slots=True)
class Mute(ManagerAction):
    """Send nothing on a topic for so many days; with 0, go on."""

    slug: str
    days: int


@dataclass(frozen=True, slots=True)
class AskWords(ManagerAction):
    """Ask for words that stories on a topic must, or must not, hold."""

    slug: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class DropRule(ManagerAction):
    """Take words back."""

    slug: str
    rule_id: int


@dataclass(frozen=True, slots=True)
class ShowPrivacy(Action):
    """Show what is kept about this chat."""


@dataclass(frozen=True, slots=True)
class SendData(ManagerAction):
    """Send all that is kept about this chat as a file."""


@dataclass(frozen=True, slots=True)
class AskForget(ManagerAction):
    """Ask whether to forget all about this chat."""


@dataclass(frozen=True, slots=True)
class Forget(ManagerAction):
    """Forget all about this chat; or, unless `sure`, leave everything as it is."""

    sure: bool


@dataclass(frozen=True, slots=True)
class SetUpChat(Action):
    """Show the settings of a group or a channel below; `chat` is its id without the minus."""

    chat: int


CODES: MappingProxyType[str, type[Action]] = MappingProxyType(
    {
        "sp": ShowPanel,
        "st": SetSlot,
        "sd": SetDay,
        "sx": StopDigests,
        "sn": TellNothing,
        "sr": ShowRegion,
        "sc": PickClock,
        "sz": SetZone,
        "sq": SetQuiet,
        "sl": SetLength,
        "sg": SetLanguage,
        "sh": SetThreads,
        "su": Pause,
        "tt": ShowTopic,
        "tm": SetMode,
        "to": TakeDigest,
        "tu": Mute,
        "tw": AskWords,
        "td": DropRule,
        "wp": ShowPrivacy,
        "wd": SendData,
        "wa": AskForget,
        "wx": Forget,
        "wc": SetUpChat,
    }
)

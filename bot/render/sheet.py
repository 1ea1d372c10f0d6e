"""What all pages of the settings are drawn from, and the ways from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.buttons.readers import UNTIL_TOLD, Panel, ShowPanel
from bot.render.languages import LANGUAGES, spoken
from bot.render.renderer import Renderer
from bot.render.screen import Button, Rows
from briefings.model import TopicStanding
from briefings.preferences import Following, Preferences

SILENCES = (1, 7, 30, UNTIL_TOLD)
_FAR = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the settings of one chat look like at a moment."""

    own: Preferences
    following: Sequence[Following]
    standings: Sequence[TopicStanding]
    now: datetime
    more: Rows = ()
    """What stands below the first page besides."""
    can_thread: bool = False
    ended: bool = False
    """Digests were ended just now, and what was gathered waits for second thoughts."""

    @property
    def local_time(self) -> time:
        """What the reader's clock shows."""
        return self.now.astimezone(self.own.tz).time()

    def say(self, renderer: Renderer, template: str, **context: object) -> str:
        """A page's text."""
        return renderer.render(
            template,
            own=self.own,
            following=self.following,
            standings=self.standings,
            now=self.now,
            far=self.now + _FAR,
            place=renderer.place(self.own.zone or "UTC"),
            local_time=self.local_time,
            language_name=LANGUAGES[spoken(self.own.language)],
            **context,
        )


def to(renderer: Renderer, which: Panel) -> Button:
    """The way to a page."""
    return Button(renderer.label("panel", panel=which), ShowPanel(which))


def back(renderer: Renderer) -> Button:
    """The way to the first page."""
    return to(renderer, Panel.MAIN)

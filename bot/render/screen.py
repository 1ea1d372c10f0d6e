"""What is shown: a message's HTML and its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.buttons.action import Action
from bot.buttons.callback_data import encode


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what a tap on it means; `style` is Telegram's `primary`, `success` or `danger`.

    With `url` instead of an action, a tap opens that address.
    """

    label: str
    action: Action | None = None
    style: str | None = None
    url: str | None = None

    def drawn(self) -> InlineKeyboardButton:
        """The button as Telegram wants it."""
        data = encode(self.action) if self.action else None
        return InlineKeyboardButton(self.label, callback_data=data, url=self.url, style=self.style)


Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message as it is to be shown; `html` fits into Telegram's limits."""

    html: str
    buttons: Rows = ()
    asks: bool = False
    """Whether it is to be replied to: where people write, the reply opens by itself, but in groups."""

    @property
    def markup(self) -> InlineKeyboardMarkup | ForceReply | None:
        """What goes with a new message."""
        return ForceReply(selective=True) if self.asks else self.keyboard

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram wants them; None when there are none, which takes an old keyboard away."""
        rows = [[button.drawn() for button in row] for row in self.buttons if row]
        return InlineKeyboardMarkup(rows) if rows else None

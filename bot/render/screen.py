"""What is shown: a message's HTML and its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.action import Action
from bot.buttons import encode


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what a tap on it means; `style` is Telegram's `primary`, `success` or `danger`."""

    label: str
    action: Action
    style: str | None = None


Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message as it is to be shown; `html` fits into Telegram's limits."""

    html: str
    buttons: Rows = ()

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram wants them; None when there are none, which takes an old keyboard away."""
        rows = [
            [InlineKeyboardButton(b.label, callback_data=encode(b.action), style=b.style) for b in row]
            for row in self.buttons
            if row
        ]
        return InlineKeyboardMarkup(rows) if rows else None

"""The Jinja2 environment: how templates are read, and the few filters they speak with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from briefings.model import Clock

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


class Renderer:
    """Renders the templates. HTML is escaped by default; a name that a template misses is an error."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._environment = Environment(
            loader=PackageLoader("bot.render", "templates"),
            autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters |= {"when": self._when, "plural": plural, "number": number, "cut": cut}

    def render(self, template: str, /, **context: Any) -> str:
        """Render `templates/<template>.html.j2` as Telegram HTML, which may still be longer than one message."""
        return self._environment.get_template(f"{template}.html.j2").render(context).strip()

    def label(self, name: str, /, **context: Any) -> str:
        """The text on a button: plain, one line."""
        return self._say("labels", name, context)

    def toast(self, name: str, /, **context: Any) -> str:
        """The text that flashes up after a tap: plain, at most 200 characters."""
        return cut(self._say("toasts", name, context), 200)

    def command(self, name: str) -> str:
        """What a command's line in the menu says."""
        return self._say("commands", name, {})

    def _say(self, file: str, name: str, context: dict[str, Any]) -> str:
        macros = self._environment.get_template(f"{file}.txt.j2").module
        return cast("str", getattr(macros, name)(**context)).strip()

    def _when(self, moment: datetime) -> str:
        moment = moment.astimezone(UTC)
        year = "" if moment.year == self._clock().year else f" {moment.year}"
        return f"{moment.day} {_MONTHS[moment.month - 1]}{year}, {moment:%H:%M} UTC"


def number(count: int) -> str:
    """A number as people write it: 12,345."""
    return f"{count:,}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 story, 2 stories."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def cut(text: str, length: int) -> str:
    """Shorten plain text to a length, at a word, with an ellipsis."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    word = head.rfind(" ")
    return (head[:word] if word > length // 2 else head).rstrip(" ,;:–-") + "…"

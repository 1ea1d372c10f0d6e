"""The Jinja2 environment: how templates are read, and the few filters they speak with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, time, timedelta
from functools import cache, partial
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Any, cast
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from wcwidth import grapheme_boundary_before

from bot.render.direction import LATER, RIGHT_TO_LEFT, directed
from bot.render.languages import spoken
from bot.render.place_names import place
from briefings.errors import BriefingError
from briefings.model import Clock

_UTC = ZoneInfo("UTC")
_CLINGING = re.compile(r"(?<![\w/<>])/[a-z]+(?=[^\W\d_])(?![a-z])")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


class Renderer:
    """Renders the templates. HTML is escaped by default; a name that a template misses is an error."""

    def __init__(self, clock: Clock, *, language: str = "en", zone: ZoneInfo = _UTC) -> None:
        """Speaks `language` where it can, and tells times by the clock of `zone`."""
        self._clock = clock
        self.language = spoken(language)
        self.zone = zone
        self._environment = _environment(self.language)

    def speaking(self, language: str, zone: ZoneInfo) -> Renderer:
        """The same voice in another language, with another clock."""
        if (language, zone) == (self.language, self.zone):
            return self
        return Renderer(self._clock, language=language, zone=zone)

    def render(self, template: str, /, **context: Any) -> str:
        """Render `templates/<template>.html.j2` as Telegram HTML, which may still be longer than one message."""
        with self._telling_time():
            html = self._environment.get_template(f"{template}.html.j2").render(context).strip()
        return directed(html) if self.language in RIGHT_TO_LEFT else html

    def label(self, name: str, /, **context: Any) -> str:
        """The text on a button: plain, one line; where a narrow one wraps, no “…” stands alone."""
        return self._say("labels", name, context).replace(" …", "\N{NO-BREAK SPACE}…")

    def toast(self, name: str, /, **context: Any) -> str:
        """The text that flashes up after a tap: plain, at most 200 characters."""
        return cut(self._say("toasts", name, context), 200)

    def command(self, name: str) -> str:
        """What a command's line in the menu says."""
        return self._say("commands", name, {})

    def introduction(self, name: str) -> str:
        """What Telegram shows of the bot itself: its `description`, or its `short_description`."""
        return self._say("introduction", name, {})

    def when(self, moment: datetime) -> str:
        """A moment by the reader's clock."""
        with self._telling_time():
            return when(moment)

    def place(self, zone: str) -> str:
        """The place that a time zone is named after, as its reader calls it."""
        return place(zone, self.language)

    def _say(self, file: str, name: str, context: dict[str, Any]) -> str:
        macros = self._environment.get_template(f"{file}.txt.j2").module
        with self._telling_time():
            text = cast("str", getattr(macros, name)(**context)).strip()
        return directed(text) if self.language in RIGHT_TO_LEFT else text

    @contextmanager
    def _telling_time(self) -> Iterator[None]:
        token = _CLOCK.set((self.language, self.zone, self._clock()))
        try:
            yield
        finally:
            _CLOCK.reset(token)


_CLOCK: ContextVar[tuple[str, ZoneInfo, datetime]] = ContextVar("clock")
"""The language, the zone and the time by which the message that is being rendered tells time."""


@cache
def _environment(language: str) -> Environment:
    """The templates in a language, compiled once."""
    environment = Environment(
        loader=PackageLoader("bot.render", "templates"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    translations = _translations(language)
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    environment.filters |= {
        "said": partial(said, translations),
        "when": when,
        "day": day,
        "clock": clock,
        "plural": plural,
        "number": partial(format_decimal, locale=language),
        "roughly": roughly,
        "cut": cut,
        "named": lambda topic: topic.name_in(language),
        "described": lambda topic: topic.description_in(language),
    }
    return environment


def _translations(language: str) -> NullTranslations:
    """The catalogue of a language, made from its .po file at the first word; a sentence it lacks stays English."""
    path = files("bot.render").joinpath("locales", f"{language}.po")
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in catalogue:
        if isinstance(message.string, str):
            message.string = _with_commands(message.string)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _with_commands(sentence: str) -> str:
    """The same where all commands can be tapped: one ends before a particle that clings to it, as in /topics에서."""
    return _CLINGING.sub("\\g<0>\N{WORD JOINER}", sentence)


def said(translations: NullTranslations, error: BriefingError) -> str:
    """What an error says, in the reader's language."""
    sentence = translations.gettext(error.sentence) if error.sentence else ""
    return sentence % error.values if error.values else sentence


def when(moment: datetime) -> str:
    """A moment by the reader's clock: 24 Nov, 14:05; UTC is said where that is their clock."""
    language, zone, _ = _CLOCK.get()
    local = moment.astimezone(zone)
    comma, utc = ("،", "ت ع م") if language == "ar" else (",", "UTC")
    return f"{day(moment)}{comma} {local:%H:%M}{f' {utc}' if str(zone) == 'UTC' else ''}"


def day(moment: datetime) -> str:
    """The day of a moment by the reader's clock: 24 Nov."""
    language, zone, now = _CLOCK.get()
    local = moment.astimezone(zone)
    if language != "en":
        skeleton = "MMMd" if local.year == now.astimezone(zone).year else "yMMMd"
        # After a name in Latin letters, the number of the day would go to that.
        mark = LATER if language in RIGHT_TO_LEFT else ""
        return mark + str(format_skeleton(skeleton, local, locale=language))
    year = "" if local.year == now.astimezone(zone).year else f" {local.year}"
    return f"{local.day} {_MONTHS[local.month - 1]}{year}"


def clock(at: time) -> str:
    """A time of day: 08:00."""
    return f"{at:%H:%M}"


def number(count: int) -> str:
    """A number as people write it: 12,345."""
    return f"{count:,}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 story, 2 stories."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def roughly(duration: timedelta) -> str:
    """A duration as people guess it: about 7 minutes."""
    minutes = duration.total_seconds() / 60
    if minutes < 1:
        return "less than a minute"
    for least, unit, one in ((36 * 60, "day", 24 * 60), (90, "hour", 60)):
        if minutes >= least:
            return f"about {plural(round(minutes / one), unit)}"
    return f"about {plural(round(minutes), 'minute')}"


def cut(text: str, length: int) -> str:
    """Shorten plain text to a length, at a word or at least between characters as people see them, with an ellipsis."""
    if len(text) <= length:
        return text
    end = text.rfind(" ", 0, length - 1)
    if end <= length // 2:
        end = grapheme_boundary_before(text, length) or length - 1
    return text[:end].rstrip(" ,;:–-") + "…"

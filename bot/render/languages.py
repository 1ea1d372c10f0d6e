"""The languages that the bot speaks."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from babel import Locale

LANGUAGES = MappingProxyType(
    {"en": "English", "ru": "Русский", "ko": "한국어", "es": "Español", "ar": "العربية"}
)
"""Each by its code, under its own name."""


def named(name: str) -> str | None:
    """The code of a language by its code, or by its name in any of these languages; none for one that is not spoken."""
    wanted = name.strip().casefold()
    return _names().get(wanted) or _names().get(wanted.replace("_", "-").partition("-")[0])


@cache
def _names() -> dict[str, str]:
    names = {name.casefold(): code for code, name in LANGUAGES.items()}
    for speaker in LANGUAGES:
        names |= {Locale(speaker).languages[code].casefold(): code for code in LANGUAGES}
    return {**names, **{code: code for code in LANGUAGES}}


def spoken(code: str | None) -> str:
    """The language to speak to somebody whose app is in that language: `es-MX` is spoken to in `es`."""
    language = (code or "").lower().replace("_", "-").partition("-")[0]
    return language if language in LANGUAGES else "en"

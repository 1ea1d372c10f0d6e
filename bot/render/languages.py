"""The languages that the bot speaks."""

from __future__ import annotations

from types import MappingProxyType

LANGUAGES = MappingProxyType(
    {"en": "English", "ru": "Русский", "ko": "한국어", "es": "Español", "ar": "العربية"}
)
"""Each by its code, under its own name."""


def spoken(code: str | None) -> str:
    """The language to speak to somebody whose app is in that language: `es-MX` is spoken to in `es`."""
    language = (code or "").lower().replace("_", "-").partition("-")[0]
    return language if language in LANGUAGES else "en"

"""Places that time zones are named after, as each language calls them."""

from __future__ import annotations

from babel import Locale
from babel.dates import get_timezone_location

from briefings.parsing.zones import place_name

_ARGENTINA = ("Buenos_Aires", "Catamarca", "Cordoba", "Jujuy", "Mendoza")
_FORMER = {
    **{f"America/Argentina/{city}": f"America/{city}" for city in _ARGENTINA},
    "Africa/Asmara": "Africa/Asmera",
    "America/Indiana/Indianapolis": "America/Indianapolis",
    "America/Kentucky/Louisville": "America/Louisville",
    "America/Nuuk": "America/Godthab",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Atlantic/Faroe": "Atlantic/Faeroe",
    "Europe/Kyiv": "Europe/Kiev",
    "Pacific/Chuuk": "Pacific/Truk",
    "Pacific/Pohnpei": "Pacific/Ponape",
}
"""The names by which the Unicode CLDR keeps zones that have other ones today."""


def place(zone: str, language: str) -> str:
    """The place that a time zone is named after, in a language where that is known."""
    if language == "en":
        return place_name(zone)
    if zone in _FORMER:
        former = Locale(language).time_zones.get(_FORMER[zone], {})
        return str(former.get("city", place_name(zone)))
    known = get_timezone_location(zone, locale=language, return_city=True)
    return place_name(zone) if "/" in known else known

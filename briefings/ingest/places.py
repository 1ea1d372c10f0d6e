"""Cities that datelines name: those that zones of time are called after, and others where agencies have their desks."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

_CONTINENTS = frozenset(("Africa", "America", "Asia", "Australia", "Europe", "Pacific"))
_DESKS = """
Abuja|Ankara|Barcelona|Beijing|Bengaluru|Bern|Brasilia|Canberra|Cape Town|Chennai|Cologne|Davos|Doha|Frankfurt|Geneva|Gaza City|Hamburg|Hanoi|Hyderabad|Islamabad
Kharkiv|Lahore|Lviv|Mexico City|Milan|Mumbai|Munich|Naypyitaw|New Delhi|Odesa|Osaka|Ottawa|Peshawar|Pretoria|Rabat|Rio de Janeiro|St. Petersburg|Strasbourg
The Hague|Washington|Yangon
"""


@cache
def _cities() -> frozenset[str]:
    zones = (zone.split("/") for zone in available_timezones() if "/" in zone)
    named = {parts[-1].replace("_", " ") for parts in zones if parts[0] in _CONTINENTS}
    return frozenset(named | {name.strip() for line in _DESKS.split("\n") for name in line.split("|")})


def is_city(name: str) -> bool:
    """Tells whether a dateline may name the place without an agency or a date beside it."""
    return name in _cities()

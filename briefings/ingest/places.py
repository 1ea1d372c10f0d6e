"""Cities that datelines name: those that zones of time are called after, capitals, and others where agencies have their desks."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from briefings.cities import CITIES

_CONTINENTS = frozenset(("Africa", "America", "Asia", "Australia", "Europe", "Pacific"))
_DESKS = (
    "Barcelona, Brasilia, Cologne, Davos, Frankfurt, Geneva, Gaza City, Hamburg, Kharkiv, Lviv, Milan, "
    "Munich, Naypyitaw, Odesa, Peshawar, Strasbourg, The Hague"
)


@cache
def _cities() -> frozenset[str]:
    zones = (zone.split("/") for zone in available_timezones() if "/" in zone)
    named = {parts[-1].replace("_", " ") for parts in zones if parts[0] in _CONTINENTS}
    return frozenset(named | {name for names in (_DESKS, *CITIES.values()) for name in names.split(", ")})


def is_city(name: str) -> bool:
    """Tells whether a dateline may name the place without an agency or a date beside it."""
    return name in _cities()

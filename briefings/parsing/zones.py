"""Time zones as people pick them: by name, by region, by what their clock shows, by where they are.

The lists come with the tzdata package: `zone.tab` has a zone for each country and region with the coordinates of
its chief place; `zonenow.tab` has one for each way that clocks go from now on, so that what a clock shows leaves few.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from zoneinfo import ZoneInfo

from briefings.cities import CITIES
from briefings.errors import UnknownZone
from briefings.schedule import zone_names

REGIONS = ("Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian", "Antarctica")
NEAREST = 6
AROUND = 8
_QUARTER, _DAY = 15, 24 * 60
_COORDINATES = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")
_DIFFERENCE = re.compile(r"(?:UTC|GMT)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.ASCII)
_LEFT_OUT = re.compile(r"-(?!\d)|[^\w+/-]|_")


@dataclass(frozen=True, slots=True)
class Place:
    """The chief place of a zone, in degrees north and east."""

    zone: str
    country: str
    north: float
    east: float


def place_name(name: str) -> str:
    """The place in a zone's name, as people write it: America/Argentina/Buenos_Aires is Buenos Aires."""
    return name.rpartition("/")[2].replace("_", " ")


def of_region(region: str) -> tuple[str, ...]:
    """The zones of a region, by the name of the place."""
    found = {place.zone for place in places() if place.zone.startswith(f"{region}/")}
    return tuple(sorted(found, key=place_name))


def find(query: str) -> str:
    """The zone that somebody wrote: its name or its place, in any case, with blanks or without.

    Raises `UnknownZone` with those that come near.
    """
    known = _by_words()
    wanted = folded(query)
    if wanted in known:
        return known[wanted]
    near = [name for name in known if len(wanted) > 2 and wanted in name]  # noqa: PLR2004 - two letters are in everything
    near += get_close_matches(wanted, known, n=NEAREST, cutoff=0.7)
    raise UnknownZone(query, tuple(dict.fromkeys(known[name] for name in near))[:NEAREST])


def by_clock(shown: time, now: datetime) -> tuple[str, ...]:
    """The zones, one for each way clocks go from now on, whose clocks show about that time now."""
    wanted = shown.hour * 60 + shown.minute
    return tuple(
        name for name in ways() if _apart(_minutes(now.astimezone(ZoneInfo(name))), wanted) < _QUARTER
    )


def by_name_of_clock(query: str, now: datetime) -> tuple[str, ...]:
    """The zones, one for each way clocks go from now on, that a difference from UTC or an abbreviation may mean.

    UTC+3, GMT+5:30, -4; MSK, EST, in winter or in summer. None where it is neither.
    """
    wanted = query.strip().upper().replace("−", "-").replace("МСК", "MSK")
    difference = _DIFFERENCE.fullmatch(wanted)
    if difference:
        size = timedelta(hours=int(difference[2]), minutes=int(difference[3] or 0))
        offset = -size if difference[1] == "-" else size
        return tuple(name for name in ways() if now.astimezone(ZoneInfo(name)).utcoffset() == offset)
    if wanted in {"UTC", "GMT"}:
        return ()
    seasons = [now.replace(month=month, day=1) for month in (1, 7)]
    return tuple(
        name
        for name in ways()
        if wanted in {season.astimezone(ZoneInfo(name)).tzname() for season in seasons}
    )


def of_country(code: str, now: datetime) -> tuple[str, ...]:
    """The zones of a country, by its two letters: one for each time that clocks there show now, the chief one first."""
    found: dict[timedelta | None, str] = {}
    for place in places():
        if place.country == code:
            found.setdefault(now.astimezone(ZoneInfo(place.zone)).utcoffset(), place.zone)
    return tuple(found.values())


def nearest(north: float, east: float, now: datetime) -> tuple[str, ...]:
    """The zones with the chief places nearest to a point, one for each time that clocks around there show now.

    The first is right but near some borders (Saint Petersburg is nearer to Helsinki than to Moscow): let people
    choose by what their clock shows.
    """
    around = sorted(places(), key=lambda place: _distance(place, north, east))[:AROUND]
    by_offset = {now.astimezone(ZoneInfo(place.zone)).utcoffset(): place.zone for place in reversed(around)}
    return tuple(sorted(by_offset.values(), key=[place.zone for place in around].index))


@cache
def places() -> tuple[Place, ...]:
    """The chief places of all zones."""
    rows = (line.split("\t") for line in _lines("zone.tab"))
    return tuple(Place(row[2], row[0], *_degrees(row[1])) for row in rows if row[2] in zone_names())


@cache
def ways() -> tuple[str, ...]:
    """One zone for each way that clocks go from now on."""
    return tuple(row.split("\t")[2] for row in _lines("zonenow.tab") if row.split("\t")[2] in zone_names())


def _lines(table: str) -> list[str]:
    text = files("tzdata").joinpath("zoneinfo", table).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _by_words() -> dict[str, str]:
    """Zones by what people may write; a zone with a place of its own goes before the old names for it."""
    chief = [place.zone for place in places()]
    ordered = [*chief, *sorted(zone_names() - set(chief))]
    words = {folded(name): name for name in ordered}
    for name in ordered:
        if not name.startswith("Etc/GMT"):  # their signs are the other way round from how people write
            words.setdefault(folded(place_name(name)), name)
    for name, cities in CITIES.items():
        words.update({folded(city): name for city in cities.split(", ") if folded(city) not in words})
    return words


def folded(text: str) -> str:
    """A name without what people leave out: marks, accents, hyphens that are no sign before a number."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKD", text).casefold())


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _apart(one: int, other: int) -> int:
    """How many minutes lie between two times of day, the short way round."""
    return min((one - other) % _DAY, (other - one) % _DAY)


def _degrees(coordinates: str) -> tuple[float, float]:
    """Reads ISO 6709: ±DDMM[SS]±DDDMM[SS]."""
    found = _COORDINATES.fullmatch(coordinates)
    if found is None:
        raise ValueError(coordinates)

    def angle(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
        size = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
        return -size if sign == "-" else size

    return angle(*found.groups()[:4]), angle(*found.groups()[4:])


def _distance(place: Place, north: float, east: float) -> float:
    """The angle between two points on the globe (haversine)."""
    one, other = radians(place.north), radians(north)
    turn = radians(east - place.east)
    return asin(min(1.0, sqrt(sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(turn / 2) ** 2)))

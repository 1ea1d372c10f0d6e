"""Time zones to pick from: those of a part of the world, or those that some clock or place leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from babel import Locale

from bot.buttons.action import Zone
from bot.buttons.readers import Panel, SetZone, ShowRegion
from bot.render.languages import LANGUAGES
from bot.render.place_names import place
from bot.render.renderer import Renderer, cut
from bot.render.screen import Button, Rows, Screen
from bot.render.sheet import to
from briefings.errors import UnknownZone
from briefings.parsing import zones
from briefings.schedule import zone_named

_PAGE = 24


# Short names, which locales do not list.
_COUNTRIES = {
    "US": "usa us u.s. америка сша ee.uu. eeuu أمريكا أميركا",
    "GB": "uk u.k. britain england британия англия inglaterra إنجلترا",
    "KR": "korea корея 한국 남한 corea كوريا",
    "AE": "uae emirates оаэ эмираты emiratos الإمارات",
    "SA": "السعودية",
}
_SHORT_NAMES = {name: code for code, names in _COUNTRIES.items() for name in names.split()}


def called(renderer: Renderer, query: str) -> str:
    """The zone whose place the reader's language calls so, or another of ours; else what was written, for others to find."""
    city, _, _country = query.partition(",")
    for language in (renderer.language, *LANGUAGES):
        known = _by_place(language)
        for name in (zones.folded(query), zones.folded(city)):
            if name in known:
                return known[name]
    return city


def of_country(renderer: Renderer, query: str, now: datetime) -> tuple[str, ...]:
    """The zones of the country that the reader's language calls so; none where it is no country."""
    name = query.strip().casefold()
    code = _by_country(renderer.language).get(name) or _SHORT_NAMES.get(name.replace(" ", ""))
    return zones.of_country(code, now) if code else ()


@cache
def _by_country(language: str) -> dict[str, str]:
    return {
        name.casefold(): code
        for spoken in ("en", language)
        for code, name in Locale(spoken).territories.items()
        if code.isalpha()
    }


@cache
def _by_place(language: str) -> dict[str, str]:
    return {zones.folded(place(one.zone, language)): one.zone for one in zones.places()}


def region(renderer: Renderer, number: int, page: int, now: datetime) -> Screen:
    """The zones of a region, by place."""
    name = zones.REGIONS[number % len(zones.REGIONS)]
    found = sorted(zones.of_region(name), key=renderer.place)
    page = min(page, (len(found) - 1) // _PAGE)
    turns = []
    if page:
        turns.append(Button(renderer.label("earlier_part", page=page), ShowRegion(number, page - 1)))
    if (page + 1) * _PAGE < len(found):
        turns.append(Button(renderer.label("later_part", page=page + 2), ShowRegion(number, page + 1)))
    rows = _places(renderer, found[page * _PAGE :][:_PAGE], now)
    html = renderer.render("panel_region", region=renderer.label("region", name=name))
    return Screen(html, [*rows, turns, [to(renderer, Panel.ZONE)]])


def places(renderer: Renderer, found: Sequence[str], now: datetime) -> Screen:
    """Zones to pick from, told by their clocks."""
    html = renderer.render("panel_places", zones=found)
    return Screen(html, [*_places(renderer, found, now), [to(renderer, Panel.ZONE)]])


def unknown_zone(renderer: Renderer, unknown: UnknownZone, now: datetime) -> Screen:
    """There is no such zone: the nearest ones, or the regions."""
    html = renderer.render("unknown_zone", query=cut(unknown.query, 100), zones=unknown.nearest)
    return Screen(html, [*_places(renderer, unknown.nearest, now), [to(renderer, Panel.ZONE)]])


def _places(renderer: Renderer, found: Sequence[str], now: datetime) -> Rows:
    buttons = [
        Button(
            renderer.label("place", name=renderer.place(name), at=now.astimezone(zone_named(name)).time()),
            SetZone(Zone(name)),
        )
        for name in found
    ]
    return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]

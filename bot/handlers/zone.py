"""/tz: the reader's time zone, by its name, by part of the world, by what a clock shows, or by a location."""

from __future__ import annotations

from datetime import time

from bot.buttons.readers import Panel, PickClock, SetZone, ShowRegion
from bot.handlers.asking import Call, Tap
from bot.handlers.pages import page, seen_by_all
from bot.render import screens
from briefings.errors import UnknownZone
from briefings.parsing import arguments, zones


async def tz(call: Call) -> None:
    """Answer `/tz [Europe/Berlin | Berlin | Germany | 14:05 | UTC+3 | MSK]`."""
    renderer, now = call.deps.renderer, call.deps.clock()
    shown = arguments.clock(call.argument)
    found = zones.by_clock(shown, now) if shown else zones.by_name_of_clock(call.argument, now)
    if found:
        await call.answer(seen_by_all(call, screens.zones.places(renderer, found, now)))
        return
    if call.argument:
        try:
            await call.deps.own.set_zone(call.chat_id, screens.zones.called(renderer, call.argument))
        except UnknownZone as unknown:
            found = screens.zones.of_country(renderer, call.argument, now)
            screen = (
                screens.zones.places(renderer, found, now)
                if found
                else screens.zones.unknown_zone(renderer, unknown, now)
            )
            await call.answer(seen_by_all(call, screen))
            return
    await call.answer(await page(call, Panel.ZONE))


async def location(call: Call) -> None:
    """Offer the zones around a location; it is not kept."""
    place = call.message.location
    if place is None or not call.is_private:
        return
    found = zones.nearest(place.latitude, place.longitude, call.deps.clock())
    await call.answer(screens.zones.places(call.deps.renderer, found, call.deps.clock()))


async def region(tap: Tap, action: ShowRegion) -> None:
    """Show the places of a part of the world."""
    screen = screens.zones.region(tap.deps.renderer, action.region, action.page, tap.deps.clock())
    await tap.show(seen_by_all(tap, screen))


async def by_clock(tap: Tap, action: PickClock) -> None:
    """Show the places whose clocks show that time."""
    shown = time(*divmod(action.minutes % (24 * 60), 60))
    found = zones.by_clock(shown, tap.deps.clock())
    await tap.show(seen_by_all(tap, screens.zones.places(tap.deps.renderer, found, tap.deps.clock())))


async def choose(tap: Tap, action: SetZone) -> None:
    """Reckon with the clock of a place."""
    await tap.deps.own.set_zone(tap.subject_id, action.zone)
    await tap.show(await page(tap, Panel.ZONE))

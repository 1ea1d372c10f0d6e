"""The pages of the settings on when briefings come, and when nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from bot.buttons.readers import (
    Panel,
    Pause,
    PickClock,
    SetDay,
    SetQuiet,
    SetSlot,
    ShowRegion,
    StopDigests,
    TellNothing,
)
from bot.render.renderer import Renderer
from bot.render.screen import Button, Screen
from bot.render.sheet import SILENCES, Sheet, back, to
from briefings.parsing import zones
from briefings.schedule import EVERY_DAY, QuietHours, zone_named

_TIMES = tuple(time(hour) for hour in (6, 7, 8, 9, 12, 15, 18, 20, 22))
_QUIET = tuple(
    QuietHours(time(start), time(end)) for start, end in ((22, 7), (22, 8), (23, 7), (23, 8), (0, 8), (0, 9))
)
_SHORT = 7  # what a quarter of a phone's width shows whole


def digest(renderer: Renderer, sheet: Sheet) -> Screen:
    """The hours and days of the digests."""
    slots = sheet.own.slots
    chosen = {slot.at for slot in slots}
    days = frozenset[int]().union(*(slot.days for slot in slots)) if slots else EVERY_DAY
    times = [
        Button(
            renderer.label("time", at=at, on=at in chosen),
            SetSlot(at.hour * 60 + at.minute, on=at not in chosen),
        )
        for at in sorted({*_TIMES, *chosen})
    ]
    weekdays = [
        Button(renderer.label("weekday", number=day, on=day in days), SetDay(day, on=day not in days))
        for day in range(7)
    ]
    abreast = 4 if max(len(button.label) for button in weekdays) <= _SHORT else 3
    rows: list[Sequence[Button]] = [times[start : start + 3] for start in range(0, len(times), 3)]
    if slots:
        rows += [
            *(weekdays[start : start + abreast] for start in range(0, len(weekdays), abreast)),
            [
                Button(
                    renderer.label("tell_nothing", on=sheet.own.tells_nothing),
                    TellNothing(on=not sheet.own.tells_nothing),
                )
            ],
            [Button(renderer.label("no_digest"), StopDigests())],
        ]
    zone = [] if sheet.own.zone else [to(renderer, Panel.ZONE)]
    return Screen(sheet.say(renderer, "panel_digest", ended=sheet.ended), [*rows, zone, [back(renderer)]])


def zone(renderer: Renderer, sheet: Sheet) -> Screen:
    """The parts of the world."""
    regions = [
        Button(renderer.label("region", name=name), ShowRegion(number))
        for number, name in enumerate(zones.REGIONS)
    ]
    rows = [
        regions[start : start + 2] for start in range(0, len(regions), 2)
    ]  # three cut their names on a phone
    return Screen(sheet.say(renderer, "panel_zone"), [*rows, [to(renderer, Panel.CLOCK)], [back(renderer)]])


def clock(renderer: Renderer, sheet: Sheet) -> Screen:
    """Zones by what their clocks show."""
    shown = {
        sheet.now.astimezone(zone_named(name)).time().replace(second=0, microsecond=0)
        for name in zones.ways()
    }
    clocks = [
        Button(renderer.label("time", at=at, on=False), PickClock(at.hour * 60 + at.minute))
        for at in sorted(shown)
    ]
    rows = [clocks[start : start + 4] for start in range(0, len(clocks), 4)]
    return Screen(sheet.say(renderer, "panel_clock"), [*rows, [to(renderer, Panel.ZONE)]])


def quiet(renderer: Renderer, sheet: Sheet) -> Screen:
    """The hours in which nothing comes."""
    hours = [
        Button(
            renderer.label("hours", quiet=quiet, on=quiet == sheet.own.quiet),
            SetQuiet(quiet.start.hour * 60, quiet.end.hour * 60),
        )
        for quiet in _QUIET
    ]
    off = Button(renderer.label("no_quiet", on=sheet.own.quiet is None), SetQuiet(0, 0))
    rows = [hours[start : start + 2] for start in range(0, len(hours), 2)]
    digests_come = sheet.own.quiet is not None and any(
        sheet.own.quiet.hold(slot.at) for slot in sheet.own.slots
    )
    html = sheet.say(renderer, "panel_quiet", digests_come=digests_come)
    return Screen(html, [*rows, [off], [back(renderer)]])


def pause(renderer: Renderer, sheet: Sheet) -> Screen:
    """For how long nothing comes at all."""
    silences = [Button(renderer.label("silence", days=days), Pause(days)) for days in SILENCES]
    paused = sheet.own.paused_until is not None and sheet.own.paused_until > sheet.now
    go_on = [Button(renderer.label("silence", days=0), Pause(0), style="success")] if paused else []
    return Screen(sheet.say(renderer, "panel_pause"), [go_on, silences[:2], silences[2:], [back(renderer)]])

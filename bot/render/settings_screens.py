"""/settings: the pages on which readers make the briefing their own, each in place of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.buttons import Follow, Place
from bot.reader_buttons import (
    UNTIL_TOLD,
    AskWords,
    DropRule,
    Mute,
    Panel,
    Pause,
    PickClock,
    SetDay,
    SetLanguage,
    SetLength,
    SetMode,
    SetQuiet,
    SetSlot,
    SetThreads,
    ShowPanel,
    ShowRegion,
    ShowTopic,
    StopDigests,
    TellNothing,
)
from bot.render.fitting import split_html
from bot.render.languages import LANGUAGES, spoken
from bot.render.renderer import Renderer
from bot.render.screen import Button, Rows, Screen
from briefings import zones
from briefings.model import TopicStanding
from briefings.preferences import Following, Length, Mode, Preferences
from briefings.schedule import EVERY_DAY, QuietHours

_TIMES = tuple(time(hour) for hour in (6, 7, 8, 9, 12, 15, 18, 20, 22))
_QUIET = tuple(
    QuietHours(time(start), time(end)) for start, end in ((22, 7), (22, 8), (23, 7), (23, 8), (0, 8), (0, 9))
)
_SILENCES = (1, 7, 30, UNTIL_TOLD)
_PAGE = 24
_MOST_RULES = 20
_MOST_TOPICS = 60
_SHORT = 7  # what a quarter of a phone's width shows whole
_FAR = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the settings of one chat look like at a moment."""

    own: Preferences
    following: Sequence[Following]
    standings: Sequence[TopicStanding]
    now: datetime
    more: Rows = ()
    """What stands below the first page besides."""
    can_thread: bool = False
    ended: bool = False
    """Digests were ended just now, and what was gathered waits for second thoughts."""

    @property
    def local_time(self) -> time:
        """What the reader's clock shows."""
        return self.now.astimezone(self.own.tz).time()


def panel(renderer: Renderer, which: Panel, sheet: Sheet) -> Screen:
    """One page of the settings."""
    drawn = {
        Panel.MAIN: _main,
        Panel.DIGEST: _digest,
        Panel.ZONE: _zone,
        Panel.CLOCK: _clock,
        Panel.QUIET: _quiet,
        Panel.LENGTH: _length,
        Panel.LANGUAGE: _language,
        Panel.PAUSE: _pause,
        Panel.THREADS: _threads,
    }
    return drawn[which](renderer, sheet)


def topic(renderer: Renderer, one: Following, sheet: Sheet) -> Screen:
    """How stories on one topic come: at once or in the digest, muted, with which words."""
    slug = one.topic.slug
    modes = [
        Button(renderer.label("mode", mode=mode, on=one.mode is mode), SetMode(slug, mode)) for mode in Mode
    ]
    muted = one.muted_until is not None and one.muted_until > sheet.now
    mutes = [Button(renderer.label("mute", days=days), Mute(slug, days)) for days in _SILENCES]
    times = [to(renderer, Panel.DIGEST)] if one.mode is Mode.DIGEST else []
    rows: list[Sequence[Button]] = [
        modes,
        times,
        *([[Button(renderer.label("unmute"), Mute(slug, 0))]] if muted else [mutes[:2], mutes[2:]]),
        [
            Button(renderer.label("only_with"), AskWords(slug, wanted=True)),
            Button(renderer.label("never_with"), AskWords(slug, wanted=False)),
        ],
        *[
            [Button(renderer.label("drop_rule", rule=rule), DropRule(slug, rule.id))]
            for rule in one.rules[:_MOST_RULES]
        ],
        [Button(renderer.label("unfollow"), Follow(slug, Place.SETTINGS, on=False)), _back(renderer)],
    ]
    return Screen(split_html(_render(renderer, "panel_topic", sheet, one=one))[0], rows)


def which_to_mute(renderer: Renderer, sheet: Sheet) -> Screen:
    """The topics that could be muted."""
    return Screen(
        _render(renderer, "which_topic", sheet, command="mute"), [[one] for one in _followed(renderer, sheet)]
    )


def which_for_words(renderer: Renderer, sheet: Sheet, *, wanted: bool) -> Screen:
    """The topics that words could be told for."""
    buttons = [
        [Button(drawn.label, AskWords(one.topic.slug, wanted))]
        for one, drawn in zip(sheet.following, _followed(renderer, sheet), strict=False)
    ]
    command = "only" if wanted else "never"
    return Screen(_render(renderer, "which_topic", sheet, command=command), buttons)


def _main(renderer: Renderer, sheet: Sheet) -> Screen:
    topics = _followed(renderer, sheet)
    topics += [
        Button(
            renderer.label("topic", topic=standing.topic, on=False),
            Follow(standing.topic.slug, Place.SETTINGS, on=True),
        )
        for standing in sheet.standings
        if not standing.followed
    ]
    columns = 1 if len(topics) <= 4 else 2  # noqa: PLR2004  four rows leave the text in view on a phone
    topics = topics[:_MOST_TOPICS]
    threads = [to(renderer, Panel.THREADS)] if sheet.can_thread else []
    return Screen(
        split_html(_render(renderer, "settings", sheet))[0],
        [
            *(topics[start : start + columns] for start in range(0, len(topics), columns)),
            [to(renderer, Panel.DIGEST), to(renderer, Panel.QUIET)],
            [to(renderer, Panel.ZONE), to(renderer, Panel.LENGTH)],
            [to(renderer, Panel.LANGUAGE), to(renderer, Panel.PAUSE)],
            threads,
            *sheet.more,
        ],
    )


def _followed(renderer: Renderer, sheet: Sheet) -> list[Button]:
    return [
        Button(
            renderer.label(
                "settings_topic",
                one={
                    "topic": one.topic,
                    "muted": one.muted_until is not None and one.muted_until > sheet.now,
                    "digest": one.mode is Mode.DIGEST,
                },
            ),
            ShowTopic(one.topic.slug),
        )
        for one in sheet.following[:_MOST_TOPICS]
    ]


def _digest(renderer: Renderer, sheet: Sheet) -> Screen:
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
    return Screen(
        _render(renderer, "panel_digest", sheet, ended=sheet.ended), [*rows, zone, [_back(renderer)]]
    )


def _zone(renderer: Renderer, sheet: Sheet) -> Screen:
    regions = [
        Button(renderer.label("region", name=name), ShowRegion(number))
        for number, name in enumerate(zones.REGIONS)
    ]
    rows = [
        regions[start : start + 2] for start in range(0, len(regions), 2)
    ]  # three cut their names on a phone
    return Screen(
        _render(renderer, "panel_zone", sheet), [*rows, [to(renderer, Panel.CLOCK)], [_back(renderer)]]
    )


def _clock(renderer: Renderer, sheet: Sheet) -> Screen:
    shown = {
        sheet.now.astimezone(zones.zone(name)).time().replace(second=0, microsecond=0)
        for name in zones.ways()
    }
    clocks = [
        Button(renderer.label("time", at=at, on=False), PickClock(at.hour * 60 + at.minute))
        for at in sorted(shown)
    ]
    rows = [clocks[start : start + 4] for start in range(0, len(clocks), 4)]
    return Screen(_render(renderer, "panel_clock", sheet), [*rows, [to(renderer, Panel.ZONE)]])


def _quiet(renderer: Renderer, sheet: Sheet) -> Screen:
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
    html = _render(renderer, "panel_quiet", sheet, digests_come=digests_come)
    return Screen(html, [*rows, [off], [_back(renderer)]])


def _length(renderer: Renderer, sheet: Sheet) -> Screen:
    lengths = [
        Button(renderer.label("length", length=length, on=length is sheet.own.length), SetLength(length))
        for length in Length
    ]
    return Screen(_render(renderer, "panel_length", sheet), [lengths, [_back(renderer)]])


def _language(renderer: Renderer, sheet: Sheet) -> Screen:
    names = [
        Button(renderer.label("chosen", name=name, on=code == spoken(sheet.own.language)), SetLanguage(code))
        for code, name in LANGUAGES.items()
    ]
    rows = [names[start : start + 2] for start in range(0, len(names), 2)]
    return Screen(_render(renderer, "panel_language", sheet), [*rows, [_back(renderer)]])


def _threads(renderer: Renderer, sheet: Sheet) -> Screen:
    on = sheet.own.threaded
    switch = Button(renderer.label("threads", on=on), SetThreads(on=not on))
    return Screen(
        _render(renderer, "panel_threads", sheet, can_thread=sheet.can_thread),
        [[switch] if sheet.can_thread else [], [_back(renderer)]],
    )


def _pause(renderer: Renderer, sheet: Sheet) -> Screen:
    silences = [Button(renderer.label("silence", days=days), Pause(days)) for days in _SILENCES]
    paused = sheet.own.paused_until is not None and sheet.own.paused_until > sheet.now
    go_on = [Button(renderer.label("silence", days=0), Pause(0), style="success")] if paused else []
    return Screen(
        _render(renderer, "panel_pause", sheet), [go_on, silences[:2], silences[2:], [_back(renderer)]]
    )


def to(renderer: Renderer, which: Panel) -> Button:
    """The way to a page."""
    return Button(renderer.label("panel", panel=which), ShowPanel(which))


def _back(renderer: Renderer) -> Button:
    return to(renderer, Panel.MAIN)


def _render(renderer: Renderer, template: str, sheet: Sheet, **context: object) -> str:
    return renderer.render(
        template,
        own=sheet.own,
        following=sheet.following,
        standings=sheet.standings,
        now=sheet.now,
        far=sheet.now + _FAR,
        place=renderer.place(sheet.own.zone or "UTC"),
        local_time=sheet.local_time,
        language_name=LANGUAGES[spoken(sheet.own.language)],
        **context,
    )

"""/settings: the pages on which readers make the briefing their own, each in place of the other."""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons.news import Follow, Place
from bot.buttons.readers import (
    AskWords,
    DropRule,
    Mute,
    Panel,
    SetLanguage,
    SetLength,
    SetMode,
    SetThreads,
    ShowTopic,
)
from bot.render.fitting import split_html
from bot.render.languages import LANGUAGES, spoken
from bot.render.renderer import Renderer
from bot.render.screen import Button, Screen
from bot.render.screens import timing
from bot.render.sheet import SILENCES, Sheet, back, to
from briefings.preferences import Following, Length, Mode

_MOST_RULES = 20
_MOST_TOPICS = 60


def panel(renderer: Renderer, which: Panel, sheet: Sheet) -> Screen:
    """One page of the settings."""
    drawn = {
        Panel.MAIN: _main,
        Panel.DIGEST: timing.digest,
        Panel.ZONE: timing.zone,
        Panel.CLOCK: timing.clock,
        Panel.QUIET: timing.quiet,
        Panel.LENGTH: _length,
        Panel.LANGUAGE: _language,
        Panel.PAUSE: timing.pause,
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
    mutes = [Button(renderer.label("mute", days=days), Mute(slug, days)) for days in SILENCES]
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
        [Button(renderer.label("unfollow"), Follow(slug, Place.SETTINGS, on=False)), back(renderer)],
    ]
    return Screen(split_html(sheet.say(renderer, "panel_topic", one=one))[0], rows)


def which_to_mute(renderer: Renderer, sheet: Sheet) -> Screen:
    """The topics that could be muted."""
    return Screen(
        sheet.say(renderer, "which_topic", command="mute"), [[one] for one in _followed(renderer, sheet)]
    )


def which_for_words(renderer: Renderer, sheet: Sheet, *, wanted: bool) -> Screen:
    """The topics that words could be told for."""
    buttons = [
        [Button(drawn.label, AskWords(one.topic.slug, wanted))]
        for one, drawn in zip(sheet.following, _followed(renderer, sheet), strict=False)
    ]
    command = "only" if wanted else "never"
    return Screen(sheet.say(renderer, "which_topic", command=command), buttons)


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
        split_html(sheet.say(renderer, "settings"))[0],
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


def _length(renderer: Renderer, sheet: Sheet) -> Screen:
    lengths = [
        Button(renderer.label("length", length=length, on=length is sheet.own.length), SetLength(length))
        for length in Length
    ]
    return Screen(sheet.say(renderer, "panel_length"), [lengths, [back(renderer)]])


def _language(renderer: Renderer, sheet: Sheet) -> Screen:
    names = [
        Button(renderer.label("chosen", name=name, on=code == spoken(sheet.own.language)), SetLanguage(code))
        for code, name in LANGUAGES.items()
    ]
    rows = [names[start : start + 2] for start in range(0, len(names), 2)]
    return Screen(sheet.say(renderer, "panel_language"), [*rows, [back(renderer)]])


def _threads(renderer: Renderer, sheet: Sheet) -> Screen:
    on = sheet.own.threaded
    switch = Button(renderer.label("threads", on=on), SetThreads(on=not on))
    return Screen(
        sheet.say(renderer, "panel_threads", can_thread=sheet.can_thread),
        [[switch] if sheet.can_thread else [], [back(renderer)]],
    )

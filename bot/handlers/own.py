"""/settings, /digest, /quiet, /pause, /mute, /length, /language: the reader's own briefing, by buttons and by commands.

Every page stands in the place of the one before it; a command answers with the page that shows what it changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.buttons.readers import (
    UNTIL_TOLD,
    Mute,
    Panel,
    Pause,
    SetDay,
    SetLanguage,
    SetLength,
    SetMode,
    SetQuiet,
    SetSlot,
    SetThreads,
    ShowPanel,
    ShowTopic,
    StopDigests,
    TakeDigest,
    TellNothing,
)
from bot.chat.messages import Bot
from bot.chat.threads import open_missing
from bot.dependencies import Dependencies
from bot.handlers import topics
from bot.handlers.asking import Call, Tap
from bot.handlers.pages import page, seen_by_all, sheet, topic_page
from bot.handlers.suggesting import suggest
from bot.render import Screen, languages, screens
from bot.render.languages import LANGUAGES
from briefings.errors import UnknownTopic
from briefings.parsing import arguments
from briefings.parsing.arguments import FOREVER
from briefings.preferences import Mode
from briefings.schedule import EVERY_DAY, QuietHours, Slot


async def settings(call: Call) -> None:
    """Show everything that can be set."""
    await call.answer(await page(call, Panel.MAIN))


async def digest(call: Call) -> None:
    """Answer `/digest [8:00 18:00 weekdays | off]`."""
    if call.argument:
        wanted = () if arguments.is_off(call.argument) else arguments.slots(call.argument)
        await call.answer(await _with_slots(call, wanted))
    else:
        await call.answer(await page(call, Panel.DIGEST))


async def quiet_hours(call: Call) -> None:
    """Answer `/quiet [22:00 7:00 | off]`."""
    if call.argument:
        hours = None if arguments.is_off(call.argument) else arguments.quiet(call.argument)
        await call.deps.own.set_quiet(call.chat_id, hours)
    await call.answer(await page(call, Panel.QUIET))


async def pause(call: Call) -> None:
    """Answer `/pause [week | 3 days | 2026-12-31 | off]`."""
    if call.argument:
        own = await call.deps.own.look(call.chat_id)
        silent = not arguments.is_off(call.argument)
        end = arguments.until(call.argument, own.tz, call.deps.clock()) if silent else None
        await call.deps.own.pause(call.chat_id, end)
    await call.answer(await page(call, Panel.PAUSE))


async def stop(call: Call) -> None:
    """Answer `/stop`, which people write to any bot: send nothing until they say otherwise; of a topic, stop following it."""
    if call.argument:
        await topics.unsubscribe(call)
        return
    await call.deps.own.pause(call.chat_id, call.deps.clock() + FOREVER)
    await call.answer(await page(call, Panel.PAUSE))


async def go_on(call: Call) -> bool:
    """End a pause that has no end of its own, if there is one and the author may; tells whether it did."""
    paused = (await call.deps.own.look(call.chat_id)).paused_until
    ends = bool(paused and paused > call.deps.clock() + FOREVER / 2 and await call.manages())
    if ends:
        await call.deps.own.pause(call.chat_id, None)
    return ends


async def length(call: Call) -> None:
    """Answer `/length [headlines | short | full]`."""
    if call.argument:
        await call.deps.own.set_length(call.chat_id, arguments.length(call.argument))
    await call.answer(await page(call, Panel.LENGTH))


async def threads(call: Call) -> None:
    """Answer `/threads [on | off]`."""
    if call.argument and call.is_private:
        await _set_threads(call.deps, call.bot, call.chat_id, on=not arguments.is_off(call.argument))
    await call.answer(await page(call, Panel.THREADS))


async def language(call: Call) -> None:
    """Answer `/language [code or name]`."""
    if call.argument:
        code = languages.named(call.argument)
        if code is None:
            await call.say("unknown_language", names=LANGUAGES.values())
            return
        await call.deps.own.set_language(call.chat_id, code)
        call.deps = await call.deps.speaking_to(call.chat_id, call.thread_id)
    await call.answer(await page(call, Panel.LANGUAGE))


async def mute(call: Call) -> None:
    """Answer `/mute [topic] [day | 2 weeks | 2026-12-31 | off]`."""
    if not call.argument:
        which = screens.settings.which_to_mute(call.deps.renderer, await sheet(call))
        await call.answer(seen_by_all(call, which))
        return
    try:
        topic, rest = await call.deps.readership.leading_topic(call.argument)
    except UnknownTopic as unknown:
        await suggest(call, unknown, screens.readers.to_its_settings)
        return
    own = await call.deps.own.look(call.chat_id)
    end = None if arguments.is_off(rest) else arguments.until(rest, own.tz, call.deps.clock())
    await call.deps.own.mute(call.chat_id, topic.slug, end)
    await call.answer(await topic_page(call, topic.slug))


async def show(tap: Tap, action: ShowPanel) -> None:
    """Show a page of the settings."""
    await _show(tap, action.panel)


async def set_slot(tap: Tap, action: SetSlot) -> None:
    """Add a time of the digest for the days of the others, or take one away."""
    own = await tap.deps.own.look(tap.subject_id)
    at = time(*divmod(action.minutes % (24 * 60), 60))
    others = [slot for slot in own.slots if slot.at != at]
    new = [Slot(at, own.slots[0].days if own.slots else EVERY_DAY)] if action.on else []
    await tap.show(await _with_slots(tap, [*others, *new]))


async def set_day(tap: Tap, action: SetDay) -> None:
    """Send digests on a day of the week, or not; some day must be left."""
    own = await tap.deps.own.look(tap.subject_id)
    day = frozenset({action.day % 7})
    changed = [Slot(slot.at, slot.days | day if action.on else slot.days - day) for slot in own.slots]
    await tap.deps.own.set_slots(tap.subject_id, [slot for slot in changed if slot.days] or own.slots)
    await _show(tap, Panel.DIGEST)


async def stop_digests(tap: Tap, _action: StopDigests) -> None:
    """Send everything at once again."""
    await tap.show(await _with_slots(tap, ()))


async def tell_nothing(tap: Tap, action: TellNothing) -> None:
    """Say so when there is nothing new, or keep silent."""
    await tap.deps.own.tell_nothing(tap.subject_id, on=action.on)
    await _show(tap, Panel.DIGEST)


async def set_quiet(tap: Tap, action: SetQuiet) -> None:
    """Set the quiet hours, or none."""
    start, end = (time(*divmod(minutes % (24 * 60), 60)) for minutes in (action.start, action.end))
    await tap.deps.own.set_quiet(tap.subject_id, QuietHours(start, end) if start != end else None)
    await _show(tap, Panel.QUIET)


async def set_length(tap: Tap, action: SetLength) -> None:
    """Show so much of each story from now on."""
    await tap.deps.own.set_length(tap.subject_id, action.length)
    await _show(tap, Panel.LENGTH)


async def set_language(tap: Tap, action: SetLanguage) -> None:
    """Speak that language from now on."""
    if action.language in LANGUAGES:
        await tap.deps.own.set_language(tap.subject_id, action.language)
    if tap.remote is None:
        tap.deps = await tap.deps.speaking_to(tap.chat_id, tap.thread_id)
    await _show(tap, Panel.LANGUAGE)


async def set_threads(tap: Tap, action: SetThreads) -> None:
    """Open a thread for each topic, or use them no more."""
    await _set_threads(tap.deps, tap.bot, tap.subject_id, on=action.on)
    await _show(tap, Panel.THREADS)


async def set_pause(tap: Tap, action: Pause) -> None:
    """Send nothing for some days, or go on."""
    await tap.deps.own.pause(tap.subject_id, _end(tap.deps, action.days))
    await _show(tap, Panel.PAUSE)


async def show_topic(tap: Tap, action: ShowTopic) -> None:
    """Show how stories on a topic come."""
    await _show_topic(tap, action.slug)


async def set_mode(tap: Tap, action: SetMode) -> None:
    """Send stories on a topic at once, or in the digest."""
    await tap.deps.own.set_mode(tap.subject_id, action.slug, action.mode)
    await _show_topic(tap, action.slug)


async def take_digest(tap: Tap, action: TakeDigest) -> None:
    """Send stories on a topic in the digest, and say below how."""
    await tap.deps.own.set_mode(tap.subject_id, action.slug, Mode.DIGEST)
    await tap.send(await topic_page(tap, action.slug), reply=True)


async def set_mute(tap: Tap, action: Mute) -> None:
    """Be silent about a topic for some days, or no more."""
    await tap.deps.own.mute(tap.subject_id, action.slug, _end(tap.deps, action.days))
    await _show_topic(tap, action.slug)


async def _with_slots(asked: Call | Tap, slots: Sequence[Slot]) -> Screen:
    """The page of the digest once it comes at these times."""
    had = (await asked.deps.own.look(asked.subject_id)).slots
    await asked.deps.own.set_slots(asked.subject_id, slots)
    return await page(asked, Panel.DIGEST, ended=bool(had and not slots))


async def _show(tap: Tap, panel: Panel) -> None:
    await tap.show(await page(tap, panel))


async def _show_topic(tap: Tap, slug: str) -> None:
    await tap.show(await topic_page(tap, slug))


async def _set_threads(deps: Dependencies, bot: Bot, chat_id: int, *, on: bool) -> None:
    if chat_id > 0 and deps.has_threads():
        await deps.own.set_threaded(chat_id, on=on)
        await open_missing(deps, bot, chat_id)


def _end(deps: Dependencies, days: int) -> datetime | None:
    """The end of a silence of so many days, as buttons count them."""
    if not days:
        return None
    return deps.clock() + (FOREVER if days >= UNTIL_TOLD else timedelta(days=days))

"""/halt and /resume: one switch for everything that goes to readers; answers to people always go."""

from __future__ import annotations

from bot.buttons.desk import Resume, StayHalted
from bot.handlers.asking import Call, Tap
from bot.handlers.staff import refused
from bot.house import House
from bot.render import Screen, sending_screens
from briefings.desk.halting import Cause, Halt
from briefings.desk.staff import must_hold_all

LONGEST_REASON = 300


async def halt(call: Call) -> None:
    """Answer `/halt [reason]`."""
    if await refused(call):
        return
    must_hold_all(call.member)
    reason = " ".join(call.argument.split())[:LONGEST_REASON] or call.house.renderer.label("halted_by_editor")
    halted = await call.house.halting.halt(reason)
    call.house.outbox_bell.set()
    call.house.publishing_bell.set()
    await call.answer(await _state(call.house, await call.house.halting.look(), newly=halted))


async def resume(call: Call) -> None:
    """Answer `/resume`: at once what an editor halted; what the bot halted itself only after a look at what would go out."""
    if await refused(call):
        return
    must_hold_all(call.member)
    found = await call.house.halting.look()
    if found is None:
        await call.answer(await _state(call.house, None))
    elif found.cause is Cause.EDITOR:
        await call.answer(await _resumed(call.house, found))
    else:
        stakes = await call.house.halting.stakes()
        forecast = call.house.forecast
        await call.answer(sending_screens.question(call.house.renderer, found, stakes, forecast))


async def confirm(tap: Tap, action: Resume) -> None:
    """Let sending go on, if the halt is still the one that was asked about."""
    must_hold_all(tap.member)
    found = await tap.house.halting.look()
    if found is None or Resume.of(found.at) != action:
        await tap.toast("halt_over", alert=True)
    else:
        await tap.show(await _resumed(tap.house, found))


async def stay(tap: Tap, _action: StayHalted) -> None:
    """Leave it as it is."""
    await tap.show(await _state(tap.house, await tap.house.halting.look()))


async def _resumed(house: House, found: Halt) -> Screen:
    await house.halting.resume(found)
    house.outbox_bell.set()
    house.publishing_bell.set()
    return await _state(house, None, newly=True)


async def _state(house: House, found: Halt | None, *, newly: bool = False) -> Screen:
    stakes = await house.halting.stakes()
    return sending_screens.state(house.renderer, found, stakes, house.forecast, newly=newly)

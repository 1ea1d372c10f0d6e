"""/halt and /resume: one switch for everything that goes to readers; answers to people always go."""

from __future__ import annotations

from bot.buttons.desk import Resume, StayHalted
from bot.dependencies import Dependencies
from bot.handlers.asking import Call, Tap
from bot.handlers.staff import refused
from bot.render import Screen, screens
from briefings.desk.halting import Cause, Halt
from briefings.desk.staff import must_hold_all

LONGEST_REASON = 300


async def halt(call: Call) -> None:
    """Answer `/halt [reason]`."""
    if await refused(call):
        return
    must_hold_all(call.member)
    reason = " ".join(call.argument.split())[:LONGEST_REASON] or call.deps.renderer.label("halted_by_editor")
    halted = await call.deps.halting.halt(reason)
    call.deps.outbox_bell.set()
    call.deps.publishing_bell.set()
    await call.answer(await _state(call.deps, await call.deps.halting.look(), newly=halted))


async def resume(call: Call) -> None:
    """Answer `/resume`: at once what an editor halted; what the bot halted itself only after a look at what would go out."""
    if await refused(call):
        return
    must_hold_all(call.member)
    found = await call.deps.halting.look()
    if found is None:
        await call.answer(await _state(call.deps, None))
    elif found.cause is Cause.EDITOR:
        await call.answer(await _resumed(call.deps, found))
    else:
        stakes = await call.deps.halting.stakes()
        forecast = call.deps.forecast
        await call.answer(screens.sending.question(call.deps.renderer, found, stakes, forecast))


async def confirm(tap: Tap, action: Resume) -> None:
    """Let sending go on, if the halt is still the one that was asked about."""
    must_hold_all(tap.member)
    found = await tap.deps.halting.look()
    if found is None or Resume.of(found.at) != action:
        await tap.toast("halt_over", alert=True)
    else:
        await tap.show(await _resumed(tap.deps, found))


async def stay(tap: Tap, _action: StayHalted) -> None:
    """Leave it as it is."""
    await tap.show(await _state(tap.deps, await tap.deps.halting.look()))


async def _resumed(deps: Dependencies, found: Halt) -> Screen:
    await deps.halting.resume(found)
    deps.outbox_bell.set()
    deps.publishing_bell.set()
    return await _state(deps, None, newly=True)


async def _state(deps: Dependencies, found: Halt | None, *, newly: bool = False) -> Screen:
    stakes = await deps.halting.stakes()
    return screens.sending.state(deps.renderer, found, stakes, deps.forecast, newly=newly)

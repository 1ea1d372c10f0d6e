"""What editors are shown of the halt of all sending, and of its end."""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons.desk import Resume, StayHalted
from bot.delivery.forecast import Forecast
from bot.render.renderer import Renderer
from bot.render.screen import Button, Screen
from briefings.desk.halting import Halt, Stake

_NAMED = 5


def state(
    renderer: Renderer, halt: Halt | None, stakes: Sequence[Stake], forecast: Forecast, *, newly: bool
) -> Screen:
    """Whether all sending is halted, and what waits; `newly`: it has just become so."""
    return Screen(
        renderer.render("sending", halt=halt, newly=newly, asking=False, **_waiting(stakes, forecast))
    )


def question(renderer: Renderer, halt: Halt, stakes: Sequence[Stake], forecast: Forecast) -> Screen:
    """What would go out if sending went on, to confirm."""
    html = renderer.render("sending", halt=halt, newly=False, asking=True, **_waiting(stakes, forecast))
    go_on = Button(renderer.label("resume"), Resume.of(halt.at), style="danger")
    return Screen(html, [[go_on, Button(renderer.label("stay_halted"), StayHalted())]])


def _waiting(stakes: Sequence[Stake], forecast: Forecast) -> dict[str, object]:
    messages = sum(stake.messages for stake in stakes)
    return {
        "messages": messages,
        "named": stakes[:_NAMED],
        "more": len(stakes) - _NAMED,
        "left": forecast.at_pace(messages),
    }

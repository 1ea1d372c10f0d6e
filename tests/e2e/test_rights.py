"""What a reader can do with callback data that was never on a button of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields
from enum import StrEnum
from typing import Any, get_type_hints

import pytest
from driving import Chat, House, article, preview, publish

from bot import throttle
from bot.buttons.action import Action, EditorAction
from bot.buttons.callback_data import encode
from bot.handlers import REACTIONS

OUT, WAITING = 1, 2
"""The submissions, and their stories."""


def forged() -> Iterator[str]:
    """The data of every button that is for staff, on what is out and on what waits."""
    for kind in REACTIONS:
        if issubclass(kind, EditorAction):
            yield from (encode(made(kind, number)) for number in (OUT, WAITING))


def made(kind: type[Action], number: int) -> Action:
    hints = get_type_hints(kind)
    return kind(*(value(hints[field.name], number) for field in fields(kind)))


def value(hint: Any, number: int) -> Any:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    return {bool: True, str: "us-russia", str | None: "us-russia"}.get(hint, number)


def previewed(editor: Chat) -> Any:
    """The card of what waits; what became of the other comes when it comes."""
    return next(deepcopy(message) for message in editor.bots if "found" in message["text"])


async def test_a_button_for_staff_does_nothing_for_a_reader_but_say_whose_it_is(
    house: House, editor: Chat, reader: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "BURST", 1000)
    await publish(house, article(1))
    await preview(editor)
    await reader.say("/start")
    numbers, seen, card = await house.newsroom.stats(), reader.bots, previewed(editor)
    for data in forged():
        assert str(await reader.press(data)).startswith("Only editors"), data
    assert reader.bots == seen
    assert previewed(editor) == card
    assert await house.newsroom.stats() == numbers
    assert len(await house.newsroom.drafts()) == 1

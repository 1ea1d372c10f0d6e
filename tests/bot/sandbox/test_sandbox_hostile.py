"""Whatever a bot sends, the answer is the API's, never a breakdown of the sandbox."""

from __future__ import annotations

import asyncio
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox import ApiError, Sandbox
from bot.sandbox.methods import METHODS
from bot.sandbox.params import checked
from bot.sandbox.signatures import SIGNATURES, parameters

SEEDS = [
    2001, 1001, "2001", -3001, 1, 2, "", "x", "<b>", "HTML", True, None, 1.5, [], {}, [1], [{}], [[{}]], {"x": 1},
    {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}, {"inline_keyboard": [[{"text": 1}]]},
    {"inline_keyboard": [[{"text": "a", "url": 1}]]}, {"inline_keyboard": [1]}, {"message_id": 1}, {"message_id": "x"},
    {"type": "chat"}, {"type": []}, {"type": "chat", "chat_id": {}}, [{"command": 1}], [{"command": "a", "description": 1}],
    {"is_disabled": 1}, [{"type": "bold", "offset": 0, "length": 1}], [{"type": "text_mention", "offset": 0, "length": 1}],
    [{"type": [], "offset": 0, "length": 1}], ["message"], "http://127.0.0.1:1/", "\ud800", "[", "{}", 10**30, -1,
    [{"type": "text_link", "offset": 0, "length": 1, "url": 5}], {"message_id": 1, "chat_id": []}, "typing", "http://[",
]  # fmt: skip


def arguments(method: str) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    known = parameters(SIGNATURES[method])
    likely = {"chat_id": 2001, "message_id": 2, "from_chat_id": 2001}
    values = {name: st.just(likely[name]) if name in likely else st.sampled_from(SEEDS) for name in known}
    required = {name: values.pop(name) for name, (_, needed) in known.items() if needed or name in likely}
    return st.tuples(st.just(method), st.fixed_dictionaries(required, optional=values))


@given(st.sampled_from(sorted(set(METHODS) - {"getUpdates"})).flatmap(arguments))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_parameters_break_a_method(drawn: tuple[str, dict[str, Any]]) -> None:
    asyncio.run(call(*drawn))


async def call(method: str, sent: dict[str, Any]) -> None:
    sandbox = Sandbox()
    await sandbox.start(2001)
    await METHODS["sendMessage"](sandbox.world, {"chat_id": 2001, "text": "x"})
    try:
        await METHODS[method](sandbox.world, checked(method, sent, {}))
    except ApiError as error:
        assert error.description  # noqa: PT017  a refusal is one of two right outcomes
    await sandbox.world.webhook.close()

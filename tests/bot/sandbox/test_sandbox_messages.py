"""What Telegram refuses, the sandbox refuses, in its words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Sandbox

Call = Callable[..., Awaitable[dict[str, Any]]]
READER = 2001


@pytest.fixture(autouse=True)
async def _started(sandbox: Sandbox) -> None:
    await sandbox.start(READER)


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": " \n "}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ({"text": "5 < 6", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ({"text": "x", "parse_mode": "LaTeX"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": 404}, "chat not found"),
        ({"text": "x", "message_thread_id": 1}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_markup": keyboard({"text": "a", "callback_data": "ü" * 33})}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard({"text": "a", "callback_data": ""})}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard({"text": "a"})}, "text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "reply_markup": "[1"}, "can't parse reply markup JSON object"),
        (
            {"text": "x", "reply_markup": keyboard({"text": "a", "url": "http://localhost"})},
            "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]] * 101}},
            "reply markup is too long",
        ),
    ],
)  # fmt: skip
async def test_a_message_is_refused_as_telegram_does(
    call: Call, params: dict[str, Any], description: str
) -> None:
    answer = await call("sendMessage", **{"chat_id": READER, **params})
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {description}"}


async def test_lengths_count_what_is_left_after_parsing(call: Call) -> None:
    assert (
        await call("sendMessage", chat_id=READER, text="<b>" + "&amp;" * 4096 + "</b>", parse_mode="HTML")
    )["ok"]


async def test_text_is_trimmed_with_its_entities(call: Call) -> None:
    sent = await call("sendMessage", chat_id=READER, text="\n <b> a</b> <i> </i>\n", parse_mode="HTML")
    assert sent["result"]["text"] == "a"
    assert sent["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 1}]


async def test_an_edit_without_a_keyboard_removes_it(call: Call) -> None:
    markup = keyboard({"text": "a", "callback_data": "b"})
    sent = (await call("sendMessage", chat_id=READER, text="x", reply_markup=markup))["result"]
    assert sent["reply_markup"] == markup
    edited = await call("editMessageText", chat_id=READER, message_id=sent["message_id"], text="x")
    assert "reply_markup" not in edited["result"]
    assert "edit_date" in edited["result"]


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": "x"}, "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"),
        ({"text": "x" * 4097}, "MESSAGE_TOO_LONG"),
        ({"text": "y", "message_id": 99}, "message to edit not found"),
        ({"text": "y", "message_id": 1}, "message can't be edited"),
    ],
)  # fmt: skip
async def test_an_edit_is_refused_as_telegram_does(
    call: Call, params: dict[str, Any], description: str
) -> None:
    sent = (await call("sendMessage", chat_id=READER, text="x"))["result"]
    answer = await call("editMessageText", **{"chat_id": READER, "message_id": sent["message_id"], **params})
    assert answer["description"] == f"Bad Request: {description}"


async def test_a_message_can_be_deleted_for_two_days() -> None:
    now = [datetime(2026, 7, 1, tzinfo=UTC)]
    async with Sandbox(clock=lambda: now[0]) as sandbox, aiohttp.ClientSession(sandbox.url) as session:
        await sandbox.start(READER)
        for age, expected in ((timedelta(hours=47), True), (timedelta(hours=49), False)):
            (message_id,) = await sandbox.say(READER, "hello")
            now[0] += age
            params = {"chat_id": READER, "message_id": message_id}
            async with session.post(f"/bot{sandbox.token}/deleteMessage", data=params) as response:
                assert (await response.json())["ok"] is expected


async def test_parameters_come_as_query_form_json_or_multipart(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    address = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
    markup = '{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}'
    params = {"chat_id": str(READER), "text": "x", "reply_markup": markup}
    multipart = aiohttp.FormData(params, default_to_multipart=True)
    for how in ({"params": params}, {"data": params}, {"json": params}, {"data": multipart}):
        async with http.post(address, **how) as response:  # type: ignore[arg-type]  # the four shapes of one call
            assert (await response.json())["result"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "a"


@pytest.mark.parametrize(("path", "status", "description"), [
    ("/bot1:wrong/getMe", 401, "Unauthorized"), ("/bot{token}/getYou", 404, "Not Found"), ("/bot{token}/GETME", 200, None),
])  # fmt: skip
async def test_only_the_token_and_known_methods_are_served(
    sandbox: Sandbox, http: aiohttp.ClientSession, path: str, status: int, description: str | None
) -> None:
    async with http.get(sandbox.url + path.format(token=sandbox.token)) as response:
        assert response.status == status
        assert (await response.json()).get("description") == description


async def test_files_above_the_limit_cannot_be_fetched(call: Call, sandbox: Sandbox) -> None:
    await sandbox.upload(READER, "big.txt", b"x" * (20 * 1024 * 1024 + 1))
    file_id = sandbox.messages(READER)[-1]["document"]["file_id"]
    assert (await call("getFile", file_id=file_id))["description"] == "Bad Request: file is too big"

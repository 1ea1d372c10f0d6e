"""The endpoints of the chat page, and who may use them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Sandbox

Call = Callable[..., Awaitable[dict[str, Any]]]


async def next_event(response: aiohttp.ClientResponse) -> tuple[str, dict[str, Any]]:
    name = (await response.content.readline()).decode().strip().removeprefix("event: ")
    data = (await response.content.readline()).decode().removeprefix("data: ")
    await response.content.readline()
    return name, json.loads(data)


async def act(
    http: aiohttp.ClientSession, sandbox: Sandbox, act_name: str, /, **body: Any
) -> tuple[int, dict[str, Any]]:
    async with http.post(f"{sandbox.url}/act/{act_name}", json=body) as response:
        return response.status, await response.json()


async def test_the_page_hears_of_all_that_happens(
    call: Call, sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    async with http.get(f"{sandbox.url}/events") as events:
        name, snapshot = await next_event(events)
        assert name == "snapshot"
        assert snapshot.keys() == {"bot", "people", "chats", "messages", "commands", "sample"}
        assert len(snapshot["sample"]) > 4096
        assert [(one["id"], one["role"]) for one in snapshot["people"]] == [
            (1001, "editor"),
            (2001, "reader"),
        ]
        assert (await act(http, sandbox, "say", user_id=2001, chat_id=2001, text="/start"))[1] == {
            "message_ids": [1]
        }
        name, said = await next_event(events)
        assert (name, said["text"], said["entities"][0]["type"]) == ("message", "/start", "bot_command")
        markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
        await call("sendMessage", chat_id=2001, text="<b>x</b>", parse_mode="HTML", reply_markup=markup)
        name, sent = await next_event(events)
        assert sent["keyboard"] == [[{"text": "a", "data": "b", "url": None, "style": None}]]
        assert sent["from"] == {"id": sandbox.world.bot["id"], "name": "Briefing", "is_bot": True}
        tapped = await act(http, sandbox, "tap", user_id=2001, chat_id=2001, message_id=2, data="b")
        await call("answerCallbackQuery", text="Done", callback_query_id=tapped[1]["callback_id"])
        assert await next_event(events) == ("answered", tapped[1])
        assert await next_event(events) == (
            "toast",
            {"chat_id": 2001, "user_id": 2001, "text": "Done", "alert": False},
        )
        await call("editMessageText", chat_id=2001, message_id=2, text="y")
        name, edited = await next_event(events)
        assert (name, edited["text"], edited["keyboard"]) == ("edited", "y", [])
        await call("deleteMessage", chat_id=2001, message_id=2)
        assert await next_event(events) == ("deleted", {"chat_id": 2001, "message_id": 2})
        await act(http, sandbox, "block", user_id=2001, blocked=True)
        assert await next_event(events) == ("blocked", {"user_id": 2001, "blocked": True})


async def test_people_groups_and_files_come_from_the_page(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    status, person = await act(http, sandbox, "person", name="Second reader", role="reader")
    assert (status, person["id"]) == (200, 2002)
    status, group = await act(http, sandbox, "group", title="Desk", members=[1001, 2002])
    assert (status, group["id"], group["members"]) == (200, -3001, [1001, 2002])
    status, channel = await act(http, sandbox, "channel", title="Wire", members=[1001, 2002])
    assert (status, channel["type"], channel["admins"]) == (200, "channel", [1001])
    form = aiohttp.FormData({"user_id": "1001", "chat_id": "1001", "caption": "/push"})
    form.add_field("file", b"text", filename="story.txt")
    async with http.post(f"{sandbox.url}/act/upload", data=form) as response:
        assert response.status == 200
    shown = sandbox.world.shown(sandbox.messages(1001)[-1])
    file_id = sandbox.messages(1001)[-1]["document"]["file_id"]
    document = {"file_id": file_id, "file_name": "story.txt", "file_size": 4}
    assert (shown["caption"], shown["document"]) == ("/push", document)


async def test_a_file_is_downloaded_from_the_page_and_never_opened_in_it(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData({"user_id": "1001", "chat_id": "1001", "caption": ""})
    form.add_field("file", b"<script>alert(1)</script>", filename="page.html", content_type="text/html")
    async with http.post(f"{sandbox.url}/act/upload", data=form) as response:
        assert response.status == 200
    file_id = sandbox.messages(1001)[-1]["document"]["file_id"]
    async with http.get(f"{sandbox.url}/files/{file_id}") as response:
        assert await response.read() == b"<script>alert(1)</script>"
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.content_type == "application/octet-stream"
    async with http.get(f"{sandbox.url}/files/x") as response:
        assert response.status == 404


@pytest.mark.parametrize(("name", "body", "sentence"), [
    ("say", {"user_id": 1001, "chat_id": 1001, "text": " "}, "There is nothing to send."),
    ("say", {"user_id": 1001, "chat_id": 2001, "text": "x"}, "Editor is not in this chat."),
    ("say", {"user_id": 1001}, "This act lacks a field, or has one of the wrong kind."),
    ("say", {"user_id": [], "chat_id": {}, "text": 5}, "A text is a string."),
    ("tap", {"user_id": 1001, "chat_id": 1001, "message_id": 9, "data": "x"}, "There is no such message."),
    ("person", {"name": "x", "role": "owner"}, "A person needs a name and the role editor or reader."),
    ("fault", {"method": "*", "code": 500, "times": "x"}, "No such fault: times is a number."),
])  # fmt: skip
async def test_an_act_nobody_could_do_gets_one_sentence(
    sandbox: Sandbox, http: aiohttp.ClientSession, name: str, body: dict[str, Any], sentence: str
) -> None:
    assert await act(http, sandbox, name, **body) == (400, {"error": sentence})


async def test_half_a_character_breaks_nothing(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{sandbox.url}/events") as events:
        await next_event(events)
        await act(http, sandbox, "say", user_id=1001, chat_id=1001, text="a\ud800")
        assert (await next_event(events))[1]["text"] == "a\ufffd"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example:80"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({}, 200),
    ],
)
async def test_other_sites_cannot_act(
    sandbox: Sandbox, http: aiohttp.ClientSession, headers: dict[str, str], status: int
) -> None:
    body = json.dumps({"user_id": 1001, "chat_id": 1001, "text": "x"})
    sent = {"Content-Type": "application/json", **headers}
    async with http.post(f"{sandbox.url}/act/say", data=body, headers=sent) as response:
        assert response.status == status


async def test_the_page_jumps_ahead_in_time(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    before = sandbox.clock()
    status, answer = await act(http, sandbox, "clock", hour=8, offset=60)
    assert status == 200
    now = datetime.fromisoformat(answer["now"])
    assert before < now <= before + timedelta(days=1)
    assert (now.hour, now.minute) == (7, 0)
    assert sandbox.clock() >= now
    for hour, offset in ((24, 0), (-1, 0), (8, 10_000)):
        assert await act(http, sandbox, "clock", hour=hour, offset=offset) == (
            400,
            {"error": "There is no such hour."},
        )
    assert (await act(http, sandbox, "clock", hour="late", offset=0))[0] == 400

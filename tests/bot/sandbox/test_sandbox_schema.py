"""The sandbox against the published Bot API: the same methods, parameters and fields."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.methods import METHODS
from bot.sandbox.signatures import SIGNATURES, parameters

Call = Callable[..., Awaitable[dict[str, Any]]]
KINDS = {"Integer": "int", "String": "str", "Boolean": "bool", "Float": "float"}
PLAIN: dict[str, Any] = {"Integer": int, "String": str, "Boolean": bool, "True": bool, "Float": (int, float)}


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "botapi" / "api.json").read_text("utf-8"))
    return found


def kind_of(types: list[str]) -> str:
    if types == ["Integer", "String"]:
        return "chat"
    if "InputFile" in types:
        return "file"
    return KINDS.get(types[0], "json")


def faults_of(published: dict[str, Any], types: list[str], value: Any, where: str) -> list[str]:
    """What of the value does not fit any of the types; the best fit's complaints."""
    return min((fit(published, kind, value, where) for kind in types), key=len)


def fit(published: dict[str, Any], kind: str, value: Any, where: str) -> list[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{where}: not an array"]
        inner = kind.removeprefix("Array of ")
        return [
            fault for at, one in enumerate(value) for fault in fit(published, inner, one, f"{where}[{at}]")
        ]
    if kind in PLAIN:
        wrong = not isinstance(value, PLAIN[kind]) or (isinstance(value, bool) and PLAIN[kind] is not bool)
        return [f"{where}: {value!r} is no {kind}"] if wrong else []
    definition = published["types"][kind]
    if "subtypes" in definition:
        return faults_of(published, definition["subtypes"], value, where)
    if not isinstance(value, dict):
        return [f"{where}: not an object"]
    fields = {field["name"]: field for field in definition.get("fields", ())}
    found = [f"{where}: unknown field {name} of {kind}" for name in value.keys() - fields.keys()]
    found += [f"{where}: {kind} lacks {n}" for n, f in fields.items() if f["required"] and n not in value]
    for name, one in value.items():
        if name in fields:
            found += faults_of(published, fields[name]["types"], one, f"{where}.{name}")
    return found


def test_the_check_itself_sees_wrong_fields(published: dict[str, Any]) -> None:
    wrong = {
        "update_id": "1",
        "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "group", "a": 1}},
    }
    assert len(fit(published, "Update", wrong, "update")) == 2


def test_every_method_served_has_a_signature() -> None:
    assert METHODS.keys() == SIGNATURES.keys()


@pytest.mark.parametrize("method", SIGNATURES)
def test_a_method_takes_exactly_the_published_parameters(published: dict[str, Any], method: str) -> None:
    fields = published["methods"][method].get("fields", [])
    assert parameters(SIGNATURES[method]) == {
        field["name"]: (kind_of(field["types"]), field["required"]) for field in fields
    }


@pytest.mark.parametrize("method", SIGNATURES)
async def test_a_parameter_that_is_not_published_is_refused(call: Call, method: str) -> None:
    answer = await call(method, colour="red")
    assert answer["error_code"] == 400
    assert f'unknown parameter "colour" of {method}' in answer["description"]


@pytest.mark.parametrize(
    "method", [m for m, s in SIGNATURES.items() if any(required for _, required in parameters(s).values())]
)
async def test_a_required_parameter_is_required(call: Call, method: str) -> None:
    answer = await call(method)
    assert not answer["ok"] or method == "setWebhook"  # an empty address ends the webhook


async def test_all_it_tells_and_answers_has_the_published_shape(
    published: dict[str, Any], sandbox: Sandbox, call: Call
) -> None:
    group = await people_do_all_they_can(sandbox, call)
    await the_bot_does_all_it_can(sandbox, call, group)
    updates = [update for _, update in sandbox.world.updates.pending]
    kinds = {key for update in updates for key in update} - {"update_id"}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member"}
    complaints = [fault for update in updates for fault in fit(published, "Update", update, "update")]
    for entry in sandbox.ledger:
        assert entry.outcome == "ok", (entry.method, entry.outcome)
        returns = published["methods"][entry.method]["returns"]
        complaints += faults_of(published, returns, entry.result, entry.method)
    assert not complaints


async def people_do_all_they_can(sandbox: Sandbox, call: Call) -> int:
    await sandbox.start(2001, "us-russia")
    (question,) = await sandbox.say(
        1001, "/push@sandbox_briefing_bot see https://example.com #news @somebody a@example.com"
    )
    await sandbox.say(1001, "an answer", reply_to=question)
    await sandbox.edit(1001, question, "/push again")
    await sandbox.forward(1001, 1001, question)
    await sandbox.upload(1001, "a.txt", b"text", caption="/push")
    markup = {
        "inline_keyboard": [
            [{"text": "Go", "callback_data": "1"}, {"text": "See", "url": "https://example.com"}]
        ]
    }
    thread = (await call("createForumTopic", chat_id=2001, name="Talks"))["result"]["message_thread_id"]
    await call("sendMessage", chat_id=2001, text="x", message_thread_id=thread)
    await sandbox.say(2001, "an answer", thread=thread)
    sent = await call("sendMessage", chat_id=2001, text="<b>x</b>", parse_mode="HTML", reply_markup=markup)
    callback = await sandbox.tap(2001, sent["result"]["message_id"], "1")
    await call("answerCallbackQuery", callback_query_id=callback, text="Yes")
    await sandbox.block(2001)
    await sandbox.block(2001, blocked=False)
    group = await sandbox.group("Desk", [1001, 2001])
    await sandbox.promote(group.id)
    await sandbox.say(1001, "/push", chat_id=group.id, anonymous=True)
    successor = await sandbox.upgrade(group.id)
    return successor.id


async def the_bot_does_all_it_can(sandbox: Sandbox, call: Call, group: int) -> None:
    file_id = sandbox.messages(1001)[-1]["document"]["file_id"]
    sent = (
        await call("sendDocument", chat_id=1001, document=file_id, caption="<i>a</i>", parse_mode="HTML")
    )["result"]
    place = {"chat_id": 1001, "message_id": sent["message_id"]}
    await call("editMessageCaption", **place, caption="b")
    await call(
        "editMessageReplyMarkup",
        **place,
        reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]},
    )
    await call("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}])
    await call("copyMessage", chat_id=1001, from_chat_id=1001, message_id=sent["message_id"])
    await call("forwardMessage", chat_id=1001, from_chat_id=1001, message_id=sent["message_id"])
    quoting = {"message_id": sent["message_id"], "chat_id": 1001}
    await call("sendMessage", chat_id=group, text="see", reply_parameters=quoting)
    text = await call(
        "sendMessage", chat_id=1001, text="see", reply_parameters={"message_id": sent["message_id"]}
    )
    await call("editMessageText", chat_id=1001, message_id=text["result"]["message_id"], text="seen")
    await call("pinChatMessage", **place)
    await call("getChat", chat_id=1001)
    await call("unpinChatMessage", **place)
    await call("getChatMember", chat_id=group, user_id=1001)
    await call("getChatAdministrators", chat_id=group, return_bots=True)
    await call("getChatMemberCount", chat_id=group)
    await call("getFile", file_id=file_id)
    await call("sendChatAction", chat_id=1001, action="typing")
    await call(
        "setMyCommands",
        commands=[{"command": "start", "description": "Begin"}],
        scope={"type": "chat", "chat_id": 1001},
    )
    await call("getMyCommands", scope={"type": "chat", "chat_id": 1001})
    await call("deleteMyCommands", scope={"type": "chat", "chat_id": 1001})
    for kind, method in (
        ("name", "Name"),
        ("description", "Description"),
        ("short_description", "ShortDescription"),
    ):
        await call(f"setMy{method}", **{kind: "Briefings"})
        await call(f"getMy{method}")
    await call("deleteMessage", **place)
    await call("deleteMessages", chat_id=1001, message_ids=[sent["message_id"]])
    await call("getMe")
    await call("getUpdates")
    await call("setWebhook", url="http://127.0.0.1:9/", allowed_updates=["message"], secret_token="s")
    await call("getWebhookInfo")
    await call("deleteWebhook")
    await call("leaveChat", chat_id=group)

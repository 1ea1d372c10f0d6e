"""What people do reaches the bot as it would through Telegram."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import Refused, Sandbox
from bot.sandbox.entities import utf16_length
from bot.sandbox.splitting import LIMIT, split

Call = Callable[..., Awaitable[dict[str, Any]]]
EDITOR, READER = 1001, 2001


def told(sandbox: Sandbox) -> list[dict[str, Any]]:
    return sandbox.world.updates.waiting()


async def test_a_long_paste_arrives_in_pieces_of_which_the_first_has_the_command(sandbox: Sandbox) -> None:
    lines = [f"Line {number} of the article, which goes on for a while." for number in range(200)]
    await sandbox.say(EDITOR, "/push " + "\n".join(lines))
    texts = [update["message"]["text"] for update in told(sandbox)]
    assert len(texts) == 3
    assert "\n".join(texts) == "/push " + "\n".join(lines)
    assert [("entities" in update["message"]) for update in told(sandbox)] == [True, False, False]


@given(st.text(st.sampled_from("a \n.😀"), max_size=3).map(lambda text: text * 3000), st.booleans())
def test_no_piece_is_longer_than_a_message_and_no_letter_is_lost(text: str, hard: bool) -> None:
    pieces = split(text, hard=hard)
    assert all(0 < utf16_length(piece) <= LIMIT for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


async def test_the_bot_cannot_write_first_nor_to_one_who_blocked_it(call: Call, sandbox: Sandbox) -> None:
    first = await call("sendMessage", chat_id=READER, text="x")
    assert first["description"] == "Forbidden: bot can't initiate conversation with a user"
    await sandbox.start(READER)
    await sandbox.block(READER)
    blocked = await call("sendMessage", chat_id=READER, text="x")
    assert blocked["description"] == "Forbidden: bot was blocked by the user"
    with pytest.raises(Refused, match="unblock it first"):
        await sandbox.say(READER, "hello")
    await sandbox.block(READER, blocked=False)
    assert (await call("sendMessage", chat_id=READER, text="x"))["ok"]
    changes = [update["my_chat_member"] for update in told(sandbox) if "my_chat_member" in update]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]


async def test_a_tap_is_answered_once(call: Call, sandbox: Sandbox) -> None:
    await sandbox.start(READER)
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    sent = (await call("sendMessage", chat_id=READER, text="x", reply_markup=markup))["result"]
    callback = await sandbox.tap(READER, sent["message_id"], "b")
    assert told(sandbox)[-1]["callback_query"]["data"] == "b"
    elsewhere = await call("answerCallbackQuery", callback_query_id=callback, url="https://example.org")
    assert elsewhere["description"].endswith("URL_INVALID")
    assert (await call("answerCallbackQuery", callback_query_id=callback))["ok"]
    again = await call("answerCallbackQuery", callback_query_id=callback)
    assert again["description"].endswith(
        "query is too old and response timeout expired or query ID is invalid"
    )
    with pytest.raises(Refused, match="no such button"):
        await sandbox.tap(READER, sent["message_id"], "c")


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(call: Call, sandbox: Sandbox) -> None:
    group = await sandbox.group("Desk", [EDITOR, READER])
    sent = (await call("sendMessage", chat_id=group.id, text="x"))["result"]
    before = len(told(sandbox))
    for text in (
        "chatter",
        "/topics",
        "/topics@other_bot",
        "/topics@Sandbox_Briefing_Bot",
        "@sandbox_briefing_bot hi",
    ):
        await sandbox.say(READER, text, chat_id=group.id)
    await sandbox.say(READER, "yes", chat_id=group.id, reply_to=sent["message_id"])
    heard = [update["message"]["text"] for update in told(sandbox)[before:]]
    assert heard == ["/topics", "/topics@Sandbox_Briefing_Bot", "@sandbox_briefing_bot hi", "yes"]


async def test_an_upgraded_group_names_its_successor(call: Call, sandbox: Sandbox) -> None:
    group = await sandbox.group("Desk", [EDITOR])
    successor = await sandbox.upgrade(group.id)
    answer = await call("sendMessage", chat_id=group.id, text="x")
    assert answer == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": successor.id},
    }
    assert (await call("sendMessage", chat_id=successor.id, text="x"))["ok"]


async def test_an_anonymous_admin_writes_as_the_group(sandbox: Sandbox) -> None:
    group = await sandbox.group("Desk", [EDITOR, READER])
    await sandbox.say(EDITOR, "/push x", chat_id=group.id, anonymous=True)
    message = told(sandbox)[-1]["message"]
    assert (message["from"]["id"], message["sender_chat"]["id"]) == (1087968824, group.id)
    with pytest.raises(Refused, match="administrator"):
        await sandbox.say(READER, "/push x", chat_id=group.id, anonymous=True)


async def test_a_forward_says_where_it_came_from_and_an_edit_is_an_edit(sandbox: Sandbox) -> None:
    (command,) = await sandbox.say(EDITOR, "/push x")
    await sandbox.forward(EDITOR, EDITOR, command)
    await sandbox.edit(EDITOR, command, "/push y")
    _, forwarded, edited = told(sandbox)
    assert forwarded["message"]["forward_origin"]["sender_user"]["id"] == EDITOR
    assert forwarded["message"]["entities"][0]["type"] == "bot_command"
    assert edited["edited_message"]["text"] == "/push y"


async def test_a_bot_that_was_kicked_learns_nothing_of_the_group(call: Call, sandbox: Sandbox) -> None:
    group = await sandbox.group("Desk", [EDITOR])
    assert (await call("getChat", chat_id=group.id))["result"]["title"] == "Desk"
    await sandbox.kick(group.id)
    for asked in (
        call("getChat", chat_id=group.id),
        call("getChatMember", chat_id=group.id, user_id=EDITOR),
        call("getChatAdministrators", chat_id=group.id),
        call("getChatMemberCount", chat_id=group.id),
    ):
        assert (await asked)["description"] == "Forbidden: bot was kicked from the group chat"


async def test_a_kicked_bot_is_told_and_refused(call: Call, sandbox: Sandbox) -> None:
    group = await sandbox.group("Desk", [EDITOR])
    await sandbox.kick(group.id)
    answer = await call("sendMessage", chat_id=group.id, text="x")
    assert answer["description"] == "Forbidden: bot was kicked from the group chat"
    assert told(sandbox)[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_a_channel_tells_its_bot_of_posts_and_shows_nobody_who_wrote_them(
    call: Call, sandbox: Sandbox
) -> None:
    channel = await sandbox.channel("Wire", [EDITOR, READER])
    sent = (await call("sendMessage", chat_id=channel.id, text="x"))["result"]
    (written,) = await sandbox.say(EDITOR, "/settings", chat_id=channel.id)
    await sandbox.edit(EDITOR, written, "/topics", chat_id=channel.id)
    joined, post, edited = told(sandbox)
    assert joined["my_chat_member"]["new_chat_member"]["can_post_messages"] is True
    assert (post["channel_post"]["text"], edited["edited_channel_post"]["text"]) == ("/settings", "/topics")
    for message in (sent, post["channel_post"]):
        assert (message["sender_chat"]["type"], "from" in message) == ("channel", False)
    with pytest.raises(Refused, match="administrators of a channel"):
        await sandbox.say(READER, "hello", chat_id=channel.id)
    assert (await call("editMessageText", chat_id=channel.id, message_id=sent["message_id"], text="y"))["ok"]
    theirs = await call("editMessageText", chat_id=channel.id, message_id=written, text="y")
    assert theirs["description"] == "Bad Request: message can't be edited"
    forwarded = await sandbox.forward(READER, channel.id, written, chat_id=READER)
    assert sandbox.world.message(READER, forwarded)["forward_origin"]["type"] == "channel"


async def test_a_channel_that_took_the_right_to_write_says_so(call: Call, sandbox: Sandbox) -> None:
    channel = await sandbox.channel("Wire", [EDITOR])

    async def refusal() -> str:
        return str((await call("sendMessage", chat_id=channel.id, text="x")).get("description"))

    await sandbox.let_post(channel.id, may_post=False)
    assert told(sandbox)[-1]["my_chat_member"]["new_chat_member"]["can_post_messages"] is False
    assert await refusal() == "Bad Request: need administrator rights in the channel chat"
    await call("leaveChat", chat_id=channel.id)
    assert await refusal() == "Forbidden: bot is not a member of the channel chat"
    await sandbox.kick(channel.id)
    assert await refusal() == "Forbidden: bot was kicked from the channel chat"
    asked = await call("getChatMember", chat_id=channel.id, user_id=EDITOR)
    assert asked["description"] == "Forbidden: bot was kicked from the channel chat"


async def test_the_narrowest_command_list_is_shown(call: Call, sandbox: Sandbox) -> None:
    readers, editors = ({"command": name, "description": "x"} for name in ("latest", "push"))
    await call("setMyCommands", commands=[readers])
    await call("setMyCommands", commands=[editors], scope={"type": "chat", "chat_id": EDITOR})
    shown = sandbox.world.shown_commands()
    assert (shown[str(EDITOR)], shown[str(READER)]) == ([editors], [readers])
    wrong = await call("setMyCommands", commands=[{"command": "Push", "description": "x"}])
    assert wrong["description"] == "Bad Request: BOT_COMMAND_INVALID"


async def test_threads_are_opened_only_where_telegram_lets_a_bot(sandbox: Sandbox, call: Call) -> None:
    async def refused(chat_id: int, **more: Any) -> str:
        answer = await call("createForumTopic", **{"chat_id": chat_id, "name": "Talks", **more})
        return str(answer["description"])

    assert "can't initiate" in await refused(2001)
    await sandbox.start(2001)
    assert "TOPIC_TITLE_INVALID" in await refused(2001, name=" ")
    assert "ICON_COLOR" in await refused(2001, icon_color=1)
    thread = (await call("createForumTopic", chat_id=2001, name="Talks"))["result"]["message_thread_id"]
    sent = await call("sendMessage", chat_id=2001, text="x", message_thread_id=thread)
    assert sent["result"]["message_thread_id"] == thread
    await sandbox.delete_thread(2001, thread)
    gone = await call("sendMessage", chat_id=2001, text="x", message_thread_id=thread)
    assert "message thread not found" in gone["description"]
    sandbox.world.bot["has_topics_enabled"] = False
    assert "not a forum" in await refused(2001)
    group = await sandbox.group("Forum", [2001], supergroup=True)
    assert "not a forum" in await refused(group.id)
    await sandbox.say(2001, "hello", chat_id=group.id, thread=5)
    assert "not enough rights" in await refused(group.id)
    await sandbox.promote(group.id)
    assert (await call("createForumTopic", chat_id=group.id, name="Talks"))["ok"]

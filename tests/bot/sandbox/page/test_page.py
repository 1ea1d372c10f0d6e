from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from browser import Opener, last_bubble, pane
from PIL import Image
from playwright.async_api import expect

from bot.sandbox import Sandbox

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

EDITOR, READER = 1001, 2001
Json = dict[str, Any]
Call = Callable[..., Awaitable[Any]]


def button(text: str, data: str) -> Json:
    return {"inline_keyboard": [[{"text": text, "callback_data": data}]]}


async def texts(sandbox: Sandbox, person: int, count: int) -> list[str]:
    """The person's own last messages, once there are so many after /start."""

    def own() -> list[Json]:
        return [
            it for it in sandbox.messages(person) if it["from"]["id"] == person and it["text"] != "/start"
        ]

    await sandbox.until(lambda: len(own()) >= count)
    return [it["text"] for it in own()]


async def test_a_bot_message_is_built_from_its_entities(
    sandbox: Sandbox, open_chat: Opener, call: Call
) -> None:
    page = await open_chat(sandbox.url)
    html = (
        'A &lt;b&gt; 🇺🇸 <b>bold <i>both</i></b> <a href="https://example.org/">link</a> <tg-spoiler>end</tg-spoiler>'
        '<pre><code class="language-python">x = 1</code></pre><blockquote expandable>quoted</blockquote>'
    )
    await call("sendMessage", chat_id=READER, text=html, parse_mode="HTML")
    text = last_bubble(page, "reader").get_by_test_id("bubble-text")
    await expect(text).to_contain_text("A <b> 🇺🇸 bold both link end")
    await expect(text.locator("strong")).to_have_text(["bold ", "both"])
    await expect(text.locator("strong em")).to_have_text("both")
    await expect(text.locator("pre[data-language=python]")).to_have_text("x = 1")
    await expect(text.locator("blockquote")).to_have_text("quoted")
    await expect(text.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer")
    await text.get_by_label("Hidden text").click()
    await expect(text.get_by_label("Hidden text")).to_have_count(0)


async def test_a_command_is_a_button_and_its_full_stop_stays_beside_it(
    sandbox: Sandbox, open_chat: Opener, call: Call
) -> None:
    page = await open_chat(sandbox.url)
    await call("sendMessage", chat_id=READER, text="To have everything deleted: /forget.")
    text = pane(page, "reader").get_by_test_id("bubble-text").last
    assert await text.evaluate(
        """(text) => {
            const end = document.createRange();
            end.selectNodeContents(text.lastChild);
            return [...Array(200).keys()].every((more) => {
                text.style.width = `${100 + more}px`;
                return end.getBoundingClientRect().top < text.querySelector(".command").getBoundingClientRect().bottom;
            });
        }"""
    )
    await text.get_by_role("button", name="/forget").press("Enter")
    await sandbox.until(lambda: sandbox.messages(READER)[-1].get("text") == "/forget")


async def test_a_photo_is_seen(sandbox: Sandbox, open_chat: Opener) -> None:
    page = await open_chat(sandbox.url)
    png = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(png, "PNG")
    form = aiohttp.FormData({"chat_id": str(READER), "caption": "Readers by day"})
    form.add_field("photo", png.getvalue(), filename="days.png")
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{sandbox.url}/bot{sandbox.token}/sendPhoto", data=form) as response,
    ):
        assert response.status == 200
    picture = last_bubble(page, "reader").get_by_role("img", name="Readers by day")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("complete", True)
    await expect(picture).to_have_js_property("naturalWidth", 300)


async def test_entities_that_cross_or_run_out_of_the_text_lose_no_text(
    sandbox: Sandbox, open_chat: Opener
) -> None:
    page = await open_chat(sandbox.url)
    drawn = await page.evaluate(
        """async () => {
            const { formatted } = await import("/page/entities.js");
            const at = (type, offset, length, more) => ({ type, offset, length, ...more });
            const box = document.createElement("div");
            box.append(formatted("one two three", [
                at("bold", 0, 7), at("italic", 4, 99), at("text_link", 8, 5, { url: "javascript:alert(1)" }),
            ], () => {}));
            return [box.textContent, box.querySelectorAll("em").length, box.querySelectorAll("a").length];
        }"""
    )
    assert drawn == ["one two three", 2, 0]


async def test_a_script_in_a_text_never_runs(sandbox: Sandbox, open_chat: Opener, call: Call) -> None:
    page = await open_chat(sandbox.url)
    await page.evaluate("() => { window.alert = () => { window.ran = true } }")
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    await call("sendMessage", chat_id=READER, text=hostile, reply_markup=button(hostile, "x"))
    await sandbox.person(hostile)
    await expect(last_bubble(page, "reader").get_by_test_id("bubble-text")).to_have_text(hostile)
    await pane(page, "reader").get_by_test_id("seat").click()
    await expect(page.get_by_role("menuitemradio", name=hostile)).to_be_visible()
    assert await page.evaluate("window.ran") is None
    assert await page.locator("main img, main script, .menu img").count() == 0


async def test_a_tap_waits_until_the_bot_answers_and_shows_what_it_says(
    sandbox: Sandbox, open_chat: Opener, call: Call
) -> None:
    page = await open_chat(sandbox.url)
    await call("sendMessage", chat_id=READER, text="Topics", reply_markup=button("Follow", "f"))
    key = pane(page, "reader").get_by_role("button", name="Follow")
    await key.click()
    await expect(key).to_have_attribute("aria-busy", "true")
    query = (await sandbox.until(lambda: list(sandbox.world.callbacks.values())))[0]
    await call("answerCallbackQuery", callback_query_id=query.id, text="You follow it now.")
    await expect(key).not_to_have_attribute("aria-busy", "true")
    await expect(pane(page, "reader").get_by_test_id("toast")).to_have_text("You follow it now.")

    await key.click()
    query = (await sandbox.until(lambda: [it for it in sandbox.world.callbacks.values() if not it.answered]))[
        0
    ]
    await call("answerCallbackQuery", callback_query_id=query.id, text="Not yours.", show_alert=True)
    await expect(page.get_by_test_id("alert")).to_contain_text("Not yours.")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("alert")).to_have_count(0)


async def test_an_edit_by_the_bot_is_drawn_in_place_and_keeps_the_focus(
    sandbox: Sandbox, open_chat: Opener, call: Call
) -> None:
    page = await open_chat(sandbox.url)
    sent = await call("sendMessage", chat_id=READER, text="Before", reply_markup=button("Off", "t"))
    await pane(page, "reader").get_by_role("button", name="Off").focus()
    await call(
        "editMessageText",
        chat_id=READER, message_id=sent["message_id"], text="After", reply_markup=button("On", "t"),
    )  # fmt: skip
    await expect(last_bubble(page, "reader").get_by_test_id("bubble-text")).to_have_text("After")
    await expect(last_bubble(page, "reader")).to_have_attribute("data-edited", "")
    await expect(pane(page, "reader").get_by_role("button", name="On", exact=True)).to_be_focused()


async def test_a_long_paste_goes_as_two_messages(sandbox: Sandbox, open_chat: Opener) -> None:
    page = await open_chat(sandbox.url)
    pasted = "/push " + "word " * 999
    await pane(page, "editor").get_by_test_id("composer").fill(pasted)
    await pane(page, "editor").get_by_test_id("send").click()
    sent = await texts(sandbox, EDITOR, 2)
    assert len(sent) == 2
    assert " ".join(sent).split() == pasted.split()
    await expect(pane(page, "editor").get_by_test_id("bubble")).to_have_count(2)


async def test_the_sample_is_pasted_as_a_push_and_sent_on_enter(sandbox: Sandbox, open_chat: Opener) -> None:
    page = await open_chat(sandbox.url)
    await pane(page, "editor").get_by_test_id("paste-sample").click()
    await expect(pane(page, "reader").get_by_test_id("paste-sample")).to_be_hidden()
    await page.keyboard.press("Enter")
    assert (await texts(sandbox, EDITOR, 2))[0].startswith("/push ")
    step = page.get_by_test_id("hints").get_by_role("listitem").filter(has_text="Paste the sample")
    await expect(step).to_have_attribute("data-done", "")


async def test_the_keyboard_alone_sends_commands_replies_and_edits(
    sandbox: Sandbox, open_chat: Opener, call: Call
) -> None:
    commands = [
        {"command": "latest", "description": "New stories"},
        {"command": "topics", "description": "Topics"},
    ]
    await call("setMyCommands", commands=commands)
    page = await open_chat(sandbox.url)
    press = page.keyboard.press
    await press("Tab")
    await press("Tab")
    await press("Enter")  # the second skip link leads to the reader's field
    await expect(pane(page, "reader").get_by_test_id("composer")).to_be_focused()
    await page.keyboard.type("first")
    await press("Enter")
    assert await texts(sandbox, READER, 1) == ["first"]

    await page.keyboard.type("/")
    await press("ArrowDown")
    await press("ArrowDown")
    await expect(page.get_by_role("option", name="/topics")).to_have_attribute("aria-selected", "true")
    await press("Enter")
    assert await texts(sandbox, READER, 2) == ["first", "/topics"]

    await expect(pane(page, "reader").get_by_test_id("bubble")).to_have_count(3)
    await press("ArrowUp")
    await page.keyboard.type(" now")
    await press("Enter")
    await expect(last_bubble(page, "reader")).to_have_attribute("data-edited", "")
    assert await texts(sandbox, READER, 2) == ["first", "/topics now"]

    await pane(page, "reader").get_by_role("log").focus()
    await press("ArrowUp")
    await press("ArrowUp")
    await press("Enter")
    await expect(page.get_by_role("menuitem", name="Reply")).to_be_focused()
    await press("Enter")
    await page.keyboard.type("a reply")
    await press("Enter")
    await texts(sandbox, READER, 3)
    assert sandbox.messages(READER)[-1]["reply_to_message"]["text"] == "first"


async def test_a_question_that_wants_a_reply_opens_one(
    sandbox: Sandbox, open_chat: Opener, call: Call
) -> None:
    page = await open_chat(sandbox.url)
    await call("sendMessage", chat_id=READER, text="Which words?", reply_markup={"force_reply": True})
    composer = pane(page, "reader").get_by_test_id("composer")
    await expect(composer).to_be_focused()
    await page.keyboard.type("missile")
    await page.keyboard.press("Enter")
    await sandbox.until(lambda: sandbox.messages(READER)[-1].get("text") == "missile")
    assert sandbox.messages(READER)[-1]["reply_to_message"]["text"] == "Which words?"


async def test_a_message_is_forwarded_from_its_menu(sandbox: Sandbox, open_chat: Opener) -> None:
    page = await open_chat(sandbox.url)
    await pane(page, "reader").get_by_test_id("bubble").click(button="right")
    await page.get_by_role("menuitem", name="Forward to").click()
    await expect(last_bubble(page, "reader")).to_contain_text("Forwarded from Reader")


async def test_a_file_goes_with_its_caption(sandbox: Sandbox, open_chat: Opener) -> None:
    page = await open_chat(sandbox.url)
    article = {"name": "article.txt", "mimeType": "text/plain", "buffer": b"An article."}
    await pane(page, "editor").get_by_test_id("file").set_input_files(article)
    await pane(page, "editor").get_by_test_id("composer").fill("/push")
    await page.keyboard.press("Enter")
    await expect(last_bubble(page, "editor")).to_contain_text("article.txt")
    assert sandbox.messages(EDITOR)[-1]["caption"] == "/push"


async def test_what_the_sandbox_refuses_is_said_and_comes_back_into_the_field(
    sandbox: Sandbox, open_chat: Opener
) -> None:
    page = await open_chat(sandbox.url)
    await sandbox.block(READER)
    await sandbox.block(READER, blocked=False)
    await page.route(
        "**/act/say", lambda route: route.fulfill(status=400, json={"error": "That was refused."})
    )
    field = pane(page, "reader").get_by_test_id("composer")
    await field.fill("kept")
    await field.press("Enter")
    await expect(pane(page, "reader").get_by_test_id("toast")).to_have_text("That was refused.")
    await expect(field).to_have_value("kept")

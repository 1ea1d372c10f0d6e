from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from browser import PHONE, Opener, last_bubble, pane
from playwright.async_api import expect

from bot.sandbox import Sandbox

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

READER = 2001
Call = Callable[..., Awaitable[Any]]


async def test_a_block_shows_and_is_taken_back(sandbox: Sandbox, open_chat: Opener) -> None:
    page = await open_chat(sandbox.url)
    reader = pane(page, "reader")
    await reader.get_by_test_id("block").click()
    await expect(reader.get_by_test_id("blocked")).to_be_visible()
    await expect(reader.get_by_test_id("composer")).to_be_hidden()
    assert sandbox.world.people[READER].blocked
    await reader.get_by_role("button", name="Unblock").click()
    await expect(reader.get_by_test_id("composer")).to_be_focused()


async def test_a_reader_and_a_group_are_added_and_seated(sandbox: Sandbox, open_chat: Opener) -> None:
    page = await open_chat(sandbox.url)
    seat = pane(page, "reader").get_by_test_id("seat")
    await page.get_by_test_id("add").click()
    await page.get_by_role("menuitem", name="Add a reader").click()
    await page.keyboard.press("Enter")
    await expect(seat).to_contain_text("Reader 2")
    await page.get_by_test_id("add").click()
    await page.get_by_role("menuitem", name="Add a group").click()
    await expect(page.get_by_role("group", name="Members, besides Reader 2 and the bot")).to_be_visible()
    await page.get_by_label("Title").fill("Desk")
    await page.keyboard.press("Enter")
    await expect(seat).to_contain_text("Desk")
    await seat.click()
    await page.get_by_role("menuitemradio", name="Reader", exact=True).click()
    await expect(seat).to_have_attribute("data-chat", str(READER))


async def test_a_menu_shows_its_lines_whole(sandbox: Sandbox, open_chat: Opener) -> None:
    page = await open_chat(sandbox.url, size=PHONE)
    await page.get_by_test_id("add").click()
    jump = page.get_by_role("menuitem", name="Jump to 08:00")
    assert (
        await jump.evaluate(
            "it => [...it.querySelectorAll('*')].filter(each => each.scrollWidth > each.clientWidth).length"
        )
        == 0
    )


async def test_it_stays_at_the_end_unless_one_scrolled_up_to_read(
    sandbox: Sandbox, open_chat: Opener, call: Call
) -> None:
    page = await open_chat(sandbox.url)
    log = pane(page, "reader").get_by_test_id("stream")
    for number in range(12):
        await call("sendMessage", chat_id=READER, text=f"Message {number}\n\n\nwith lines")
    await expect(last_bubble(page, "reader")).to_be_in_viewport()
    await log.evaluate("it => it.scrollTo(0, 0)")
    await expect(pane(page, "reader").get_by_label("Go to the end")).to_be_visible()
    await call("sendMessage", chat_id=READER, text="Unseen")
    await expect(pane(page, "reader").get_by_label("1 new, go to the end")).to_be_visible()
    assert await log.evaluate("it => it.scrollTop") == 0
    await pane(page, "reader").get_by_label("1 new, go to the end").click()
    await expect(last_bubble(page, "reader")).to_be_in_viewport()


async def test_a_lost_connection_is_shown_and_made_good(sandbox: Sandbox, open_chat: Opener) -> None:
    page = await open_chat(sandbox.url)
    await page.route("**/events", lambda route: route.abort())
    sandbox.world.emit("closed", {})
    await expect(page.get_by_test_id("status")).to_have_attribute("data-state", "lost")
    await sandbox.say(READER, "said meanwhile")
    await page.unroute("**/events")
    await expect(page.get_by_test_id("status")).to_have_attribute("data-state", "live")
    await expect(last_bubble(page, "reader")).to_contain_text("said meanwhile")


async def test_text_that_runs_right_to_left_is_shown_so(
    sandbox: Sandbox, open_chat: Opener, call: Call
) -> None:
    page = await open_chat(sandbox.url)
    await call("sendMessage", chat_id=READER, text="نشرة قصيرة من الأخبار")
    text = last_bubble(page, "reader").get_by_test_id("bubble-text")
    await expect(text).to_contain_text("نشرة")
    assert await text.evaluate("it => it.matches(':dir(rtl)')")


async def test_a_message_of_a_thread_says_which(sandbox: Sandbox, open_chat: Opener, call: Call) -> None:
    page = await open_chat(sandbox.url)
    opened = await call("createForumTopic", chat_id=READER, name="North Korea")
    await expect(last_bubble(page, "reader")).to_contain_text("opened the thread North Korea")
    await call("sendMessage", chat_id=READER, text="A story", message_thread_id=opened["message_thread_id"])
    await expect(last_bubble(page, "reader")).to_contain_text("North Korea")
    await expect(last_bubble(page, "reader").get_by_test_id("bubble-text")).to_have_text("A story")


async def test_light_and_dark_follow_the_system_until_one_chooses(
    sandbox: Sandbox, open_chat: Opener
) -> None:
    page = await open_chat(sandbox.url, color_scheme="dark")
    html = page.locator("html")
    await expect(html).to_have_attribute("data-theme", "dark")
    ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    await page.get_by_test_id("theme").click()
    await expect(html).to_have_attribute("data-theme", "light")
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") != ground
    await page.reload()
    await expect(html).to_have_attribute("data-theme", "light")


async def test_narrow_screens_show_tabs_and_count_what_is_unseen(
    sandbox: Sandbox, open_chat: Opener, call: Call
) -> None:
    page = await open_chat(sandbox.url, size=PHONE)
    await expect(pane(page, "editor")).to_be_visible()
    await expect(pane(page, "reader")).to_be_hidden()
    await call("sendMessage", chat_id=READER, text="A briefing")
    tab = page.get_by_role("tab", name="Reader")
    await expect(tab).to_contain_text("1")
    await tab.click()
    await expect(last_bubble(page, "reader")).to_be_in_viewport()
    await expect(pane(page, "editor")).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_who_is_added_on_a_narrow_screen_is_shown(sandbox: Sandbox, open_chat: Opener) -> None:
    page = await open_chat(sandbox.url, size=PHONE)
    await page.get_by_test_id("add").click()
    await page.get_by_role("menuitem", name="Add a group").click()
    await page.keyboard.press("Enter")
    await expect(pane(page, "reader").get_by_test_id("seat")).to_be_visible()
    await expect(page.get_by_role("tab", name="Newsroom")).to_have_attribute("aria-selected", "true")


async def test_the_first_steps_keep_their_frame_when_all_are_done(
    sandbox: Sandbox, open_chat: Opener
) -> None:
    page = await open_chat(sandbox.url, size=(844, 390))
    hints = page.get_by_test_id("hints")
    await hints.evaluate("it => it.classList.add('complete')")
    frame, close = await asyncio.gather(
        *(it.bounding_box() for it in (hints, hints.get_by_role("button").last))
    )
    assert close["x"] + close["width"] < frame["x"] + frame["width"]
    assert frame["height"] < 70


async def test_a_long_line_of_code_scrolls_inside_its_bubble(
    sandbox: Sandbox, open_chat: Opener, call: Call
) -> None:
    page = await open_chat(sandbox.url)
    await call("sendMessage", chat_id=READER, text=f"<pre>{'long ' * 99}</pre>", parse_mode="HTML")
    code = last_bubble(page, "reader").locator("pre")
    await expect(code).to_be_visible()
    log = await pane(page, "reader").get_by_test_id("stream").bounding_box()
    box = await code.bounding_box()
    assert box["x"] + box["width"] < log["x"] + log["width"]


async def test_wide_screens_show_both_without_tabs(sandbox: Sandbox, open_chat: Opener) -> None:
    page = await open_chat(sandbox.url)
    await expect(page.get_by_role("tab")).to_have_count(0)
    both = await asyncio.gather(*(pane(page, name).bounding_box() for name in ("editor", "reader")))
    assert both[0]["y"] == both[1]["y"]
    assert both[0]["width"] == both[1]["width"]


async def test_a_channel_is_written_in_by_its_administrators_and_its_buttons_lead_to_the_bot(
    sandbox: Sandbox, open_chat: Opener, call: Call
) -> None:
    page = await open_chat(sandbox.url)
    await page.get_by_test_id("add").click()
    await page.get_by_role("menuitem", name="Add a channel").click()
    await page.get_by_test_id("dialog").get_by_role("button", name="Add").click()
    right, left = pane(page, "reader"), pane(page, "editor")
    await expect(right.get_by_test_id("seat")).to_contain_text("Channel, seen by Reader")
    await expect(right.get_by_test_id("composer")).to_be_visible()
    channel = int(await right.get_by_test_id("seat").get_attribute("data-chat") or 0)
    url = "https://t.me/sandbox_briefing_bot?start=s-12"
    follow = {"text": "Follow", "callback_data": "f"}
    markup = {"inline_keyboard": [[{"text": "Read", "url": url}, follow]]}
    await call("sendMessage", chat_id=channel, text="News", reply_markup=markup)
    await left.get_by_test_id("seat").click()
    await page.get_by_role("menuitemradio", name="News wire, as Editor").click()
    await expect(left.get_by_test_id("composer")).to_be_hidden()
    await expect(left.get_by_text("Only administrators write in this channel.")).to_be_visible()
    await left.get_by_role("link", name="Read").click()
    await expect(left.get_by_test_id("seat")).to_have_attribute("data-chat", "1001")
    assert sandbox.messages(1001)[-1]["text"] == "/start s-12"
    await left.get_by_test_id("seat").click()
    await page.get_by_role("menuitemradio", name="News wire, as Editor").click()
    await left.get_by_role("button", name="Follow").click()
    (tapped,) = await sandbox.until(lambda: list(sandbox.world.callbacks.values()))
    await call("answerCallbackQuery", callback_query_id=tapped.id, url=url.replace("s-", "f-"))
    await expect(left.get_by_test_id("seat")).to_have_attribute("data-chat", "1001")
    await sandbox.until(lambda: sandbox.messages(1001)[-1]["text"] == "/start f-12")

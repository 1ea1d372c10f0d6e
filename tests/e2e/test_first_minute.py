"""What a newcomer sees: the demo as `make demo` runs it, its page in a real browser."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from browser import WIDE, Opener, last_bubble, pane
from playwright.async_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROOT = Path(__file__).parents[2]
# `make screenshot` sets it: the picture in the README is what this test saw.
SCREENSHOT = os.environ.get("BRIEFING_SCREENSHOT")


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The address that a running demo prints; it costs under 3 seconds to be there, and SIGINT ends it in good order."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--no-open", "--port", "0"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
    assert cpu_seconds(process.pid) < 3, "the page took too long to be served"
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert found, line
    yield found.group()
    process.send_signal(signal.SIGINT)
    _, errors = await asyncio.wait_for(process.communicate(), 10)
    assert (process.returncode, errors.decode()) == (0, "")


def cpu_seconds(pid: int) -> float:
    """What a process has cost so far; wall time would measure the machine's other work. From proc(5)."""
    times = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[11:13]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


async def follow(page: Page, *topics: str) -> None:
    reader = pane(page, "reader")
    await reader.get_by_test_id("composer").fill("/start")
    await reader.get_by_test_id("composer").press("Enter")
    for topic in topics:
        await reader.get_by_role("button", name=topic).click()
        await expect(reader.get_by_role("button", name=topic)).to_contain_text("✅")


async def publish_the_sample(page: Page) -> None:
    editor = pane(page, "editor")
    await editor.get_by_test_id("paste-sample").click()
    await editor.get_by_test_id("composer").press("Enter")
    await editor.get_by_role("button", name="Done").click()
    await expect(last_bubble(page, "editor")).to_contain_text("2 stories")
    await editor.get_by_role("button", name="Publish").click()


async def test_a_push_arrives_before_the_newcomers_eyes(open_chat: Opener, demo: str) -> None:
    page = await open_chat(demo, size=WIDE)
    await follow(page, "North Korea")
    await publish_the_sample(page)
    digest = last_bubble(page, "reader").get_by_test_id("bubble-text")
    await expect(digest).to_contain_text("Washington and Moscow reopen talks")
    await expect(digest).to_contain_text("North Korea now knows how far it stands alone")
    await expect(digest.locator("strong")).not_to_have_count(0)
    await expect(digest).not_to_contain_text("Next Story")
    await expect(last_bubble(page, "editor")).to_contain_text("Sent to 1 reader")
    if SCREENSHOT:
        await page.set_viewport_size({"width": 1280, "height": 1120})
        for name in ("editor", "reader"):
            await expect(pane(page, name).get_by_test_id("toast")).to_be_hidden()
        await page.screenshot(path=SCREENSHOT)


async def test_a_correction_is_seen_in_the_digest_that_was_delivered(open_chat: Opener, demo: str) -> None:
    page = await open_chat(demo, size=WIDE)
    await follow(page, "US–Russia", "North Korea")
    await publish_the_sample(page)
    await expect(last_bubble(page, "editor")).to_contain_text("Sent to 1 reader")
    bubbles = pane(page, "reader").get_by_test_id("bubble")
    number = await bubbles.count()
    editor = pane(page, "editor")
    await editor.get_by_test_id("composer").fill("/correct 2 headline: A headline put right")
    await editor.get_by_test_id("composer").press("Enter")
    await expect(last_bubble(page, "editor")).to_contain_text("Changes 1 message of 1 reader.")
    await editor.get_by_role("button", name="Confirm", exact=True).click()
    digest = last_bubble(page, "reader").get_by_test_id("bubble-text")
    await expect(digest).to_contain_text("A headline put right")
    await expect(digest).to_contain_text("✎ Corrected")
    await expect(bubbles).to_have_count(number)
    await expect(last_bubble(page, "editor")).to_contain_text("Edited: 1")

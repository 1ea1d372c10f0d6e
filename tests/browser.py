"""Debian's Chromium for tests that look at the chat page: started once, with one page that is left clean after each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, async_playwright, expect

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
PATIENCE_MS = 20_000
WIDE, PHONE = (1280, 800), (390, 844)

Opener = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    return CHROMIUM


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium_page(chromium: Path) -> AsyncIterator[Page]:
    """The page of a browser that lasts for the whole run, in the event loop of the session."""
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
        page = await browser.new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_chat(chromium_page: Page) -> AsyncIterator[Opener]:
    """Opens the chat page and waits until it is live: `page = await open_chat(sandbox.url, size=PHONE)`.

    A test that asks for it is marked `asyncio(loop_scope="session")`. Whatever a script of the page raises, and every
    breach of its content policy, fails the test at its end.
    """
    page = chromium_page
    complaints: list[str] = []
    listeners = {
        "pageerror": lambda error: complaints.append(str(error)),
        "console": lambda message: complaints.append(message.text) if "Policy" in message.text else None,
    }
    for event, listener in listeners.items():
        page.on(event, listener)

    async def opened(
        url: str, size: tuple[int, int] = WIDE, color_scheme: Literal["light", "dark"] = "light"
    ) -> Page:
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        await page.emulate_media(color_scheme=color_scheme)
        await page.goto(url)
        await expect(page.get_by_test_id("status")).to_have_attribute("data-state", "live")
        return page

    yield opened
    await page.unroute_all()
    await page.evaluate("localStorage.clear(); sessionStorage.clear()")
    await page.goto("about:blank")
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert complaints == []


def pane(page: Page, name: str) -> Locator:
    """The left ("editor") or the right ("reader") pane."""
    return page.get_by_test_id(f"pane-{name}")


def last_bubble(page: Page, name: str) -> Locator:
    """The newest message that a pane shows."""
    return pane(page, name).get_by_test_id("bubble").last

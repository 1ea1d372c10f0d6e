"""Articles that come in as documents and as links, over the sandbox and a site on this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator

import papers
import pytest
from driving import EDITOR, Chat, House, Running, nothing_is_stored
from newsstand import HEADLINE, PAGE, PARAGRAPHS, Site, serving

from bot.sandbox import Sandbox
from briefings.ingest.links import Fetcher
from briefings.intake import Intake

TEXT = "\n\n".join(PARAGRAPHS)


@pytest.fixture
async def newsstand() -> AsyncIterator[Site]:
    async with serving() as site:
        yield site


@pytest.fixture
def program(program: Running, newsstand: Site) -> Running:
    """The bot, allowed to fetch from the site on this machine."""
    program.intake = Intake(Fetcher(allowed=[newsstand.socket]))
    return program


async def read_as_the_article(editor: Chat, house: House) -> None:
    await editor.until_text("1 story found")
    [draft] = await house.newsroom.drafts()
    [story] = (await house.newsroom.preview(draft.submission.id)).stories
    assert (story.headline, story.paragraphs) == (HEADLINE, PARAGRAPHS)


async def test_a_document_is_read_whatever_its_name(editor: Chat, sandbox: Sandbox, house: House) -> None:
    documents = {
        "article.docx": papers.word_article(),
        "scan0001": papers.pdf_article(),
        "article.txt": PAGE.encode(),
        "article.eml": papers.mail(TEXT),
        "article.md": f"# {HEADLINE}\n\n{TEXT}".encode(),
    }
    for number, (name, data) in enumerate(documents.items(), start=1):
        await sandbox.upload(EDITOR, name, data, caption="/push")
        await editor.until(lambda number=number: len(editor.bots) == number)
        await read_as_the_article(editor, house)
        await editor.tap("Cancel")


async def test_a_document_that_cannot_be_read_is_told_in_a_sentence(
    editor: Chat, sandbox: Sandbox, house: House
) -> None:
    documents = {
        "is a scan": papers.pdf([[]], pictures=True),
        "protected by a password": papers.pdf([[(72, 700, 10, TEXT)]], encrypted=True),
        "damaged": papers.word_article()[:900],
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(99),
        "an archive": papers.zipped({"a.txt": TEXT}),
    }
    for number, (words, data) in enumerate(documents.items(), start=1):
        await sandbox.upload(EDITOR, "article.docx", data, caption="/push")
        await editor.until(lambda number=number: len(editor.bots) == number)
        assert words in editor.last["text"]
        assert await nothing_is_stored(house), words


async def test_a_link_is_fetched_and_read(editor: Chat, house: House, newsstand: Site) -> None:
    await editor.say(f"/push {newsstand.url}/to/2")
    await read_as_the_article(editor, house)


async def test_readers_can_open_the_page_that_was_pushed_and_the_one_it_is_corrected_to(
    editor: Chat, reader: Chat, house: House, newsstand: Site
) -> None:
    def linked() -> list[str]:
        return [one["url"] for one in reader.last["entities"] if one["type"] == "text_link"]

    await reader.say("/subscribe us-russia")
    await editor.say(f"/push {newsstand.url}/to/2")
    await editor.until_text("Harbour Gazette · 127.0.0.1")
    await editor.tap("#1 🇺🇸🇷🇺")
    await editor.until(lambda: any("Publish" in label for label in editor.labels()))
    await editor.tap("Publish")
    await reader.until_text(HEADLINE)
    assert linked() == [f"{newsstand.url}/page"]
    await editor.say("/correct 1 source: Gazette https://gazette.example/port?utm_source=chat")
    await editor.tap("Confirm")
    await reader.until_text("now “Gazette”")
    assert linked() == ["https://gazette.example/port"]


async def test_an_awaited_article_may_come_as_a_link(editor: Chat, house: House, newsstand: Site) -> None:
    await editor.say("/push")
    await editor.sandbox.say(EDITOR, f"{newsstand.url}/page")
    await read_as_the_article(editor, house)


async def test_a_link_that_leads_nowhere_is_told_and_the_next_one_is_read(
    editor: Chat, house: House, newsstand: Site
) -> None:
    await editor.say("/push")
    assert "no such page" in (await editor.say(f"{newsstand.url}/status/404"))["text"]
    assert "private network" in (await editor.say("http://localhost:8080/"))["text"]
    await editor.sandbox.say(EDITOR, f"{newsstand.url}/page")
    await read_as_the_article(editor, house)


async def test_a_link_needs_no_command_in_an_editors_own_chat(editor: Chat, newsstand: Site) -> None:
    await editor.say(f"{newsstand.url}/page")
    await editor.until_text("1 story found")


async def test_a_link_that_nobody_asked_for_is_left_alone(
    editor: Chat, reader: Chat, house: House, sandbox: Sandbox, newsstand: Site
) -> None:
    await reader.say(f"{newsstand.url}/page")
    group = (await sandbox.group("Newsdesk", [EDITOR])).id
    await sandbox.say(EDITOR, f"{newsstand.url}/page", chat_id=group)
    await editor.say("/drafts")
    assert not newsstand.requests
    assert await nothing_is_stored(house)


async def test_a_fetched_page_survives_a_restart(program: Running, sandbox: Sandbox, newsstand: Site) -> None:
    program.collect_seconds = 0.1
    editor = Chat(sandbox, EDITOR, EDITOR)
    async with program.started():
        await editor.say(f"/push {newsstand.url}/page")
        await editor.until_text("1 story found")
    async with program.started():
        await editor.tap("Cancel")
        await editor.until_text("Cancelled.")
    assert len(newsstand.requests) == 1


async def test_the_pasted_source_of_a_page_is_read_as_its_article(editor: Chat, house: House) -> None:
    await editor.say(f"/push {PAGE}")
    await read_as_the_article(editor, house)

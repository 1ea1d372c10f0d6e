"""The child in which documents are read, seen from its parent."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import papers
import pytest
from newsstand import HEADLINE, PAGE, PARAGRAPHS

from briefings.errors import UnreadableInput
from briefings.ingest import extract as extracting
from briefings.ingest.extract import extract, extract_now
from briefings.intake import read
from briefings.reading import read as read_text


def running() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()


@pytest.fixture
def others() -> set[str]:
    """The children that other tests keep for the whole run: a browser, a database."""
    return set(running())


def children(others: set[str]) -> list[str]:
    """The children that came since the test began."""
    return [child for child in running() if child not in others]


@pytest.mark.parametrize(
    "data",
    [papers.word_article(), papers.pdf_article(), PAGE.encode(), papers.mail("\n\n".join(PARAGRAPHS))],
    ids=["word", "pdf", "page", "mail"],
)
async def test_a_document_is_read_in_a_child_that_is_gone_afterwards(data: bytes, others: set[str]) -> None:
    (story,) = read_text(await extract(data, "article.bin")).stories
    assert (story.headline, story.paragraphs) == (HEADLINE, PARAGRAPHS)
    assert children(others) == []


async def test_plain_text_needs_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")
    text = "Докеры вернулись к работе во вторник после долгих переговоров, сообщили власти порта столицы."
    assert await extract(text.encode("cp1251")) == text


async def test_a_child_that_takes_too_long_is_ended(
    monkeypatch: pytest.MonkeyPatch, others: set[str]
) -> None:
    monkeypatch.setattr(extracting, "SECONDS", 0.01)
    with pytest.raises(UnreadableInput, match=r"takes more than \d+ seconds"):
        await extract(papers.pdf_article())
    assert children(others) == []


async def test_a_child_is_ended_with_the_task_that_waits_for_it(others: set[str]) -> None:
    task = asyncio.create_task(extract(papers.pdf_article()))
    while not children(others):  # noqa: ASYNC110 - nothing rings when a process is born
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert children(others) == []


async def test_a_child_that_dies_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = tmp_path / "python"
    dying.write_text("#!/bin/sh\nkill -9 $$\n")
    dying.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(dying))
    with pytest.raises(UnreadableInput, match=r"^The document asks for more than it may"):
        await extract(papers.pdf_article())


async def test_a_child_that_answers_without_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: set[str]
) -> None:
    talking = tmp_path / "python"
    talking.write_text("#!/bin/sh\nexec cat /dev/zero\n")
    talking.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(talking))
    for _ in range(5):  # what is left in its pipe must not be waited for
        with pytest.raises(UnreadableInput, match="more text in it than in a whole newspaper"):
            await extract(papers.pdf_article())
        assert children(others) == []


async def test_no_more_than_two_children_are_at_work_and_all_are_served(others: set[str]) -> None:
    most = 0
    tasks = [asyncio.create_task(extract(papers.word_article())) for _ in range(5)]
    while not all(task.done() for task in tasks):
        most = max(most, len(children(others)))
        await asyncio.sleep(0)
    assert most == 2
    assert all("Dock workers" in task.result() for task in tasks)


async def test_a_child_inherits_no_file_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_TOKEN", "1:secret")
    with open(os.devnull) as held:  # noqa: ASYNC230, PTH123 - a file that a child might inherit
        os.set_inheritable(held.fileno(), True)
        async with extracting._child() as child:
            files = {int(name) for name in os.listdir(f"/proc/{child.pid}/fd")}  # noqa: PTH208 - numbers, not paths
            environment = Path(f"/proc/{child.pid}/environ").read_bytes()  # noqa: ASYNC240 - no file on a disk
        assert held.fileno() not in files
    assert b"secret" not in environment


LIMITS = """
import os, resource
from briefings.ingest.documents import __main__ as child
child.limit()
print(resource.getrlimit(resource.RLIMIT_AS)[1], resource.getrlimit(resource.RLIMIT_CPU)[0])
try:
    bytes(600 << 20)
except MemoryError:
    print("no memory")
try:
    os.write(os.open("written", os.O_CREAT | os.O_WRONLY), b"x")
except OSError:
    print("no writing")
"""


def test_a_child_has_half_a_gigabyte_and_twenty_seconds_and_writes_nothing(tmp_path: Path) -> None:
    script = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" + LIMITS
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(extracting.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n")[:3] == [f"{512 << 20} 20", "no memory", "no writing"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a" * (20 << 20) + b"a", "larger than 20 MB"),
        (b"Ships wait outside the port. " * 50_000, "more text in it"),
        (b"Ships wait outside the port. " * 200_000, "more text in it"),
        (papers.zipped({"word/document.xml": f"<w:document {papers.W}/>"}), "no text"),
    ],
    ids=["file", "text", "text unread", "nothing"],
)
def test_too_much_and_nothing_are_told_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableInput, match=words):
        extract_now(data)


def test_the_pasted_source_of_a_page_is_read_as_its_article() -> None:
    (story,) = read(PAGE).stories
    assert (story.headline, story.source, story.paragraphs) == (HEADLINE, "Harbour Gazette", PARAGRAPHS)


def test_words_before_an_extracted_article_are_a_story_only_if_they_are_one() -> None:
    page = extract_now(PAGE.encode())
    assert [story.headline for story in read_text(f"For tonight\n\n{page}").stories] == [HEADLINE]
    text = "\n\n".join(["Bridge to the island closes for repairs", PARAGRAPHS[1], PARAGRAPHS[2]])
    reading = read_text(f"{text}\n\n{page}")
    assert [story.headline for story in reading.stories] == [
        "Bridge to the island closes for repairs",
        HEADLINE,
    ]
    assert {line.story for line in reading.lines if line.text == PARAGRAPHS[0]} == {1}

"""Files -> text: what they are is sniffed here, documents are parsed in a child process, plain text is not.

A child may use 512 MB and 20 s, inherits no open file and no variable of ours, and is ended with all that it
started. At most two are at work at a time.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import briefings
from briefings.errors import UnreadableInput
from briefings.ingest.decode import MAX_BYTES, decode
from briefings.ingest.documents.kinds import Kind, sniff

MAX_TEXT = 1024 * 1024
"""Characters: no article has a tenth of that."""
SECONDS = 20.0
CHILDREN = 2

_ANSWER = 8 * MAX_TEXT
_CHUNK = 64 * 1024
_TOO_LONG = "There is more text in it than in a whole newspaper: please send the article alone."
_TOO_SLOW = f"Reading the document takes more than {SECONDS:.0f} seconds: please send the article as text."
_STOPPED = "The document asks for more than it may to be read: please send the article as text."
_places = threading.BoundedSemaphore(CHILDREN)


async def extract(data: bytes, name: str | None = None, *, charset: str | None = None) -> str:
    """Gives the text of a file, as somebody might have pasted it; `charset` is what a server said of a page.

    Raises `UnreadableInput` with one sentence for all that holds no text, whatever it is.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableInput("The file is larger than 20 MB.")
    if sniff(data, name) is not Kind.TEXT:
        text = await _in_child(data, {"name": name, "charset": charset})
    elif len(data) > 4 * MAX_TEXT:
        raise UnreadableInput(_TOO_LONG)
    else:
        text = await asyncio.to_thread(decode, data)
    if not text.strip():
        raise UnreadableInput("There is no text in the file.")
    if len(text) > MAX_TEXT:
        raise UnreadableInput(_TOO_LONG)
    return text


def extract_now(data: bytes, name: str | None = None) -> str:
    """Does the same for those who have no event loop."""
    return asyncio.run(extract(data, name))


async def _in_child(data: bytes, about: dict[str, str | None]) -> str:
    async with _child() as child:
        try:
            async with asyncio.timeout(SECONDS):
                said = await _talk(child, json.dumps(about).encode() + b"\n", data)
        except TimeoutError:
            raise UnreadableInput(_TOO_SLOW) from None
    return _understood(said)


@asynccontextmanager
async def _child() -> AsyncIterator[asyncio.subprocess.Process]:
    """A child that is gone when the block ends, however it ends."""
    while not _places.acquire(blocking=False):  # noqa: ASYNC110 - shared by event loops, which no asyncio lock is
        await asyncio.sleep(0.05)
    try:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-X", "utf8", "-m", f"{briefings.__name__}.ingest.documents"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={"PYTHONPATH": str(Path(briefings.__file__).parent.parent)},
            start_new_session=True,
        )
        try:
            yield child
        finally:
            await _end(child)
    finally:
        _places.release()


async def _end(child: asyncio.subprocess.Process) -> None:
    """Ends a child with all that it started, and waits until it is gone."""
    if child.returncode is None:
        # Its group is its own, made by start_new_session, and stays its own until it is waited for.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    # asyncio counts a child as gone when its pipes are at their end too, and does not read on by itself.
    while child.stdout and await child.stdout.read(_CHUNK):
        pass
    await child.wait()


async def _talk(child: asyncio.subprocess.Process, head: bytes, data: bytes) -> bytes:
    """Hands the document over and gives the answer; both in small pieces, so that neither is held twice."""
    assert child.stdin is not None  # noqa: S101 - asked for above
    assert child.stdout is not None  # noqa: S101 - asked for above
    with suppress(ConnectionError):  # it may have made up its mind before the end
        child.stdin.write(head)
        for start in range(0, len(data), _CHUNK):
            child.stdin.write(data[start : start + _CHUNK])
            await child.stdin.drain()
    with suppress(ConnectionError):
        child.stdin.close()
    said = bytearray()
    while piece := await child.stdout.read(_CHUNK):
        said += piece
        if len(said) > _ANSWER:
            raise UnreadableInput(_TOO_LONG)
    return bytes(said)


def _understood(said: bytes) -> str:
    try:
        answer = json.loads(said)
    except ValueError:
        raise UnreadableInput(_STOPPED) from None
    if "error" in answer:
        raise UnreadableInput(answer["error"])
    return str(answer["text"])

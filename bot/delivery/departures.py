"""Notes which deliveries left and which arrived, so that after a crash no others count as perhaps sent.

    claimed (committed, many at once) -> left: noted -> request -> answer: noted -> recorded (committed, many at once)

Claims are taken ahead and recorded together, so of what a killed process held little was under way. A note costs a write
to a file, unsynced: it outlives the process, however that ends, but not the machine. Notes from before the machine was
started, or of another database than this one, count for nothing, and then everything claimed may have left.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import structlog

from briefings.model import Shown
from briefings.store import Database, flags
from briefings.store.engine import sqlite_file

KEY = "departures"
MOST_NOTED = 50_000
"""Lines after which the file is written anew, with those only that are not recorded yet."""
_THIS_START_OF_THE_MACHINE = Path("/proc/sys/kernel/random/boot_id")

log = structlog.get_logger(__name__)


Arrival = tuple[int, tuple[Shown, ...]]
"""The message's id, and what it shows."""


class Departures:
    """The notes of the only process that sends, by the numbers of deliveries. They begin anew with `begin`; until then `may_have_left` and `arrival` tell of the last ones."""

    def __init__(self, path: Path, database: Database) -> None:
        """Nothing is read or written before `read` and `begin`."""
        self._path = path
        self._database = database
        self._file: int | None = None
        self._name = ""
        self._lines = 0
        self._open: dict[int, str] = {}
        self._left: dict[int, Arrival | None] | None = None

    async def read(self) -> None:
        """Look at what the process before this one noted."""
        async with self._database.read() as connection:
            expected = await flags.get(connection, KEY)
        # The last line has an end, too, unless the process died while it wrote it; then nothing had left.
        with suppress(OSError, ValueError):
            name, *lines = self._path.read_text("utf-8").split("\n")[:-1]
            if name == expected and (boot := _boot()) and name.startswith(boot):
                self._left = dict(map(_read, lines))

    def may_have_left(self, number: int) -> bool:
        """Whether the request for a delivery may have been under way when the last process ended."""
        return self._left is None or number in self._left

    def arrival(self, number: int) -> Arrival | None:
        """What the last process heard of its arrival; nothing if it heard nothing."""
        return self._left.get(number) if self._left else None

    async def begin(self) -> None:
        """Forget the notes, and begin new ones; without a file that can be written, none are kept."""
        self._left = None
        self.close()
        self._name = f"{_boot()} {secrets.token_hex(8)}"
        self._open.clear()
        async with self._database.write() as tx:
            await flags.put(tx, KEY, self._name)
        with suppress(OSError):
            self._file = _new(self._path)
            self._write(self._name)

    def left(self, number: int) -> None:
        """The request for a delivery is about to leave."""
        self._note(number, str(number))

    def arrived(self, number: int, message_id: int, shown: tuple[Shown, ...]) -> None:
        """Telegram answered that the message is there, and `shown` is what it shows."""
        self._note(number, f"[{number}, {message_id}, {_as_json(shown)}]")

    def recorded(self, numbers: Iterable[int]) -> None:
        """What came of these is committed, so their notes are needed no more."""
        for number in numbers:
            self._open.pop(number, None)
        if self._lines > MOST_NOTED:
            self._shorten()

    def close(self) -> None:
        """End the notes; they stay."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _note(self, number: int, line: str) -> None:
        self._open[number] = line
        self._write(line)

    def _shorten(self) -> None:
        """Put a file that holds what is needed in the place of this one; one that cannot be written is tried later."""
        self._lines = 0
        if self._file is None:
            return
        fresh = self._path.with_name(f"{self._path.name}.fresh")
        written = "".join(f"{line}\n" for line in (self._name, *self._open.values())).encode()
        with suppress(OSError):
            file = _new(fresh)
            if os.write(file, written) == len(written):
                fresh.replace(self._path)
                file, self._file = self._file, file
            os.close(file)

    def _write(self, line: str) -> None:
        """What cannot be noted makes all notes void rather than wrong."""
        if self._file is None:
            return
        self._lines += 1
        written = f"{line}\n".encode()
        try:
            complete = os.write(self._file, written) == len(written)
        except OSError:
            complete = False
        if not complete:
            log.warning("departures cannot be noted any more", path=str(self._path))
            with suppress(OSError):
                os.ftruncate(self._file, 0)
            self.close()


def _new(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_WRONLY, 0o600)


def beside(url: str, database: Database) -> Departures | None:
    """Notes in a file beside the SQLite database; none for PostgreSQL, whose senders may be on other machines."""
    file = sqlite_file(url)
    return Departures(file.with_name(f"{file.name}.departures"), database) if file else None


@lru_cache(maxsize=16)  # thousands are shown the same, one after another
def _as_json(shown: tuple[Shown, ...]) -> str:
    return json.dumps([(one.story_id, one.version, one.topic, one.position) for one in shown])


def _read(line: str) -> tuple[int, Arrival | None]:
    if not line.startswith("["):
        return int(line), None
    number, message_id, shown = json.loads(line)
    return number, (message_id, tuple(Shown(*one) for one in shown))


def _boot() -> str:
    """A name for the time since the machine started; empty where the system has none."""
    try:
        return _THIS_START_OF_THE_MACHINE.read_text("ascii").strip()
    except OSError:
        return ""

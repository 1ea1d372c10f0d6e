"""The processes of a trial: Telegram, which is the fault server, and the lives of the program.

Telegram     what really arrived
Nursery      starts the program
Life         one process of it, from its start to its end
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LONGEST = 60.0
FEW = 50
MARK = re.compile(r"⟦(\d+)\.(\d+)⟧")

Json = dict[str, Any]
Message = tuple[int, int]
"""Which publication, and which part of it: the order of a reader's messages. Its text is marked so."""


@dataclass(frozen=True)
class Send:
    """A message as it came in at the fault server."""

    life: str
    chat: int
    text: str
    message: Message | None
    arrived: bool
    at: float


class Telegram:
    """The fault server's process."""

    def __init__(self, folder: Path) -> None:
        self.ledger = folder / "ledger.jsonl"
        self._process = subprocess.Popen(
            [sys.executable, HERE / "fault_server.py", self.ledger],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        assert self._process.stdout is not None
        self.url = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        self._read = 0
        self._sends: list[Send] = []
        self.of: Counter[str] = Counter()
        """How many messages each life has sent."""
        self.arrived: set[tuple[int, Message]] = set()
        """Who has got what."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)

    def tell(self, what: str, told: Any) -> None:
        request = urllib.request.Request(f"{self.url}/{what}", json.dumps(told).encode())  # noqa: S310 - loopback
        with urllib.request.urlopen(request, timeout=10):  # noqa: S310 - same
            pass

    def look(self) -> list[Send]:
        """What was sent so far, in the order in which it came in."""
        with self.ledger.open("rb") as file:
            file.seek(self._read)
            while (line := file.readline()).endswith(b"\n"):
                self._read += len(line)
                if b'"answered"' not in line:
                    self._add(_send(json.loads(line)))
        return self._sends

    def until_sent(self, life: Life, more: int, *, missing: Callable[[], int]) -> None:
        """Wait until a life has sent so many more, it is over, or hardly any are `missing`."""
        self.look()
        enough = self.of[life.name] + more

        def holds() -> bool:
            self.look()
            return life.over or self.of[life.name] >= enough or missing() < FEW

        until(holds)

    def _add(self, send: Send) -> None:
        self._sends.append(send)
        self.of[send.life] += 1
        if send.arrived and send.message:
            self.arrived.add((send.chat, send.message))


def _send(line: Json) -> Send:
    found = MARK.search(line["text"])
    message = (int(found[1]), int(found[2])) if found else None
    return Send(line["life"], line["chat"], line["text"], message, line["id"] is not None, line["at"])


class Nursery:
    """Where lives begin."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "bots.log"
        self._process = subprocess.Popen(
            [sys.executable, HERE / "nursery.py"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)

    def start(self, **order: Any) -> Life:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"folder": str(self.folder), **order}) + "\n")
        self._process.stdin.flush()
        return Life(order["env"]["BRIEFING_API_URL"].rpartition("/")[2], int(self._process.stdout.readline()))


@dataclass
class Life:
    """A process of the program. It ends by `kill`, `stop`, or its own hand."""

    name: str
    pid: int
    _handle: int | None = field(init=False)

    def __post_init__(self) -> None:
        try:
            self._handle = os.pidfd_open(self.pid)
        except ProcessLookupError:
            self._handle = None

    @property
    def over(self) -> bool:
        return self._handle is None or bool(select.select([self._handle], [], [], 0)[0])

    def kill(self, how: signal.Signals = signal.SIGKILL, within: float = 10.0) -> None:
        """End it, and wait until it is gone."""
        if self._handle is None:
            return
        if not self.over:
            signal.pidfd_send_signal(self._handle, how)
        self.wait(within)

    def wait(self, within: float) -> None:
        """Wait for its end."""
        if self._handle is not None:
            assert select.select([self._handle], [], [], within)[0], (
                f"{self.name} did not end within {within} s"
            )
            os.close(self._handle)
            self._handle = None


def until(holds: Callable[[], bool], within: float = LONGEST, every: float = 0.01) -> None:
    """Wait for what only other processes know."""
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, f"not within {within} s"
        time.sleep(every)

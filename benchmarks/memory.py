"""Memory of the program at rest, after an article, and during broadcasts of different sizes.

    python benchmarks/memory.py [--readers 10000 1000000] [--seconds 20]

The program is `briefing-bot run` as operators start it, on SQLite, against a server that says yes at once. All the
deliveries of a broadcast are in the outbox before it starts; it then sends for so many seconds at the most it can
be set to. Shown is the resident memory as the kernel counts it, sampled ten times a second, in MiB;
"typical" is the median of the second half.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import fanout
from loopback import TOKEN, Server, serving

from briefings.store import Database

ROOT = Path(__file__).parents[1]
GOAL = 110
GROWTH = 1.10
"""What a hundred times the readers may take more: SQLite's page caches, of fixed size, are full by then."""
EDITOR = 1001
SETTLED = 4.0


@dataclass(frozen=True)
class Use:
    """Resident memory in MiB while something went on."""

    typical: float
    most: float
    sent: int


@contextmanager
def program(server: Server, folder: Path) -> Iterator[int]:
    """The program at work; its process id."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFING_")}
    settings = {
        "BRIEFING_TOKEN": TOKEN,
        "BRIEFING_ADMIN_IDS": str(EDITOR),
        "BRIEFING_API_URL": server.url,
        "BRIEFING_DATABASE_URL": _url(folder),
        "BRIEFING_MESSAGES_PER_SECOND": "1000",
        "BRIEFING_COLLECT_SECONDS": "0.1",
    }
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "bot", "run"]
        process = subprocess.Popen(
            command, cwd=folder, env={**kept, **settings, "PYTHONPATH": str(ROOT)}, stderr=log
        )
    try:
        _wait(lambda: "running" in _log(folder))
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()
        process.wait()


def _log(folder: Path) -> str:
    return (folder / "log").read_text("utf-8")


def _wait(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("the program does not get ready")
        time.sleep(0.05)


def resident(pid: int) -> float:
    """Resident memory of a process in MiB."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("utf-8"))
    assert found is not None
    return int(found[1]) / 1024


def watch(pid: int, server: Server, seconds: float, *, until: Callable[[], bool] = lambda: False) -> Use:
    """Sample for so many seconds."""
    before, samples = server.sent(), [resident(pid)]
    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        time.sleep(0.1)
        samples.append(resident(pid))
    return Use(statistics.median(samples[len(samples) // 2 :]), max(samples), server.sent() - before)


def rest(server: Server, folder: Path) -> Iterator[tuple[str, Use]]:
    """At rest with an empty database, then after an article was pushed."""
    asyncio.run(_make(_url(folder)))
    with program(server, folder) as pid:
        yield "at rest", watch(pid, server, SETTLED)
        server.give([_push()])
        _wait(lambda: server.sent() >= 2)  # the card, and then the preview on it
        yield "after an article", watch(pid, server, SETTLED)


def broadcast(server: Server, folder: Path, readers: int, seconds: float) -> Use:
    """While a story goes to so many readers."""
    asyncio.run(fanout.owe(_url(folder), readers))
    with program(server, folder) as pid:
        return watch(pid, server, seconds)


def _url(folder: Path) -> str:
    return f"sqlite:///{folder}/store.db"


async def _make(url: str) -> None:
    """An empty database, so that the program need not load what makes one."""
    await (await Database.open(url)).close()


def _push() -> dict[str, object]:
    article = (ROOT / "bot/sandbox/sample.txt").read_text("utf-8")[:3800]
    person = {"id": EDITOR, "is_bot": False, "first_name": "Editor"}
    return {
        "update_id": 1,
        "message": {
            "message_id": 1,
            "date": int(time.time()),
            "from": person,
            "chat": {"id": EDITOR, "type": "private", "first_name": "Editor"},
            "text": f"/push {article}",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        },
    }


def _row(name: str, use: Use) -> None:
    print(f"{name:<32}{use.typical:>10.1f}{use.most:>10.1f}{use.sent:>12,}", flush=True)


def main() -> None:
    """Measure and judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readers", nargs="*", type=int, default=[10_000, 1_000_000])
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    print(f"{'MiB resident':<32}{'typical':>10}{'most':>10}{'sent':>12}")
    peaks: list[float] = []
    with serving() as server:
        with tempfile.TemporaryDirectory() as folder:
            uses = dict(rest(server, Path(folder)))
        for name, use in uses.items():
            _row(name, use)
        for readers in options.readers:
            with tempfile.TemporaryDirectory() as folder:
                use = broadcast(server, Path(folder), readers, options.seconds)
            _row(f"broadcast to {readers:,}", use)
            peaks.append(use.most)
    print(f"\nat rest {uses['at rest'].most:.0f} MiB (goal < {GOAL})")
    if len(peaks) > 1:
        print(f"largest / smallest broadcast {peaks[-1] / peaks[0]:.2f} (goal <= {GROWTH})")


if __name__ == "__main__":
    main()

"""How soon the program is there: CPU for `--help`, for the demo's page, and for the bot's first answer on it.

    python benchmarks/start.py [--rounds 5] [--port 8899]

CPU is user and system time of the whole process, so that other work on the machine hardly counts; the wall clock is told
beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
READER = 2001
GOAL = 0.3
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Seconds."""

    cpu: float
    wall: float


def help_() -> dict[str, Cost]:
    """What `briefing-bot --help` costs."""
    before, began = _children(), time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "bot", "--help"], env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True
    )
    return {"--help": Cost(_children() - before, time.monotonic() - began)}


def demo(port: int) -> dict[str, Cost]:
    """What the demo costs until its page is served, and until the bot answers there."""
    began = time.monotonic()
    command = [sys.executable, "-m", "bot", "demo", "--no-open", "--port", str(port)]
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def so_far() -> Cost:
        return Cost(_cpu(process.pid), time.monotonic() - began)

    try:
        _until(lambda: _served(port))
        page = so_far()
        _say(port, "/start")
        _until(lambda: _answered(port))
        return {"demo: the page is served": page, "demo: the bot answers": so_far()}
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(15)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("the demo does not get ready")
        time.sleep(0.02)


def _served(port: int) -> bool:
    try:
        with _answer(port, "/") as answer:
            return answer.status == HTTPStatus.OK
    except ConnectionRefusedError:
        return False


def _say(port: int, text: str) -> None:
    with _answer(port, "/act/say", {"user_id": READER, "chat_id": READER, "text": text}) as answer:
        assert answer.status == HTTPStatus.OK


def _answered(port: int) -> bool:
    """Whether the snapshot, the first of the page's events, has a message of the bot."""
    with _answer(port, "/events") as events:
        for line in events:
            if line.startswith(b"data:"):
                said: list[dict[str, Any]] = json.loads(line[5:])["messages"].get(str(READER), [])
                return any(message["from"]["is_bot"] for message in said)
    return False


@contextmanager
def _answer(port: int, path: str, told: dict[str, Any] | None = None) -> Iterator[HTTPResponse]:
    body = json.dumps(told).encode() if told else None
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("POST" if told else "GET", path, body, {"Content-Type": "application/json"})
        yield connection.getresponse()


def main() -> None:
    """Measure and judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--port", type=int, default=8899)
    options = parser.parse_args()
    costs: dict[str, list[Cost]] = {}
    for _ in range(options.rounds):
        for name, cost in {**help_(), **demo(options.port)}.items():
            costs.setdefault(name, []).append(cost)
    print(f"{'seconds, median of ' + str(options.rounds):<28}{'CPU':>8}{'least':>8}{'most':>8}{'wall':>8}")
    for name, seen in costs.items():
        cpu = [cost.cpu for cost in seen]
        wall = statistics.median(cost.wall for cost in seen)
        print(f"{name:<28}{statistics.median(cpu):>8.2f}{min(cpu):>8.2f}{max(cpu):>8.2f}{wall:>8.2f}")
    print(f"\n--help {statistics.median(cost.cpu for cost in costs['--help']):.2f} s of CPU (goal < {GOAL})")


if __name__ == "__main__":
    main()

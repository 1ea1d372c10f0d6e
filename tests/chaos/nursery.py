"""Starts the real program again and again: forked from a process that has loaded its modules, for loading costs a second each time.

Reads a JSON line `{"env", "args", "folder", "failpoint", "hits", "constants"}` for each process to start, and answers with its pid. What it started
ends with it, and it ends with its standard input.

A failpoint is a place in the product, named here and nowhere in it, where the process kills itself as hard as
SIGKILL does. The product is wrapped from outside, so that nothing is paid for it where nobody asks.
"""

from __future__ import annotations

import functools
import gc
import importlib
import json
import os
import random
import select
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiosqlite  # noqa: F401 - loaded before the first fork
import psycopg  # noqa: F401 - same
import sqlalchemy.dialects.postgresql.psycopg
import sqlalchemy.dialects.sqlite.aiosqlite  # noqa: F401 - same

import bot.app
import bot.cli
import bot.delivery.worker
from bot.delivery.messenger import Messenger
from bot.delivery.recorder import Recorder
from bot.delivery.taking_over import TakingOver
from bot.updates.dispatcher import Dispatcher
from bot.updates.poller import Poller
from briefings.store import Database, inbox, mailings, outbox, upgrade  # noqa: F401 - same

# name: (whose, which method, before or after it)
FAILPOINTS: dict[str, tuple[Any, str, bool]] = {
    "claimed, before the commit": (outbox, "claim", False),
    "claimed, before any request": (bot.delivery.worker, "owe_parts", True),
    "split into parts, before any request": (bot.delivery.worker, "owe_parts", False),
    "before a request": (Messenger, "send", True),
    "after an answer, before its record": (Messenger, "send", False),
    "before recording": (Recorder, "flush", True),
    "recorded, before the commit": (outbox, "record", False),
    "recorded and committed": (Recorder, "flush", False),
    "fanned out, before the commit": (mailings, "fan_out", False),
    "interrupted ones taken over, before the commit": (outbox, "overdue", False),
    "interrupted ones taken over and committed": (TakingOver, "look", False),
    "updates put, before the commit": (inbox, "put", False),
    "updates stored, before the offset moves": (Poller, "_keep", False),
    "updates taken, before the commit": (inbox, "take", False),
    "updates taken, before handling": (Dispatcher, "_process", True),
    "handled, before done": (Dispatcher, "_process", False),
    "done, before the commit": (inbox, "done", False),
    "before any commit": (Database, "_commit", True),
    "after any commit": (Database, "_commit", False),
}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(name: str, hits: int) -> None:
    """Die at the failpoint the `hits`th time that it is passed."""
    owner, method, before = FAILPOINTS[name]
    passed: Callable[..., Any] = getattr(owner, method)
    left = iter(range(hits - 1, -1, -1))

    @functools.wraps(passed)
    async def deadly(*args: Any, **kwargs: Any) -> Any:
        if before and not next(left):
            die()
        result = await passed(*args, **kwargs)
        if not before and not next(left):
            die()
        return result

    setattr(owner, method, deadly)


def live(order: dict[str, Any]) -> None:
    """Be the program."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    random.seed()
    folder = Path(order["folder"])
    os.chdir(folder)
    log = os.open(folder / "bots.log", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.environ.update(order["env"])
    for name, value in order["constants"].items():
        module, _, constant = name.rpartition(".")
        kind = type(getattr(importlib.import_module(module), constant))
        setattr(sys.modules[module], constant, kind(seconds=value) if kind is not float else value)
    if order["failpoint"]:
        arm(order["failpoint"], order["hits"])
    bot.cli.main(order["args"])


def ended(process: int) -> bool:
    """Whether the process behind a handle is gone; the handle is then closed."""
    gone = bool(select.select([process], [], [], 0)[0])
    if gone:
        os.close(process)
    return gone


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.freeze()
    assert threading.active_count() == 1, "a fork keeps only the thread that forks"
    started: list[int] = []  # handles, because a number may be given anew
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if not pid:
            try:
                live(order)
            finally:
                os._exit(1)
        started = [one for one in started if not ended(one)]
        started.append(os.pidfd_open(pid))
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
    for one in started:
        if not ended(one):
            signal.pidfd_send_signal(one, signal.SIGKILL)


if __name__ == "__main__":
    main()

"""How a process is told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Timer

import structlog

log = structlog.get_logger(__name__)


@contextmanager
def told_to_stop(deadline: timedelta | None = None) -> Iterator[asyncio.Event]:
    """An event that SIGTERM and Ctrl-C set, where the platform lets us listen.

    With a `deadline`, the process is gone so long after the signal, whatever it waits for then: a database that does
    not answer, say. Nothing is lost by that, as nothing is by a kill.
    """
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    heard = []

    def hear() -> None:
        if deadline is not None and not told.is_set():
            last = Timer(deadline.total_seconds(), _end)
            last.daemon = True
            last.start()
        log.info("told to stop: ending what is under way")
        told.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, hear)
            heard.append(number)
    try:
        yield told
    finally:
        for number in heard:
            loop.remove_signal_handler(number)


def _end() -> None:
    log.error("something does not end: ending without it")
    os._exit(1)

"""What the loops of the background share: how long they rest, and that they go on after trouble."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import structlog
from telegram.error import NetworkError, RetryAfter

from bot.delivery.worker import IDLE
from briefings.errors import StoreError

AFTER_TROUBLE = timedelta(seconds=5)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Rhythm:
    """How long loops rest before they look for what rings no bell."""

    outbox: timedelta = IDLE
    """The worker, for what other processes owe."""
    briefings: timedelta = timedelta(seconds=1)
    """The scheduler, for slots that have come and silences that have ended."""
    again: timedelta = timedelta(seconds=0.2)
    """Who finds that what is due has to wait for messages of its chat that are stored but not handled yet."""
    longest: timedelta = timedelta(seconds=2)
    """Who waits for a moment: the machine may have slept, or its clock been set."""
    cards: tuple[timedelta, ...] = tuple(timedelta(seconds=seconds) for seconds in (0.3, 0.7, 1, 2, 3))
    """The reporter, while something goes out: soon, then less and less often, for little is done at once."""
    late: timedelta = timedelta(seconds=2)
    """The reporter, for reports that were done and go on: a copy was on its way, or its reader comes back."""


@contextmanager
def survived() -> Iterator[None]:
    """Log what goes wrong and go on."""
    try:
        yield
    except RetryAfter:
        _log.warning("card_not_shown", reason="telegram asks to wait")
    except NetworkError as error:
        _log.warning("card_not_shown", reason=str(error))
    except StoreError as error:
        _log.warning("the desk waits for the database", error=str(error))
    except Exception:  # noqa: BLE001 - one submission's trouble must not end the desk for all
        _log.exception("desk_in_trouble")


async def went_well(work: Awaitable[None]) -> bool:
    """Whether that could be done; if not, it is logged."""
    with survived():
        await work
        return True
    return False

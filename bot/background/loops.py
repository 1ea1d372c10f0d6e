"""What the loops of the background share: how long they rest, and that they go on after trouble."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from telegram.error import NetworkError, RetryAfter

from briefings.errors import StoreError

# What is due may have to wait for messages of its chat that are stored but not handled yet.
LOOK_AGAIN = timedelta(seconds=0.2)
AFTER_TROUBLE = timedelta(seconds=5)
# The machine may have slept, or its clock been set.
LONGEST_REST = timedelta(seconds=2)

_log = structlog.get_logger(__name__)


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

"""Whether all sending is halted: flags, so that it survives a restart and every process sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefings.store import flags
from briefings.store.columns import EPOCH, MILLISECOND, to_ms
from briefings.store.engine import Connection

HALTED = "halted"
"""Set while all sending is halted; its value is the reason, fit to show to people."""
DETAILS = "halted_details"


class Cause(StrEnum):
    """Who halted."""

    EDITOR = "editor"
    WATERMARK = "watermark"
    """The bot, on a database older than what was sent."""
    SPIKE = "spike"
    """The bot, as too many messages went wrong."""


@dataclass(frozen=True, slots=True)
class Halt:
    """A halt in force: why, by whom, since when."""

    reason: str
    cause: Cause = Cause.EDITOR
    at: datetime = EPOCH


async def find(connection: Connection) -> Halt | None:
    """The halt in force, or none. A flag set by other hands is an editor's, since ever."""
    reason = await flags.get(connection, HALTED)
    if reason is None:
        return None
    cause, _, at = (await flags.get(connection, DETAILS) or "").partition(" ")
    return Halt(reason, Cause(cause or Cause.EDITOR), EPOCH + int(at or 0) * MILLISECOND)


async def put(tx: Connection, halt: Halt) -> None:
    """Halt, whatever was in force."""
    await flags.put(tx, HALTED, halt.reason)
    await flags.put(tx, DETAILS, f"{halt.cause} {to_ms(halt.at)}")


async def drop(tx: Connection) -> None:
    """Nothing is halted any more."""
    await flags.drop(tx, HALTED)
    await flags.drop(tx, DETAILS)

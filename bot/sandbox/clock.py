"""The sandbox's clock: the time, ahead by as much as somebody jumped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.sandbox.errors import Refused

_DAY = timedelta(days=1)
_FURTHEST_OFFSET = 14 * 60


class SandboxClock:
    """Tells the time, in UTC; the program that the sandbox runs with should tell the same."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        """The time."""
        return datetime.now(UTC) + self.ahead

    def jump(self, hour: int, offset: int) -> datetime:
        """Goes on from the next time that a clock `offset` minutes ahead of UTC shows that full hour; returns it."""
        if not 0 <= hour < 24 or abs(offset) > _FURTHEST_OFFSET:  # noqa: PLR2004 - hours of a day
            raise Refused("There is no such hour.")
        local = self() + timedelta(minutes=offset)
        wanted = local.replace(hour=hour, minute=0, second=0, microsecond=0)
        if wanted <= local:
            wanted += _DAY
        self.ahead += wanted - local
        return self()

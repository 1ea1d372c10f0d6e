"""Who does what, where several processes share a PostgreSQL database."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a process does: everything, or a share of it. Of senders and ingresses there may be any number."""

    ALL = "all"
    INGRESS = "ingress"
    """Takes updates from Telegram and handles them."""
    SENDER = "sender"
    """Sends what was published."""
    SCHEDULER = "scheduler"
    """Does what comes due: reads what was collected, reports on what is being sent."""

    @property
    def receives(self) -> bool:
        """Whether it takes updates and handles them."""
        return self in {Role.ALL, Role.INGRESS}

    @property
    def sends(self) -> bool:
        """Whether it works through the outbox."""
        return self in {Role.ALL, Role.SENDER}

    @property
    def schedules(self) -> bool:
        """Whether it does what comes due."""
        return self in {Role.ALL, Role.SCHEDULER}

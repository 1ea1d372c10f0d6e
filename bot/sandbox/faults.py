"""Trouble on request: which calls fail, how, and how often."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.signatures import SIGNATURES

Json = dict[str, Any]

_METHODS = {"*", *(name.lower() for name in SIGNATURES)}
KINDS = ("truncated", "dropped")
_FIRST_ERROR, _LAST_ERROR = 400, 599


@dataclass
class Fault:
    """Calls that match fail `times` times, or for `seconds`, whichever is given.

    `code` is an HTTP status, `truncated` (half the JSON of the real answer) or `dropped` (the connection closes).
    With `after` the call is carried out first, so that only its answer is lost.
    """

    method: str
    code: int | str
    times: int | None = 1
    seconds: float | None = None
    chat_id: int | None = None
    retry_after: int | None = None
    description: str = ""
    after: bool = False
    _since: float = field(default_factory=time.monotonic, init=False)

    def __post_init__(self) -> None:
        if self.code not in KINDS and not (
            isinstance(self.code, int) and _FIRST_ERROR <= self.code <= _LAST_ERROR
        ):
            raise ValueError(f"a fault is a status from 400 to 599 or one of {', '.join(KINDS)}")
        if str(self.method).lower() not in _METHODS:
            raise ValueError("method is one that the sandbox serves, or * for all")
        for name in ("times", "seconds", "chat_id", "retry_after"):
            if not isinstance(getattr(self, name), int | float | None):
                raise TypeError(f"{name} is a number")
        if self.code == "truncated":
            self.after = True
        if self.code == 429 and self.retry_after is None:  # noqa: PLR2004  Too Many Requests always says how long
            self.retry_after = 1
        if self.seconds is not None:
            self.times = None

    def spent(self) -> bool:
        """Tells whether it has failed all it was to fail."""
        over = self.seconds is not None and time.monotonic() - self._since >= self.seconds
        return over or (self.times is not None and self.times <= 0)

    def matches(self, method: str, chat_id: Any) -> bool:
        """Tells whether this call is to fail."""
        wanted = self.method == "*" or self.method.lower() == method.lower()
        return wanted and (self.chat_id is None or self.chat_id == chat_id)

    def body(self) -> Json:
        """The JSON error it answers with."""
        if self.code == 429:  # noqa: PLR2004  Too Many Requests
            return {
                "ok": False,
                "error_code": 429,
                "description": f"Too Many Requests: retry after {self.retry_after}",
                "parameters": {"retry_after": self.retry_after},
            }
        default = "Internal Server Error" if self.code == 500 else "Bad Request: sandbox fault"  # noqa: PLR2004  its name
        return {"ok": False, "error_code": self.code, "description": self.description or default}


@dataclass
class Faults:
    """The faults asked for, in order."""

    waiting: list[Fault] = field(default_factory=list)

    def take(self, method: str, chat_id: Any) -> Fault | None:
        """The fault this call runs into, if any; one use of it is spent."""
        self.waiting = [fault for fault in self.waiting if not fault.spent()]
        for fault in self.waiting:
            if fault.matches(method, chat_id):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

"""What the sandbox answers when it does not do as it is told.

ApiError (to a bot, in Telegram's words) and Refused (to a person on the chat page) are all there is.
"""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refusal of a Bot API call: the HTTP status, Telegram's description, and `parameters` where it sends them."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON Telegram answers with."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class Refused(Exception):
    """An act on the chat page that nobody could do in Telegram; one sentence says why."""


def bad_request(description: str) -> ApiError:
    """A 400 as Telegram words it."""
    return ApiError(400, f"Bad Request: {description}")


def forbidden(description: str) -> ApiError:
    """A 403 as Telegram words it."""
    return ApiError(403, f"Forbidden: {description}")

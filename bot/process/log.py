"""Structured logs in which no secret appears.

One rule for all loggers, ours and the libraries': a bot token or a password inside a URL is replaced before
anything is written, in messages, values and tracebacks alike.
"""

from __future__ import annotations

import logging
import re
import sys
import time
import traceback
from collections.abc import Callable, MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog

# 123456:AA... as Telegram issues them, in URLs too (/bot123:AA.../getMe), and user:password@ of any URL.
_TOKEN = re.compile(r"(?:(?<!\d)\d{3,}+|(?<=/bot)\d+)(?::|%3[Aa])[A-Za-z0-9_-]{8,}")
_PASSWORD = re.compile(r"(?<=://)([^/\s:@]*):[^/\s]+(?=@)")
# As libpq takes it too: postgresql://host/db?password=..., or password=... among other words.
_PARAMETER = re.compile(r"(?<=\bpassword=)(?:'[^']*'|[^\s&'\"]+)")


def redact(text: str) -> str:
    """The text without tokens and passwords."""
    return _PARAMETER.sub("***", _PASSWORD.sub(r"\1:***", _TOKEN.sub("***", text)))


def crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What `sys.excepthook` is to be, so that a command that breaks tells no secret either."""
    sys.stderr.write(redact("".join(traceback.format_exception(kind, error, trace))))


class _RedactingStream:
    """The last gate before the output: whatever formatted the line, secrets end here."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(redact(text))

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()


class Repeats:
    """Lets a warning that says the very same again through once a minute only, with how often it was said meanwhile."""

    EVERY = 60.0
    MOST = 1000

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """`now` in seconds."""
        self._now = now
        self._said: dict[str, float] = {}
        self._kept_back: dict[str, int] = {}

    def __call__(self, logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """The event, or `DropEvent`. What shows a traceback always passes."""
        if name not in {"warning", "error"} or event.get("exc_info"):
            return event
        line = f"{logger.name} {sorted(event.items())}"
        now = self._now()
        if now - self._said.get(line, -self.EVERY) < self.EVERY:
            self._kept_back[line] = self._kept_back.get(line, 0) + 1
            raise structlog.DropEvent
        if len(self._said) >= self.MOST:
            self._said.clear()
            self._kept_back.clear()
        self._said[line] = now
        if (times := self._kept_back.pop(line, 0)) > 0:
            event["repeated"] = times
        return event


def set_up(*, level: str = "info", form: str = "console", stream: TextIO | None = None) -> None:
    """Send all logs to `stream` (standard error by default); `form` is `console` or `json`. Idempotent."""
    output = _RedactingStream(stream or sys.stderr)
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(
            colors=output.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    handler = logging.StreamHandler(output)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *([structlog.processors.format_exc_info] if form == "json" else []),
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # They tell of every request, statement or part of theirs, URL, words and all; their warnings are still wanted.
    for chatty in ("httpx", "httpcore", "aiohttp.access", "aiosqlite", "alembic.runtime.plugins"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            Repeats(),
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            _wrap,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _wrap(logger: Any, name: str, event: MutableMapping[str, Any]) -> Any:
    return structlog.stdlib.ProcessorFormatter.wrap_for_formatter(logger, name, event)

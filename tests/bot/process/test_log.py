"""Logs: structured, and without secrets."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from time import process_time

import pytest
import structlog

from bot.process import log

TOKEN = "12345:AAtest_token-for_logs"


@pytest.fixture(params=["console", "json"])
def output(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    log.set_up(form=request.param, stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_token_never_reaches_the_output(output: io.StringIO) -> None:
    logging.getLogger("library").warning("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    structlog.get_logger("ours").warning("refused", url=f"http://x/file/bot{TOKEN}/a.txt")
    logging.getLogger("library").warning("GET /bot%s/getMe", TOKEN.replace(":", "%3A"))
    error = RuntimeError(f"cannot reach bot{TOKEN}")
    logging.getLogger("library").error("failed", exc_info=error)
    assert "RuntimeError" in output.getvalue()
    assert TOKEN not in output.getvalue()
    assert TOKEN.partition(":")[2] not in output.getvalue()


def test_a_token_with_a_short_number_is_one_too_in_the_address_of_a_bot_api() -> None:
    assert log.redact("Set Bot API URL: http://x/bot1:of-a-test-server") == "Set Bot API URL: http://x/bot***"
    assert log.redact("at 12:30-to-18:45") == "at 12:30-to-18:45"


def test_a_database_password_never_reaches_the_output(output: io.StringIO) -> None:
    logging.getLogger("library").error("cannot connect to postgresql://bot:hunter2@db/news")
    assert "hunter2" not in output.getvalue()
    assert "postgresql://bot:***@db/news" in output.getvalue()


def test_a_line_of_digits_costs_no_more_than_it_must() -> None:
    began = process_time()
    log.redact("1" * 100_000)
    assert process_time() - began < 1  # it was forty


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://db/news?user=bot&password=hunter2",
        "host=db password=hunter2",
        "host=db password='hunter2 and more'",
        "postgresql://u:a@hunter2@h/d",
    ],
)
def test_a_password_is_hidden_wherever_the_driver_takes_it(output: io.StringIO, url: str) -> None:
    logging.getLogger("library").error("cannot connect to %s", url)
    assert "hunter2" not in output.getvalue()


def test_requests_of_http_libraries_are_not_logged_at_info(output: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: GET")
    assert not output.getvalue()


def test_statements_and_what_people_wrote_in_them_are_not_logged_at_debug(output: io.StringIO) -> None:
    log.set_up(level="debug", stream=output)
    logging.getLogger("aiosqlite").debug("executing INSERT INTO inbox")
    logging.getLogger("ours").debug("seen")
    assert "seen" in output.getvalue()
    assert "INSERT" not in output.getvalue()


@pytest.mark.parametrize("output", ["json"], indirect=True)
def test_a_json_line_carries_level_logger_and_values(output: io.StringIO) -> None:
    structlog.get_logger("ours").info("published", story=12)
    line = json.loads(output.getvalue())
    assert (line["event"], line["story"], line["level"], line["logger"]) == ("published", 12, "info", "ours")


def test_what_is_said_again_and_again_is_said_once_a_minute(output: io.StringIO) -> None:
    ours = structlog.get_logger("ours")
    for number in (1, 1, 1, 2):
        ours.error("out of reach", waiting=number)
    assert len(output.getvalue().splitlines()) == 2


def test_what_was_kept_back_is_counted_when_its_minute_is_over() -> None:
    seconds = iter([0.0, 1.0, 59.0, 61.0])
    repeats, logger = log.Repeats(lambda: next(seconds)), logging.getLogger("ours")
    assert repeats(logger, "error", {"event": "no"}) == {"event": "no"}
    for _ in range(2):
        with pytest.raises(structlog.DropEvent):
            repeats(logger, "error", {"event": "no"})
    assert repeats(logger, "error", {"event": "no"}) == {"event": "no", "repeated": 2}

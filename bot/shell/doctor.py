"""What is misconfigured, and how to mend it.

Each check looks at one thing and answers with findings; none changes anything but the mark that tries whether the
database can be written. The order is the order in which a beginner should mend: without a token the questions to Telegram
make no sense.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import aiohttp

from bot.delivery import watermark
from bot.process.log import redact
from bot.settings import Settings, unknown
from bot.shell.setup_checks import (
    ENV_FILE,
    Finding,
    Verdict,
    check_disk,
    check_editors,
    check_env_file,
    check_listen,
    check_names,
    check_new_file,
    check_postgresql,
    check_watermark_file,
    others_can_read,
)
from briefings.errors import StoreError
from briefings.llm import Endpoint
from briefings.store import Database, flags, move, upgrade
from briefings.store.engine import sqlite_file
from briefings.store.halts import HALTED

TIMEOUT = aiohttp.ClientTimeout(total=10)
CLOCK_TOLERANCE = timedelta(seconds=30)


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything, in order. Asks the Bot API, and the model if there is one, what harms nothing, and opens the database."""
    folder = database_folder(settings)
    for finding in (
        check_env_file(ENV_FILE),
        *check_names(unknown()),
        check_editors(settings),
        check_listen(settings),
        *check_watermark_file(Path(settings.watermark) if settings.watermark else None),
        check_disk(folder),
    ):
        yield finding
    async for finding in check_database(settings):
        yield finding
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        async for finding in check_telegram(settings, session):
            yield finding
        if settings.llm is not None:
            yield await check_model(settings.llm, session)


def database_folder(settings: Settings) -> Path:
    """The folder that must not run full: the SQLite database's, else the one we are in."""
    try:
        file = sqlite_file(settings.database_url.get_secret_value())
    except StoreError:
        return Path()
    return file.parent if file is not None and file.parent.is_dir() else Path()


async def check_database(settings: Settings) -> AsyncIterator[Finding]:
    """It must open, be writable and have a schema this program knows; then, whether it may send."""
    url = settings.database_url.get_secret_value()
    try:
        file = sqlite_file(url)
        if file is not None and not file.exists() and file.parent.is_dir():
            yield check_new_file(file)
            return
        if file is not None and file.exists() and others_can_read(file):
            yield Finding(
                Verdict.WARNING,
                "privacy",
                f"Others can read {file}, and all about readers in it: chmod 600 {file}",
            )
        database = await Database.open(url, prepare=False)
    except StoreError as error:
        yield Finding(Verdict.PROBLEM, "database", f"{error} Look at BRIEFING_DATABASE_URL.")
        return
    try:
        if database.is_postgresql:
            async with database.read() as connection:
                version = await upgrade.postgresql_version(connection)
            for finding in check_postgresql(version):
                yield finding
        yield await check_schema(database)
        yield await check_watermark(database, settings)
    except StoreError as error:
        yield Finding(Verdict.PROBLEM, "database", f"{error} Look at BRIEFING_DATABASE_URL.")
    finally:
        await database.close()


async def check_schema(database: Database) -> Finding:
    """Look at the schema's number, and that something is kept. Raises `StoreError`, also for a newer schema."""
    async with database.read() as connection:
        current = await upgrade.is_current(connection)
        number = await upgrade.revision(connection)
        if current:
            await move.refuse_unfinished(connection)
    if number is not None:
        async with database.write() as tx:
            await flags.put(tx, flags.PROBE, str(time.time_ns()))
    if not current:
        return Finding(
            Verdict.OK,
            "database",
            f"It opens; the next run brings its schema ({number or 'none yet'}) up to date.",
        )
    return Finding(
        Verdict.OK, "database", f"It opens and can be written; its schema, {number}, is this program's."
    )


async def check_watermark(database: Database, settings: Settings) -> Finding:
    """An old backup must not send everything again. Raises `StoreError`."""
    async with database.read() as connection:
        if not await upgrade.is_current(connection):
            return Finding(Verdict.OK, "sending", "Nothing was sent yet by this version.")
        halted = await flags.get(connection, HALTED)
    if halted is not None:
        return Finding(Verdict.WARNING, "sending", f"It is halted until /resume: {halted}")
    path = settings.watermark_file
    if path is None:
        return Finding(
            Verdict.WARNING,
            "sending",
            "A restored old backup would not be noticed: set BRIEFING_WATERMARK to a file on a disk of this machine.",
        )
    if not watermark.is_readable(path):
        sentence = f"{path} cannot be read, so an old backup would not be noticed: remove it, and the next run writes it anew."
        return Finding(Verdict.WARNING, "sending", sentence)
    behind = await watermark.look(database, path)
    if behind is not None:
        return Finding(Verdict.WARNING, "sending", f"{behind} The next run starts with sending halted.")
    return Finding(Verdict.OK, "sending", f"The database knows all that was sent; {path} remembers how much.")


async def check_telegram(settings: Settings, session: aiohttp.ClientSession) -> AsyncIterator[Finding]:
    """The address answers, the token is known, nobody else takes the updates, the clocks agree."""
    try:
        me, date = await _ask(settings, session, "getMe")
        hook, _ = await _ask(settings, session, "getWebhookInfo")
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError, TypeError):
        yield Finding(
            Verdict.PROBLEM,
            "telegram",
            f"No Bot API answers at {settings.api_url}: look at the network and at BRIEFING_API_URL.",
        )
        return
    if not me.get("ok"):
        yield Finding(
            Verdict.PROBLEM,
            "telegram",
            "The token is refused: copy it again from @BotFather into BRIEFING_TOKEN.",
        )
        return
    yield Finding(Verdict.OK, "telegram", f"The token is @{me['result']['username']}'s.")
    yield check_clock(date, datetime.now(UTC))
    yield check_webhook(hook.get("result") or {}, settings.webhook_url)


async def check_model(endpoint: Endpoint, session: aiohttp.ClientSession) -> Finding:
    """The model answers; without it summaries are made as if none were set."""
    try:
        await endpoint.ask(session, "Answer with one word.", "Are you there?")
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        sentence = (
            f"{endpoint.model} does not answer ({redact(str(error)) or 'no answer in time'}), so summaries are made without it: "
            "look at BRIEFING_LLM_URL, BRIEFING_LLM_MODEL and BRIEFING_LLM_KEY."
        )
        return Finding(Verdict.WARNING, "model", sentence)
    return Finding(Verdict.OK, "model", f"{endpoint.model} answers.")


def check_clock(theirs: datetime | None, ours: datetime) -> Finding:
    """Digests go out by this machine's clock."""
    if theirs is not None and abs(ours - theirs) > CLOCK_TOLERANCE:
        seconds = round((ours - theirs).total_seconds())
        return Finding(
            Verdict.WARNING,
            "clock",
            f"This machine's clock is {seconds:+} s off: switch on time synchronisation.",
        )
    return Finding(Verdict.OK, "clock", "It agrees with the Bot API's.")


def check_webhook(info: dict[str, Any], wanted: str) -> Finding:
    """Telegram gives updates to a webhook or to polling, never to both; `wanted` is the setting."""
    found = info.get("url") or ""
    waiting = info.get("pending_update_count", 0)
    if found and found != wanted:
        instead = "sets its own" if wanted else "removes it and polls"
        return Finding(
            Verdict.WARNING,
            "updates",
            f"A webhook is set, which another program may be using; `briefing-bot run` {instead} instead.",
        )
    if found and info.get("last_error_message"):
        return Finding(
            Verdict.WARNING,
            "updates",
            f"Telegram could not bring the last ones ({info['last_error_message']}), {waiting} waiting: "
            "see that BRIEFING_WEBHOOK_URL leads to BRIEFING_LISTEN.",
        )
    if found or not wanted:
        way = "come by the webhook" if found else "are free to take"
        return Finding(Verdict.OK, "updates", f"They {way}; {waiting} waiting.")
    return Finding(Verdict.OK, "updates", f"`briefing-bot run` will set the webhook; {waiting} waiting.")


async def _ask(
    settings: Settings, session: aiohttp.ClientSession, method: str
) -> tuple[dict[str, Any], datetime | None]:
    url = f"{settings.api_base_url}{settings.token.get_secret_value()}/{method}"
    async with session.get(url) as response:
        answer = await response.json(content_type=None)
        date = response.headers.get("Date")
    if not isinstance(answer, dict):
        raise TypeError
    return answer, parsedate_to_datetime(date) if date else None


def report(settings: Settings, say: Callable[[Finding], None]) -> bool:
    """Examine and `say` each finding as it comes; False when there is a problem."""

    async def _run() -> bool:
        fit = True
        async for finding in examine(settings):
            say(finding)
            fit = fit and finding.verdict is not Verdict.PROBLEM
        return fit

    return asyncio.run(_run())

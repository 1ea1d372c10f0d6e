"""What the doctor sees without a database or Telegram: the settings, and the machine."""

from __future__ import annotations

import shutil
import socket
import stat
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile

from bot.settings import Settings, is_loopback

OLDEST_POSTGRESQL = 15
LOW_DISK = 500 * 1024 * 1024
ENV_FILE = Path(".env")


class Verdict(StrEnum):
    """ok; warning: it runs, but mend it; problem: it cannot run like this."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence on one thing; for anything but `OK` it says how to mend it."""

    verdict: Verdict
    subject: str
    sentence: str


def check_env_file(path: Path) -> Finding:
    """Others on the machine must not be able to read the token."""
    if not path.exists():
        return Finding(Verdict.OK, "settings", "All from the environment; there is no .env file.")
    if others_can_read(path):
        return Finding(
            Verdict.WARNING, "settings", f"Others can read {path}, and the token in it: chmod 600 {path}"
        )
    return Finding(Verdict.OK, "settings", f"{path} is readable to you alone.")


def others_can_read(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def check_names(unknown: Sequence[str]) -> list[Finding]:
    """A setting that is misspelt is not set."""
    told = ", ".join(unknown)
    sentence = f"No such setting: {told}. Look in .env.example how it is spelt, or remove it."
    return [Finding(Verdict.WARNING, "names", sentence)] if unknown else []


def check_watermark_file(path: Path | None) -> list[Finding]:
    """What cannot be written notices no old backup."""
    if path is None or (path.parent.is_dir() and not path.is_dir()):
        return []
    sentence = f"{path} can be no file: set BRIEFING_WATERMARK to one in a folder that is there."
    return [Finding(Verdict.PROBLEM, "watermark", sentence)]


def check_editors(settings: Settings) -> Finding:
    """Without an editor nobody can push."""
    if not settings.admin_ids:
        return Finding(
            Verdict.WARNING,
            "editors",
            "Nobody can push articles: put your user id into BRIEFING_ADMIN_IDS; the bot's /privacy shows it to you.",
        )
    return Finding(Verdict.OK, "editors", f"{len(settings.admin_ids)} can push articles.")


def check_disk(folder: Path) -> Finding:
    """A full disk stops the database first."""
    free = shutil.disk_usage(folder).free
    if free < LOW_DISK:
        return Finding(
            Verdict.WARNING, "disk", f"Only {free // 2**20} MiB are free here: make room for the database."
        )
    return Finding(Verdict.OK, "disk", f"{free // 2**30} GiB are free.")


def check_new_file(path: Path) -> Finding:
    """The first run makes the database, if its folder lets it."""
    try:
        with TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        sentence = (
            f"{path} cannot be made ({error.strerror}): look at its folder, and at BRIEFING_DATABASE_URL."
        )
        return Finding(Verdict.PROBLEM, "database", sentence)
    return Finding(Verdict.OK, "database", f"{path} is not there yet; the first run makes it.")


def check_postgresql(version: int) -> list[Finding]:
    """Older ones may do; nobody tried."""
    if version >= OLDEST_POSTGRESQL:
        return []
    sentence = (
        f"PostgreSQL {version} is older than what this was tried on: move to {OLDEST_POSTGRESQL} or newer."
    )
    return [Finding(Verdict.WARNING, "server", sentence)]


def check_listen(settings: Settings) -> Finding:
    """Health and metrics are for the operator, so they belong on loopback or behind a proxy."""
    if settings.address is None:
        return Finding(Verdict.OK, "listening", "Nowhere: BRIEFING_LISTEN is not set.")
    with closing(socket.socket(socket.AF_INET6 if ":" in settings.address[0] else socket.AF_INET)) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(settings.address)
        except OSError as error:
            return Finding(
                Verdict.WARNING,
                "listening",
                f"{settings.listen} cannot be had ({error.strerror}): unless it is this bot that listens there, "
                "change BRIEFING_LISTEN.",
            )
    if not is_loopback(settings.address[0]):
        return Finding(
            Verdict.WARNING,
            "listening",
            f"Other machines can reach {settings.listen}, health and metrics too: "
            "set BRIEFING_LISTEN to 127.0.0.1 unless a proxy or a firewall stands before it.",
        )
    return Finding(Verdict.OK, "listening", f"On {settings.listen}, for this machine alone.")

"""A PostgreSQL of its own for the tests: made in a temporary folder, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

SUPERUSER = "postgres"
PREFIX, OWNER = "briefing-pg-", "test-run"
RUNNING: dict[Path, subprocess.Popen[bytes]] = {}


def binaries() -> Path | None:
    """The folder with `initdb` and `postgres`: Debian's newest, or the one on the path; None where it cannot run."""
    if os.geteuid() == 0 and SUPERUSER not in {entry.pw_name for entry in pwd.getpwall()}:
        return None
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = shutil.which("initdb")
    return folders[-1] if folders else Path(on_path).parent if on_path else None


def runs_as() -> str:
    """PostgreSQL refuses root, so root becomes the system user that Debian makes for it."""
    return SUPERUSER if os.geteuid() == 0 else getpass.getuser()


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """The URL of the server's own database, while it runs. What is written is not synced: tests may lose it."""
    remove_left_over()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / OWNER).write_text(str(os.getpid()))
    if os.geteuid() == 0:
        shutil.chown(folder, SUPERUSER, SUPERUSER)
    try:
        run(
            programs / "initdb",
            "-D",
            folder / "data",
            "-A",
            "trust",
            "-U",
            SUPERUSER,
            "-E",
            "UTF8",
            "--no-sync",
        )
        start(programs, folder)
        try:
            yield f"postgresql://{SUPERUSER}@/postgres?host={folder}"
        finally:
            stop(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def start(programs: Path, folder: Path) -> None:
    with (folder / "log").open("ab") as log:
        server = RUNNING[folder] = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-k", folder, *settings()],
            user=runs_as(),
            cwd=folder,
            stdout=log,
            stderr=log,
        )
    wait(programs, folder, server)


def stop(folder: Path) -> None:
    """Ends the server at once: whoever is connected is thrown out."""
    server = RUNNING.pop(folder)
    server.send_signal(signal.SIGINT)
    server.wait(30)


@contextmanager
def down(url: str) -> Iterator[None]:
    """The server of a URL is not there inside the block."""
    programs, folder = binaries(), Path(url.rpartition("host=")[2])
    assert programs is not None
    stop(folder)
    try:
        yield
    finally:
        start(programs, folder)


def ends_with_us() -> list[str]:
    """What keeps the server from outliving a test run that is killed: the kernel stops it then."""
    setpriv = shutil.which("setpriv")  # part of util-linux; elsewhere only a run that ends by itself stops it
    return [setpriv, "--pdeathsig", "INT"] if setpriv else []


def remove_left_over() -> None:
    """Remove the folders of test runs that were killed; their servers ended with them."""
    for owner in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{OWNER}"):
        with suppress(OSError, ValueError):
            pid = int(owner.read_text())
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                shutil.rmtree(owner.parent, ignore_errors=True)


def settings() -> list[str]:
    values = {
        "listen_addresses": "",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": "60",
        "shared_buffers": "64MB",
    }
    return [word for key, value in values.items() for word in ("-c", f"{key}={value}")]


def run(*command: object) -> None:
    done = subprocess.run(
        [str(word) for word in command], user=runs_as(), cwd="/", capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr or done.stdout}")


def wait(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        ready = subprocess.run(
            [programs / "pg_isready", "-q", "-h", folder, "-U", SUPERUSER], check=False, cwd="/"
        )
        if ready.returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text('utf-8', 'replace')}")


def make(server: str, name: str) -> str:
    """Makes a database on the server and returns its URL."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.replace("/postgres?", f"/{name}?")


def empty(url: str, tables: Iterable[str], *, topics: Iterable[str]) -> None:
    """Deletes every row of the tables, and all topics but these: ten times faster than to make a database anew."""
    with psycopg.connect(url, autocommit=True) as connection:
        deletes = [sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in tables]
        connection.execute(sql.SQL("; ").join(deletes))
        connection.execute("DELETE FROM topics WHERE slug <> ALL(%s)", [list(topics)])

"""The demo: sandbox, chat page and bot in one process, on loopback, with nothing kept.

The page is served while the bot's heavier parts are imported, so that it is there at once.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import webbrowser
from collections.abc import Awaitable, Callable
from functools import partial
from tempfile import TemporaryDirectory

import click

from bot.sandbox.server import Sandbox
from briefings.errors import BriefingError

USUAL_PORT = 8081


class CannotServe(BriefingError):
    """The page cannot be served on that port; `str(error)` says why, and what to do."""


def run(*, port: int | None, browse: bool) -> None:
    """Serve the page on `port` of 127.0.0.1 and run the bot behind it until Ctrl-C or SIGTERM. Raises `CannotServe`."""
    asyncio.run(_show(port=port_for(port), browse=browse))


def port_for(wished: int | None, usual: int = USUAL_PORT) -> int:
    """The port that is wished; else the usual one or, where that is taken, 0 for any. Raises `CannotServe`."""
    port = usual if wished is None else wished
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        if wished is None:
            return 0
        raise CannotServe(
            f"The page cannot be served on port {port}: {os.strerror(error.errno or 0).lower()}. Leave --port out, and a free one is found."
        ) from None
    return port


async def _show(*, port: int, browse: bool) -> None:
    with TemporaryDirectory(prefix="briefing-bot-demo-") as folder:
        async with Sandbox(port=port, editors=("Editor", "Second editor"), readers=("Reader",)) as sandbox:
            click.echo(f"The chat page: {sandbox.url}  (Ctrl-C ends the demo)")
            if browse and _has_screen():
                webbrowser.open(sandbox.url)
            serve = await asyncio.to_thread(_bot, sandbox, f"sqlite:///{folder}/demo.sqlite")
            await serve()


def _bot(sandbox: Sandbox, database_url: str) -> Callable[[], Awaitable[None]]:
    """The bot, to be called; takes its seconds, in which the page is to be served."""
    from bot import app  # noqa: PLC0415  # heavy
    from bot.process import log  # noqa: PLC0415  # same
    from bot.settings import load  # noqa: PLC0415  # same

    settings = load(
        token=sandbox.token,
        admin_ids=editors_of(sandbox),
        api_url=sandbox.url,
        database_url=database_url,
        log_level="warning",
    )
    log.set_up(level=settings.log_level, form=settings.log_format)
    return partial(app.serve, settings, clock=sandbox.clock)


def editors_of(sandbox: Sandbox) -> frozenset[int]:
    """Who is an editor on the page, and therefore on the desk."""
    return frozenset(person.id for person in sandbox.world.people.values() if person.role == "editor")


def _has_screen() -> bool:
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )

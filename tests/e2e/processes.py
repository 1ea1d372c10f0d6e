"""The program as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from driving import EDITOR

from bot.sandbox import Sandbox

ROOT = Path(__file__).parents[2]


@contextmanager
def process(sandbox: Sandbox, url: str, folder: Path, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """`briefing-bot run` in a folder of its own, with `messages_per_second="1000"` and the like."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFING_")}
    with (folder / "log").open("ab") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=folder,
            env={
                **environment,
                "PYTHONPATH": str(ROOT),
                "BRIEFING_TOKEN": sandbox.token,
                "BRIEFING_ADMIN_IDS": str(EDITOR),
                "BRIEFING_API_URL": sandbox.url,
                "BRIEFING_DATABASE_URL": url,
                **{f"BRIEFING_{name.upper()}": value for name, value in settings.items()},
            },
            stderr=log,
        )
    try:
        yield running
    finally:
        running.kill()
        running.wait(10)

"""How near several senders come to one limit together, and whether they ever trip it.

    python benchmarks/shared_pace.py --url postgresql://... [--senders 4] [--seconds 20] [--rates 30 1000]

The senders are processes of `briefing-bot run --role sender` on an empty PostgreSQL database, with more to send than they can,
and a server that notes when each message comes. Afterwards the three rules of `pace.py` are held against that. All by the
machine's own clock: one that is too slow for the rate, or busy, leaves turns unused. Goals: >= 94 %, no 429.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import fanout
from loopback import TOKEN, Server, serving
from pace import Limit

ROOT = Path(__file__).parents[1]
SETTLED = 5.0
RULES = ("bucket", "strict", "fixed")


@contextmanager
def sender(server: Server, url: str, rate: int) -> Iterator[None]:
    """A process that sends."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFING_")}
    settings = {
        "BRIEFING_TOKEN": TOKEN,
        "BRIEFING_API_URL": server.url,
        "BRIEFING_DATABASE_URL": url,
        "BRIEFING_MESSAGES_PER_SECOND": str(rate),
        "BRIEFING_LOG_LEVEL": "warning",
        "PYTHONPATH": str(ROOT),
    }
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run", "--role", "sender"], cwd=folder, env={**kept, **settings}
        )
        try:
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def arrivals(url: str, rate: int, senders: int, seconds: float) -> list[float]:
    """When messages came, in seconds since all senders had settled to their work."""
    asyncio.run(fanout.owe(url, round(rate * (seconds + 3 * SETTLED))))
    with serving() as server, ExitStack() as stack:
        for _ in range(senders):
            stack.enter_context(sender(server, url, rate))
        deadline = time.monotonic() + 60
        while not server.sent():
            if time.monotonic() > deadline:
                raise TimeoutError("nobody sends")
            time.sleep(0.05)
        time.sleep(SETTLED)
        server.arrivals()
        begin = time.monotonic()
        time.sleep(seconds)
        return [at - begin for at in server.arrivals() if begin <= at < begin + seconds]


def main() -> None:
    """Measure each rate on the one database, and judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", required=True, help="an empty PostgreSQL database")
    parser.add_argument("--senders", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--rates", nargs="*", type=int, default=[30, 1000])
    options = parser.parse_args()
    print(f"{'rate':>6}{'used':>8}{'most in a second':>18}   429s:", *(f"{rule:>7}" for rule in RULES))
    for rate in options.rates:
        times = arrivals(options.url, rate, options.senders, options.seconds)
        most = max(sum(at < start + 1 for at in times[n : n + 2 * rate]) for n, start in enumerate(times))
        refused = []
        for limit in (Limit(rate, 1.0, rule) for rule in RULES):
            for at in times:
                limit.take(at)
            refused.append(limit.refused)
        used = len(times) / options.seconds / rate
        print(f"{rate:>6}{used:>8.1%}{most:>18}        ", *(f"{each:>7}" for each in refused), flush=True)


if __name__ == "__main__":
    main()

"""Numbers as a picture: drawn in a process of its own, so that the library's memory goes when the picture is there.

draw(trend, topics) -> python -m bot.render.charts < json > png
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import Sequence
from typing import Any

from bot.render import fonts
from briefings.desk.handover import Trend

PATIENCE = 30.0
MOST_TOPICS = 8
LONGEST = 40
INK, FAINT = "#1f4e79", "#9db8d2"


async def draw(trend: Trend, topics: Sequence[tuple[str, str, int]]) -> bytes | None:
    """The picture as PNG; none when it cannot be drawn in half a minute.

    `topics` are names, what stands for one whose letters no font here has, and counts.
    """
    wanted = {
        "days": [day.isoformat() for day in trend.days],
        "messages": trend.messages,
        "readers": trend.readers,
        "topics": topics[:MOST_TOPICS],
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            picture, _ = await process.communicate(json.dumps(wanted).encode())
    except TimeoutError:
        process.kill()
        await process.communicate()
        return None
    return picture if process.returncode == 0 else None


def main() -> None:
    """Reads the numbers and writes the picture."""
    sys.stdout.buffer.write(picture(json.load(sys.stdin.buffer)))


def picture(numbers: dict[str, Any]) -> bytes:
    """The picture of these numbers."""
    import matplotlib as mpl  # noqa: PLC0415 - takes a second, and only this process is to pay

    mpl.use("Agg")
    names, families = labels(numbers["topics"])
    mpl.rcParams.update({"font.family": families, "font.size": 13, "text.parse_math": False})
    mpl.rcParams.update({"axes.titlesize": 14, "axes.titleweight": "bold"})
    from matplotlib import dates, ticker  # noqa: PLC0415 - after the choice of the backend
    from matplotlib.figure import Figure  # noqa: PLC0415 - same

    rows = 0.5 * len(numbers["topics"]) + 1
    figure = Figure(figsize=(9, 6 + rows), layout="constrained")
    figure.get_layout_engine().set(h_pad=0.15)  # type: ignore[union-attr,call-arg]  # it is the constrained one
    messages, readers, topics = figure.subplots(3, 1, height_ratios=(3, 3, rows))
    days = dates.datestr2num(numbers["days"])  # type: ignore[no-untyped-call]  # matplotlib leaves it so
    messages.bar(days, numbers["messages"], color=INK)
    messages.set_title("Messages a day", loc="left")
    readers.fill_between(days, numbers["readers"], color=FAINT)
    readers.plot(days, numbers["readers"], color=INK)
    readers.set_title("Readers", loc="left")
    for axes in (messages, readers):
        axes.xaxis.set_major_formatter(dates.DateFormatter("%d %b"))  # type: ignore[no-untyped-call]  # same
        axes.set_xlim(days[0] - 0.6, days[-1] + 0.6)
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_locator(ticker.MaxNLocator(5, integer=True))
    topics.set_visible(bool(names))
    counts = [count for *_, count in numbers["topics"]]
    bars = topics.barh(range(len(names)), counts, color=INK, height=0.6, tick_label=names)
    topics.bar_label(bars, padding=4)
    topics.xaxis.set_visible(False)
    topics.spines["bottom"].set_visible(False)
    topics.invert_yaxis()
    topics.set_title("Followers by topic", loc="left")
    for axes in (messages, readers, topics):
        axes.spines[["top", "right"]].set_visible(False)
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=110)
    return written.getvalue()


def labels(topics: Sequence[tuple[str, str, int]]) -> tuple[list[str], list[str]]:
    """What to write beside the bars, and in which fonts; plain letters where no font has those of a name."""
    names = [fonts.shown(name) for name, *_ in topics]
    families, whole = fonts.families(name or "" for name in names)
    written = zip(names, whole, (plain for _, plain, _ in topics), strict=True)
    return [_short(name if name and can else plain) for name, can, plain in written], families


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


if __name__ == "__main__":
    main()

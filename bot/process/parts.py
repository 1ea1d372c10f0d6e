"""The parts of the running bot: started in order, stopped in the opposite order, each watched."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack
from typing import Any


class Parts:
    """What runs side by side, for as long as its stack is open."""

    def __init__(self, stack: AsyncExitStack, explained: Callable[[BaseException], BaseException]) -> None:
        """`explained` turns what a part raised into what `ended` raises."""
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Ends, with the reason, when one of them cannot go on."""
        self._stack = stack
        self._explained = explained
        self._tasks: dict[str, asyncio.Task[None]] = {}

    @property
    def running(self) -> Mapping[str, bool]:
        """Whether each runs, by name; empty before the first was started."""
        return {name: not task.done() for name, task in self._tasks.items()}

    def start(
        self, name: str, work: Coroutine[Any, Any, None], *, stop: Callable[[], object] | None = None
    ) -> None:
        """Start a part; `stop` asks it to end, and without one it is cancelled."""
        task = self._tasks[name] = asyncio.create_task(work, name=name)
        task.add_done_callback(self._look)
        self._stack.push_async_callback(self._stop, task, stop or task.cancel)

    async def _stop(self, task: asyncio.Task[None], stop: Callable[[], object]) -> None:
        asked = stop()
        if isinstance(asked, Awaitable):
            await asked
        await asyncio.wait([task])

    def _look(self, task: asyncio.Task[None]) -> None:
        if self.ended.done() or task.cancelled() or (error := task.exception()) is None:
            return
        self.ended.set_exception(self._explained(error))
        self.ended.exception()  # seen, even when the program is ending for another reason

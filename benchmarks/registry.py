"""What the measures of reading share: the table of them, and the words they are written in.

In an ablation a rule is switched off by setting a name of its module for the time of one run.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

Table = list[dict[str, Any]]
Switch = tuple[ModuleType, str, Any]


@dataclass(frozen=True)
class Measure:
    name: str
    folder: str
    run: Callable[[Path], Table]
    ablation: Callable[[Path], Table] | None = None


MEASURES: dict[str, Measure] = {}


def measure(
    name: str, folder: str, ablation: Callable[[Path], Table] | None = None
) -> Callable[[Callable[[Path], Table]], Callable[[Path], Table]]:
    def register(run: Callable[[Path], Table]) -> Callable[[Path], Table]:
        MEASURES[name] = Measure(name, folder, run, ablation)
        return run

    return register


def records(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def f1(hits: float, given: float, wanted: float) -> float:
    return 2 * hits / (given + wanted) if given + wanted else 1.0


@contextmanager
def switched(*switches: Switch) -> Iterator[None]:
    kept = [(module, name, getattr(module, name)) for module, name, _ in switches]
    for module, name, value in switches:
        setattr(module, name, value)
    try:
        yield
    finally:
        for module, name, value in kept:
            setattr(module, name, value)


def ablated(
    rules: dict[str, tuple[Switch, ...]], figures: Callable[[Path], dict[str, float]], folder: Path
) -> Table:
    whole = figures(folder)
    table = []
    for rule, switches in rules.items():
        with switched(*switches):
            found = figures(folder)
        table.append({"without": rule, **{key: whole[key] - found[key] for key in whole if key != "ms"}})
    return table


class Clock:
    """CPU time of what runs inside, added up."""

    seconds = 0.0

    def __enter__(self) -> None:
        self._begun = time.process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.process_time() - self._begun


def never(*_: object) -> bool:
    return False


def always(*_: object) -> bool:
    return True

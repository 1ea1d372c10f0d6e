"""Python's cyclic garbage collector, told what a long-running program knows of itself."""

from __future__ import annotations

import gc

THRESHOLDS = (5_000, 20, 20)
"""A broadcast makes much that soon goes by itself: looked at every 700 objects, a tenth of its CPU would be looking."""


def settle() -> None:
    """Exempt all that is loaded by now from collection; call once, when the program has started.

    The full collections that remain take a few milliseconds instead of a hundred, so that none makes a message late.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)

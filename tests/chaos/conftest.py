"""What chaos needs: dice that can be thrown again."""

from __future__ import annotations

import os
import random

import pytest


@pytest.fixture
def dice() -> random.Random:
    """BRIEFING_CHAOS_SEED repeats the decisions of a run whose seed was printed."""
    seed = os.environ.get("BRIEFING_CHAOS_SEED") or str(random.SystemRandom().randrange(10**9))
    print(f"BRIEFING_CHAOS_SEED={seed}")  # noqa: T201 - shown when a test fails
    return random.Random(seed)  # noqa: S311 - keeps no secret

"""The switch for all sending."""

from __future__ import annotations

import pytest
from house import House

from briefings.desk.halting import Cause, Halt, Halting
from briefings.errors import Conflict
from briefings.store import Database, flags, halts
from briefings.store.watermark import Stake


def halting(house: House) -> Halting:
    return Halting(house.database, house.clock)


async def test_a_halt_is_seen_through_every_door_until_it_is_resumed(house: House, url: str) -> None:
    assert await halting(house).halt("A wrong name.")
    halt = Halt("A wrong name.", Cause.EDITOR, house.clock())
    other = await Database.open(url)
    assert await Halting(other, house.clock).look() == halt
    await Halting(other, house.clock).resume(halt)
    await other.close()
    assert await halting(house).look() is None


async def test_a_halt_in_force_stands_whoever_halts_again(house: House) -> None:
    await halting(house).halt("Too many errors.", Cause.SPIKE)
    assert not await halting(house).halt("A wrong name.")
    found = await halting(house).look()
    assert found == Halt("Too many errors.", Cause.SPIKE, house.clock())


async def test_only_the_halt_that_was_looked_at_is_resumed(house: House) -> None:
    await halting(house).halt("Too many errors.", Cause.SPIKE)
    first = await halting(house).look()
    assert first is not None
    await halting(house).resume(first)
    with pytest.raises(Conflict):
        await halting(house).resume(first)
    house.clock.turn(seconds=1)
    await halting(house).halt("Too many errors.", Cause.SPIKE)
    with pytest.raises(Conflict):
        await halting(house).resume(first)


async def test_a_flag_set_by_hand_halts_too(house: House) -> None:
    async with house.database.write() as tx:
        await flags.put(tx, halts.HALTED, "by hand")
    assert await halting(house).look() == Halt("by hand")


async def test_what_waits_is_told_by_mailing(house: House) -> None:
    await house.readers(2001, 2002)
    await house.publish("A | us-russia")
    await house.publish("B | us-russia")
    assert await halting(house).waiting() == 4
    assert await halting(house).stakes() == [Stake("A", 2), Stake("B", 2)]

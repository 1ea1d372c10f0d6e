from __future__ import annotations

from datetime import timedelta

from house import House

from briefings.store import inbox

LEASE = timedelta(seconds=60)


async def put(house: House, *updates: tuple[int, int | None]) -> int:
    async with house.database.write() as tx:
        return await inbox.put(tx, [(number, chat, "{}") for number, chat in updates], now=house.clock())


async def take(house: House, limit: int = 10) -> list[int]:
    async with house.database.write() as tx:
        return [
            update.update_id for update in await inbox.take(tx, now=house.clock(), limit=limit, lease=LEASE)
        ]


async def done(house: House, *numbers: int) -> None:
    async with house.database.write() as tx:
        await inbox.done(tx, numbers)


async def failed(house: House, number: int) -> bool:
    async with house.database.write() as tx:
        return await inbox.failed(tx, number, "cannot be read")


async def test_an_update_told_again_is_kept_once_even_after_it_was_handled(house: House) -> None:
    assert await put(house, (1, 5), (2, 5)) == 2
    assert await take(house) == [1]
    await done(house, 1)
    assert await put(house, (1, 5), (2, 5), (3, 5)) == 1
    assert await take(house) == [2]


async def test_one_chat_in_order_and_different_chats_side_by_side(house: House) -> None:
    await put(house, (1, 5), (2, 5), (3, 6), (4, None), (5, None))
    assert await take(house) == [1, 3, 4, 5]
    assert await take(house) == []
    await done(house, 1, 3)
    assert await take(house) == [2]


async def test_an_update_that_fails_three_times_is_dead_and_the_chat_goes_on(house: House) -> None:
    await put(house, (1, 5), (2, 5))
    results = []
    for _ in range(3):
        assert await take(house) == [1]
        results.append(await failed(house, 1))
    assert results == [False, False, True]
    assert await take(house) == [2]
    async with house.database.read() as connection:
        [dead] = await inbox.dead(connection)
        assert (dead.update_id, dead.payload, dead.error) == (1, "{}", "cannot be read")


async def died(house: House, limit: int = 10) -> list[int]:
    """What a process took that then ended."""
    taken = await take(house, limit)
    house.clock.turn(minutes=6)
    return taken


async def test_of_those_held_when_the_program_ended_twice_each_is_tried_alone(house: House) -> None:
    await put(house, (1, 5), (2, 6), (3, 7))
    assert await died(house) == [1, 2, 3]
    assert await died(house) == [1, 2, 3]
    await put(house, (4, 8))
    async with house.database.write() as tx:
        assert await inbox.take(tx, now=house.clock(), limit=10, lease=LEASE, alone=False) == []
    for number in (1, 2, 3):
        assert await take(house) == [number]
        async with house.database.write() as tx:
            await inbox.done(tx, [number])
    assert await take(house) == [4]


async def test_an_update_that_ends_the_program_even_alone_is_given_up_and_told(house: House) -> None:
    await put(house, (1, 5), (2, 6))
    for _ in range(inbox.TOGETHER):
        assert await died(house) == [1, 2]
    for _ in range(inbox.CRASHES - inbox.TOGETHER):
        assert await died(house) == [1]
    async with house.database.write() as tx:
        assert [(one.update_id, one.error) for one in await inbox.bury(tx, now=house.clock())] == [
            (1, inbox.CRASHED)
        ]
        assert await inbox.bury(tx, now=house.clock()) == []
    assert await take(house) == [2]


async def test_what_a_dead_process_held_is_handed_out_after_its_lease_or_at_once_on_release(
    house: House,
) -> None:
    await put(house, (1, 5))
    assert await take(house) == [1]
    assert await take(house) == []
    house.clock.turn(seconds=61)
    assert await take(house) == [1]
    async with house.database.write() as tx:
        assert await inbox.release(tx) == 1
    assert await take(house) == [1]


async def test_the_lag_counts_what_is_open_and_since_when(house: House) -> None:
    began = house.clock()
    await put(house, (1, 5))
    house.clock.turn(seconds=5)
    await put(house, (2, 5), (3, 6))
    await take(house)
    await done(house, 3)
    async with house.database.read() as connection:
        assert await inbox.lag(connection) == inbox.Lag(2, began)
        assert await inbox.newest(connection) == 3

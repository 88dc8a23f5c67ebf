"""Updates are handled in the order of their lane, lanes in turn, and only so many at once."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.receiving.lanes import Entry, Lanes, standing_aside


def entry(number, lane):
    return Entry(number, lane, None, 0.0)


async def handled(offers, at_once, gates=None):
    """Offer updates and return in which order they were begun, and how many were under way at once at most.

    One of `gates` goes on once so many have begun.
    """
    begun, under_way, most = [], 0, 0

    async def handle(one):
        nonlocal under_way, most
        begun.append((one.id, one.lane))
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        while len(begun) < (gates or {}).get(one.id, 0):  # noqa: ASYNC110
            await asyncio.sleep(0)
        under_way -= 1

    lanes = Lanes(handle, at_once)
    for one in offers:
        lanes.offer(entry(*one))
    assert await lanes.drain(300)
    assert lanes.count == 0
    return begun, most


@given(st.lists(st.sampled_from("abcd"), max_size=40), st.integers(1, 5))
def test_every_lane_is_handled_whole_and_in_its_order(names, at_once):
    offers = list(enumerate(names))
    begun, most = asyncio.run(handled(offers, at_once))
    assert sorted(begun) == offers
    assert most <= at_once
    for name in set(names):
        numbers = [number for number, lane in begun if lane == name]
        assert numbers == sorted(numbers)


async def test_who_asks_much_does_not_hold_up_who_asks_once():
    begun, _ = await handled([*((n, "flood") for n in range(20)), (20, "guest")], 1)
    assert begun.index((20, "guest")) <= 2


async def test_one_that_is_slow_holds_up_only_its_own_lane():
    begun, _ = await handled([(1, "slow"), (2, "slow"), (3, "b"), (4, "c")], 2, {1: 3})
    assert [number for number, _ in begun] == [1, 3, 4, 2]


async def test_while_an_update_only_waits_another_has_its_place():
    order, gate = [], asyncio.Event()

    async def handle(one):
        if one.id == 1:
            async with standing_aside():
                await gate.wait()
        order.append(one.id)
        if len(order) == 2:
            gate.set()

    lanes = Lanes(handle, 1)
    for number, lane in ((1, "a"), (2, "b"), (3, "c")):
        lanes.offer(entry(number, lane))
    assert await lanes.drain(300)
    assert order == [2, 3, 1]


async def test_there_is_room_until_as_many_wait_as_may():
    gate = asyncio.Event()

    async def handle(one):
        await gate.wait()

    lanes = Lanes(handle, 1, most=3)
    for number in range(3):
        assert not lanes.is_full
        lanes.offer(entry(number, "a"))
    await asyncio.sleep(0)
    assert lanes.is_full
    assert lanes.waiting_in("a") == 2
    assert lanes.take_together("a", lambda one: one.id == 1, fewest=2) == []
    assert lanes.take_together("b", lambda one: True, fewest=0) == []
    assert [one.id for one in lanes.take_together("a", lambda one: True, fewest=2)] == [1, 2]
    assert not lanes.is_full
    await asyncio.wait_for(lanes.room(), 60)
    gate.set()
    assert await lanes.drain(300)


async def test_what_takes_too_long_at_the_end_is_abandoned():
    ended = []

    async def handle(one):
        await asyncio.sleep(60)
        ended.append(one)

    lanes = Lanes(handle)
    lanes.offer(entry(1, "a"))
    lanes.offer(entry(2, "a"))
    assert not await lanes.drain(0.05)
    assert ended == []

"""How many turns run at once, and who lends a place."""

import asyncio

import pytest

from bot.inbox.slot import Slot


async def test_a_place_is_lent_while_its_holder_waits() -> None:
    turns = asyncio.Semaphore(1)
    async with Slot(turns) as slot:
        assert turns.locked()
        async with slot.lent(), Slot(turns):
            assert turns.locked()
        assert turns.locked()
    assert not turns.locked()


async def test_who_waited_takes_a_place_again_before_going_on() -> None:
    turns = asyncio.Semaphore(1)
    steps: list[str] = []

    async def waits() -> None:
        async with Slot(turns) as slot:
            async with slot.lent():
                steps.append("waits")
            steps.append("goes on")

    waiting = asyncio.create_task(waits())
    async with Slot(turns):
        await asyncio.sleep(0)
        steps.append("other")
        await asyncio.sleep(0)
    await waiting
    assert steps[-1] == "goes on"
    assert not turns.locked()


@pytest.mark.parametrize("error", [ValueError, asyncio.CancelledError])
async def test_a_wait_that_fails_gives_no_place_back_twice(error: type[BaseException]) -> None:
    turns = asyncio.BoundedSemaphore(1)
    with pytest.raises(error):
        async with Slot(turns) as slot, slot.lent():
            raise error
    assert not turns.locked()

import asyncio

import pytest

from bot.clock import SystemClock
from bot.timers.ports import Due
from bot.timers.run import Timers


class NothingDue:
    """A store in which no timer ever is."""

    async def open(self) -> None: ...

    async def leave(self, owner: str) -> None: ...

    async def next_due(self, kinds: list[str]) -> int | None: ...

    async def claim(
        self, owner: str, now: int, *, stale: int, kinds: list[str], limit: int
    ) -> list[Due]:
        return []

    async def renew(self, owner: str, keys: list[str], now: int) -> None: ...

    async def finish(self, owner: str, due: Due) -> None: ...

    async def defer(
        self, owner: str, due: Due, until: int, attempts: int, error: str | None = None
    ) -> None: ...

    async def give_up(self, owner: str, due: Due, error: str, at: int) -> bool:
        return True


async def nothing(due: Due) -> int | None: ...


@pytest.mark.parametrize("steps", range(5))
async def test_timers_that_are_woken_just_as_they_are_stopped_end(steps: int) -> None:
    timers = Timers(NothingDue(), SystemClock(), "n1")
    timers.register("bell", nothing)
    await timers.start()
    for _ in range(20):
        await asyncio.sleep(0)  # it sleeps by now
    timers.wake()
    for _ in range(steps):
        await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await timers.stop()

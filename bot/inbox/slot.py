"""The right to be one of the turns that run at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Self


class Slot:
    """One place among the turns that run at once; who only waits lends it to others."""

    def __init__(self, turns: asyncio.Semaphore) -> None:
        self._turns = turns
        self._held = False

    async def __aenter__(self) -> Self:
        await self._take()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._give_back()

    @asynccontextmanager
    async def lent(self) -> AsyncGenerator[None]:
        """Let others have the place while the body waits; an error in there ends the turn."""
        held = self._held
        self._give_back()
        yield
        if held:
            await self._take()

    async def _take(self) -> None:
        await self._turns.acquire()
        self._held = True

    def _give_back(self) -> None:
        if self._held:
            self._held = False
            self._turns.release()

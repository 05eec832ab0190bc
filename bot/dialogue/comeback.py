"""Waiting for an engine that is away: one asks for all who wait, however many they are."""

from __future__ import annotations

import asyncio
from typing import Final

from bot.clock import SECOND, Clock
from bot.dialogue.protocol import Dialogue

# How long a message waits for an engine that is away, in ms: with nothing in sight, and while a
# process of ours is alive and loads its model, which takes a busy small server long.
AWAY: Final = 30 * SECOND
LOADING: Final = 90 * SECOND
# Seconds between two looks.
LOOK_AGAIN: Final = 0.25


class Comeback:
    """Tells turns when a dialogue answers again."""

    def __init__(self, dialogue: Dialogue, clock: Clock) -> None:
        self._dialogue = dialogue
        self._clock = clock
        self._look: asyncio.Task[bool] | None = None

    async def waited(self, since: int) -> bool:
        """Wait until the engine answers again. False: patience is at an end.

        since: when the waiting began, in ms; who was answered "ready" and yet refused goes on
        with the same patience.
        """
        while self._clock.now() < since + (LOADING if self._dialogue.loads() else AWAY):
            if await asyncio.shield(self._shared()):
                return True
        return False

    def _shared(self) -> asyncio.Task[bool]:
        if self._look is None or self._look.done():
            self._look = asyncio.create_task(self._looked(), name="dialogue returns")
        return self._look

    async def _looked(self) -> bool:
        # Also before the first look: an engine that says it is ready may still refuse turns.
        await asyncio.sleep(LOOK_AGAIN)
        return await self._dialogue.ready()

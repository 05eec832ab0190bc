"""Takes away what is no message's file any more, on every machine for itself."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from bot.clock import HOUR, SECOND, Clock
from bot.media.folder import OLD, MediaFolder
from bot.media.ports import MediaStore

log = logging.getLogger(__name__)

# Seconds between two sweeps, and between two of their steps.
EVERY: Final = 6 * 60 * 60
PAUSE: Final = 0.02
SLICE: Final = 200


class MediaSweep:
    """Sweeps when the service starts, and again from time to time."""

    def __init__(self, store: MediaStore, folder: MediaFolder, clock: Clock) -> None:
        self._store = store
        self._folder = folder
        self._clock = clock
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to sweep."""
        self._task = asyncio.create_task(self._run(), name="media-sweep")

    async def stop(self) -> None:
        """Stop; the next one begins anew."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def sweep(self) -> None:
        """Take away what nobody uses, if it has lain here for a day."""
        now = self._clock.now()
        await self._store.fetch_forgotten(now - HOUR)
        await self._store.forget_unused(now - OLD * SECOND)
        await asyncio.to_thread(self._folder.remove_unfinished)
        names = await asyncio.to_thread(lambda: list(self._folder.names()))
        for first in range(0, len(names), SLICE):
            for name in await self._store.unused(names[first : first + SLICE]):
                await asyncio.to_thread(self._folder.remove_old, name)
            await asyncio.sleep(PAUSE)

    async def _run(self) -> None:
        while True:
            try:
                await self.sweep()
            except Exception:
                log.exception("files that nobody uses could not be swept away")
            await asyncio.sleep(EVERY)

"""Who hears of commits, each in the event loop it subscribed from."""

from __future__ import annotations

import asyncio
import contextlib

from bot.store.database import Listener


class Listeners:
    """Carries hints from database threads into event loops."""

    def __init__(self) -> None:
        self._all: list[tuple[asyncio.AbstractEventLoop, Listener]] = []

    def add(self, listener: Listener) -> None:
        """Call the listener in the running loop from now on."""
        self._all.append((asyncio.get_running_loop(), listener))

    def tell(self, hints: frozenset[str], *, ours: bool) -> None:
        """Pass hints on; a loop that is closed hears nothing any more."""
        if not hints:
            return
        for loop, listener in self._all:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(listener, hints, ours)

"""Runs what is due, on one node, until it succeeds or is given up."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from bot.clock import MINUTE, SECOND, Clock
from bot.timers.ports import Due, TimerStore

log = logging.getLogger(__name__)

# A handler returns when it wants to be called again (ms UTC), or None when it is done.
Handler = Callable[[Due], Awaitable[int | None]]
# Told that a timer is given up, and why, before that is written: perhaps twice.
GivenUp = Callable[[Due, str], Awaitable[None]]

MOST_AT_ONCE: Final = 16
# A lease that was not renewed for so long is somebody else's to take.
LEASE: Final = 60 * SECOND
# Even without a hint the database is asked this often, in ms.
POLL: Final = 5 * SECOND
FIRST_WAIT: Final = 5 * SECOND
LONGEST_WAIT: Final = 30 * MINUTE
# With these waits a little more than a day, longer than providers usually stay away: what still
# fails then fails for ever.
MOST_TRIES: Final = 60
LONGEST_REASON: Final = 500


def backoff(attempts: int) -> int:
    """Return how many ms to wait after so many failures."""
    return min(FIRST_WAIT * 2 ** min(max(attempts - 1, 0), 20), LONGEST_WAIT)


def is_given_up(due: Due, attempts: int) -> bool:
    """Whether a timer that failed so often is tried no more.

    What runs periodically (its key is its kind) never is: nobody would set it again.
    """
    return attempts >= MOST_TRIES and due.key != due.kind


class Timers:
    """Sleeps until the next timer is due, then gives it to the handler of its kind."""

    def __init__(self, store: TimerStore, clock: Clock, node: str) -> None:
        self._store = store
        self._clock = clock
        self._node = node
        self._handlers: dict[str, Handler] = {}
        self._mourners: dict[str, GivenUp] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._due = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def register(self, kind: str, handler: Handler, given_up: GivenUp | None = None) -> None:
        """Serve timers of a kind. ValueError when the kind has a handler already.

        given_up: who is told of a timer of this kind that is tried no more.
        """
        if kind in self._handlers:
            raise ValueError(f"timers of kind {kind} have a handler already")
        self._handlers[kind] = handler
        if given_up is not None:
            self._mourners[kind] = given_up

    async def start(self) -> None:
        """Begin to serve."""
        await self._store.open()
        self._task = asyncio.create_task(self._run(), name="timers")

    async def stop(self) -> None:
        """Stop serving; what runs is cancelled and is due again for whoever comes next."""
        tasks = [task for task in (self._task, *self._running.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._store.leave(self._node)

    def wake(self) -> None:
        """Say that timers were set or moved."""
        self._due.set()

    async def _run(self) -> None:
        while True:
            self._due.clear()
            try:
                wait = await self._serve()
            except Exception:
                log.exception("timers could not be read")
                wait = POLL
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait / SECOND):
                    await self._due.wait()

    async def _serve(self) -> int:
        """Start what is due; return how many ms to sleep."""
        now = self._clock.now()
        if self._running:
            await self._store.renew(self._node, list(self._running), now)
        kinds, room = list(self._handlers), MOST_AT_ONCE - len(self._running)
        if not kinds or room <= 0:
            return POLL
        stale = now - LEASE
        for due in await self._store.claim(self._node, now, stale=stale, kinds=kinds, limit=room):
            self._start(due)
        following = await self._store.next_due(kinds)
        return POLL if following is None else max(10, min(following - self._clock.now(), POLL))

    def _start(self, due: Due) -> None:
        if due.key in self._running:
            return  # set anew while it runs: its lease ends, then it has its turn
        task = asyncio.create_task(self._serve_one(due), name=f"timer {due.key}")
        self._running[due.key] = task
        task.add_done_callback(lambda done: self._ended(due.key, done))

    def _ended(self, key: str, task: asyncio.Task[None]) -> None:
        self._running.pop(key, None)
        self._due.set()
        if not task.cancelled() and task.exception() is not None:
            log.error("the end of timer %s was not written", key, exc_info=task.exception())

    async def _serve_one(self, due: Due) -> None:
        try:
            again = await self._handlers[due.kind](due)
        except Exception as error:
            log.exception("timer %s failed %d times", due.key, due.attempts + 1)
            await self._failed(due, f"{type(error).__name__}: {error}"[:LONGEST_REASON])
            return
        if again is None:
            await self._store.finish(self._node, due)
        else:
            await self._store.defer(self._node, due, again, 0)

    async def _failed(self, due: Due, error: str) -> None:
        """Try again later, or give it up and tell whoever must know."""
        attempts, now = due.attempts + 1, self._clock.now()
        if not is_given_up(due, attempts):
            await self._store.defer(self._node, due, now + backoff(attempts), attempts, error)
            return
        if due.kind in self._mourners:
            await self._mourners[due.kind](due, error)
        if await self._store.give_up(self._node, due, error, now):
            log.error("timer %s is given up: %s", due.key, error)

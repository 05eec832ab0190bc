"""The lanes of this node: taken, worked, let go; those of dead nodes taken over.

Between a webhook and its turn nothing is polled: the commit that stores a message gives its
lane to this node, and the lane runs at once. Looking round is only for what was left behind.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Sequence
from typing import Final

from bot.clock import Clock
from bot.inbox.lane import Deliver, Handle, Lane, Work
from bot.inbox.nodes import BEAT, Pulse
from bot.inbox.ports import LaneStore

log = logging.getLogger(__name__)

MOST_TURNS: Final = 32
# Lanes taken from the database at once; what arrives here is always taken.
MOST_HELD: Final = 1_000
# Seconds that lanes get to finish when the service stops.
PATIENCE: Final = 10.0


def new_node() -> str:
    """Return a name for this process's part in the work."""
    return secrets.token_hex(8)


class Lanes:
    """Holds lanes and runs one task for each.

    handle(lane, rows): take turns; close the rows in one commit, fenced by (lane.key,
    lane.node). Rows that stay open count as a failure.
    deliver(lane, pending): send what waits (bot.outbox.deliver).
    """

    def __init__(
        self,
        store: LaneStore,
        clock: Clock,
        node: str,
        handle: Handle,
        deliver: Deliver,
        *,
        turns: int = MOST_TURNS,
    ) -> None:
        self._work = Work(store, clock, node, handle, deliver, asyncio.Semaphore(turns))
        self._held: dict[str, tuple[Lane, asyncio.Task[None]]] = {}
        self._pulse = Pulse()
        self._wanted: set[str] = set()
        self._claiming: asyncio.Task[None] | None = None
        self._round: asyncio.Task[None] | None = None
        self._open = False

    @property
    def node(self) -> str:
        return self._work.node

    @property
    def held(self) -> int:
        """How many lanes this node works on."""
        return len(self._held)

    async def start(self) -> None:
        """Register this node and take what earlier ones left behind."""
        self._open = True
        await self._work.store.open(self.node, self._work.clock.now())
        await self._look_round()
        self._round = asyncio.create_task(self._rounds(), name="lanes")

    async def stop(self, patience: float = PATIENCE) -> None:
        """Let what runs finish for some seconds, then give every lane back."""
        self._open = False
        await _cancelled(self._round, self._claiming)
        for lane, _ in self._held.values():
            lane.close()
        tasks = [task for _, task in self._held.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=patience)
        await _cancelled(*tasks)
        await self._work.store.leave(self.node)

    def hold(self, keys: Sequence[str]) -> None:
        """Work on lanes that a commit gave to this node."""
        for key in keys:
            known = self._held.get(key)
            if known is not None:
                known[0].wake()
            elif self._open:
                self._run(key)

    def hear(self, keys: Sequence[str], *, ours: bool) -> None:
        """Follow a hint: wake what is held; take what this process gave work to."""
        self.hold([key for key in keys if key in self._held])
        if ours and self._open:
            self._wanted.update(key for key in keys if key not in self._held)
            if self._wanted and self._claiming is None:
                self._claiming = asyncio.create_task(self._claim(), name="lanes claim")

    def _run(self, key: str) -> None:
        lane = Lane(key, self._work)
        task = asyncio.create_task(lane.run(), name=f"lane {key}")
        self._held[key] = (lane, task)
        task.add_done_callback(lambda done: self._ended(lane, done))

    def _ended(self, lane: Lane, task: asyncio.Task[None]) -> None:
        """Forget a lane. One that broke stays this node's in the database: run it again."""
        key = lane.key
        del self._held[key]
        if task.cancelled() or task.exception() is None:
            # Woken between letting go and ending: a new commit may have given it to us.
            self.hold([key] if lane.has_news and not task.cancelled() else [])
            return
        log.error("lane %s broke", key, exc_info=task.exception())
        if self._open:
            asyncio.get_running_loop().call_later(BEAT, self.hold, [key])

    async def _claim(self) -> None:
        try:
            while self._wanted:
                keys, self._wanted = sorted(self._wanted), set()
                self.hold(await self._work.store.claim(self.node, keys))
        except Exception:
            log.exception("lanes could not be taken; the next round will")
        finally:
            self._claiming = None

    async def _rounds(self) -> None:
        while True:
            await asyncio.sleep(BEAT / 2)
            try:
                await self._look_round()
            except Exception:
                log.exception("this node could not look round")

    async def _look_round(self) -> None:
        """Beat, then take lanes that nobody living owns, as far as there is room.

        A lane may be this node's unawares: the commit that gave it was reported as failed.
        """
        store, now = self._work.store, self._work.clock.now()
        beats = await store.beat(self.node, now)
        dead = [one for one in self._pulse.dead(beats, time.monotonic()) if one != self.node]
        self.hold([key for key in await store.owned(self.node) if key not in self._held])
        room = MOST_HELD - len(self._held)
        if room > 0:
            self.hold(await store.claim_free(self.node, dead, limit=room, at=now))


async def _cancelled(*tasks: asyncio.Task[None] | None) -> None:
    for task in tasks:
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task

"""The tail of the change feed: every process hears what any process changed, in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bot.store.changes import Change, last_seq, read_changes
from bot.store.database import Database
from bot.store.hints import CHANGES

log = logging.getLogger(__name__)

Hear = Callable[[Sequence[Change]], Awaitable[None]]

POLL: Final = 0.5
# After the first hint of a change: what is committed meanwhile is read in one go.
GATHER: Final = 0.03
MOST_A_READ: Final = 1_000
# PostgreSQL gives numbers out before the commit: a lower one may become visible later.
OVERLAP: Final = 5.0
# Every kind.
ANY: Final = "*"


class Feed:
    """Calls listeners with the changes of their kind. One that fails misses nothing else."""

    def __init__(self, db: Database, *, poll: float = POLL) -> None:
        self._db = db
        self._poll = poll
        self._overlap = OVERLAP if db.dialect == "postgresql" else 0.0
        self._listeners: list[tuple[str, Hear]] = []
        self._due = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._tail = Tail(0)

    def on(self, kind: str, hear: Hear) -> None:
        """Call `hear` with changes of a kind (ANY: all), oldest first."""
        self._listeners.append((kind, hear))

    async def start(self, after: int | None = None) -> None:
        """Begin behind a change's number; None: behind the newest."""
        self._tail = Tail(await self._db.read(last_seq) if after is None else after)
        self._db.subscribe(self._hint)
        self._task = asyncio.create_task(self._run(), name="feed")

    async def stop(self) -> None:
        """Stop listening."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def _hint(self, hints: frozenset[str], ours: bool) -> None:  # noqa: ARG002
        if CHANGES in hints:
            self._due.set()

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._poll):
                    await self._due.wait()
                    await asyncio.sleep(GATHER)
            self._due.clear()
            try:
                await self._pass_on()
            except Exception:
                log.exception("the change feed could not be read")
                await asyncio.sleep(self._poll)

    async def _pass_on(self) -> None:
        full = True
        while full:
            limit = MOST_A_READ + self._tail.overlapping
            changes = await self._db.read(read_changes, self._tail.after, limit)
            fresh = self._tail.take(changes, time.monotonic(), self._overlap)
            for kind, hear in self._listeners:
                mine = [one for one in fresh if kind in {ANY, one.kind}]
                if mine:
                    await _told(hear, mine)
            full = len(fresh) >= MOST_A_READ


class Tail:
    """Where a reader of the feed stands. after: read what comes behind this number."""

    def __init__(self, after: int) -> None:
        self.after = after
        self._seen: dict[int, float] = {}

    @property
    def overlapping(self) -> int:
        """How many changes behind `after` were taken already."""
        return len(self._seen)

    def take(self, changes: Sequence[Change], now: float, overlap: float) -> list[Change]:
        """Return the changes not taken before; move on behind those seen `overlap` s ago."""
        fresh = [one for one in changes if one.seq not in self._seen]
        self._seen.update({one.seq: now for one in fresh})
        old = [seq for seq, seen in self._seen.items() if seen <= now - overlap]
        self.after = max([self.after, *old])
        self._seen = {seq: seen for seq, seen in self._seen.items() if seq > self.after}
        return fresh


async def _told(hear: Hear, changes: Sequence[Change]) -> None:
    try:
        await hear(changes)
    except Exception:
        log.exception("a listener of %s changes failed", changes[0].kind)

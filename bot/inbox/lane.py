"""One lane while this node holds it: its turns in order, its messages in order, side by side."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Final

from bot.clock import MINUTE, SECOND, Clock
from bot.inbox.ports import InboxRow, LaneStore, Look
from bot.inbox.slot import Slot
from bot.outbox.ports import Pending

log = logging.getLogger(__name__)

# How often a row may fail before it is given up, and the waits in between.
MOST_ATTEMPTS: Final = 5
WAITS: Final = (1 * SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE)
# Even without a sign of life a held lane is looked at this often, in ms.
LOOK_AGAIN: Final = 30 * SECOND

Handle = Callable[["Lane", Sequence[InboxRow]], Awaitable[None]]
Deliver = Callable[["Lane", Sequence[Pending]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Work:
    """What every lane of a node shares. turns: how many run at once."""

    store: LaneStore
    clock: Clock
    node: str
    handle: Handle
    deliver: Deliver
    turns: asyncio.Semaphore


@dataclass(slots=True, eq=False)
class Lane:
    """A lane that this node holds. What handlers see of it: key, node, `more`, `aside`, `send`."""

    key: str
    work: Work
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _turn: asyncio.Task[None] | None = None
    _send: asyncio.Task[None] | None = None
    _begun: Sequence[Pending] = ()
    _taken: Sequence[InboxRow] = ()
    _spent: int | None = None
    _retry_at: int = 0
    _finished: int = 0
    _closing: bool = False
    _slot: Slot = field(init=False)

    def __post_init__(self) -> None:
        self._slot = Slot(self.work.turns)

    @property
    def has_news(self) -> bool:
        """Whether it was woken since it last looked."""
        return self._news.is_set()

    @property
    def node(self) -> str:
        """Who owns the lane: fences the closing commit."""
        return self.work.node

    def wake(self) -> None:
        """Say that there is new work."""
        self._news.set()
        self._arrived.set()

    def close(self) -> None:
        """Begin nothing more; the lane ends when what runs has ended."""
        self._closing = True
        self.wake()

    def aside(self) -> AbstractAsyncContextManager[None]:
        """Let other turns run while this one only waits."""
        return self._slot.lent()

    async def more(self, after: int, wait: int) -> tuple[InboxRow, ...]:
        """Wait up to some ms for rows with an id above `after`; return them, or none."""
        deadline = time.monotonic() + wait / SECOND
        while True:
            self._arrived.clear()
            rows = (await self.work.store.look(self.key, after)).inbox
            left = deadline - time.monotonic()
            if rows or left <= 0:
                return rows
            async with self.aside():
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(left):
                        await self._arrived.wait()

    def send(self, begun: Sequence[Pending]) -> None:
        """Send messages of which the commit that wrote them began the first, without another look.

        What is on its way comes first.
        """
        self._begun = begun or self._begun
        self._send_begun()

    async def run(self) -> None:
        """Work until nothing waits or the lane belongs to somebody else."""
        try:
            while not await self._step():
                pass
        finally:
            await self._stop()

    async def _step(self) -> bool:
        """Look once and start what can be started. True: there is no more to do here."""
        if self._closing:
            while running := self._running():
                await asyncio.gather(*running, return_exceptions=True)
            return True
        self._news.clear()
        if self._spent is not None and not self._running() and await self._let_go(self._spent):
            return True
        finished = self._finished
        look = await self.work.store.look(self.key)
        if look.owner != self.node:
            return True
        if finished != self._finished:
            return False  # what was read may be what a turn has closed meanwhile: look again
        if await self._left_open(look):
            return False
        self._start(look)
        if look.is_empty and not self._running() and look.ver is not None:
            return await self._let_go(look.ver)
        await self._rest(look)
        return False

    async def _let_go(self, ver: int) -> bool:
        """Give the lane back, if it is as it was seen and nothing waits in it."""
        self._spent = None
        return await self.work.store.release(self.key, self.node, ver)

    async def _left_open(self, look: Look) -> bool:
        """Whether a handler that returned did not close its first row: that is its failure."""
        rows, self._taken = self._taken, ()
        left = bool(rows) and any(row.id == rows[0].id for row in look.inbox)
        if left:
            log.error("a turn of %s left its row open", self.key)
            await self._failed(rows, "RuntimeError: the handler left its row open")
        return left

    def _start(self, look: Look) -> None:
        now = self.work.clock.now()
        # What is being sent is all there is: when it is out, the lane need not be read again.
        self._spent = look.ver if look.outbox and not look.inbox else None
        if self._turn is None and look.inbox and self._due(look) <= now:
            rows = look.inbox[:1] if look.inbox[0].attempts else look.inbox
            self._turn = asyncio.create_task(self._take_turn(rows), name=f"turn {self.key}")
        if self._send is None and look.outbox and look.outbox[0].next_try_at <= now:
            self._send = asyncio.create_task(self._deliver(look.outbox), name=f"send {self.key}")

    def _due(self, look: Look) -> int:
        return max(look.inbox[0].next_try_at or 0, self._retry_at)

    async def _rest(self, look: Look) -> None:
        """Sleep until there is news or something becomes due."""
        now = self.work.clock.now()
        dues = [now + LOOK_AGAIN]
        if self._turn is None and look.inbox:
            dues.append(self._due(look))
        if self._send is None and look.outbox:
            dues.append(look.outbox[0].next_try_at)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(min(dues) - now, 0) / SECOND):
                await self._news.wait()

    async def _take_turn(self, rows: Sequence[InboxRow]) -> None:
        try:
            async with self._slot:
                await self.work.handle(self, rows)
            self._taken = rows
        except Exception as error:
            log.exception("a turn of %s failed", self.key)
            await self._failed(rows, f"{type(error).__name__}: {error}")
        finally:
            self._turn = None
            self._ended()

    async def _failed(self, rows: Sequence[InboxRow], error: str) -> None:
        """Try again later. From the second failure on one row at a time, then give it up."""
        first = rows[0]
        if first.attempts + 1 >= MOST_ATTEMPTS:
            now = self.work.clock.now()
            await self._written(
                self.work.store.bury(self.key, self.node, [first.id], error=error, at=now)
            )
        else:
            await self._put_off(rows[:1], WAITS[first.attempts], error)

    async def _put_off(self, rows: Sequence[InboxRow], after: int, error: str) -> None:
        self._retry_at = self.work.clock.now() + after
        ids = [row.id for row in rows]
        await self._written(
            self.work.store.defer(self.key, self.node, ids, until=self._retry_at, error=error)
        )

    async def _written(self, write: Awaitable[None]) -> None:
        """Without a database nothing is lost: the rows stay open, the lane waits a moment."""
        try:
            await write
        except Exception:
            log.exception("the failure of a turn of %s could not be written", self.key)
            self._retry_at = self.work.clock.now() + WAITS[0]

    async def _deliver(self, pending: Sequence[Pending]) -> None:
        try:
            await self.work.deliver(self, pending)
        except Exception:
            log.exception("sending in %s failed", self.key)
            await asyncio.sleep(WAITS[0] / SECOND)
        finally:
            self._send = None
            self._ended()
        self._send_begun()

    def _send_begun(self) -> None:
        if self._begun and self._send is None:
            begun, self._begun = self._begun, ()
            self._send = asyncio.create_task(self._deliver(begun), name=f"send {self.key}")

    def _ended(self) -> None:
        self._finished += 1
        self._news.set()

    async def _stop(self) -> None:
        tasks = self._running()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _running(self) -> list[asyncio.Task[None]]:
        return [task for task in (self._turn, self._send) if task is not None]

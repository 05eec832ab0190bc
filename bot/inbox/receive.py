"""The first step of every message: stored for good, then its lane is woken. No turn here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bot.clock import SECOND, Clock
from bot.inbox.ports import Received, ReceiveStore
from bot.whatsapp.ports import ShedError
from bot.whatsapp.update import Update

# Updates that may wait for their turn. Beyond it Meta is asked to deliver again later.
MOST_WAITING: Final = 20_000


class Receiver:
    """Stores what Meta delivers and wakes the lanes that have new work."""

    def __init__(
        self,
        store: ReceiveStore,
        clock: Clock,
        node: str,
        wake: Callable[[Sequence[str]], None],
        *,
        most: int = MOST_WAITING,
    ) -> None:
        self._store = store
        self._clock = clock
        self._node = node
        self._wake = wake
        self._most = most
        self._waiting = 0
        self._counted_at: int | None = None

    async def receive(self, updates: Sequence[Update]) -> Received:
        """Store updates in one commit; on return they are on disk and their lanes awake.

        ShedError before anything is stored when too many updates wait for their turn.
        """
        now = self._clock.now()
        if self._counted_at is None or not 0 <= now - self._counted_at < SECOND:
            await self._count(now)
        self._make_room(len(updates))
        received = await self._store.receive(updates, self._node, now)
        if received.lanes:
            self._wake(received.lanes)
        return received

    def forget(self) -> None:
        """Look up anew whom messages are from: two people turned out to be one."""
        self._store.forget()

    async def _count(self, now: int) -> None:
        """Count what waits once a second; in between what arrives is added up."""
        self._counted_at = now
        self._waiting = await self._store.backlog()

    def _make_room(self, count: int) -> None:
        if self._waiting >= self._most:
            raise ShedError(f"{self._waiting} updates wait for their turn")
        self._waiting += count

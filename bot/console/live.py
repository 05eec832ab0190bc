"""Who watches what: pages that are open are woken when something of theirs changed."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Protocol

KINDS = frozenset(["conversation", "cart", "order", "person", "setting", "number"])


class Change(Protocol):
    """Something changed (bot.store.changes.Change)."""

    @property
    def account_id(self) -> int | None: ...
    @property
    def kind(self) -> str: ...


class Watcher:
    """One open page. Waking it twice before it looks is waking it once."""

    def __init__(self, account_id: int) -> None:
        self.account_id = account_id
        self.closed = False
        self._due = asyncio.Event()

    def wake(self) -> None:
        """Make the page look again."""
        self._due.set()

    def close(self) -> None:
        """Make the page's stream end."""
        self.closed = True
        self._due.set()

    async def wait(self, seconds: float) -> bool:
        """Wait to be woken; False when that took too long."""
        try:
            async with asyncio.timeout(seconds):
                await self._due.wait()
        except TimeoutError:
            return False
        self._due.clear()
        return True


class Live:
    """Every open page of this process. `hear` belongs on the change feed, for every kind."""

    def __init__(self) -> None:
        self._watchers: set[Watcher] = set()
        self._closed = False

    async def hear(self, changes: Sequence[Change]) -> None:
        """Wake the pages of the accounts in which something was changed that they show."""
        accounts = {one.account_id for one in changes if one.kind in KINDS}
        for watcher in self._watchers:
            if watcher.account_id in accounts:
                watcher.wake()

    @contextmanager
    def watching(self, account_id: int) -> Generator[Watcher]:
        """Watch an account's changes while a page is open."""
        watcher = Watcher(account_id)
        self._watchers.add(watcher)
        if self._closed:
            watcher.close()
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    def close(self) -> None:
        """End every stream: the service stops."""
        self._closed = True
        for watcher in self._watchers:
            watcher.close()

"""Hints between nodes over PostgreSQL's LISTEN and NOTIFY, on two connections of their own.

Not sent inside transactions: NOTIFY there would make all commits wait for one another.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Final, LiteralString

import psycopg

log = logging.getLogger(__name__)

CHANNEL: Final[LiteralString] = "millennium"
# PostgreSQL takes 8,000 bytes; a lane's key is ASCII and short.
MOST_BYTES: Final = 7_000
# Hints of so many seconds travel together; a lost connection is tried again after RETRY.
GATHER: Final = 0.02
RETRY: Final = 1.0


class Notifier:
    """Sends this node's hints and hears the others'."""

    def __init__(self, dsn: str, heard: Callable[[frozenset[str]], None]) -> None:
        self._dsn = dsn
        self._heard = heard
        self._pending: set[str] = set()
        self._lock = threading.Lock()
        self._due = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._own_pid = 0

    def start(self) -> None:
        """Begin to send and to listen, in the running loop."""
        if not self._tasks:
            self._loop = asyncio.get_running_loop()
            self._tasks = [
                asyncio.create_task(self._again(self._listen), name="database-listen"),
                asyncio.create_task(self._again(self._send), name="database-notify"),
            ]

    def announce(self, hints: frozenset[str]) -> None:
        """Send hints soon; from any thread."""
        loop = self._loop
        if not hints or loop is None:
            return
        with self._lock:
            self._pending |= hints
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
            loop.call_soon_threadsafe(self._due.set)

    async def close(self) -> None:
        """Hang up."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        self._loop = None

    async def _again(self, work: Callable[[psycopg.AsyncConnection], Awaitable[None]]) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._dsn, autocommit=True
                ) as connection:
                    await work(connection)
            except psycopg.Error as error:
                log.warning("no hints from PostgreSQL for now: %s", type(error).__name__)
                await asyncio.sleep(RETRY)

    async def _listen(self, connection: psycopg.AsyncConnection) -> None:
        await connection.execute(f"LISTEN {CHANNEL}")
        async for note in connection.notifies():
            if note.pid != self._own_pid:
                self._heard(frozenset(note.payload.split(",")))

    async def _send(self, connection: psycopg.AsyncConnection) -> None:
        self._own_pid = connection.info.backend_pid
        while True:
            await self._due.wait()
            await asyncio.sleep(GATHER)
            self._due.clear()
            for payload in _payloads(self._take()):
                await connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, payload))

    def _take(self) -> set[str]:
        with self._lock:
            taken, self._pending = self._pending, set()
        return taken


def _payloads(hints: set[str]) -> Iterator[str]:
    """Join hints into payloads of a legal size."""
    payload = ""
    for word in sorted(hints):
        if payload and len(payload) + len(word) >= MOST_BYTES:
            yield payload
            payload = ""
        payload = f"{payload},{word}" if payload else word
    if payload:
        yield payload

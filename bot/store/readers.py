"""Threads that read, each over a connection of its own that it keeps."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from sqlalchemy import Connection, Engine

T = TypeVar("T")
NAME: Final = "database-reader"


class Readers:
    """Runs jobs that only read; what one job sees is one moment.

    Asking the pool for a connection and giving it back costs more than most reads.
    """

    def __init__(self, engine: Engine, threads: int) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(threads, NAME)
        self._own = threading.local()
        self._opened: list[Connection] = []

    async def run(self, job: Callable[[Connection], T]) -> T:
        """Run a job in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, job)

    async def close(self) -> None:
        """Finish what was asked for, then let go of threads and connections."""
        await asyncio.to_thread(self._threads.shutdown)
        for conn in self._opened:
            conn.close()
        self._engine.dispose()

    def _read(self, job: Callable[[Connection], T]) -> T:
        conn = self._connection()
        try:
            return job(conn)
        finally:
            # Also lets the log be written back into the database: an open read would hold it.
            conn.rollback()

    def _connection(self) -> Connection:
        kept: Connection | None = getattr(self._own, "conn", None)
        if kept is None:
            kept = self._own.conn = self._engine.connect()
            self._opened.append(kept)
        return kept

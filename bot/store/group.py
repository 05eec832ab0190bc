"""One thread that writes: whatever waits when it is free shares one commit.

Each operation has a savepoint of its own, so that its failure undoes it alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.store.database import DatabaseError
from bot.store.hints import take_hints
from bot.store.prepared import command

log = logging.getLogger(__name__)

# More would make the first of a commit wait for the last.
MOST_A_COMMIT: Final = 512
# Seconds for which the writer keeps its connection: under load, asking the pool for one costs
# as much as a statement; after a rest it may be broken, which the pool finds out.
KEPT: Final = 1.0
# How often an operation that met another transaction tries again, and the pause in seconds.
MOST_TRIES: Final = 5
PAUSE: Final = 0.02

Job = Callable[[Connection], Any]


@dataclass(slots=True, eq=False)
class Request:
    """One operation with whoever waits for it."""

    job: Job
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None
    tries: int = 0

    def deliver(self) -> None:
        """Hand the outcome to the waiter, in its loop."""
        if self.future.done():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class GroupWriter:
    """Drains a queue of operations into group commits."""

    def __init__(
        self,
        engine: Engine,
        committed: Callable[[frozenset[str]], None],
        again: Callable[[DBAPIError], bool],
    ) -> None:
        self._engine = engine
        self._committed = committed
        self._again = again
        self._queue: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._closed = False
        self._conn: Connection | None = None
        self._used_at = 0.0
        self._thread = threading.Thread(target=self._work, name="database-writer", daemon=True)
        self._thread.start()

    async def run(self, job: Job) -> Any:
        """Run the job in the next commit; return what it returned once that is durable."""
        if self._closed:
            raise DatabaseError("the database is closed")
        loop = asyncio.get_running_loop()
        request = Request(job, loop, loop.create_future())
        self._queue.put(request)
        return await request.future

    async def close(self) -> None:
        """Commit what was accepted, then end the thread."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
        await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        going = True
        while going:
            batch, going = self._next()
            if batch:
                self._write(batch)
                _deliver(batch)
        self._disconnect()

    def _next(self) -> tuple[list[Request], bool]:
        """Wait for one request, then take all that wait. False: the last ones."""
        request = self._queue.get()
        batch: list[Request] = []
        while request is not None:
            batch.append(request)
            if len(batch) >= MOST_A_COMMIT:
                return batch, True
            try:
                request = self._queue.get_nowait()
            except queue.Empty:
                return batch, True
        return batch, False

    def _write(self, batch: list[Request]) -> None:
        """Commit the batch; where it fails as a whole, each operation alone."""
        try:
            self._commit(batch)
        except Exception as error:  # noqa: BLE001 - goes to whoever waits
            self._one_by_one(batch, error)

    def _one_by_one(self, batch: list[Request], error: Exception) -> None:
        if len(batch) > 1:
            for request in batch:
                request.error = None
                self._write([request])
        elif isinstance(error, DBAPIError) and self._again(error) and batch[0].tries < MOST_TRIES:
            batch[0].tries += 1
            time.sleep(random.uniform(0, PAUSE * batch[0].tries))  # noqa: S311 - no secret
            self._write(batch)
        else:
            batch[0].error = error

    def _commit(self, batch: list[Request]) -> None:
        conn = self._connection()
        try:
            with conn.begin():
                for request in batch:
                    _run(conn, request, self._again, alone=len(batch) == 1)
        except BaseException:
            take_hints(conn)
            self._disconnect()
            raise
        self._used_at = time.monotonic()
        try:
            self._committed(take_hints(conn))
        except Exception:
            # It is written: whatever listeners do, it must not be written again.
            log.exception("what a commit touched could not be told")

    def _connection(self) -> Connection:
        if self._conn is not None and time.monotonic() - self._used_at > KEPT:
            self._disconnect()
        if self._conn is None:
            self._conn = self._engine.connect()
        return self._conn

    def _disconnect(self) -> None:
        if self._conn is not None:
            self._conn.close()
            self._conn = None


def _run(
    conn: Connection, request: Request, again: Callable[[DBAPIError], bool], *, alone: bool
) -> None:
    """Run one operation under its savepoint. What spoils the transaction is raised."""
    if alone:
        request.result = request.job(conn)
        return
    command(conn, "SAVEPOINT operation")
    try:
        request.result = request.job(conn)
    except DBAPIError as error:
        if error.connection_invalidated or again(error):
            raise
        request.error = error
    except Exception as error:  # noqa: BLE001 - goes to whoever waits
        request.error = error
    if request.error is not None:
        command(conn, "ROLLBACK TO SAVEPOINT operation")
    command(conn, "RELEASE SAVEPOINT operation")


def _deliver(batch: list[Request]) -> None:
    """Wake every waiter, one call for each event loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Request]] = {}
    for request in batch:
        by_loop.setdefault(request.loop, []).append(request)
    for loop, requests in by_loop.items():
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_deliver_all, requests)


def _deliver_all(requests: list[Request]) -> None:
    for request in requests:
        request.deliver()

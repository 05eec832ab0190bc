"""PostgreSQL: psycopg 3 in a pool of threads, several nodes on one database.

NOTIFY is a hint and nothing else: it may be lost (a pooler in between, a reconnect).
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, Final, Literal

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.store.database import DatabaseError, Listener, P, T
from bot.store.group import MOST_TRIES, PAUSE, GroupWriter
from bot.store.hints import take_hints
from bot.store.listeners import Listeners
from bot.store.notify import Notifier
from bot.store.text import dump_json, load_json

THREADS: Final = 8
# serialization_failure, deadlock_detected: run the transaction again.
AGAIN: Final = frozenset(["40001", "40P01"])


class PostgresDatabase:
    """The database to grow on."""

    dialect: Literal["postgresql"] = "postgresql"

    def __init__(self, url: str, *, read_only: bool = False, threads: int = THREADS) -> None:
        address = _address(url)
        self._listeners = Listeners()
        self.engine = _engine(address, threads, read_only=read_only)
        self._reader = self.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._threads = ThreadPoolExecutor(threads, "database")
        self._notifier = Notifier(
            address.set(drivername="postgresql").render_as_string(hide_password=False),
            lambda hints: self._listeners.tell(hints, ours=False),
        )
        self._group = GroupWriter(self.engine, self._committed, runs_again)

    async def write(
        self, operation: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        def run() -> T:
            for tries in range(1, MOST_TRIES + 1):
                try:
                    return self._commit(lambda conn: operation(conn, *args, **kwargs))
                except DBAPIError as error:
                    if not runs_again(error):
                        raise
                    time.sleep(random.uniform(0, PAUSE * tries))  # noqa: S311 - no secret
            return self._commit(lambda conn: operation(conn, *args, **kwargs))

        return await asyncio.get_running_loop().run_in_executor(self._threads, run)

    async def join(
        self, operation: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self._group.run(lambda conn: operation(conn, *args, **kwargs))

    async def read(
        self, operation: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        def run() -> T:
            with self._reader.connect() as conn:
                return operation(conn, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._threads, run)

    def subscribe(self, listener: Listener) -> None:
        self._listeners.add(listener)
        self._notifier.start()

    async def preallocate_log(self) -> None:
        """Nothing: the server keeps and reuses its own log's files."""

    async def close(self) -> None:
        await self._group.close()
        await asyncio.to_thread(self._threads.shutdown)
        await self._notifier.close()
        self.engine.dispose()

    def _commit(self, job: Callable[[Connection], T]) -> T:
        with self.engine.connect() as conn:
            try:
                with conn.begin():
                    result = job(conn)
            finally:
                hints = take_hints(conn)
        self._committed(hints)
        return result

    def _committed(self, hints: frozenset[str]) -> None:
        self._listeners.tell(hints, ours=True)
        self._notifier.announce(hints)


def runs_again(error: DBAPIError) -> bool:
    """Whether the transaction only met another one and may simply run again."""
    return getattr(error.orig, "sqlstate", None) in AGAIN


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise DatabaseError(
            "MILLENNIUM_DATABASE_URL is not a URL; write postgresql://user:password@host/name"
        ) from None
    if address.get_backend_name() not in {"postgresql", "postgres"}:
        raise DatabaseError("MILLENNIUM_DATABASE_URL must begin with postgresql://")
    return address.set(drivername="postgresql+psycopg")


def _engine(address: URL, threads: int, *, read_only: bool) -> Engine:
    options: dict[str, Any] = {"postgresql_readonly": True} if read_only else {}
    return create_engine(
        address,
        pool_size=threads + 2,  # the group writer's, and one for migrations
        pool_pre_ping=True,
        execution_options=options,
        # An error in the log must not repeat what a customer wrote.
        hide_parameters=True,
        json_serializer=dump_json,
        json_deserializer=load_json,
    )

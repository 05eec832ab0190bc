"""SQLite: one writer thread with group commits, a few reading threads. For one service.

Nothing here or in any statement needs more than SQLite 3.40.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, Final, Literal

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from bot.store.database import DatabaseError, Listener, P, T
from bot.store.group import GroupWriter
from bot.store.listeners import Listeners
from bot.store.readers import Readers
from bot.store.sqlite_log import preallocate_log
from bot.store.text import dump_json, load_json

READERS: Final = 4
# Another process (a command, a backup) may hold the file for a moment.
BUSY_MS: Final = 10_000
# Statements that a connection keeps prepared: those of turns, and an insert for each size of a
# batch (bot.store.receive_sql).
KEPT: Final = 512
# Pages (of 4 KB) in the log before they are copied into the database: a page that many commits
# wrote is copied once. SQLite's own 1,000 are full after some dozen commits under load.
LOG_PAGES: Final = 8_000
WRITING: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    f"wal_autocheckpoint = {LOG_PAGES}",
)


class SqliteDatabase:
    """The embedded database: WAL, every commit on disk before it is reported."""

    dialect: Literal["sqlite"] = "sqlite"

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        if read_only and not path.exists():
            raise DatabaseError(f"there is no database at {path}; start the service once")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._listeners = Listeners()
        self.engine = _engine(path, "BEGIN IMMEDIATE", read_only=read_only)
        self._readers = Readers(_engine(path, None, read_only=True), READERS)
        committed = partial(self._listeners.tell, ours=True)
        self._writer = GroupWriter(self.engine, committed, _is_busy)

    async def write(
        self, operation: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self._writer.run(lambda conn: operation(conn, *args, **kwargs))

    async def join(
        self, operation: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self.write(operation, *args, **kwargs)

    async def read(
        self, operation: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self._readers.run(lambda conn: operation(conn, *args, **kwargs))

    def subscribe(self, listener: Listener) -> None:
        self._listeners.add(listener)

    async def preallocate_log(self) -> None:
        await asyncio.to_thread(preallocate_log, self.engine, self._path, LOG_PAGES)

    async def close(self) -> None:
        await self._writer.close()
        await self._readers.close()
        self.engine.dispose()


def _engine(path: Path, begin: str | None, *, read_only: bool) -> Engine:
    """begin: how transactions begin; None: as readers' do, which cannot fail."""
    engine = create_engine(
        f"sqlite:///{path}",
        pool_size=READERS + 1,
        connect_args={"check_same_thread": False, "cached_statements": KEPT},
        # An error in the log must not repeat what a customer wrote.
        hide_parameters=True,
        json_serializer=dump_json,
        json_deserializer=load_json,
    )
    event.listen(engine, "connect", partial(_prepare, read_only))
    event.listen(engine, "begin", _begin_reading if begin is None else partial(_begin, begin))
    return engine


def _prepare(read_only: bool, connection: Any, _record: object) -> None:
    """Set a new connection up. Transactions are begun by us, not by Python's sqlite3."""
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_MS}",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "cache_size = -16000",
        *(() if read_only else WRITING),
        f"query_only = {'ON' if read_only else 'OFF'}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(statement: str, conn: Connection) -> None:
    conn.exec_driver_sql(statement)


def _begin_reading(conn: Connection) -> None:
    # Straight to the driver: by SQLAlchemy it costs as much as a read. It waits for nobody.
    connection: Any = conn.connection
    connection.execute("BEGIN").close()


def _is_busy(error: DBAPIError) -> bool:
    return "database is locked" in str(error.orig)

"""Room for SQLite's write-ahead log, made once so that commits find it.

A commit that makes a file longer has the file system write its own books before `fsync` returns:
several ms when another process syncs as well, where writing over what is there takes a tenth of
one. SQLite keeps the log at the length that it once had and begins it anew from its head, so it
is enough to make it long once. That is done with SQLite's own means: more is written than fits
into the cache, which goes into the log, and is taken back.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

log = logging.getLogger(__name__)

PAGE: Final = 4_096
# Pages beyond those at which the log is copied back: the commit that gets there, and those that
# a long read keeps it from beginning anew.
MORE: Final = 500
# So many times the room must be free: the database itself grows as well.
SPARE: Final = 4


def preallocate_log(engine: Engine, path: Path, pages: int) -> None:
    """Make the log of a database at least so many pages long. Short of disk it stays as it is.

    engine: opens connections that write. Whoever else writes waits meanwhile (about 0.2 s).
    """
    wal, size = path.with_name(f"{path.name}-wal"), (pages + MORE) * PAGE
    try:
        if wal.exists() and wal.stat().st_size >= size:
            return
        if shutil.disk_usage(path.parent).free < SPARE * size:
            raise OSError("the disk is nearly full")
        _fill(engine, size)
        _sync(wal)
    except (OSError, sqlite3.Error) as error:
        log.warning("no room was made for the database's log, commits will be slower: %s", error)


def _fill(engine: Engine, size: int) -> None:
    """Write a value of so many bytes and take it back."""
    pooled = engine.raw_connection()
    try:
        connection: sqlite3.Connection = pooled.driver_connection  # pyright: ignore[reportAssignmentType]
        kept = connection.execute("PRAGMA cache_size").fetchone()[0]
        connection.execute("PRAGMA cache_size = 10").close()
        try:
            _write_and_undo(connection, size)
        finally:
            connection.execute(f"PRAGMA cache_size = {kept}").close()
    finally:
        pooled.close()


def _write_and_undo(connection: sqlite3.Connection, size: int) -> None:
    connection.execute("BEGIN IMMEDIATE").close()
    try:
        connection.execute("CREATE TABLE room_for_the_log (room BLOB)").close()
        connection.execute("INSERT INTO room_for_the_log VALUES (zeroblob(?))", [size]).close()
    except sqlite3.Error:
        _undo(connection)
        # What was written of it must not keep the rest of the disk.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        raise
    _undo(connection)


def _undo(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:  # a full disk may have ended it
        connection.execute("ROLLBACK").close()


def _sync(wal: Path) -> None:
    """Bring the room to disk now, or the first commit would have to."""
    descriptor = os.open(wal, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""A part of a transaction that may fail alone."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection

from bot.store.prepared import command


@contextmanager
def savepoint(conn: Connection, name: str) -> Generator[None]:
    """Undo what the block wrote when it raises; the error goes on to the caller.

    As Connection.begin_nested, which builds its statements anew each time.
    """
    command(conn, f"SAVEPOINT {name}")
    try:
        yield
    except BaseException:
        if not conn.invalidated:
            command(conn, f"ROLLBACK TO SAVEPOINT {name}")
            command(conn, f"RELEASE SAVEPOINT {name}")
        raise
    command(conn, f"RELEASE SAVEPOINT {name}")

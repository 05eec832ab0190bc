"""Which database an installation has: PostgreSQL by its URL, else SQLite in HOME."""

from __future__ import annotations

from pathlib import Path

from bot.store.database import Database
from bot.store.sqlite import SqliteDatabase


def open_database(url: str | None, home: Path, *, read_only: bool = False) -> Database:
    """Open PostgreSQL at the URL, or SQLite in HOME where there is none.

    read_only: for commands beside a running service. DatabaseError says what is wrong.
    """
    if url:
        from bot.store.postgres import PostgresDatabase  # noqa: PLC0415 - SQLite needs no psycopg

        return PostgresDatabase(url, read_only=read_only)
    return SqliteDatabase(home / "millennium.db", read_only=read_only)

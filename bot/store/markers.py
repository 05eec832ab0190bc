"""Small words to the next process."""

from __future__ import annotations

from sqlalchemy import Connection, select

from bot.store.dialect import upsert
from bot.store.tables.engine import marker


def read_marker(conn: Connection, name: str) -> str | None:
    """Return a marker's value, None when it was never written."""
    return conn.scalar(select(marker.c.value).where(marker.c.name == name))


def write_marker(conn: Connection, name: str, value: str) -> None:
    """Set a marker."""
    statement = upsert(conn, marker).values(name=name, value=value)
    conn.execute(
        statement.on_conflict_do_update(
            index_elements=[marker.c.name], set_={"value": statement.excluded.value}
        )
    )

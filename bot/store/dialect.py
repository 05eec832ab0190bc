"""The few places where SQLite and PostgreSQL are spoken to differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables.base import Json

S = TypeVar("S", bound=Select[*tuple[Any, ...]])


def upsert(conn: Connection, table: Table) -> Any:
    """Return an INSERT that knows ON CONFLICT; both dialects offer the same methods."""
    if conn.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def is_postgres(conn: Connection) -> bool:
    """Whether several writers may meet here."""
    return conn.dialect.name == "postgresql"


def take_free(conn: Connection, query: S) -> S:
    """Lock the rows of a query and leave out those that somebody else holds.

    SQLite has one writer and needs no lock.
    """
    return query.with_for_update(skip_locked=True) if is_postgres(conn) else query


def for_update(conn: Connection, query: S) -> S:
    """Lock the rows of a query until the commit.

    Not against whoever only writes a row that refers to them: keys never change here, and two
    such waits could meet.
    """
    return query.with_for_update(key_share=True) if is_postgres(conn) else query


def one_of(conn: Connection, column: Column[Any], name: str) -> ColumnElement[bool]:
    """Whether a column has one of the values in the list that is bound to this name.

    One statement for a list of any length, which in_() is not.
    """
    if is_postgres(conn):
        return column == any_(bindparam(name, type_=ARRAY(column.type)))
    each = func.json_each(bindparam(name, type_=Json)).table_valued("value")
    return column.in_(select(each.c.value))


def put(conn: Connection, table: Table, keys: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write one row whatever was there: keys name it, values are what it shall hold."""
    statement = upsert(conn, table).values(**keys, **values)
    conn.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=dict(values)))

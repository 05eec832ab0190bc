"""The column types and the metadata that all tables share.

Ids are 64-bit, times are integer milliseconds UTC, money is minor units + currency.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite only counts up by itself on a column that is exactly INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")
Json = JSON().with_variant(JSONB, "postgresql")


def key() -> Column[int]:
    """The table's own id."""
    return Column("id", Id, primary_key=True, autoincrement=True)


def ref(
    target: str, name: str | None = None, *, null: bool = False, index: bool = False
) -> Column[int]:
    """A foreign key to another table's id, named <target>_id unless told."""
    column = name or f"{target}_id"
    return Column(column, Id, ForeignKey(f"{target}.id"), nullable=null, index=index)


def text(name: str, *, null: bool = True, default: str | None = None) -> Column[str]:
    """A text of any length."""
    if default is None:
        return Column(name, Text, nullable=null)
    return Column(name, Text, nullable=False, server_default=default)


def code(name: str, *, null: bool = False, default: str | None = None) -> Column[str]:
    """A short word: a state, a kind, a currency."""
    if default is None:
        return Column(name, String(64), nullable=null)
    return Column(name, String(64), nullable=False, server_default=default)


def number(name: str, *, null: bool = False, default: int | None = None) -> Column[int]:
    """A 64-bit whole number: money in minor units, a count, a version."""
    if default is None:
        return Column(name, BigInteger, nullable=null)
    return Column(name, BigInteger, nullable=False, server_default=str(default))


def when(name: str, *, null: bool = False) -> Column[int]:
    """A moment, milliseconds UTC."""
    return Column(name, BigInteger, nullable=null)


def json(name: str, *, null: bool = True) -> Column[Any]:
    """A JSON value (JSONB on PostgreSQL)."""
    return Column(name, Json, nullable=null)


def partial_index(name: str, *columns: str, where: str, sqlite: str = "") -> Index:
    """An index of only the rows of which a condition is true.

    The condition is written as queries write it: otherwise SQLite does not use the index
    (bot.store.prepared.among). sqlite: as SQLite writes it, where that is different.
    """
    return Index(name, *columns, sqlite_where=sql(sqlite or where), postgresql_where=sql(where))

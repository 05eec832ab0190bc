"""Statements as plain SQL, each for a whole batch that comes as one JSON text.

A statement that takes its rows that way runs in one go, where one call a row would let the
threads fight for the interpreter; and it is the same statement however many rows there are.
"""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.sql import ClauseElement

from bot.store.dialect import is_postgres
from bot.store.prepared import Prepared


def written(*, sqlite: str, postgres: str) -> Prepared:
    """Make a statement of SQL in both dialects; what differs between calls is a :name."""

    def build(conn: Connection) -> ClauseElement:
        return text(postgres if is_postgres(conn) else sqlite)

    return Prepared(build)

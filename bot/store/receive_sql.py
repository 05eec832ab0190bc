"""The statements that every stored message costs, as plain SQL, each for a whole batch.

Building them anew would cost more than running them; and a statement that takes its rows as one
JSON text runs in one go, where one call a row would let the threads fight for the interpreter.
Written with :name; PostgreSQL's driver wants %(name)s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Final

from sqlalchemy import Connection

from bot.store.dialect import is_postgres
from bot.store.text import dump_json


@dataclass(frozen=True, slots=True)
class Statements:
    """SQL of one dialect. :keys is a JSON array of texts, :rows one of arrays."""

    stored: str
    insert: str
    window: str
    touch: str
    touch_foreign: str


SQLITE: Final = Statements(
    stored="SELECT event_key FROM inbox WHERE event_key IN (SELECT value FROM json_each(:keys))",
    insert="""
        INSERT INTO inbox (account_id, event_key, kind, lane, phone_number_id, payload,
            received_at, state, attempts)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
            value ->> 6, value ->> 7, 0
        FROM json_each(:rows) WHERE true
        ON CONFLICT DO NOTHING""",
    window="""
        UPDATE conversation SET updated_at = :at,
            last_customer_at = max(coalesce(last_customer_at, 0), rows.value ->> 1)
        FROM json_each(:rows) AS rows WHERE conversation.id = rows.value ->> 0""",
    touch="""
        INSERT INTO lane (key, owner, ver, at)
        SELECT value, :owner, 1, :at FROM json_each(:keys) WHERE true
        ON CONFLICT (key) DO UPDATE SET ver = lane.ver + 1, owner = excluded.owner
            WHERE lane.owner IS NULL OR lane.owner = excluded.owner""",
    touch_foreign="""
        UPDATE lane SET ver = ver + 1 WHERE owner <> :owner
            AND key IN (SELECT value FROM json_each(:keys))
        RETURNING key""",
)

POSTGRES: Final = Statements(
    stored="""
        SELECT event_key FROM inbox WHERE event_key IN
            (SELECT jsonb_array_elements_text(CAST(:keys AS jsonb)))""",
    insert="""
        INSERT INTO inbox (account_id, event_key, kind, lane, phone_number_id, payload,
            received_at, state, attempts)
        SELECT CAST(cells ->> 0 AS bigint), cells ->> 1, cells ->> 2, cells ->> 3, cells ->> 4,
            CAST(cells ->> 5 AS jsonb), CAST(cells ->> 6 AS bigint), cells ->> 7, 0
        FROM jsonb_array_elements(CAST(:rows AS jsonb)) WITH ORDINALITY AS line (cells, number)
        ORDER BY number
        ON CONFLICT DO NOTHING""",
    window="""
        UPDATE conversation SET updated_at = :at,
            last_customer_at = greatest(coalesce(last_customer_at, 0), CAST(pair ->> 1 AS bigint))
        FROM jsonb_array_elements(CAST(:rows AS jsonb)) AS pair
        WHERE conversation.id = CAST(pair ->> 0 AS bigint)""",
    touch="""
        INSERT INTO lane (key, owner, ver, at)
        SELECT key, :owner, 1, :at
        FROM jsonb_array_elements_text(CAST(:keys AS jsonb)) AS key ORDER BY key
        ON CONFLICT (key) DO UPDATE SET ver = lane.ver + 1, owner = excluded.owner
            WHERE lane.owner IS NULL OR lane.owner = excluded.owner""",
    touch_foreign="""
        UPDATE lane SET ver = ver + 1 WHERE owner <> :owner
            AND key IN (SELECT jsonb_array_elements_text(CAST(:keys AS jsonb)))
        RETURNING key""",
)


# account_id, event_key, kind, lane, phone_number_id, payload, received_at, state.
Row = tuple[int | None, str, str, str | None, str, str, int, str]


def insert_inbox(conn: Connection, rows: Sequence[Row]) -> int:
    """Insert rows of the inbox in their order; return how many were not there before."""
    if not rows:
        return 0
    return conn.exec_driver_sql(statements(conn).insert, {"rows": dump_json(rows)}).rowcount


def statements(conn: Connection) -> Statements:
    """Return the statements as the connection's driver takes them."""
    return _for_psycopg() if is_postgres(conn) else SQLITE


@cache
def _for_psycopg() -> Statements:
    written = {
        field.name: re.sub(r":(\w+)", r"%(\1)s", getattr(POSTGRES, field.name))
        for field in fields(Statements)
    }
    return Statements(**written)

"""The statements that every stored message costs, each for a whole batch.

:keys is a JSON array of texts, :rows one of arrays, as bot.store.written explains.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.sql import ClauseElement

from bot.store.dialect import is_postgres
from bot.store.prepared import prepared
from bot.store.text import dump_json
from bot.store.written import written

READ_ACCOUNTS: Final = written(
    sqlite="""
        SELECT phone_number_id, account_id FROM whatsapp_number
        WHERE phone_number_id IN (SELECT value FROM json_each(:keys))""",
    postgres="""
        SELECT phone_number_id, account_id FROM whatsapp_number
        WHERE phone_number_id IN (SELECT jsonb_array_elements_text(CAST(:keys AS jsonb)))""",
)

READ_WABAS: Final = written(
    sqlite="""
        SELECT meta_id, account_id FROM waba
        WHERE meta_id IN (SELECT value FROM json_each(:keys))""",
    postgres="""
        SELECT meta_id, account_id FROM waba
        WHERE meta_id IN (SELECT jsonb_array_elements_text(CAST(:keys AS jsonb)))""",
)

READ_STORED: Final = written(
    sqlite="SELECT event_key FROM inbox WHERE event_key IN (SELECT value FROM json_each(:keys))",
    postgres="""
        SELECT event_key FROM inbox WHERE event_key IN
            (SELECT jsonb_array_elements_text(CAST(:keys AS jsonb)))""",
)

# rows: conversations.
READ_TALKS: Final = written(
    sqlite="""
        SELECT count(*) AS talks FROM json_each(:rows) AS rows
        CROSS JOIN conversation ON conversation.id = rows.value""",
    postgres="""
        SELECT count(*) AS talks FROM conversation
        WHERE id IN (SELECT CAST(one AS bigint) FROM jsonb_array_elements_text(
            CAST(:rows AS jsonb)) AS one)""",
)

TOUCH: Final = written(
    sqlite="""
        INSERT INTO lane (key, owner, ver, at)
        SELECT value, :owner, 1, :at FROM json_each(:keys) WHERE true
        ON CONFLICT (key) DO UPDATE SET ver = lane.ver + 1, owner = excluded.owner
            WHERE lane.owner IS NULL OR lane.owner = excluded.owner""",
    postgres="""
        INSERT INTO lane (key, owner, ver, at)
        SELECT key, :owner, 1, :at
        FROM jsonb_array_elements_text(CAST(:keys AS jsonb)) AS key ORDER BY key
        ON CONFLICT (key) DO UPDATE SET ver = lane.ver + 1, owner = excluded.owner
            WHERE lane.owner IS NULL OR lane.owner = excluded.owner""",
)

TOUCH_FOREIGN: Final = written(
    sqlite="""
        UPDATE lane SET ver = ver + 1 WHERE owner <> :owner
            AND key IN (SELECT value FROM json_each(:keys))
        RETURNING key""",
    postgres="""
        UPDATE lane SET ver = ver + 1 WHERE owner <> :owner
            AND key IN (SELECT jsonb_array_elements_text(CAST(:keys AS jsonb)))
        RETURNING key""",
)

# account_id, event_key, kind, lane, phone_number_id, payload, received_at, state.
Row = tuple[int | None, str, str, str | None, str, str, int, str]
_INSERT: Final = """
    INSERT INTO inbox (account_id, event_key, kind, lane, phone_number_id, payload,
        received_at, state, attempts)"""
_OUT_OF_JSON: Final = """
    SELECT CAST(cells ->> 0 AS bigint), cells ->> 1, cells ->> 2, cells ->> 3, cells ->> 4,
        CAST(cells ->> 5 AS jsonb), CAST(cells ->> 6 AS bigint), cells ->> 7, 0
    FROM jsonb_array_elements(CAST(:rows AS jsonb)) WITH ORDINALITY AS line (cells, number)
    ORDER BY number"""
# Rows that go into SQLite at once: each number of rows is a statement of its own.
_MOST_ROWS: Final = 32


def insert_inbox(conn: Connection, rows: Sequence[Row]) -> int:
    """Insert rows of the inbox in their order; return how many were not there before."""
    if is_postgres(conn):
        return _insert_all.run(conn, rows=dump_json(rows)) if rows else 0
    parts = [rows[first : first + _MOST_ROWS] for first in range(0, len(rows), _MOST_ROWS)]
    return sum(_insert_part(conn, part) for part in parts)


@prepared
def _insert_all(_: Connection) -> ClauseElement:
    return text(f"{_INSERT} {_OUT_OF_JSON} ON CONFLICT DO NOTHING")


def _insert_part(conn: Connection, rows: Sequence[Row]) -> int:
    """Insert rows into SQLite, which reads long texts out of a JSON slower than it writes them."""
    cells = tuple(chain.from_iterable(rows))
    return conn.exec_driver_sql(_insert_of(len(rows)), cells).rowcount


@cache
def _insert_of(count: int) -> str:
    """Return the statement for so many rows. The driver keeps each, once it was prepared."""
    rows = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, 0)"] * count)
    return f"{_INSERT} VALUES {rows} ON CONFLICT DO NOTHING"

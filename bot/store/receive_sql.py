"""The statements that every stored message costs, as plain SQL, each for a whole batch.

Building them anew would cost more than running them; and a statement that takes its rows as one
JSON text runs in one go, where one call a row would let the threads fight for the interpreter.
Written with :name; PostgreSQL's driver wants %(name)s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Final

from sqlalchemy import Connection

from bot.store.dialect import is_postgres


@dataclass(frozen=True, slots=True)
class Statements:
    """SQL of one dialect. :keys is a JSON array of texts, :rows one of objects."""

    stored: str
    insert: str
    window: str
    touch: str
    foreign: str


SQLITE: Final = Statements(
    stored="SELECT event_key FROM inbox WHERE event_key IN (SELECT value FROM json_each(:keys))",
    insert="""
        INSERT INTO inbox (account_id, event_key, kind, lane, phone_number_id, payload,
            received_at, state, attempts)
        SELECT value ->> 'account_id', value ->> 'event_key', value ->> 'kind',
            value ->> 'lane', value ->> 'phone_number_id', value -> 'payload', :at,
            value ->> 'state', 0
        FROM json_each(:rows) WHERE true ORDER BY key
        ON CONFLICT DO NOTHING""",
    window="""
        UPDATE conversation SET updated_at = :at,
            last_customer_at = max(coalesce(last_customer_at, 0), rows.value ->> 'moment')
        FROM json_each(:rows) AS rows WHERE conversation.id = rows.value ->> 'id'""",
    touch="""
        INSERT INTO lane (key, owner, ver, at)
        SELECT value, :owner, 1, :at FROM json_each(:keys) WHERE true
        ON CONFLICT (key) DO UPDATE SET ver = lane.ver + 1,
            owner = coalesce(lane.owner, excluded.owner)""",
    foreign="""
        SELECT key FROM lane
        WHERE key IN (SELECT value FROM json_each(:keys)) AND owner <> :owner""",
)

POSTGRES: Final = Statements(
    stored="""
        SELECT event_key FROM inbox WHERE event_key IN
            (SELECT jsonb_array_elements_text(CAST(:keys AS jsonb)))""",
    insert="""
        INSERT INTO inbox (account_id, event_key, kind, lane, phone_number_id, payload,
            received_at, state, attempts)
        SELECT account_id, event_key, kind, lane, phone_number_id, payload, :at, state, 0
        FROM ROWS FROM (jsonb_to_recordset(CAST(:rows AS jsonb)) AS (account_id bigint,
            event_key text, kind text, lane text, phone_number_id text, payload jsonb,
            state text)) WITH ORDINALITY
        ORDER BY ordinality
        ON CONFLICT DO NOTHING""",
    window="""
        UPDATE conversation SET updated_at = :at,
            last_customer_at = greatest(coalesce(last_customer_at, 0), moment)
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS rows (id bigint, moment bigint)
        WHERE conversation.id = rows.id""",
    touch="""
        INSERT INTO lane (key, owner, ver, at)
        SELECT key, :owner, 1, :at
        FROM jsonb_array_elements_text(CAST(:keys AS jsonb)) AS key ORDER BY key
        ON CONFLICT (key) DO UPDATE SET ver = lane.ver + 1,
            owner = coalesce(lane.owner, excluded.owner)""",
    foreign="""
        SELECT key FROM lane WHERE owner <> :owner AND key IN
            (SELECT jsonb_array_elements_text(CAST(:keys AS jsonb)))""",
)


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

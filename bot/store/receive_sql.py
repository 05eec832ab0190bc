"""The statements that every stored message costs, each for a whole batch.

:keys is a JSON array of texts, :rows one of arrays, as bot.store.written explains.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

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

INSERT_INBOX: Final = written(
    sqlite="""
        INSERT INTO inbox (account_id, event_key, kind, lane, phone_number_id, payload,
            received_at, state, attempts)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
            value ->> 6, value ->> 7, 0
        FROM json_each(:rows) WHERE true
        ON CONFLICT DO NOTHING""",
    postgres="""
        INSERT INTO inbox (account_id, event_key, kind, lane, phone_number_id, payload,
            received_at, state, attempts)
        SELECT CAST(cells ->> 0 AS bigint), cells ->> 1, cells ->> 2, cells ->> 3, cells ->> 4,
            CAST(cells ->> 5 AS jsonb), CAST(cells ->> 6 AS bigint), cells ->> 7, 0
        FROM jsonb_array_elements(CAST(:rows AS jsonb)) WITH ORDINALITY AS line (cells, number)
        ORDER BY number
        ON CONFLICT DO NOTHING""",
)

# rows: conversation, moment.
OPEN_WINDOWS: Final = written(
    sqlite="""
        UPDATE conversation SET updated_at = :at,
            last_customer_at = max(coalesce(last_customer_at, 0), rows.value ->> 1)
        FROM json_each(:rows) AS rows WHERE conversation.id = rows.value ->> 0""",
    postgres="""
        UPDATE conversation SET updated_at = :at,
            last_customer_at = greatest(coalesce(last_customer_at, 0), CAST(pair ->> 1 AS bigint))
        FROM jsonb_array_elements(CAST(:rows AS jsonb)) AS pair
        WHERE conversation.id = CAST(pair ->> 0 AS bigint)""",
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


def insert_inbox(conn: Connection, rows: Sequence[Row]) -> int:
    """Insert rows of the inbox in their order; return how many were not there before."""
    return INSERT_INBOX.run(conn, rows=dump_json(rows)) if rows else 0

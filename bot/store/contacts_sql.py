"""The statements of customers, their addresses and conversations, each for a whole batch.

:rows is a JSON array of arrays, as bot.store.written explains. Addresses are asked for one by
one in their unique index: asked by value alone, SQLite would read all of the account's.
"""

from __future__ import annotations

from typing import Final

from bot.store.written import written

# rows: kind, value.
READ_ADDRESSES: Final = written(
    sqlite="""
        SELECT a.kind, a.value, a.customer_id, a.wire, a.seen_at, c.name, c.username
        FROM json_each(:rows) AS asked
        CROSS JOIN customer_address AS a ON a.account_id = :account
            AND a.kind = asked.value ->> 0 AND a.value = asked.value ->> 1
        JOIN customer AS c ON c.id = a.customer_id""",
    postgres="""
        SELECT a.kind, a.value, a.customer_id, a.wire, a.seen_at, c.name, c.username
        FROM jsonb_array_elements(CAST(:rows AS jsonb)) AS asked
        JOIN customer_address AS a ON a.account_id = :account
            AND a.kind = asked ->> 0 AND a.value = asked ->> 1
        JOIN customer AS c ON c.id = a.customer_id""",
)

# rows: name, username, country.
INSERT_CUSTOMERS: Final = written(
    sqlite="""
        INSERT INTO customer (account_id, name, username, country, created_at)
        SELECT :account, value ->> 0, value ->> 1, value ->> 2, :at FROM json_each(:rows)
        RETURNING id, name, username, country""",
    postgres="""
        INSERT INTO customer (account_id, name, username, country, created_at)
        SELECT :account, one ->> 0, one ->> 1, one ->> 2, :at
        FROM jsonb_array_elements(CAST(:rows AS jsonb)) AS one
        RETURNING id, name, username, country""",
)

# rows: customer, kind, value, wire; none twice.
PUT_ADDRESSES: Final = written(
    sqlite="""
        INSERT INTO customer_address (account_id, customer_id, kind, value, wire, seen_at)
        SELECT :account, value ->> 0, value ->> 1, value ->> 2, value ->> 3, :at
        FROM json_each(:rows) WHERE true
        ON CONFLICT (account_id, kind, value) DO UPDATE SET
            customer_id = excluded.customer_id, wire = excluded.wire, seen_at = excluded.seen_at""",
    postgres="""
        INSERT INTO customer_address (account_id, customer_id, kind, value, wire, seen_at)
        SELECT :account, CAST(one ->> 0 AS bigint), one ->> 1, one ->> 2, one ->> 3, :at
        FROM jsonb_array_elements(CAST(:rows AS jsonb)) WITH ORDINALITY AS line (one, number)
        ORDER BY number
        ON CONFLICT (account_id, kind, value) DO UPDATE SET
            customer_id = excluded.customer_id, wire = excluded.wire, seen_at = excluded.seen_at""",
)

# rows: customer, name, username.
RENAME: Final = written(
    sqlite="""
        UPDATE customer SET name = told.value ->> 1, username = told.value ->> 2
        FROM json_each(:rows) AS told WHERE customer.id = told.value ->> 0""",
    postgres="""
        UPDATE customer SET name = told ->> 1, username = told ->> 2
        FROM jsonb_array_elements(CAST(:rows AS jsonb)) AS told
        WHERE customer.id = CAST(told ->> 0 AS bigint)""",
)

# rows: customer, phone_number_id.
READ_CONVERSATIONS: Final = written(
    sqlite="""
        SELECT c.customer_id, c.phone_number_id, c.id
        FROM json_each(:rows) AS asked
        CROSS JOIN conversation AS c ON c.account_id = :account
            AND c.customer_id = asked.value ->> 0 AND c.phone_number_id = asked.value ->> 1""",
    postgres="""
        SELECT c.customer_id, c.phone_number_id, c.id
        FROM jsonb_array_elements(CAST(:rows AS jsonb)) AS asked
        JOIN conversation AS c ON c.account_id = :account
            AND c.customer_id = CAST(asked ->> 0 AS bigint)
            AND c.phone_number_id = asked ->> 1""",
)

# rows: customer, phone_number_id.
INSERT_CONVERSATIONS: Final = written(
    sqlite="""
        INSERT INTO conversation (account_id, customer_id, phone_number_id, updated_at, created_at)
        SELECT :account, value ->> 0, value ->> 1, :at, :at FROM json_each(:rows) WHERE true
        ON CONFLICT DO NOTHING
        RETURNING customer_id, phone_number_id, id""",
    postgres="""
        INSERT INTO conversation (account_id, customer_id, phone_number_id, updated_at, created_at)
        SELECT :account, CAST(one ->> 0 AS bigint), one ->> 1, :at, :at
        FROM jsonb_array_elements(CAST(:rows AS jsonb)) WITH ORDINALITY AS line (one, number)
        ORDER BY number
        ON CONFLICT DO NOTHING
        RETURNING customer_id, phone_number_id, id""",
)

"""Where a customer can be reached now."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from bot.store.tables.conversation import customer_address
from bot.whatsapp.identity import Recipient


def recipients(conn: Connection, customer_ids: Collection[int]) -> dict[int, Recipient]:
    """Return each customer's newest phone and BSUID; nobody without an address."""
    if not customer_ids:
        return {}
    query = (
        select(customer_address)
        .where(
            customer_address.c.customer_id.in_(customer_ids),
            customer_address.c.kind.in_(["wa_id", "bsuid"]),
        )
        .order_by(customer_address.c.seen_at, customer_address.c.id)
    )
    found: dict[int, dict[str, str]] = {}
    for row in conn.execute(query):
        found.setdefault(row.customer_id, {})[row.kind] = row.wire
    return {
        customer: Recipient(known.get("wa_id"), known.get("bsuid"))
        for customer, known in found.items()
    }

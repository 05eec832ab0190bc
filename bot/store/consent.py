"""Every word of a customer about being written to, with its proof."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy import Connection, insert, update

from bot.store.changes import record_change
from bot.store.tables.conversation import consent, customer

Source = Literal["checkout", "keyword", "whatsapp_preference", "intent"]


def record_consent(
    conn: Connection,
    account_id: int,
    customer_id: int,
    *,
    value: Literal["in", "out"],
    source: Source,
    proof: Mapping[str, Any],
    at: int,
) -> None:
    """Keep that a customer gave consent to marketing or took it back. It counts at once."""
    row = {
        "account_id": account_id,
        "customer_id": customer_id,
        "category": "marketing",
        "value": value,
        "source": source,
        "proof": dict(proof),
        "at": at,
    }
    conn.execute(insert(consent).values(**row))
    conn.execute(update(customer).where(customer.c.id == customer_id).values(marketing=value))
    record_change(conn, account_id, "customer", customer_id, at)

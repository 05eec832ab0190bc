"""Where a customer can be reached now."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.sql import ClauseElement

from bot.store.dialect import one_of
from bot.store.prepared import among, prepared
from bot.store.tables.conversation import customer_address
from bot.whatsapp.identity import Recipient

KINDS: Final = ("wa_id", "bsuid")


@prepared
def _addresses(conn: Connection) -> ClauseElement:
    """What customers can be written to, newest last."""
    table = customer_address.c
    return (
        select(table.customer_id, table.kind, table.wire)
        .where(one_of(conn, table.customer_id, "customers"), among(table.kind, *KINDS))
        .order_by(table.seen_at, table.id)
    )


def recipients(conn: Connection, customer_ids: Collection[int]) -> dict[int, Recipient]:
    """Return each customer's newest phone and BSUID; nobody without an address."""
    if not customer_ids:
        return {}
    found: dict[int, dict[str, str]] = {}
    for row in _addresses.rows(conn, customers=list(customer_ids)):
        found.setdefault(row.customer_id, {})[row.kind] = row.wire
    return {
        customer: Recipient(known.get("wa_id"), known.get("bsuid"))
        for customer, known in found.items()
    }

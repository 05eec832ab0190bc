"""Every word of a customer about being written to, with its proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from sqlalchemy import Connection, insert, select, update

from bot.store.changes import record_change
from bot.store.tables.conversation import consent, customer

Source = Literal["checkout", "keyword", "whatsapp_preference", "intent"]
PREFERENCE: Final = "whatsapp_preference"


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
    _keep(conn, account_id, customer_id, value, source, proof, at)
    _stand(conn, account_id, customer_id, value, at)


def lift_stop(
    conn: Connection, account_id: int, customer_id: int, proof: Mapping[str, Any], at: int
) -> None:
    """Keep that a customer lets WhatsApp deliver marketing again ("resume").

    That lifts the stop it answers and gives no consent: what was said to the shop stands.
    """
    _keep(conn, account_id, customer_id, "resume", PREFERENCE, proof, at)
    query = select(consent.c.value, consent.c.source).where(consent.c.customer_id == customer_id)
    words = conn.execute(query.order_by(consent.c.id)).all()
    said = [(word.value, word.source == PREFERENCE) for word in words]
    _stand(conn, account_id, customer_id, standing(said), at)


def standing(said: Sequence[tuple[str, bool]]) -> str:
    """Return what counts of a customer's words, oldest first: "in", "out" or "unknown".

    said: each with whether it was said to WhatsApp, not to the shop.
    """
    own, stopped = "unknown", False
    for value, to_whatsapp in said:
        if to_whatsapp:
            stopped = value == "out"
        else:
            own, stopped = value, False
    return "out" if stopped else own


def _keep(  # noqa: PLR0917 - the columns of one row
    conn: Connection, account_id: int, customer_id: int, value: str, source: Source,
    proof: Mapping[str, Any], at: int,
) -> None:  # fmt: skip
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


def _stand(conn: Connection, account_id: int, customer_id: int, value: str, at: int) -> None:
    conn.execute(update(customer).where(customer.c.id == customer_id).values(marketing=value))
    record_change(conn, account_id, "customer", customer_id, at)

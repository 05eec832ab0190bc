"""The account's WhatsApp numbers and business accounts."""

from __future__ import annotations

from sqlalchemy import Connection, select

from bot.store.changes import record_change
from bot.store.dialect import put
from bot.store.outbox import resume_number
from bot.store.tables.house import waba, whatsapp_number


def ensure_number(
    conn: Connection, account_id: int, phone_number_id: str, waba_id: str, at: int
) -> None:
    """Make a number the account's, with its WhatsApp Business account."""
    values: dict[str, object] = {"account_id": account_id}
    if waba_id:
        put(conn, waba, {"meta_id": waba_id}, {"account_id": account_id})
        values["waba_id"] = conn.scalar(select(waba.c.id).where(waba.c.meta_id == waba_id))
    put(conn, whatsapp_number, {"phone_number_id": phone_number_id}, values)
    record_change(conn, account_id, "number", phone_number_id, at)


def numbers_of(conn: Connection, account_id: int) -> list[str]:
    """Return the ids of the account's numbers."""
    query = select(whatsapp_number.c.phone_number_id).where(
        whatsapp_number.c.account_id == account_id
    )
    return list(conn.execute(query.order_by(whatsapp_number.c.id)).scalars())


def resume_all(conn: Connection, account_id: int, at: int) -> dict[str, int]:
    """Let the account's paused numbers send again; return how many messages each held back."""
    query = select(whatsapp_number.c.phone_number_id).where(
        whatsapp_number.c.account_id == account_id, whatsapp_number.c.paused
    )
    paused = conn.scalars(query.order_by(whatsapp_number.c.id)).all()
    freed: dict[str, int] = {}
    for number in paused:
        freed[number] = resume_number(conn, number, at)
        record_change(conn, account_id, "number", number, at)
    return freed

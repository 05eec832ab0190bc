"""The account's WhatsApp numbers and business accounts."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from bot.clock import Clock
from bot.console.api.ports import Number
from bot.store.changes import record_change
from bot.store.database import Database
from bot.store.dialect import put
from bot.store.outbox import resume_number
from bot.store.states import IS_HELD
from bot.store.tables.engine import outbox
from bot.store.tables.house import waba, whatsapp_number


class SqlNumbers:
    """bot.console.api.ports.Numbers over the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock

    async def numbers(self, account_id: int) -> list[Number]:
        return await self._db.read(list_numbers, account_id)

    async def resume(self, account_id: int) -> dict[str, int]:
        return await self._db.write(resume_all, account_id, self._clock.now())


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


def list_numbers(conn: Connection, account_id: int) -> list[Number]:
    """Return the account's numbers with what they hold back."""
    held = (
        select(func.count())
        .select_from(outbox)
        .where(outbox.c.phone_number_id == whatsapp_number.c.phone_number_id)
        .where(IS_HELD)
        .scalar_subquery()
    )
    query = select(whatsapp_number, held.label("held"))
    rows = conn.execute(
        query.where(whatsapp_number.c.account_id == account_id).order_by(whatsapp_number.c.id)
    )
    return [
        Number(
            id=row.phone_number_id,
            phone=row.display_phone or "",
            paused=bool(row.paused),
            reason=row.paused_reason or "",
            held=row.held,
        )
        for row in rows
    ]


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

"""The shop's questions and answers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from bot.catalog.values import Stored
from bot.clock import Clock
from bot.store.changes import record_change
from bot.store.database import Database
from bot.store.dialect import put
from bot.store.tables.catalog import faq
from index.types import Faq


class SqlFaq:
    """bot.catalog.ports.FaqStore over the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock

    async def replace(self, account_id: int, entries: Sequence[Faq]) -> Stored:
        return await self._db.write(keep_faq, account_id, entries, self._clock.now())

    async def all(self, account_id: int) -> list[Faq]:
        return await self._db.read(active_faq, account_id)


def keep_faq(conn: Connection, account_id: int, entries: Sequence[Faq], at: int) -> Stored:
    """Add or change entries by their key; the account's other entries stay."""
    known = {one.id: one for one in active_faq(conn, account_id)}
    fresh = [one for one in entries if known.get(one.id) != one]
    for one in fresh:
        values = {
            "question": one.question,
            "alternatives": list(one.alternatives),
            "answer": one.answer,
            "active": True,
            "updated_at": at,
        }
        put(conn, faq, {"account_id": account_id, "key": one.id}, values)
        record_change(conn, account_id, "faq", one.id, at)
    added = sum(one.id not in known for one in fresh)
    return Stored(added, len(fresh) - added, len(entries) - len(fresh))


def active_faq(conn: Connection, account_id: int) -> list[Faq]:
    """Return the account's active entries."""
    query = select(faq).where(faq.c.account_id == account_id, faq.c.active).order_by(faq.c.id)
    return [
        Faq(row["key"], row["question"], row["answer"], tuple(row["alternatives"] or ()))
        for row in conn.execute(query).mappings()
    ]

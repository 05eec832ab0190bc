"""Paused numbers go on when a person says so, or restarts with a good token."""

from sqlalchemy import Connection, select

from bot.store.database import Database
from bot.store.numbers import resume_all
from bot.store.sending import pause_number
from bot.store.tables.engine import change
from bot.store.tables.house import whatsapp_number
from tests.integration.conftest import NUMBER


def _numbers(conn: Connection) -> list[tuple[bool, str | None]]:
    query = select(whatsapp_number.c.paused, whatsapp_number.c.paused_reason)
    return [(row.paused, row.paused_reason) for row in conn.execute(query)]


def _changes(conn: Connection) -> list[tuple[str, str]]:
    return [(row.kind, row.key) for row in conn.execute(select(change).order_by(change.c.seq))]


async def test_a_paused_number_goes_on_and_everybody_hears_of_it(db: Database) -> None:
    await db.write(pause_number, NUMBER, "Meta error 190: the token expired", 1)
    assert await db.read(_numbers) == [(True, "Meta error 190: the token expired")]
    assert await db.write(resume_all, 1, 2) == {NUMBER: 0}
    assert await db.read(_numbers) == [(False, None)]
    assert await db.read(_changes) == [("number", NUMBER)] * 2


async def test_where_no_number_is_paused_nothing_changes(db: Database) -> None:
    assert await db.write(resume_all, 1, 2) == {}
    assert await db.read(_changes) == []

"""Statements that are compiled once do what SQLAlchemy's do, on both databases."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.sql import ClauseElement

from bot.store.database import Database
from bot.store.dialect import upsert
from bot.store.opening import open_database
from bot.store.prepared import Prepared, among, given, prepared
from bot.store.tables.conversation import conversation, customer
from bot.store.tables.engine import change, outbox, timer
from tests.integration.engine.rows import rows

WORDS = ("queued", "sending")


@prepared
def make(_: Connection) -> ClauseElement:
    return insert(timer).values(given("key", "kind", "payload", "due_at"))


@prepared
def due(_: Connection) -> ClauseElement:
    query = select(timer.c.key, timer.c.payload, timer.c.attempts)
    return query.where(timer.c.due_at <= bindparam("now")).order_by(timer.c.key)


@prepared
def tried(_: Connection) -> ClauseElement:
    mine = timer.c.key == bindparam("which")
    return update(timer).where(mine).values(attempts=timer.c.attempts + 1).returning(timer.c.key)


@prepared
def moved(_: Connection) -> ClauseElement:
    return update(timer).where(timer.c.due_at < bindparam("now")).values(given("due_at"))


@prepared
def kept(conn: Connection) -> ClauseElement:
    fresh = upsert(conn, timer).values(key=bindparam("key"), kind="k", payload={}, due_at=0)
    return fresh.on_conflict_do_nothing()


def row(key: str, due_at: int = 1) -> dict[str, Any]:
    return {"key": key, "kind": "k", "payload": {"words": ["ñandú", key]}, "due_at": due_at}


async def test_rows_come_back_as_they_were_written(db: Database) -> None:
    await db.write(make.run_each, [row("a"), row("b"), row("c", 9)])
    found = await db.read(lambda conn: due.rows(conn, now=5))
    assert [(one.key, one.payload, one.attempts) for one in found] == [
        ("a", {"words": ["ñandú", "a"]}, 0),
        ("b", {"words": ["ñandú", "b"]}, 0),
    ]
    first = await db.read(lambda conn: due.first(conn, now=5))
    assert first.key == "a"
    assert await db.read(lambda conn: due.scalar(conn, now=5)) == "a"
    assert await db.read(lambda conn: due.first(conn, now=0)) is None
    assert await db.read(lambda conn: due.scalar(conn, now=0)) is None


async def test_a_write_says_how_many_rows_it_wrote(db: Database) -> None:
    assert await db.write(lambda conn: make.run(conn, **row("a"))) == 1
    assert await db.write(lambda conn: make.run(conn, **row("b"))) == 1
    assert await db.write(lambda conn: moved.run(conn, now=5, due_at=7)) == 2
    assert await db.write(lambda conn: moved.run(conn, now=5, due_at=7)) == 0
    assert await db.write(lambda conn: tried.scalar(conn, which="a")) == "a"
    assert await db.write(lambda conn: tried.scalar(conn, which="z")) is None
    assert [one["attempts"] for one in await rows(db, timer)] == [1, 0]


async def test_what_is_there_already_can_be_left_alone(db: Database) -> None:
    assert await db.write(lambda conn: kept.run(conn, key="a")) == 1
    assert await db.write(lambda conn: kept.run(conn, key="a")) == 0


async def test_it_is_undone_with_its_transaction(db: Database) -> None:
    def spoil(conn: Connection) -> None:
        make.run(conn, **row("a"))
        raise LookupError

    with pytest.raises(LookupError):
        await db.write(spoil)
    assert await rows(db, timer) == []


async def test_two_reads_of_one_operation_see_one_moment(db: Database) -> None:
    with db.engine.connect() as conn:
        assert due.rows(conn, now=5) == []
        assert conn.in_transaction()


async def test_the_drivers_errors_are_sqlalchemys_and_hide_what_was_written(db: Database) -> None:
    await db.write(lambda conn: make.run(conn, **row("secret-key")))
    with pytest.raises(IntegrityError) as told:
        await db.write(lambda conn: make.run(conn, **row("secret-key")))
    assert "INSERT INTO timer" in str(told.value)
    assert "words" not in str(told.value)
    assert not told.value.connection_invalidated
    assert await db.write(lambda conn: make.run(conn, **row("other"))) == 1


async def test_a_statement_that_the_database_refuses_says_so(db: Database) -> None:
    await db.write(change.drop)
    last = prepared(lambda _: select(change.c.seq))
    with pytest.raises((OperationalError, ProgrammingError)):
        await db.read(last.rows)


async def test_a_missing_value_is_an_error(db: Database) -> None:
    with pytest.raises(KeyError, match="now"):
        await db.read(due.rows)


async def test_constant_words_and_truths_are_read_as_they_are(db: Database) -> None:
    waiting = prepared(
        lambda _: select(outbox.c.id).where(
            among(outbox.c.state, *WORDS), outbox.c.lane == bindparam("lane")
        )
    )
    asking = prepared(lambda _: select(conversation.c.asks_for_person))
    assert await db.read(lambda conn: waiting.rows(conn, lane="c:1")) == []

    def fill(conn: Connection) -> None:
        conn.execute(insert(customer).values(id=1, account_id=1, created_at=0))
        talk = {"account_id": 1, "customer_id": 1, "phone_number_id": "1", "created_at": 0}
        conn.execute(insert(conversation).values(**talk, updated_at=0, asks_for_person=True))

    await db.write(fill)
    assert await db.read(asking.scalar) is True


async def test_values_that_change_the_statement_are_refused(db: Database) -> None:
    some: Prepared = prepared(lambda _: select(timer.c.key).where(timer.c.key.in_(["a"])))
    with pytest.raises(ValueError, match="among"):
        await db.read(some.rows)


@pytest.mark.postgres
async def test_a_lost_connection_is_told_as_lost_and_replaced(
    postgres_url: str, tmp_path: Path
) -> None:
    database = open_database(postgres_url, tmp_path)
    end = prepared(lambda _: text("SELECT pg_terminate_backend(pg_backend_pid())"))
    one = prepared(lambda _: text("SELECT 1 AS one"))
    with pytest.raises(DBAPIError) as told:
        await database.read(end.rows)
    assert told.value.connection_invalidated
    assert (await database.read(one.first)).one == 1
    await database.close()

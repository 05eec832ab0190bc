import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.clock import DAY, SystemClock
from bot.store.database import Database, DatabaseError
from bot.store.migrate import alembic_over, is_current, migrate
from bot.store.opening import open_database
from bot.store.tables import metadata
from bot.store.tables.conversation import media
from bot.store.tables.engine import timer
from tests.integration.engine.rows import rows

# A shop as the first version kept it, a statement a paragraph.
SHOP = """
INSERT INTO account (slug, name, created_at) VALUES ('a', 'Tienda', 1)

INSERT INTO customer (account_id, name, marketing, created_at) VALUES (1, 'Ana', 'in', 1)

INSERT INTO conversation (account_id, customer_id, phone_number_id, mode, version, unread,
    asks_for_person, last_customer_at, created_at, updated_at)
    VALUES (1, 1, 'PN', 'bot', 3, 0, false, 7, 1, 1)

INSERT INTO cart (account_id, customer_id, conversation_id, version, state, origin, currency,
    created_at, updated_at) VALUES (1, 1, 1, 1, 'open', 'chat', 'MXN', 1, 1)

INSERT INTO message (account_id, conversation_id, direction, author, type, wamid, body, at)
    VALUES (1, 1, 'in', 'customer', 'image', 'W1', '', 7)

INSERT INTO media (account_id, message_id, meta_id, mime, state, at)
    VALUES (1, 1, 'M1', 'image/jpeg', 'known', 7)

INSERT INTO inbox (account_id, event_key, kind, lane, phone_number_id, payload, received_at,
    state, attempts) VALUES
    (1, '1', 'message', 'c:1', 'PN', '{}', 7, 'open', 0),
    (1, '2', 'message', 'c:1', 'PN', '{}', 7, 'dead', 0),
    (1, '3', 'message', 'c:1', 'PN', '{}', 7, 'done', 0)

INSERT INTO outbox (account_id, key, conversation_id, message_id, kind, forms, lane,
    phone_number_id, state, attempts, next_try_at, created_at)
    VALUES (1, 'k', 1, 1, 'reply', '{}', 'c:1', 'PN', 'held', 0, 7, 7)
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database without tables."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    return open_database(url, tmp_path)


async def test_a_migrated_database_is_what_the_tables_say(empty: Database) -> None:
    await migrate(empty)
    with empty.engine.connect() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        indexes = inspect(conn).get_indexes("cart")
    assert await is_current(empty)
    (one,) = [index for index in indexes if index["name"] == "uq_cart_open"]
    assert one["unique"]
    assert one.get("dialect_options")
    await empty.close()


async def test_migrating_twice_changes_nothing(empty: Database) -> None:
    await migrate(empty)
    await migrate(empty)
    assert await is_current(empty)
    await empty.close()


async def test_an_upgrade_from_the_first_version_keeps_every_row(empty: Database) -> None:
    """Rows of tables that later migrations change, and of those that point at them."""
    with empty.engine.begin() as conn:
        command.upgrade(alembic_over(conn), "0001")
        for statement in SHOP.strip().split("\n\n"):
            conn.execute(text(statement))
    await migrate(empty)
    with empty.engine.connect() as conn:
        (kept,) = conn.execute(text("SELECT message_id, meta_id, order_id FROM media")).all()
        assert tuple(kept) == (1, "M1", None)
        assert conn.scalar(text("SELECT wamid FROM message WHERE id = 1")) == "W1"
        assert conn.scalar(text("SELECT last_customer_at FROM conversation WHERE id = 1")) == 7
        told = conn.execute(text("SELECT state FROM inbox ORDER BY id")).scalars().all()
        assert told == ["open", "dead", "done"]
        assert conn.scalar(text("SELECT place FROM cart WHERE id = 1")) is None
        assert conn.scalar(text("SELECT state FROM outbox WHERE id = 1")) == "held"
        if empty.dialect == "sqlite":
            assert conn.execute(text("PRAGMA foreign_key_check")).all() == []
    assert await is_current(empty)
    await empty.close()


async def test_a_database_of_a_later_version_is_refused(empty: Database) -> None:
    await migrate(empty)
    with empty.engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="newer version"):
        await migrate(empty)
    await empty.close()


async def test_a_sqlite_file_is_copied_before_it_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.store import migrate as room

    database = open_database(None, tmp_path)
    await migrate(database)
    with database.engine.begin() as conn:
        conn.execute(text("INSERT INTO account (slug, name, created_at) VALUES ('a', 'b', 1)"))
    here = room.newest_revision()
    monkeypatch.setattr(room, "newest_revision", lambda: "later")
    await migrate(database)
    with closing(sqlite3.connect(tmp_path / f"millennium.before-upgrade-{here}.db")) as copy:
        assert copy.execute("SELECT slug FROM account").fetchall() == [("a",)]
    await database.close()


async def test_files_that_were_only_named_are_fetched_after_an_upgrade(empty: Database) -> None:
    from alembic import command

    now = SystemClock().now()
    with empty.engine.begin() as conn:
        command.upgrade(alembic_over(conn), "0007")
        named = f"'aGFzaA==', 'image/png', {now - DAY}"
        told = "(account_id, message_id, meta_id, sha256, mime, at)"
        for table, columns, values in (
            ("account", "(slug, name, created_at)", "('a', 'b', 1)"),
            ("message", "(account_id, direction, author, type, at)", "(1, 'in', 'a', 'b', 1)"),
            ("media", told, f"(1, 1, '77', {named})"),
            ("media", told, "(1, 1, '78', '', '', 1)"),
            ("media", told, f"(1, 1, NULL, NULL, NULL, {now})"),
        ):
            conn.execute(text(f"INSERT INTO {table} {columns} VALUES {values}"))
    await migrate(empty)
    kept = [(one["meta_id"], one["state"], one["reason"]) for one in await rows(empty, media)]
    assert kept == [("77", "known", None), ("78", "gone", "expired"), (None, "gone", "expired")]
    (due,) = await rows(empty, timer)
    assert (due["key"], due["kind"], due["payload"]) == ("media:1", "media", {"media_id": 1})
    assert due["due_at"] <= SystemClock().now()
    await empty.close()


@pytest.mark.postgres
async def test_services_that_start_together_migrate_once(postgres_url: str, tmp_path: Path) -> None:
    nodes = [open_database(postgres_url, tmp_path) for _ in range(3)]
    await asyncio.gather(*(migrate(node) for node in nodes))
    assert await is_current(nodes[0])
    await asyncio.gather(*(node.close() for node in nodes))

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.store.database import Database, DatabaseError
from bot.store.migrate import is_current, migrate
from bot.store.opening import open_database
from bot.store.tables import metadata


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


@pytest.mark.postgres
async def test_services_that_start_together_migrate_once(postgres_url: str, tmp_path: Path) -> None:
    nodes = [open_database(postgres_url, tmp_path) for _ in range(3)]
    await asyncio.gather(*(migrate(node) for node in nodes))
    assert await is_current(nodes[0])
    await asyncio.gather(*(node.close() for node in nodes))

"""The room that the service makes for SQLite's log: once, harmless, and commits stay inside it."""

import shutil
import sqlite3
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import event

from bot.store.changes import read_changes, record_change
from bot.store.database import Database
from bot.store.sqlite import LOG_PAGES, SqliteDatabase
from bot.store.sqlite_log import PAGE
from bot.store.tables import metadata

ROOM = LOG_PAGES * PAGE


@pytest.fixture
def wal(tmp_path: Path) -> Path:
    return tmp_path / "a.db-wal"


@pytest.fixture
async def embedded(tmp_path: Path) -> AsyncGenerator[SqliteDatabase]:
    database = SqliteDatabase(tmp_path / "a.db")
    metadata.create_all(database.engine)
    yield database
    await database.close()


def _size(wal: Path) -> int:
    return wal.stat().st_size


def _seen(wal: Path) -> tuple[int, int]:
    return wal.stat().st_size, wal.stat().st_mtime_ns


async def _write(db: Database, keys: range) -> None:
    for key in keys:
        await db.write(record_change, None, "x", key, 1)


async def _keys(db: Database) -> list[str]:
    return [one.key for one in await db.read(read_changes, 0)]


async def test_what_is_committed_stays_and_commits_find_room(db: Database) -> None:
    await _write(db, range(3))
    await db.preallocate_log()
    await _write(db, range(3, 6))
    assert await _keys(db) == [str(n) for n in range(6)]


async def test_commits_do_not_make_the_log_longer(embedded: SqliteDatabase, wal: Path) -> None:
    await _write(embedded, range(3))
    assert _size(wal) < ROOM
    await embedded.preallocate_log()
    long = _size(wal)
    assert long >= ROOM
    await _write(embedded, range(200))
    assert _size(wal) == long


async def test_a_log_that_is_long_enough_is_left_alone(embedded: SqliteDatabase, wal: Path) -> None:
    await embedded.preallocate_log()
    await _write(embedded, range(200))
    before = _seen(wal)
    await embedded.preallocate_log()
    assert _seen(wal) == before


async def test_no_trace_is_left_in_the_database(embedded: SqliteDatabase) -> None:
    await embedded.preallocate_log()
    pooled = embedded.engine.raw_connection()
    names = pooled.cursor().execute("SELECT name FROM sqlite_master WHERE name LIKE 'room%'")
    assert names.fetchall() == []
    size = pooled.cursor().execute("PRAGMA cache_size").fetchone()
    pages = pooled.cursor().execute("PRAGMA page_count").fetchone()
    pooled.close()
    assert size == (-16_000,)
    assert pages[0] < LOG_PAGES


async def test_a_killed_services_log_is_read_as_it_was(
    embedded: SqliteDatabase, tmp_path: Path
) -> None:
    await _write(embedded, range(3))
    await embedded.preallocate_log()
    await _write(embedded, range(3, 6))
    (tmp_path / "copy").mkdir()
    for name in ("a.db", "a.db-wal"):  # as they lie there after a kill, without the index
        shutil.copy(tmp_path / name, tmp_path / "copy" / name)
    again = SqliteDatabase(tmp_path / "copy" / "a.db")
    assert await _keys(again) == [str(n) for n in range(6)]
    await again.close()


class Usage(NamedTuple):
    total: int
    used: int
    free: int


async def test_a_nearly_full_disk_is_left_its_room(
    embedded: SqliteDatabase, wal: Path, caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9 - ROOM, ROOM))
    await embedded.preallocate_log()
    await _write(embedded, range(3))
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "nearly full" in caplog.text
    assert _size(wal) < ROOM
    assert await _keys(embedded) == ["0", "1", "2"]


async def test_a_disk_that_fills_up_meanwhile_harms_nothing(
    tmp_path: Path, wal: Path, caplog: pytest.LogCaptureFixture
) -> None:
    db = SqliteDatabase(tmp_path / "a.db")

    def limit(connection: sqlite3.Connection, _: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1000").close()

    event.listen(db.engine, "connect", limit)
    metadata.create_all(db.engine)
    await _write(db, range(3))
    await db.preallocate_log()
    assert "database or disk is full" in caplog.text
    assert _size(wal) == 0
    await _write(db, range(3, 6))
    assert await _keys(db) == [str(n) for n in range(6)]
    await db.close()
